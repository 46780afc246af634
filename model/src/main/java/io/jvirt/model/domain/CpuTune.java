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
        @Child @Nullable Long shares,
        @Child @Nullable Long period,
        @Child @Range(min = -1) @Nullable Long quota,
        @Child("global_period") @Nullable Long globalPeriod,
        @Child("global_quota") @Range(min = -1) @Nullable Long globalQuota,
        @Child("emulator_period") @Nullable Long emulatorPeriod,
        @Child("emulator_quota") @Range(min = -1) @Nullable Long emulatorQuota,
        @Child("iothread_period") @Nullable Long iothreadPeriod,
        @Child("iothread_quota") @Range(min = -1) @Nullable Long iothreadQuota,
        @Child("vcpupin") List<VcpuPin> vcpupin,
        @Attr("emulatorpin@cpuset") @Nullable IdSet emulatorpin,
        @Child("iothreadpin") List<IoThreadPin> iothreadpin,
        @Child("vcpusched") List<VcpuSched> vcpusched,
        @Child("iothreadsched") List<IoThreadSched> iothreadsched,
        @Child @Nullable EmulatorSched emulatorsched,
        @Child List<CacheTune> cachetune,
        @Child List<MemoryBandwidth> memorytune) {
    public CpuTune {
        vcpupin = List.copyOf(vcpupin);
        iothreadpin = List.copyOf(iothreadpin);
        vcpusched = List.copyOf(vcpusched);
        iothreadsched = List.copyOf(iothreadsched);
        cachetune = List.copyOf(cachetune);
        memorytune = List.copyOf(memorytune);
    }

    @Element("vcpupin")
    public record VcpuPin(@Attr int vcpu, @Attr IdSet cpuset) {
    }

    @Element("iothreadpin")
    public record IoThreadPin(@Attr int iothread, @Attr IdSet cpuset) {
    }

    @Element("vcpusched")
    public record VcpuSched(@Attr IdSet vcpus, @Attr Scheduler scheduler, @Attr @Range(max = 99) @Nullable Integer priority) {
    }

    @Element("iothreadsched")
    public record IoThreadSched(@Attr IdSet iothreads, @Attr Scheduler scheduler, @Attr @Range(max = 99) @Nullable Integer priority) {
    }

    public record EmulatorSched(@Attr Scheduler scheduler, @Attr @Range(max = 99) @Nullable Integer priority) {
    }

    public enum Scheduler implements XmlEnum { OTHER, BATCH, IDLE, FIFO, RR }

    @Element("cachetune")
    @Doc("Parts of the host's caches for a set of virtual CPUs.")
    public record CacheTune(
            @Attr IdSet vcpus,
            @Attr @Live @Nullable String id,
            @Child List<Cache> cache,
            @Child List<CacheMonitor> monitor) {
        public CacheTune {
            cache = List.copyOf(cache);
            monitor = List.copyOf(monitor);
        }
    }

    @Element("cache")
    public record Cache(
            @Attr int id,
            @Attr int level,
            @Attr CacheType type,
            @Attr @Scaled(in = "B", out = "") MemorySize size) {
    }

    public enum CacheType implements XmlEnum { BOTH, CODE, DATA }

    @Element("monitor")
    public record CacheMonitor(@Attr int level, @Attr IdSet vcpus) {
    }

    @Element("memorytune")
    @Doc("Memory bandwidth for a set of virtual CPUs.")
    public record MemoryBandwidth(
            @Attr IdSet vcpus,
            @Attr @Live @Nullable String id,
            @Child List<Node> node,
            @Child List<BandwidthMonitor> monitor) {
        public MemoryBandwidth {
            node = List.copyOf(node);
            monitor = List.copyOf(monitor);
        }
    }

    @Element("node")
    public record Node(@Attr int id, @Attr int bandwidth) {
    }

    @Element("monitor")
    public record BandwidthMonitor(@Attr IdSet vcpus) {
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
