package io.jvirt.qemu.command;

import io.jvirt.model.IdSet;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host's NUMA nodes.
 *
 * @param cpus the CPUs of each node; empty when the host does not tell
 * @param advice the nodes that an adviser chose for the guest; null when none was asked
 */
public record HostNuma(Map<Integer, IdSet> cpus, @Nullable IdSet advice) {
    /** Nothing is known. */
    public static final HostNuma UNKNOWN = new HostNuma(Map.of(), null);

    public HostNuma {
        cpus = Map.copyOf(cpus);
    }

    /** {@return the nodes that the CPUs belong to} */
    IdSet nodesOf(IdSet someCpus) {
        BitSet nodes = new BitSet();
        cpus.forEach((node, own) -> {
            if (own.intersects(someCpus)) {
                nodes.set(node);
            }
        });
        return IdSet.of(nodes);
    }

    /** Fails when the set has a node that the host lacks. */
    void check(@Nullable IdSet nodes) {
        if (nodes == null || cpus.isEmpty()) {
            return;
        }
        for (int node : nodes.toArray()) {
            if (!cpus.containsKey(node)) {
                throw Guest.unsupported("NUMA node " + node + " is unavailable");
            }
        }
    }
}
