package io.jvirt.model.complete;

import io.jvirt.model.IdSet;
import io.jvirt.model.domain.CpuTune;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlException;
import java.util.ArrayList;
import java.util.List;

/** Cache and memory bandwidth shares: sets of virtual CPUs that the guest has, in the order of what they limit. */
final class CacheTuneCompletion {
    private CacheTuneCompletion() {
    }

    static DomainDescription complete(DomainDescription domain) {
        var tune = domain.cputune();
        if (tune == null || tune.cachetune().isEmpty() && tune.memorytune().isEmpty()) {
            return domain;
        }
        int vcpus = java.util.Objects.requireNonNull(domain.vcpu()).maximum();
        var caches = new ArrayList<CpuTune.CacheTune>();
        var taken = new ArrayList<IdSet>();
        for (var cache : tune.cachetune()) {
            var present = present(cache.vcpus(), vcpus);
            if (!present.isEmpty()) {
                checkOverlap(present, taken, "cachetunes");
                checkTypes(cache);
                caches.add(Records.with(cache, "vcpus", present));
            }
        }
        var bandwidths = new ArrayList<CpuTune.MemoryBandwidth>();
        taken.clear();
        for (var bandwidth : tune.memorytune()) {
            var present = present(bandwidth.vcpus(), vcpus);
            if (!present.isEmpty()) {
                checkOverlap(present, taken, "memorytunes");
                bandwidths.add(Records.with(bandwidth, "vcpus", present));
            }
        }
        return domain.withCputune(tune.withCachetune(List.copyOf(caches)).withMemorytune(List.copyOf(bandwidths)));
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
