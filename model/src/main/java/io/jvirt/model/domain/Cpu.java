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
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.Text;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Element("cpu")
@Doc("The virtual CPU's model.")
public record Cpu(
        @Attr @Refusal(invalid = "Invalid mode attribute '%s'") @Doc("How the model comes about.") @Nullable Mode mode,
        @Attr @Doc("How the features must fit.") @Nullable Match match,
        @Attr @Doc("What is checked before the guest starts.") @Nullable Check check,
        @Attr @Doc("Whether features that hinder migration are left out.") @Nullable OnOff migratable,
        @Attr("deprecated_features") @Doc("Whether features that CPUs are about to lose are kept.") @Nullable OnOff deprecatedFeatures,
        @Child @Doc("Named model.") @Nullable Model model,
        @Child @Doc("Vendor that the host's CPU must be of.") @Nullable String vendor,
        @Child @Doc("Width of physical addresses.") @Nullable MaxPhysAddr maxphysaddr,
        @Child @Doc("Sockets, cores and threads.") @Nullable Topology topology,
        @Child @Doc("The cache that the guest sees.") @Nullable Cache cache,
        @Child @Doc("A feature to add, to demand or to remove.") List<Feature> feature,
        @Child @Doc("NUMA nodes of the guest.") @Nullable Numa numa) {
    public Cpu {
        feature = List.copyOf(feature);
    }

    public enum Mode implements XmlEnum { CUSTOM, HOST_MODEL, HOST_PASSTHROUGH, MAXIMUM }

    public enum Match implements XmlEnum { MINIMUM, EXACT, STRICT }

    public enum Check implements XmlEnum { NONE, PARTIAL, FULL }

    public record Model(
            @Attr @Doc("Whether a similar model may be used.") @Nullable Fallback fallback,
            @Attr("vendor_id") @Doc("Vendor string that the guest sees, 12 characters.") @Nullable String vendorId,
            @Text @Doc("Name of the model.") @Nullable String name) {
        public Model withFallback(@Nullable Fallback value) {
            return Records.with(this, "fallback", value);
        }

        public Model withName(@Nullable String value) {
            return Records.with(this, "name", value);
        }
    }

    public enum Fallback implements XmlEnum { ALLOW, FORBID }

    public record MaxPhysAddr(
            @Attr @Doc("As on the host, or a given width.") AddressBitsMode mode,
            @Attr @Doc("The width.") @Nullable Integer bits,
            @Attr @Doc("Most bits to take over from the host.") @Nullable Integer limit) {
    }

    public enum AddressBitsMode implements XmlEnum { EMULATE, PASSTHROUGH }

    public record Topology(
            @Attr @Range(min = 1) @Doc("Sockets.") int sockets,
            @Attr(def = "1") @Range(min = 1) @Doc("Dies in a socket.") int dies,
            @Attr(def = "1") @Range(min = 1) @Doc("Clusters in a die.") int clusters,
            @Attr @Range(min = 1) @Doc("Cores in a cluster.") int cores,
            @Attr @Range(min = 1) @Doc("Threads in a core.") int threads) {
        /** {@return the number of virtual CPUs that the topology has room for} */
        public long total() {
            return (long) sockets * dies * clusters * cores * threads;
        }
    }

    public record Cache(
            @Attr @Range(max = 3) @Doc("Level of the cache.") @Nullable Integer level,
            @Attr @Doc("Made up, the host's, or none.") CacheMode mode) {
    }

    public enum CacheMode implements XmlEnum { EMULATE, PASSTHROUGH, DISABLE }

    @Element("feature")
    public record Feature(
            @Attr @Doc("What to do with it.") @Nullable Policy policy,
            @Attr @Doc("Name of the feature.") String name) {
    }

    public enum Policy implements XmlEnum { FORCE, REQUIRE, OPTIONAL, DISABLE, FORBID }

    public record Numa(
            @Child @Doc("One node.") List<Cell> cell,
            @Child("interconnects") @Doc("Speeds between nodes and memory.") @Nullable Interconnects interconnects) {
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
            @Attr @Doc("Number, from 0.") @Nullable Integer id,
            @Attr @Doc("Virtual CPUs of the node.") @Nullable IdSet cpus,
            @Attr @Scaled @Doc("Memory of the node.") MemorySize memory,
            @Attr @Doc("Whether other processes may share it.") @Nullable MemoryAccess memAccess,
            @Attr @Doc("Whether its content may be dropped at the end.") @Nullable YesNo discard,
            @Child("distances/sibling") @Doc("Distance to another node.") List<Sibling> distances,
            @Child @Doc("Cache beside the node's memory.") List<CellCache> cache) {
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
    public record Sibling(
            @Attr @Doc("The other node.") int id,
            @Attr @Range(min = 10, max = 255) @Doc("Distance, 10 for the node itself.") int value) {
    }

    @Element("cache")
    public record CellCache(
            @Attr @Doc("Level of the cache.") int level,
            @Attr @Doc("Associativity of the cache.") Associativity associativity,
            @Attr @Doc("When it writes back.") CachePolicy policy,
            @Child @Doc("Size of the cache.") @Nullable CacheSize size,
            @Child @Doc("Size of a line.") @Nullable CacheSize line) {
    }

    public record CacheSize(
            @Attr @Scaled @Doc("The size.") MemorySize value) {
    }

    public enum Associativity implements XmlEnum { NONE, DIRECT, FULL }

    public enum CachePolicy implements XmlEnum { NONE, WRITEBACK, WRITETHROUGH }

    public record Interconnects(
            @Child @Doc("Time to reach memory.") List<Latency> latency,
            @Child @Doc("Rate of memory.") List<Bandwidth> bandwidth) {
        public Interconnects {
            latency = List.copyOf(latency);
            bandwidth = List.copyOf(bandwidth);
        }
    }

    @Element("latency")
    public record Latency(
            @Attr @Doc("Node that asks.") int initiator,
            @Attr @Doc("Node that has the memory.") int target,
            @Attr @Doc("Level of the cache in between.") @Nullable Integer cache,
            @Attr @Doc("Kind of access.") AccessType type,
            @Attr @Doc("Nanoseconds.") long value) {
    }

    @Element("bandwidth")
    public record Bandwidth(
            @Attr @Doc("Node that asks.") int initiator,
            @Attr @Doc("Node that has the memory.") int target,
            @Attr @Doc("Level of the cache in between.") @Nullable Integer cache,
            @Attr @Doc("Kind of access.") AccessType type,
            @Attr @Scaled @Doc("Amount a second.") MemorySize value) {
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
