package io.jvirt.model.cpu;

import io.jvirt.model.domain.Cpu;
import io.jvirt.model.xml.Records;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The CPU that a guest can have on each of several hosts. */
public final class X86Baseline {
    private X86Baseline() {
    }

    /**
     * {@return the most that all have}
     *
     * @param cpus the hosts' CPUs, at least one
     * @param offered the hypervisor's models with what keeps each from running; null when there is none to ask
     * @param possible the only features that may be taken; null for all
     * @param migratable leave out what keeps a guest from moving
     * @throws CpuException when the CPUs have nothing in common, or nothing is known of one
     */
    public static Cpu of(List<Cpu> cpus, @Nullable Map<String, Set<String>> offered, @Nullable FeatureSet possible,
            boolean migratable) {
        X86CpuMap map = X86CpuMap.get();
        FeatureSet common = map.featuresOf(cpus.getFirst());
        List<String> models = new ArrayList<>();
        String vendor = null;
        boolean named = true;
        for (int i = 0; i < cpus.size(); i++) {
            Cpu cpu = cpus.get(i);
            Optional<X86Model> model = map.modelOf(cpu);
            model.map(X86Model::name).filter(n -> !models.contains(n)).ifPresent(models::add);
            named &= cpu.vendor() != null;
            common = common.and(map.featuresOf(cpu));
            vendor = commonVendor(vendor, cpu, model, i == 0);
        }
        if (possible != null) {
            common = common.and(possible);
        }
        if (common.isEmpty()) {
            throw new CpuException(CpuException.Kind.UNRELATED, "CPUs are incompatible");
        }
        X86ModelChoice.Choice choice = X86ModelChoice.forGuest(map,
                        new X86CpuData(Optional.ofNullable(vendor), Optional.empty(), common), offered, models)
                .orElseThrow(() -> new CpuException(CpuException.Kind.UNKNOWN,
                        "Cannot find suitable CPU model for given data"));
        List<Cpu.Feature> features = choice.features();
        if (migratable) {
            features = features.stream().filter(f -> map.feature(f.name()).filter(x -> !x.migratable()).isEmpty())
                    .toList();
        }
        Cpu.Fallback fallback = models.equals(List.of(choice.model().name())) ? Cpu.Fallback.FORBID : Cpu.Fallback.ALLOW;
        Cpu result = Records.blank(Cpu.class).withMode(Cpu.Mode.CUSTOM).withMatch(Cpu.Match.EXACT)
                .withModel(new Cpu.Model(fallback, null, choice.model().name())).withFeature(features);
        return named ? result.withVendor(vendor) : result;
    }

    private static @Nullable String commonVendor(@Nullable String sofar, Cpu cpu, Optional<X86Model> model,
            boolean first) {
        String given = cpu.vendor();
        Optional<String> known = model.flatMap(X86Model::vendor);
        if (!first && given != null && known.isPresent() && !known.get().equals(given)) {
            throw new CpuException(CpuException.Kind.UNRELATED, "CPU vendor " + known.get() + " of model "
                    + model.map(X86Model::name).orElse("") + " differs from vendor " + given);
        }
        String vendor = given != null ? given : first ? null : known.orElse(null);
        if (vendor != null && sofar == null && !X86CpuMap.isVendor(vendor)) {
            throw new CpuException(CpuException.Kind.UNRELATED, "Unknown CPU vendor " + vendor);
        }
        if (vendor != null && sofar != null && !vendor.equals(sofar)) {
            throw new CpuException(CpuException.Kind.UNRELATED, "CPU vendors do not match");
        }
        return sofar == null ? vendor : sofar;
    }

    /**
     * {@return the document with every feature of the model listed} Names are in alphabetical order, as a reader
     * compares them.
     *
     * @throws CpuException when nothing is known of the model
     */
    public static Cpu expanded(Cpu cpu) {
        X86CpuMap map = X86CpuMap.get();
        X86Model model = map.modelOf(cpu).orElseThrow(
                () -> new CpuException(CpuException.Kind.UNKNOWN, "unknown CPU model (null)"));
        FeaturePolicies policies = new FeaturePolicies();
        model.features().forEach(f -> policies.put(f.name(), Cpu.Policy.REQUIRE));
        cpu.feature().stream().filter(f -> f.policy() == Cpu.Policy.REQUIRE || f.policy() == Cpu.Policy.DISABLE)
                .forEach(policies::put);
        model.lost().forEach(f -> policies.putIfAbsent(f.name(), Cpu.Policy.DISABLE));
        return cpu.withFeature(policies.list().stream().sorted(Comparator.comparing(Cpu.Feature::name)).toList());
    }
}
