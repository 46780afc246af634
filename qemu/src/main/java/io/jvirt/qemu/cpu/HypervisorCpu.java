package io.jvirt.qemu.cpu;

import io.jvirt.model.cpu.CpuSignature;
import io.jvirt.model.cpu.FeatureSet;
import io.jvirt.model.cpu.X86CpuData;
import io.jvirt.model.cpu.X86CpuMap;
import io.jvirt.model.cpu.X86Feature;
import io.jvirt.model.cpu.X86ModelChoice;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.capabilities.Accelerator;
import io.jvirt.qemu.capabilities.AcceleratorFacts;
import io.jvirt.qemu.capabilities.CpuExpansion;
import io.jvirt.qemu.capabilities.CpuModel;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The CPU that a QEMU gives to a guest that wants all of the host's, described by a model that documents can name. What
 * QEMU says is {@code query-cpu-model-expansion} of its model {@code host}, or {@code max} where it translates.
 */
public final class HypervisorCpu {
    private final AcceleratorFacts facts;
    private final String arch;

    private HypervisorCpu(AcceleratorFacts facts, String arch) {
        this.facts = facts;
        this.arch = arch;
    }

    /** {@return what the binary gives under an accelerator} */
    public static HypervisorCpu of(QemuCapabilities capabilities, Accelerator accelerator) {
        return new HypervisorCpu(capabilities.under(accelerator), capabilities.arch());
    }

    private boolean isX86() {
        return arch.equals("x86_64") || arch.equals("i386");
    }

    /**
     * {@return the CPU with all that a guest can have, even what ties it to this host; empty where QEMU does not tell or
     * documents have no name for it}
     */
    public Optional<Cpu> complete() {
        return described(CpuExpansion::properties);
    }

    /** {@return the CPU that a guest can have and still move to another host} */
    public Optional<Cpu> migratable() {
        return described(CpuExpansion::migratable);
    }

    private interface Part {
        Map<String, JsonNode> of(CpuExpansion expansion);
    }

    private Optional<Cpu> described(Part part) {
        Optional<Cpu> replaced = facts.hostCpuInstead();
        if (replaced.isPresent()) {
            return replaced;
        }
        return facts.hostCpu().flatMap(e -> isX86() ? x86(part.of(e)) : arch.equals("s390x") ? s390(e) : Optional.empty());
    }

    /** Mainframes: QEMU names the generation itself, and every facility. */
    private Optional<Cpu> s390(CpuExpansion expansion) {
        if (facts.cpuModel(expansion.model()).isEmpty()) {
            return Optional.empty();
        }
        List<Cpu.Feature> features = new ArrayList<>();
        expansion.migratable().forEach((name, value) -> {
            if (value.isBoolean()) {
                features.add(new Cpu.Feature(value.booleanValue() ? Cpu.Policy.REQUIRE : Cpu.Policy.DISABLE, name));
            }
        });
        return Optional.of(document(expansion.model(), features));
    }

    private Optional<Cpu> x86(Map<String, JsonNode> properties) {
        X86CpuMap map = X86CpuMap.get();
        List<X86Feature> on = properties.entrySet().stream()
                .filter(p -> p.getValue().isBoolean() && p.getValue().booleanValue())
                .flatMap(p -> map.qemuFeature(p.getKey()).stream()).toList();
        Optional<String> vendor = Optional.ofNullable(properties.get("vendor")).map(JsonNode::asString)
                .flatMap(X86CpuMap::vendorOfId);
        X86CpuData data = new X86CpuData(vendor, signature(properties), map.setOf(on));
        return X86ModelChoice.forGuest(map, data, offered(), List.of())
                .map(c -> document(c.model().name(), c.features()).withVendor(vendor.orElse(null)));
    }

    private static Optional<CpuSignature> signature(Map<String, JsonNode> properties) {
        JsonNode family = properties.get("family");
        JsonNode model = properties.get("model");
        JsonNode stepping = properties.get("stepping");
        return family == null || model == null || stepping == null ? Optional.empty()
                : Optional.of(new CpuSignature(family.asInt(0), model.asInt(0), stepping.asInt(0)));
    }

    private static Cpu document(String model, List<Cpu.Feature> features) {
        return Records.blank(Cpu.class).withMode(Cpu.Mode.CUSTOM).withMatch(Cpu.Match.EXACT)
                .withModel(new Cpu.Model(Cpu.Fallback.FORBID, null, model)).withFeature(features);
    }

    /** {@return the models that QEMU has, each with what keeps it from running here, in documents' names} */
    public Map<String, Set<String>> offered() {
        Map<String, Set<String>> offered = new LinkedHashMap<>();
        facts.cpuModels().forEach(m -> offered.put(m.name(), blockers(m)));
        return offered;
    }

    /** {@return what keeps a model of QEMU's from running here, in documents' names and in alphabetical order} */
    public Set<String> blockers(CpuModel model) {
        return model.blockers().stream().map(this::documentName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return what keeps the model of that name from running here; empty where QEMU does not tell} */
    Optional<Set<String>> blockers(String model) {
        return facts.cpuModel(model).filter(m -> m.usable() != null).map(this::blockers);
    }

    private String documentName(String property) {
        return isX86() ? X86CpuMap.get().qemuFeature(property).map(X86Feature::name).orElse(property) : property;
    }

    /** {@return the features that QEMU knows, whether this host has them or not; without those that hinder migration if asked} */
    FeatureSet known(boolean migratableOnly) {
        X86CpuMap map = X86CpuMap.get();
        return map.setOf(facts.hostCpu().stream().flatMap(e -> e.properties().entrySet().stream()
                .filter(p -> p.getValue().isBoolean() && !(migratableOnly && e.isOn(p.getKey(), false)
                        && !e.isOn(p.getKey(), true)))
                .flatMap(p -> map.qemuFeature(p.getKey()).stream())).toList());
    }

    /** {@return whether QEMU knows the feature by some name} Without an expansion it is taken to know all. */
    public boolean knows(String feature) {
        String property = isX86() ? X86CpuMap.get().feature(feature).map(X86Feature::qemuName).orElse(feature) : feature;
        return facts.hostCpu().map(e -> e.properties().containsKey(property)).orElse(true);
    }
}
