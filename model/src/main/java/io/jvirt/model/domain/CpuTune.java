package io.jvirt.model.domain;

import io.jvirt.model.IdSet;
import io.jvirt.model.MemorySize;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Which host CPUs the guest's threads use, and how much of them.")
public record CpuTune(
        @Child @Doc("Weight against other guests.") @Nullable Long shares,
        @Child @Doc("Length of a virtual CPU's accounting period, in microseconds.") @Nullable Long period,
        @Child @Range(min = -1) @Doc("Microseconds of each period for a virtual CPU, -1 for no limit.") @Nullable Long quota,
        @Child("global_period") @Doc("Length of the whole guest's accounting period.") @Nullable Long globalPeriod,
        @Child("global_quota") @Range(min = -1) @Doc("Microseconds of each period for the whole guest.") @Nullable Long globalQuota,
        @Child("emulator_period") @Doc("Length of the emulator threads' accounting period.") @Nullable Long emulatorPeriod,
        @Child("emulator_quota") @Range(min = -1) @Doc("Microseconds of each period for the emulator's threads.") @Nullable Long emulatorQuota,
        @Child("iothread_period") @Doc("Length of the I/O threads' accounting period.") @Nullable Long iothreadPeriod,
        @Child("iothread_quota") @Range(min = -1) @Doc("Microseconds of each period for an I/O thread.") @Nullable Long iothreadQuota,
        @Child("vcpupin") @Doc("Host CPUs for one virtual CPU.") List<VcpuPin> vcpupin,
        @Attr("emulatorpin@cpuset") @Doc("Host CPUs for the emulator's other threads.") @Nullable IdSet emulatorpin,
        @Child("iothreadpin") @Doc("Host CPUs for one I/O thread.") List<IoThreadPin> iothreadpin,
        @Child("vcpusched") @Doc("Scheduling of virtual CPUs.") List<VcpuSched> vcpusched,
        @Child("iothreadsched") @Doc("Scheduling of I/O threads.") List<IoThreadSched> iothreadsched,
        @Child @Doc("Scheduling of the emulator's threads.") @Nullable EmulatorSched emulatorsched,
        @Child List<CacheTune> cachetune,
        @Child List<MemoryBandwidth> memorytune,
        @Child List<Energy> energytune) {
    public CpuTune {
        energytune = List.copyOf(energytune);
        vcpupin = List.copyOf(vcpupin);
        iothreadpin = List.copyOf(iothreadpin);
        vcpusched = List.copyOf(vcpusched);
        iothreadsched = List.copyOf(iothreadsched);
        cachetune = List.copyOf(cachetune);
        memorytune = List.copyOf(memorytune);
    }

    @Element("vcpupin")
    public record VcpuPin(
            @Attr @Doc("The virtual CPU.") int vcpu,
            @Attr @Doc("Host CPUs.") IdSet cpuset) {
    }

    @Element("iothreadpin")
    public record IoThreadPin(
            @Attr @Doc("The I/O thread.") int iothread,
            @Attr @Doc("Host CPUs.") IdSet cpuset) {
    }

    @Element("vcpusched")
    public record VcpuSched(
            @Attr @Doc("The virtual CPUs.") IdSet vcpus,
            @Attr @Doc("The kernel's scheduling class.") Scheduler scheduler,
            @Attr @Range(max = 99) @Doc("Priority in a real-time class, 1 to 99.") @Nullable Integer priority) {
    }

    @Element("iothreadsched")
    public record IoThreadSched(
            @Attr @Doc("The I/O threads.") IdSet iothreads,
            @Attr @Doc("The kernel's scheduling class.") Scheduler scheduler,
            @Attr @Range(max = 99) @Doc("Priority in a real-time class, 1 to 99.") @Nullable Integer priority) {
    }

    public record EmulatorSched(
            @Attr @Doc("The kernel's scheduling class.") Scheduler scheduler,
            @Attr @Range(max = 99) @Doc("Priority in a real-time class, 1 to 99.") @Nullable Integer priority) {
    }

    public enum Scheduler implements XmlEnum { OTHER, BATCH, IDLE, FIFO, RR }

    @Element("cachetune")
    @Doc("Parts of the host's caches for a set of virtual CPUs.")
    public record CacheTune(
            @Attr @Doc("The virtual CPUs.") IdSet vcpus,
            @Attr @Live @Doc("Name of the allocation on the host.") @Nullable String id,
            @Child @Doc("One share of a cache.") List<Cache> cache,
            @Child @Doc("Counts what these virtual CPUs use.") List<CacheMonitor> monitor) {
        public CacheTune {
            cache = List.copyOf(cache);
            monitor = List.copyOf(monitor);
        }
    }

    @Element("cache")
    public record Cache(
            @Attr @Doc("Number of the cache on the host.") int id,
            @Attr @Doc("Level of the cache.") int level,
            @Attr @Doc("What the share is for.") CacheType type,
            @Attr @Scaled(in = "B", out = "") @Doc("Size of the share.") MemorySize size) {
    }

    public enum CacheType implements XmlEnum { BOTH, CODE, DATA }

    @Element("monitor")
    public record CacheMonitor(
            @Attr @Doc("Level of the cache.") int level,
            @Attr @Doc("The virtual CPUs.") IdSet vcpus) {
    }

    @Element("memorytune")
    @Doc("Memory bandwidth for a set of virtual CPUs.")
    public record MemoryBandwidth(
            @Attr @Doc("The virtual CPUs.") IdSet vcpus,
            @Attr @Live @Doc("Name of the allocation on the host.") @Nullable String id,
            @Child @Doc("Share of one node.") List<Node> node,
            @Child @Doc("Counts what these virtual CPUs use.") List<BandwidthMonitor> monitor) {
        public MemoryBandwidth {
            node = List.copyOf(node);
            monitor = List.copyOf(monitor);
        }
    }

    @Element("node")
    public record Node(
            @Attr @Doc("NUMA node of the host.") int id,
            @Attr @Doc("Share in percent.") int bandwidth) {
    }

    @Element("monitor")
    public record BandwidthMonitor(
            @Attr @Doc("Level of the cache.") @Nullable Integer level,
            @Attr @Doc("The virtual CPUs.") IdSet vcpus) {
    }

    @Element("energytune")
    @Doc("Energy counters for a set of virtual CPUs.")
    public record Energy(
            @Attr @Doc("The virtual CPUs.") IdSet vcpus,
            @Attr @Live @Doc("Name of the group on the host.") @Nullable String id,
            @Attr("monitor@vcpus") @Doc("Counts what these virtual CPUs use.") List<IdSet> monitor) {
        public Energy {
            monitor = List.copyOf(monitor);
        }
    }

    public CpuTune withCachetune(List<CacheTune> value) {
        return Records.with(this, "cachetune", value);
    }

    public CpuTune withMemorytune(List<MemoryBandwidth> value) {
        return Records.with(this, "memorytune", value);
    }

    public CpuTune withVcpupin(List<VcpuPin> value) {
        return Records.with(this, "vcpupin", value);
    }
}
