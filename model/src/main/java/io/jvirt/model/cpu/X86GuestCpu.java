package io.jvirt.model.cpu;

import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.Cpu.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From the CPU that a definition asks for to the one that a running guest has. */
public final class X86GuestCpu {
    private X86GuestCpu() {
    }

    /**
     * {@return the CPU without reference to the host: {@code host-model} and {@code match='minimum'} become a named
     * model, optional features are there or not, features that the hypervisor's model lost are off}
     *
     * @param guest a CPU of mode custom with a model, or of mode host-model
     * @param host the host's CPU as guests can have it; empty when unknown
     * @throws CpuException when nothing is known of a model or feature, or of the host where it counts
     */
    public static Cpu resolved(Cpu guest, Optional<Cpu> host) {
        X86CpuMap map = X86CpuMap.get();
        boolean followsHost = guest.mode() == Cpu.Mode.HOST_MODEL || guest.match() == Cpu.Match.MINIMUM;
        Cpu result = guest;
        if (followsHost || guest.feature().stream().anyMatch(f -> f.policy() == Policy.OPTIONAL)) {
            Cpu known = host.orElseThrow(() ->
                    new CpuException(CpuException.Kind.UNSUPPORTED, "unknown host CPU model"));
            FeatureSet has = map.featuresOf(known);
            result = result.withFeature(guest.feature().stream().map(f -> f.policy() != Policy.OPTIONAL ? f
                    : new Cpu.Feature(known(f.name()).filter(has::contains).isPresent()
                            ? Policy.REQUIRE : Policy.DISABLE, f.name())).toList());
            if (followsHost) {
                result = likeHost(result, known);
            }
        }
        Optional<X86Model> model = map.modelOf(result);
        FeaturePolicies policies = new FeaturePolicies(result.feature());
        model.ifPresent(m -> m.lost().forEach(f -> policies.putIfAbsent(f.name(), Policy.DISABLE)));
        return result.withFeature(policies.list());
    }

    private static Optional<X86Feature> known(String name) {
        return X86CpuMap.get().feature(name);
    }

    private static Cpu likeHost(Cpu guest, Cpu host) {
        FeaturePolicies policies = new FeaturePolicies(host.feature());
        guest.feature().forEach(policies::put);
        Cpu.Model own = guest.model();
        Cpu.Model model = host.model();
        Cpu result = guest.withMode(Cpu.Mode.CUSTOM).withMatch(Cpu.Match.EXACT).withFeature(policies.list())
                .withModel(model == null || own == null || own.vendorId() == null ? model
                        : new Cpu.Model(model.fallback(), own.vendorId(), model.name()));
        return guest.mode() == Cpu.Mode.HOST_MODEL ? result.withVendor(host.vendor()) : result;
    }

    /**
     * {@return the CPU by a model that the hypervisor has}
     *
     * @param guest a CPU with a model
     * @param offered the hypervisor's models, each with what keeps it from running here
     * @throws CpuException when there is no such model and the document allows no other
     */
    public static Cpu translated(Cpu guest, Map<String, Set<String>> offered) {
        X86CpuMap map = X86CpuMap.get();
        Cpu.Model named = guest.model();
        String name = named == null ? null : named.name();
        if (named == null || name == null || offered.containsKey(name)) {
            return guest;
        }
        if (named.fallback() == Cpu.Fallback.FORBID) {
            throw new CpuException(CpuException.Kind.UNSUPPORTED,
                    "CPU model " + name + " is not supported by hypervisor");
        }
        X86Model model = map.modelOf(guest).orElseThrow();
        Optional<CpuSignature> product = model.products().stream().findFirst()
                .map(p -> new CpuSignature(p.family(), p.model(), p.minStepping()));
        X86ModelChoice.Choice choice = X86ModelChoice.forGuest(map,
                        new X86CpuData(model.vendor(), product, map.featuresOf(guest)), offered, List.of())
                .orElseThrow(() -> new CpuException(CpuException.Kind.UNKNOWN,
                        "Cannot find suitable CPU model for given data"));
        FeaturePolicies policies = new FeaturePolicies(choice.features());
        guest.feature().forEach(policies::put);
        return guest.withModel(named.withName(choice.model().name())).withFeature(policies.list());
    }

    /**
     * {@return the CPU with what the hypervisor made of it}
     *
     * @param guest the CPU that was asked for, with a model
     * @param enabled what the guest sees
     * @param disabled what was asked for and cannot be had
     * @throws CpuException when the document wants it exactly and it is not
     */
    public static Cpu asStarted(Cpu guest, FeatureSet enabled, FeatureSet disabled) {
        X86CpuMap map = X86CpuMap.get();
        FeatureSet asked = map.featuresOf(guest);
        FeatureSet extra = enabled.minus(asked);
        FeatureSet missing = asked.minus(enabled).plus(disabled);
        if (guest.check() == Cpu.Check.FULL && !(extra.isEmpty() && missing.isEmpty())) {
            List<String> differences = new ArrayList<>();
            if (!extra.isEmpty()) {
                differences.add("extra features: " + String.join(",", extra.names()));
            }
            if (!missing.isEmpty()) {
                differences.add("missing features: " + String.join(",", missing.names()));
            }
            throw new CpuException(CpuException.Kind.UNRELATED,
                    "guest CPU doesn't match specification: " + String.join(", ", differences));
        }
        FeaturePolicies policies = new FeaturePolicies(guest.feature());
        for (X86Feature feature : extra.plus(missing)) {
            policies.put(feature.name(), missing.contains(feature) ? Policy.DISABLE : Policy.REQUIRE);
        }
        map.modelOf(guest).ifPresent(m -> m.lost().forEach(f -> policies.putIfAbsent(f.name(), Policy.DISABLE)));
        return guest.withFeature(policies.list());
    }
}
