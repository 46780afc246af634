package io.jvirt.api;

import java.util.BitSet;
import java.util.List;

/** What a guest may use of the host: CPUs and memory. A part of {@link Domain}, whose rules hold. */
public interface DomainTuning {
    /** {@return the number of virtual CPUs} ({@code virDomainGetVcpusFlags}) */
    default int vcpus(DomainFlags.Vcpu... flags) {
        throw JvirtException.noSupport("virDomainGetVcpusFlags");
    }

    /** Changes the number of virtual CPUs ({@code virDomainSetVcpusFlags}). */
    default void setVcpus(int count, DomainFlags.Vcpu... flags) {
        throw JvirtException.noSupport("virDomainSetVcpusFlags");
    }

    /** Enables or disables the CPUs of a map such as {@code 1,3-5} ({@code virDomainSetVcpu}). */
    default void setVcpu(String map, boolean enable, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainSetVcpu");
    }

    /** {@return the most virtual CPUs this guest can get} ({@code virDomainGetMaxVcpus}) */
    default int maxVcpus() {
        throw JvirtException.noSupport("virDomainGetMaxVcpus");
    }

    /** {@return what each virtual CPU does and where it may run} ({@code virDomainGetVcpus}) */
    default List<VcpuInfo> vcpuInfo() {
        throw JvirtException.noSupport("virDomainGetVcpus");
    }

    /** {@return for each virtual CPU where it may run} ({@code virDomainGetVcpuPinInfo}) */
    default List<CpuSet> vcpuPins(DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainGetVcpuPinInfo");
    }

    /** Says where a virtual CPU may run ({@code virDomainPinVcpuFlags}). */
    default void pinVcpu(int vcpu, CpuSet cpus, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainPinVcpuFlags");
    }

    /** {@return where the hypervisor's other threads may run} ({@code virDomainGetEmulatorPinInfo}) */
    default CpuSet emulatorPin(DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainGetEmulatorPinInfo");
    }

    /** Says where the hypervisor's other threads may run ({@code virDomainPinEmulator}). */
    default void pinEmulator(CpuSet cpus, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainPinEmulator");
    }

    /**
     * Changes the memory the guest may use, in KiB (the balloon), or with MAXIMUM what it is built with ({@code
     * virDomainSetMemoryFlags}).
     */
    default void setMemory(long kib, DomainFlags.Memory... flags) {
        throw JvirtException.noSupport("virDomainSetMemoryFlags");
    }

    /** {@return the memory the guest is built with, in KiB} ({@code virDomainGetMaxMemory}) */
    default long maxMemory() {
        throw JvirtException.noSupport("virDomainGetMaxMemory");
    }

    /** Says how often the balloon gathers statistics; 0 never ({@code virDomainSetMemoryStatsPeriod}). */
    default void setMemoryStatsPeriod(int seconds, DomainFlags.Memory... flags) {
        throw JvirtException.noSupport("virDomainSetMemoryStatsPeriod");
    }

    // ---- I/O threads ----

    /** {@return the threads that serve disks, and where they may run} ({@code virDomainGetIOThreadInfo}) */
    default List<IoThreadInfo> ioThreads(DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainGetIOThreadInfo");
    }

    /** Says where an I/O thread may run ({@code virDomainPinIOThread}). */
    default void pinIoThread(int thread, CpuSet cpus, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainPinIOThread");
    }

    /** Adds an I/O thread ({@code virDomainAddIOThread}). */
    default void addIoThread(int thread, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainAddIOThread");
    }

    /** Removes an I/O thread that serves no disk ({@code virDomainDelIOThread}). */
    default void deleteIoThread(int thread, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainDelIOThread");
    }

    /** Changes how an I/O thread polls: {@code poll_max_ns}, {@code poll_grow} ... ({@code virDomainSetIOThreadParams}). */
    default void setIoThread(int thread, TypedParameters parameters, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainSetIOThreadParams");
    }

    // ---- shares and limits ----

    /** {@return the name of the scheduler, such as {@code posix}} ({@code virDomainGetSchedulerType}) */
    default String schedulerType() {
        throw JvirtException.noSupport("virDomainGetSchedulerType");
    }

    /** {@return shares, periods and quotas of CPU time} ({@code virDomainGetSchedulerParametersFlags}) */
    default TypedParameters schedulerParameters(DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainGetSchedulerParametersFlags");
    }

    /** Changes shares, periods and quotas of CPU time ({@code virDomainSetSchedulerParametersFlags}). */
    default void setSchedulerParameters(TypedParameters parameters, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainSetSchedulerParametersFlags");
    }

    /** {@return limits of memory in KiB} ({@code virDomainGetMemoryParameters}) */
    default TypedParameters memoryParameters(DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainGetMemoryParameters");
    }

    /** Changes limits of memory, in KiB ({@code virDomainSetMemoryParameters}). */
    default void setMemoryParameters(TypedParameters parameters, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainSetMemoryParameters");
    }

    /** {@return shares of block input and output} ({@code virDomainGetBlkioParameters}) */
    default TypedParameters blkioParameters(DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainGetBlkioParameters");
    }

    /** Changes shares of block input and output ({@code virDomainSetBlkioParameters}). */
    default void setBlkioParameters(TypedParameters parameters, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainSetBlkioParameters");
    }

    /** {@return from which NUMA nodes of the host the memory comes} ({@code virDomainGetNumaParameters}) */
    default TypedParameters numaParameters(DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainGetNumaParameters");
    }

    /** Changes from which NUMA nodes of the host the memory comes ({@code virDomainSetNumaParameters}). */
    default void setNumaParameters(TypedParameters parameters, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainSetNumaParameters");
    }

    /** {@return a disk's limits in bytes and requests a second, 0 for none} ({@code virDomainGetBlockIoTune}) */
    default TypedParameters blockIoTune(String disk, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainGetBlockIoTune");
    }

    /** Changes a disk's limits ({@code virDomainSetBlockIoTune}). */
    default void setBlockIoTune(String disk, TypedParameters parameters, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainSetBlockIoTune");
    }

    /**
     * An I/O thread ({@code virDomainIOThreadInfo}).
     *
     * @param number from 1
     * @param allowed where it may run
     */
    record IoThreadInfo(int number, CpuSet allowed) {}

    /**
     * A virtual CPU ({@code virVcpuInfo}).
     *
     * @param number from 0
     * @param state 0 offline, 1 running, 2 blocked
     * @param cpuTimeNanos CPU time used
     * @param cpu the host CPU it is on, negative when unknown
     * @param allowed where it may run
     */
    record VcpuInfo(int number, int state, long cpuTimeNanos, int cpu, CpuSet allowed) {}

    /**
     * Host CPUs.
     *
     * @param bits libvirt's map: bit n % 8 of byte n / 8 stands for CPU n
     */
    record CpuSet(BitSet bits) {
        /** Keeps a copy. */
        public CpuSet {
            bits = (BitSet) bits.clone();
        }
    }
}
