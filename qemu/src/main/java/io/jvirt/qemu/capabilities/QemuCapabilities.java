package io.jvirt.qemu.capabilities;

import io.jvirt.model.domain.Cpu;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What one QEMU binary can do on this host. Immutable; made by {@link QmpProbe}.
 *
 * <p>Decisions ask {@link #has(QemuFact)}; the look-ups by name are for what a document itself names.
 */
public final class QemuCapabilities {
    private final Builder values;
    private final Set<QemuFact> facts;

    private QemuCapabilities(Builder values, Set<QemuFact> facts) {
        this.values = values;
        this.facts = facts;
    }

    /** {@return the release of QEMU} */
    public QemuVersion version() {
        return values.version;
    }

    /** {@return the distributor's package version, empty when there is none} */
    public String packageVersion() {
        return values.packageVersion;
    }

    /** {@return the emulated architecture in QEMU's spelling, such as {@code x86_64}} */
    public String arch() {
        return values.arch;
    }

    /** {@return whether the decision-making fact holds} */
    public boolean has(QemuFact fact) {
        return facts.contains(fact);
    }

    /** {@return whether QEMU has this device (or any other QOM type)} */
    public boolean hasDevice(String type) {
        return values.types.containsKey(type);
    }

    /** {@return whether the device is there and has the property} Only devices that a {@link QemuFact} is about are known. */
    public boolean deviceHasProperty(String device, String property) {
        return values.properties.getOrDefault(device, Set.of()).contains(property);
    }

    /** {@return whether a probed type whose name ends so has the property} */
    boolean anyTypeHasProperty(String suffix, String property) {
        return values.properties.entrySet().stream()
                .anyMatch(e -> e.getKey().endsWith(suffix) && e.getValue().contains(property));
    }

    /** {@return whether {@code -option} takes the parameter} */
    public boolean optionHasParameter(String option, String parameter) {
        return values.commandLineOptions.getOrDefault(option, Set.of()).contains(parameter);
    }

    /** {@return whether {@code -option} is known} */
    public boolean hasOption(String option) {
        return values.commandLineOptions.containsKey(option);
    }

    /** {@return whether the monitor has the command} */
    public boolean hasQmpCommand(String command) {
        return values.schema.hasCommand(command);
    }

    /** {@return whether the monitor sends the event} */
    public boolean hasQmpEvent(String event) {
        return values.schema.hasEvent(event);
    }

    /** {@return whether the monitor's schema has all that the path names} See {@link QapiSchema}. */
    public boolean schemaHas(String path) {
        return values.schema.has(path);
    }

    /** {@return whether guests can run under the accelerator} */
    public boolean supports(Accelerator accelerator) {
        return accelerator == Accelerator.TCG || values.accelerators.containsKey(accelerator);
    }

    /** {@return the fastest accelerator that works here} */
    public Accelerator bestAccelerator() {
        for (Accelerator accelerator : Accelerator.values()) {
            if (values.accelerators.containsKey(accelerator)) {
                return accelerator;
            }
        }
        return Accelerator.TCG;
    }

    /** {@return why KVM is not used although the host seems to have it; empty when it is used or was never there} */
    public Optional<String> kvmUnusable() {
        return Optional.ofNullable(values.kvmUnusable);
    }

    /** {@return what holds under the accelerator; if QEMU was not asked under it, under the best one that works} */
    public AcceleratorFacts under(Accelerator accelerator) {
        AcceleratorFacts exact = values.accelerators.get(accelerator);
        return exact != null ? exact : values.accelerators.getOrDefault(bestAccelerator(),
                new AcceleratorFacts(List.of(), List.of(), Optional.empty(), Optional.empty(), Set.of()));
    }

    /** {@return the machine a document's name means under the accelerator} */
    public Optional<MachineType> machine(Accelerator accelerator, String name) {
        return under(accelerator).machine(name);
    }

    /** {@return TPM front ends, such as {@code tpm-crb}} */
    public Set<String> tpmModels() {
        return values.tpmModels;
    }

    /** {@return TPM back ends, such as {@code emulator}} */
    public Set<String> tpmTypes() {
        return values.tpmTypes;
    }

    /** {@return names of the migration capabilities} */
    public Set<String> migrationCapabilities() {
        return values.migrationCapabilities;
    }

    /** {@return the ARM interrupt controllers, empty on other architectures} */
    public List<GicCapability> gic() {
        return values.gic;
    }

    /** {@return AMD's encrypted virtualization, when this host has it} */
    public Optional<SevCapability> sev() {
        return values.sev;
    }

    /** {@return Intel's enclaves, when this host has them} */
    public Optional<SgxCapability> sgx() {
        return values.sgx;
    }

    /** {@return the image formats that a screen dump can have, {@code ppm} always} */
    public List<String> screenshotFormats() {
        return schemaHas("screendump/arg-type/format/^png") ? List.of("ppm", "png") : List.of("ppm");
    }

    /** {@return the same capabilities, but with the fact as told} For administrators' overrides and for tests. */
    public QemuCapabilities with(QemuFact fact, boolean holds) {
        Set<QemuFact> changed = EnumSet.noneOf(QemuFact.class);
        changed.addAll(facts);
        Builder copy = values.copy();
        if (holds) {
            changed.add(fact);
        } else {
            changed.remove(fact);
            fact.deviceType().ifPresent(copy.types::remove);
            if (fact == QemuFact.KVM) {
                AcceleratorFacts kvm = copy.accelerators.remove(Accelerator.KVM);
                if (kvm != null) {
                    copy.accelerators.putIfAbsent(Accelerator.TCG, kvm);
                }
            }
        }
        return new QemuCapabilities(copy, changed);
    }

    /** {@return the same capabilities with another set of interrupt controllers} For tests and recorded sessions. */
    public QemuCapabilities withGic(List<GicCapability> gic) {
        Builder copy = values.copy();
        copy.gic = List.copyOf(gic);
        return new QemuCapabilities(copy, facts);
    }

    /** {@return the same capabilities on a host with another CPU} For tests and recorded sessions. */
    public QemuCapabilities withHostCpu(Cpu cpu) {
        Builder copy = values.copy();
        copy.accelerators.replaceAll((accelerator, f) -> f.withHostCpu(cpu));
        return new QemuCapabilities(copy, facts);
    }

    /**
     * {@return the same capabilities where every alias is a machine of its own} Documents then keep {@code pc} instead
     * of getting the newest version's name, so that they stay the same from one QEMU release to the next.
     */
    public QemuCapabilities withAliasesAsMachines() {
        Builder copy = values.copy();
        copy.accelerators.replaceAll((accelerator, f) -> {
            List<MachineType> machines = new ArrayList<>();
            f.machines().forEach(m -> machines.add(m.withoutAlias()));
            f.machines().stream().filter(m -> m.alias() != null)
                    .forEach(m -> machines.add(m.renamed(Objects.requireNonNull(m.alias()))));
            return f.withMachines(machines);
        });
        return new QemuCapabilities(copy, facts);
    }

    /** Collects the answers of one probe. */
    static final class Builder {
        QemuVersion version = new QemuVersion(0, 0, 0);
        String packageVersion = "";
        String arch = "";
        Map<String, String> types = Map.of();
        Map<String, Set<String>> properties = Map.of();
        Map<String, Set<String>> commandLineOptions = Map.of();
        QapiSchema schema = new QapiSchema(JsonNodeFactory.instance.arrayNode());
        Map<Accelerator, AcceleratorFacts> accelerators = Map.of();
        Set<String> tpmModels = Set.of();
        Set<String> tpmTypes = Set.of();
        Set<String> migrationCapabilities = Set.of();
        List<GicCapability> gic = List.of();
        Optional<SevCapability> sev = Optional.empty();
        Optional<SgxCapability> sgx = Optional.empty();
        @Nullable String kvmUnusable;

        Builder copy() {
            Builder copy = new Builder();
            copy.version = version;
            copy.packageVersion = packageVersion;
            copy.arch = arch;
            copy.types = new HashMap<>(types);
            copy.properties = new HashMap<>(properties);
            copy.commandLineOptions = commandLineOptions;
            copy.schema = schema;
            copy.accelerators = new EnumMap<>(Accelerator.class);
            copy.accelerators.putAll(accelerators);
            copy.tpmModels = new HashSet<>(tpmModels);
            copy.tpmTypes = new HashSet<>(tpmTypes);
            copy.migrationCapabilities = migrationCapabilities;
            copy.gic = gic;
            copy.sev = sev;
            copy.sgx = sgx;
            copy.kvmUnusable = kvmUnusable;
            return copy;
        }

        QemuCapabilities build() {
            Builder own = copy();
            own.tpmModels = Set.copyOf(own.tpmModels);
            own.tpmTypes = Set.copyOf(own.tpmTypes);
            QemuCapabilities asked = new QemuCapabilities(own, Set.of());
            Set<QemuFact> facts = EnumSet.noneOf(QemuFact.class);
            for (QemuFact fact : QemuFact.values()) {
                if (fact.holdsFor(asked)) {
                    facts.add(fact);
                }
            }
            return new QemuCapabilities(own, facts);
        }
    }
}
