package io.jvirt.qemu.capabilities;

import io.jvirt.model.domain.Cpu;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What depends on how guest instructions run.
 *
 * @param machines machine types in QEMU's order
 * @param cpuModels CPU models in QEMU's order
 * @param hostCpu what {@code host} (under TCG: {@code max}) stands for; empty when QEMU cannot expand it
 * @param hostCpuInstead the host's CPU where the answers of QEMU are not of this host; else empty
 * @param hypervEnlightenments names of the {@code hv-*} properties that {@code hv-passthrough} turns on
 */
public record AcceleratorFacts(List<MachineType> machines, List<CpuModel> cpuModels, Optional<CpuExpansion> hostCpu,
        Optional<Cpu> hostCpuInstead, Set<String> hypervEnlightenments) {
    public AcceleratorFacts {
        machines = List.copyOf(machines);
        cpuModels = List.copyOf(cpuModels);
        hypervEnlightenments = Set.copyOf(hypervEnlightenments);
    }

    /** {@return the machine that a document's name (or alias) means} */
    public Optional<MachineType> machine(String name) {
        return machines.stream().filter(m -> m.name().equals(name)).findFirst()
                .or(() -> machines.stream().filter(m -> m.answersTo(name)).findFirst());
    }

    /** {@return the CPU model of that name} */
    public Optional<CpuModel> cpuModel(String name) {
        return cpuModels.stream().filter(m -> m.name().equals(name)).findFirst();
    }

    AcceleratorFacts withMachines(List<MachineType> newMachines) {
        return new AcceleratorFacts(newMachines, cpuModels, hostCpu, hostCpuInstead, hypervEnlightenments);
    }

    AcceleratorFacts withHostCpu(Cpu cpu) {
        return new AcceleratorFacts(machines, cpuModels, hostCpu, Optional.of(cpu), hypervEnlightenments);
    }
}
