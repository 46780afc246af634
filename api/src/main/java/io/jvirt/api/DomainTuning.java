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
