package io.jvirt.model.cpu;

import io.jvirt.model.domain.Cpu;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The features of a document while it is worked on: one policy a name, in the order of the document. */
final class FeaturePolicies {
    private final Map<String, Optional<Cpu.Policy>> policies = new LinkedHashMap<>();

    FeaturePolicies() {
    }

    FeaturePolicies(List<Cpu.Feature> features) {
        features.forEach(this::put);
    }

    /** Changes the policy of a feature where it is listed, or lists it at the end. */
    void put(Cpu.Feature feature) {
        policies.put(feature.name(), Optional.ofNullable(feature.policy()));
    }

    void put(String name, Cpu.Policy policy) {
        policies.put(name, Optional.of(policy));
    }

    /** Lists a feature unless it is. */
    void putIfAbsent(String name, Cpu.Policy policy) {
        policies.putIfAbsent(name, Optional.of(policy));
    }

    List<Cpu.Feature> list() {
        return policies.entrySet().stream().map(e -> new Cpu.Feature(e.getValue().orElse(null), e.getKey())).toList();
    }
}
