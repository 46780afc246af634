package io.jvirt.model.cpu;

import io.jvirt.model.domain.Cpu;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All that is known of x86 CPUs: features and models. Read when first asked for. */
public final class X86CpuMap {
    /** What CPUID leaf 0 calls the vendors. */
    private static final Map<String, String> VENDOR_IDS = Map.of("GenuineIntel", "Intel", "AuthenticAMD", "AMD",
            "HygonGenuine", "Hygon");

    private final List<X86Feature> features;
    private final Map<String, X86Feature> byName;
    private final Map<String, X86Feature> byQemuName;
    private final List<X86Model> models;
    private final Map<String, X86Model> modelsByName;

    X86CpuMap(List<X86Feature> features, List<X86Model> models) {
        this.features = List.copyOf(features);
        this.models = List.copyOf(models);
        byName = features.stream().collect(Collectors.toMap(X86Feature::name, Function.identity()));
        byQemuName = features.stream().collect(Collectors.toMap(X86Feature::qemuName, Function.identity()));
        modelsByName = models.stream().collect(Collectors.toMap(X86Model::name, Function.identity()));
    }

    private static final class Holder {
        static final X86CpuMap MAP = X86CpuTables.read();
    }

    /** {@return the map} */
    public static X86CpuMap get() {
        return Holder.MAP;
    }

    /** {@return every feature in the order of documents} */
    public List<X86Feature> features() {
        return features;
    }

    /** {@return every model, older ones first} */
    public List<X86Model> models() {
        return models;
    }

    /** {@return the model of that name} */
    public Optional<X86Model> model(String name) {
        return Optional.ofNullable(modelsByName.get(name));
    }

    /** {@return the feature that documents call so} */
    public Optional<X86Feature> feature(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** {@return the feature that QEMU calls so} */
    public Optional<X86Feature> qemuFeature(String property) {
        return Optional.ofNullable(byQemuName.get(property)).or(() -> feature(property));
    }

    /** {@return the name in documents of the vendor that CPUID calls so, empty for vendors without models} */
    public static Optional<String> vendorOfId(String id) {
        return Optional.ofNullable(VENDOR_IDS.get(id));
    }

    /** {@return whether there are models of the vendor} */
    public static boolean isVendor(String name) {
        return VENDOR_IDS.containsValue(name);
    }

    /** {@return a set of features} */
    public FeatureSet setOf(Collection<X86Feature> some) {
        BitSet bits = new BitSet(features.size());
        some.forEach(f -> bits.set(f.index()));
        return new FeatureSet(features, bits);
    }

    /** {@return the set without any feature} */
    public FeatureSet none() {
        return setOf(List.of());
    }

    /**
     * {@return the model that a document names, empty when it names none}
     *
     * @throws CpuException when nothing is known of it
     */
    public Optional<X86Model> modelOf(Cpu cpu) {
        String name = cpu.model() == null ? null : cpu.model().name();
        return name == null || name.isEmpty() ? Optional.empty() : Optional.of(model(name).orElseThrow(
                () -> new CpuException(CpuException.Kind.UNKNOWN, "Unknown CPU model " + name)));
    }

    /**
     * {@return the features that a document gives the CPU: those of the model, with what is required or forced, without
     * what is disabled or forbidden}
     *
     * @throws CpuException when nothing is known of the model or of a feature
     */
    public FeatureSet featuresOf(Cpu cpu) {
        return modelFeatures(cpu).plus(listed(cpu, Set.of(Cpu.Policy.REQUIRE, Cpu.Policy.FORCE)))
                .minus(listed(cpu, Set.of(Cpu.Policy.DISABLE, Cpu.Policy.FORBID)));
    }

    /** {@return the features of the model that a document names} */
    FeatureSet modelFeatures(Cpu cpu) {
        return modelOf(cpu).map(X86Model::features).orElseGet(this::none);
    }

    /** {@return the features that a document lists with one of the policies; none given is required} */
    FeatureSet listed(Cpu cpu, Set<Cpu.Policy> policies) {
        FeatureSet set = none();
        for (Cpu.Feature feature : cpu.feature()) {
            if (policies.contains(feature.policy() == null ? Cpu.Policy.REQUIRE : feature.policy())) {
                set = set.plus(feature(feature.name()).orElseThrow(() -> new CpuException(
                        CpuException.Kind.UNKNOWN, "Unknown CPU feature " + feature.name())));
            }
        }
        return set;
    }
}
