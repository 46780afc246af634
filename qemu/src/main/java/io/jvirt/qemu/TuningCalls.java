package io.jvirt.qemu;

import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainTuning;
import io.jvirt.qemu.operations.MemoryControl;
import io.jvirt.qemu.operations.Pinning;
import io.jvirt.qemu.operations.VcpuControl;
import io.jvirt.qemu.operations.Vitals;
import java.util.List;

/** What a guest may use of the host: the calls on CPUs and memory. */
interface TuningCalls extends GuestHandle, DomainTuning {
    @Override
    default int vcpus(DomainFlags.Vcpu... flags) {
        return new VcpuControl(stored()).count(guest(), flags);
    }

    @Override
    default void setVcpus(int count, DomainFlags.Vcpu... flags) {
        new VcpuControl(stored()).set(guest("virDomainSetVcpusFlags"), count, flags);
    }

    @Override
    default void setVcpu(String map, boolean enable, DomainFlags.Affect... flags) {
        new VcpuControl(stored()).setEach(guest("virDomainSetVcpu"), map, enable, flags);
    }

    @Override
    default int maxVcpus() {
        return new VcpuControl(stored()).count(guest(), DomainFlags.Vcpu.MAXIMUM);
    }

    @Override
    default List<VcpuInfo> vcpuInfo() {
        return Vitals.vcpuInfo(guest());
    }

    @Override
    default List<CpuSet> vcpuPins(DomainFlags.Affect... flags) {
        return new Pinning(stored()).vcpus(guest(), flags);
    }

    @Override
    default void pinVcpu(int vcpu, CpuSet cpus, DomainFlags.Affect... flags) {
        new Pinning(stored()).pinVcpu(guest("virDomainPinVcpuFlags"), vcpu, cpus.bits(), flags);
    }

    @Override
    default CpuSet emulatorPin(DomainFlags.Affect... flags) {
        return new Pinning(stored()).emulator(guest(), flags);
    }

    @Override
    default void pinEmulator(CpuSet cpus, DomainFlags.Affect... flags) {
        new Pinning(stored()).pinEmulator(guest("virDomainPinEmulator"), cpus.bits(), flags);
    }

    @Override
    default void setMemory(long kib, DomainFlags.Memory... flags) {
        new MemoryControl(stored()).set(guest("virDomainSetMemoryFlags"), kib, flags);
    }

    @Override
    default long maxMemory() {
        return MemoryControl.maximum(guest());
    }

    @Override
    default void setMemoryStatsPeriod(int seconds, DomainFlags.Memory... flags) {
        new MemoryControl(stored()).setPeriod(guest("virDomainSetMemoryStatsPeriod"), seconds, flags);
    }
}
