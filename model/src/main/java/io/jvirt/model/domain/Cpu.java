package io.jvirt.model.domain;

import io.jvirt.model.IdSet;
import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.Text;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("The virtual CPU's model.")
public record Cpu(
        @Attr @Doc("How the model comes about.") @Nullable Mode mode,
        @Attr @Doc("How the features must fit.") @Nullable Match match,
        @Attr @Doc("What is checked before the guest starts.") @Nullable Check check,
        @Attr @Nullable OnOff migratable,
        @Attr("deprecated_features") @Nullable OnOff deprecatedFeatures,
        @Child @Nullable Model model,
        @Child @Nullable String vendor,
        @Child @Nullable MaxPhysAddr maxphysaddr,
        @Child @Nullable Topology topology,
        @Child @Nullable Cache cache,
        @Child List<Feature> feature,
        @Child @Nullable Numa numa) {
    public Cpu {
        feature = List.copyOf(feature);
    }

    public enum Mode implements XmlEnum { CUSTOM, HOST_MODEL, HOST_PASSTHROUGH, MAXIMUM }

    public enum Match implements XmlEnum { MINIMUM, EXACT, STRICT }

    public enum Check implements XmlEnum { NONE, PARTIAL, FULL }

    public record Model(
            @Attr @Nullable Fallback fallback,
            @Attr("vendor_id") @Nullable String vendorId,
            @Text @Nullable String name) {
        public Model withFallback(@Nullable Fallback value) {
            return Records.with(this, "fallback", value);
        }

        public Model withName(@Nullable String value) {
            return Records.with(this, "name", value);
        }
    }

    public enum Fallback implements XmlEnum { ALLOW, FORBID }

    public record MaxPhysAddr(@Attr AddressBitsMode mode, @Attr @Nullable Integer bits, @Attr @Nullable Integer limit) {
    }

    public enum AddressBitsMode implements XmlEnum { EMULATE, PASSTHROUGH }

    public record Topology(
            @Attr @Range(min = 1) int sockets,
            @Attr(def = "1") @Range(min = 1) int dies,
            @Attr(def = "1") @Range(min = 1) int clusters,
            @Attr @Range(min = 1) int cores,
            @Attr @Range(min = 1) int threads) {
        /** {@return the number of virtual CPUs that the topology has room for} */
        public long total() {
            return (long) sockets * dies * clusters * cores * threads;
        }
    }

    public record Cache(@Attr @Range(max = 3) @Nullable Integer level, @Attr CacheMode mode) {
    }

    public enum CacheMode implements XmlEnum { EMULATE, PASSTHROUGH, DISABLE }

    @Element("feature")
    public record Feature(@Attr @Nullable Policy policy, @Attr String name) {
    }

    public enum Policy implements XmlEnum { FORCE, REQUIRE, OPTIONAL, DISABLE, FORBID }

    public record Numa(@Child List<Cell> cell, @Child("interconnects") @Nullable Interconnects interconnects) {
        public Numa {
            cell = List.copyOf(cell);
        }

        public Numa withCell(List<Cell> value) {
            return Records.with(this, "cell", value);
        }
    }

    @Element("cell")
    @Doc("One NUMA node of the guest.")
    public record Cell(
            @Attr @Nullable Integer id,
            @Attr @Nullable IdSet cpus,
            @Attr @Scaled MemorySize memory,
            @Attr @Nullable MemoryAccess memAccess,
            @Attr @Nullable YesNo discard,
            @Child("distances/sibling") List<Sibling> distances,
            @Child List<CellCache> cache) {
        public Cell {
            distances = List.copyOf(distances);
            cache = List.copyOf(cache);
        }

        public Cell withId(@Nullable Integer value) {
            return Records.with(this, "id", value);
        }

        public Cell withCpus(@Nullable IdSet value) {
            return Records.with(this, "cpus", value);
        }

        public Cell withMemory(MemorySize value) {
            return Records.with(this, "memory", value);
        }
    }

    @Element("sibling")
    public record Sibling(@Attr int id, @Attr @Range(min = 10, max = 255) int value) {
    }

    @Element("cache")
    public record CellCache(
            @Attr int level,
            @Attr Associativity associativity,
            @Attr CachePolicy policy,
            @Child @Nullable CacheSize size,
            @Child @Nullable CacheSize line) {
    }

    public record CacheSize(@Attr @Scaled MemorySize value) {
    }

    public enum Associativity implements XmlEnum { NONE, DIRECT, FULL }

    public enum CachePolicy implements XmlEnum { NONE, WRITEBACK, WRITETHROUGH }

    public record Interconnects(@Child List<Latency> latency, @Child List<Bandwidth> bandwidth) {
        public Interconnects {
            latency = List.copyOf(latency);
            bandwidth = List.copyOf(bandwidth);
        }
    }

    @Element("latency")
    public record Latency(
            @Attr int initiator, @Attr int target, @Attr @Nullable Integer cache,
            @Attr AccessType type, @Attr long value) {
    }

    @Element("bandwidth")
    public record Bandwidth(
            @Attr int initiator, @Attr int target, @Attr @Nullable Integer cache,
            @Attr AccessType type, @Attr @Scaled MemorySize value) {
    }

    public enum AccessType implements XmlEnum { ACCESS, READ, WRITE }

    public Cpu withMode(@Nullable Mode value) {
        return Records.with(this, "mode", value);
    }

    public Cpu withMatch(@Nullable Match value) {
        return Records.with(this, "match", value);
    }

    public Cpu withCheck(@Nullable Check value) {
        return Records.with(this, "check", value);
    }

    public Cpu withModel(@Nullable Model value) {
        return Records.with(this, "model", value);
    }

    public Cpu withVendor(@Nullable String value) {
        return Records.with(this, "vendor", value);
    }

    public Cpu withTopology(@Nullable Topology value) {
        return Records.with(this, "topology", value);
    }

    public Cpu withFeature(List<Feature> value) {
        return Records.with(this, "feature", value);
    }

    public Cpu withNuma(@Nullable Numa value) {
        return Records.with(this, "numa", value);
    }

    public Cpu withMigratable(@Nullable OnOff value) {
        return Records.with(this, "migratable", value);
    }
}
