package io.jvirt.qemu;

import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainTuning;
import io.jvirt.api.TypedParameters;
import io.jvirt.qemu.operations.DiskLimits;
import io.jvirt.qemu.operations.IoThreads;
import io.jvirt.qemu.operations.MemoryControl;
import io.jvirt.qemu.operations.Shares;
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

    @Override
    default List<IoThreadInfo> ioThreads(DomainFlags.Affect... flags) {
        return new IoThreads(stored()).list(guest(), flags);
    }

    @Override
    default void pinIoThread(int thread, CpuSet cpus, DomainFlags.Affect... flags) {
        new IoThreads(stored()).pin(guest("virDomainPinIOThread"), thread, cpus.bits(), flags);
    }

    @Override
    default void addIoThread(int thread, DomainFlags.Affect... flags) {
        new IoThreads(stored()).add(guest("virDomainAddIOThread"), thread, flags);
    }

    @Override
    default void deleteIoThread(int thread, DomainFlags.Affect... flags) {
        new IoThreads(stored()).delete(guest("virDomainDelIOThread"), thread, flags);
    }

    @Override
    default void setIoThread(int thread, TypedParameters parameters, DomainFlags.Affect... flags) {
        new IoThreads(stored()).set(guest("virDomainSetIOThreadParams"), thread, parameters, flags);
    }

    @Override
    default String schedulerType() {
        guest();
        return "posix";
    }

    @Override
    default TypedParameters schedulerParameters(DomainFlags.Affect... flags) {
        return new Shares(stored()).scheduler(guest(), flags);
    }

    @Override
    default void setSchedulerParameters(TypedParameters parameters, DomainFlags.Affect... flags) {
        new Shares(stored()).setScheduler(guest("virDomainSetSchedulerParametersFlags"), parameters, flags);
    }

    @Override
    default TypedParameters memoryParameters(DomainFlags.Affect... flags) {
        return new Shares(stored()).memory(guest(), flags);
    }

    @Override
    default void setMemoryParameters(TypedParameters parameters, DomainFlags.Affect... flags) {
        new Shares(stored()).setMemory(guest("virDomainSetMemoryParameters"), parameters, flags);
    }

    @Override
    default TypedParameters blkioParameters(DomainFlags.Affect... flags) {
        return new Shares(stored()).blkio(guest(), flags);
    }

    @Override
    default void setBlkioParameters(TypedParameters parameters, DomainFlags.Affect... flags) {
        new Shares(stored()).setBlkio(guest("virDomainSetBlkioParameters"), parameters, flags);
    }

    @Override
    default TypedParameters numaParameters(DomainFlags.Affect... flags) {
        return new Shares(stored()).numa(guest(), flags);
    }

    @Override
    default void setNumaParameters(TypedParameters parameters, DomainFlags.Affect... flags) {
        new Shares(stored()).setNuma(guest("virDomainSetNumaParameters"), parameters, flags);
    }

    @Override
    default TypedParameters blockIoTune(String disk, DomainFlags.Affect... flags) {
        return DiskLimits.get(guest(), disk, flags);
    }

    @Override
    default void setBlockIoTune(String disk, TypedParameters parameters, DomainFlags.Affect... flags) {
        new DiskLimits(stored()).set(guest("virDomainSetBlockIoTune"), disk, parameters, flags);
    }
}
