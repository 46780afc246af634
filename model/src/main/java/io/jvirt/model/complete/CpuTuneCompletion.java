package io.jvirt.model.complete;

import io.jvirt.model.IdSet;
import io.jvirt.model.domain.CpuTune;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pins and shares of virtual CPUs: only those the guest has, and shares of caches and memory bandwidth that the host can
 * give at the same time.
 */
final class CpuTuneCompletion {
    private CpuTuneCompletion() {
    }

    static DomainDescription complete(DomainDescription domain) {
        var given = domain.cputune();
        if (given == null) {
            return domain;
        }
        int vcpus = java.util.Objects.requireNonNull(domain.vcpu()).maximum();
        var tune = shares(pins(given, vcpus), vcpus);
        return tune.equals(given) ? domain : domain.withCputune(tune);
    }

    /** Pins of virtual CPUs that the guest does not have are left out, since older definitions have some. */
    private static CpuTune pins(CpuTune tune, int vcpus) {
        var kept = tune.vcpupin().stream().filter(pin -> pin.vcpu() < vcpus).toList();
        return kept.size() == tune.vcpupin().size() ? tune : tune.withVcpupin(kept);
    }

    private static CpuTune shares(CpuTune tune, int vcpus) {
        var caches = new ArrayList<CpuTune.CacheTune>();
        var taken = new ArrayList<IdSet>();
        for (var cache : tune.cachetune()) {
            var present = present(cache.vcpus(), vcpus);
            if (!present.isEmpty()) {
                checkOverlap(present, taken, "cachetunes");
                checkTypes(cache);
                cache.monitor().forEach(monitor -> checkMonitor(monitor.vcpus(), present, monitor.level()));
                caches.add(Records.with(cache, "vcpus", present));
            }
        }
        var bandwidths = new ArrayList<CpuTune.MemoryBandwidth>();
        var shared = List.copyOf(taken);
        taken.clear();
        for (var bandwidth : tune.memorytune()) {
            var present = present(bandwidth.vcpus(), vcpus);
            if (!present.isEmpty()) {
                checkOverlap(present, taken, "memorytunes");
                checkNodes(bandwidth);
                bandwidth.monitor().forEach(monitor -> checkMonitor(monitor.vcpus(), present, null));
                // Virtual CPUs are in one group of the host's: the sets of both kinds are the same or have nothing in common.
                if (shared.stream().anyMatch(set -> set.intersects(present) && !set.equals(present))) {
                    throw XmlException.invalid("Overlapping vcpus in resctrls");
                }
                bandwidths.add(Records.with(bandwidth, "vcpus", present));
            }
        }
        return tune.withCachetune(List.copyOf(caches)).withMemorytune(List.copyOf(bandwidths));
    }

    private static void checkNodes(CpuTune.MemoryBandwidth tune) {
        var nodes = new HashSet<Integer>();
        for (var node : tune.node()) {
            if (!nodes.add(node.id())) {
                throw XmlException.invalid("Memory Bandwidth already defined for node " + node.id());
            }
            if (node.bandwidth() > 100) {
                throw XmlException.invalid("Memory Bandwidth value exceeding 100 is invalid.");
            }
        }
    }

    private static void checkMonitor(IdSet monitored, IdSet vcpus, @Nullable Integer level) {
        if (level != null && level != 3) {
            throw XmlException.invalid("Invalid monitor cache level '" + level + "'");
        }
        if (!vcpus.containsAll(monitored)) {
            throw XmlException.invalid("Monitor vcpus '" + monitored + "' conflicts with its surrounding element's '" + vcpus + "'");
        }
    }

    private static IdSet present(IdSet wanted, int vcpus) {
        var bits = wanted.toBitSet();
        bits.clear(vcpus, Math.max(vcpus, bits.length()));
        return IdSet.of(bits);
    }

    private static void checkOverlap(IdSet vcpus, List<IdSet> taken, String where) {
        if (taken.stream().anyMatch(vcpus::intersects)) {
            throw XmlException.invalid("Overlapping vcpus in " + where);
        }
        taken.add(vcpus);
    }

    /** A cache has one share for code and data together, or one for each. */
    private static void checkTypes(CpuTune.CacheTune tune) {
        var caches = tune.cache();
        for (int i = 0; i < caches.size(); i++) {
            for (int j = 0; j < i; j++) {
                var a = caches.get(i);
                var b = caches.get(j);
                boolean clash = a.type() == b.type() || a.type() == CpuTune.CacheType.BOTH || b.type() == CpuTune.CacheType.BOTH;
                if (a.level() == b.level() && a.id() == b.id() && clash) {
                    throw XmlException.invalid("Colliding cache allocations for cache level '" + a.level() + "' id '" + a.id()
                            + "', type '" + a.type().xml() + "'");
                }
            }
        }
    }
}
