package io.jvirt.model.complete;

import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.NumaTune;
import io.jvirt.model.domain.VcpuCount;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** NUMA nodes of the guest, and the host nodes that give their memory. */
final class NumaCompletion {
    private NumaCompletion() {
    }

    static DomainDescription complete(DomainDescription given) {
        var domain = given;
        var cpu = domain.cpu();
        if (cpu != null && cpu.numa() != null && !cpu.numa().cell().isEmpty()) {
            domain = domain.withCpu(cpu.withNuma(cpu.numa().withCell(cells(cpu.numa().cell()))));
        }
        return tune(domain);
    }

    private static List<Cpu.Cell> cells(List<Cpu.Cell> given) {
        var cells = new Cpu.Cell[given.size()];
        for (int i = 0; i < cells.length; i++) {
            var cell = given.get(i);
            int id = cell.id() == null ? i : cell.id();
            if (id >= cells.length || cells[id] != null) {
                throw XmlException.invalid("Exactly one 'cell' element per guest NUMA cell allowed, "
                        + "non-contiguous ranges or ranges not starting from 0 are not allowed");
            }
            for (var sibling : cell.distances()) {
                if (sibling.id() >= cells.length) {
                    throw XmlException.invalid("'sibling_id " + sibling.id() + "' does not refer to a valid cell within NUMA 'cell id " + id + "'");
                }
            }
            cells[id] = cell.withId(id);
        }
        for (int a = 0; a < cells.length; a++) {
            for (int b = a + 1; b < cells.length; b++) {
                var first = cells[a].cpus();
                var second = cells[b].cpus();
                if (first != null && second != null && first.intersects(second)) {
                    throw XmlException.unsupported("NUMA cells " + b + " and " + a + " have overlapping vCPU ids");
                }
            }
        }
        return List.of(cells);
    }

    private static DomainDescription tune(DomainDescription given) {
        var vcpu = java.util.Objects.requireNonNull(given.vcpu());
        boolean placedStatically = vcpu.placement() == VcpuCount.Placement.STATIC;
        var tune = given.numatune();
        if (tune == null && placedStatically) {
            return given;
        }
        var policy = tune == null ? null : tune.memory();
        List<NumaTune.MemoryNode> nodes = tune == null ? List.of() : tune.memnode();
        if (policy == null && !placedStatically) {
            policy = new NumaTune.MemoryPolicy(NumaTune.Mode.STRICT, null, NumaTune.Placement.AUTO);
        }
        if (policy != null) {
            policy = policy(policy, placedStatically);
        }
        var domain = given.withNumatune(new NumaTune(policy, nodes(given, policy, nodes)));
        boolean auto = policy != null && policy.placement() == NumaTune.Placement.AUTO;
        return auto && placedStatically && !pinned(domain) ? domain.withVcpu(vcpu.withPlacement(VcpuCount.Placement.AUTO)) : domain;
    }

    private static boolean pinned(DomainDescription domain) {
        var vcpu = domain.vcpu();
        var tune = domain.cputune();
        return vcpu != null && vcpu.cpuset() != null
                || tune != null && (!tune.vcpupin().isEmpty() || tune.emulatorpin() != null || !tune.iothreadpin().isEmpty());
    }

    private static NumaTune.MemoryPolicy policy(NumaTune.MemoryPolicy given, boolean placedStatically) {
        boolean fixed = given.placement() == NumaTune.Placement.STATIC
                || given.placement() == null && (placedStatically || given.nodeset() != null);
        if (fixed && given.nodeset() == null) {
            throw XmlException.unsupported("nodeset for NUMA memory tuning must be set if 'placement' is 'static'");
        }
        // The output names the nodes or 'auto', never both.
        return fixed
                ? new NumaTune.MemoryPolicy(given.mode(), given.nodeset(), null)
                : new NumaTune.MemoryPolicy(given.mode(), null, NumaTune.Placement.AUTO);
    }

    private static List<NumaTune.MemoryNode> nodes(
            DomainDescription domain, NumaTune.@Nullable MemoryPolicy policy, List<NumaTune.MemoryNode> nodes) {
        if (nodes.isEmpty()) {
            return nodes;
        }
        if (policy != null && policy.placement() == NumaTune.Placement.AUTO) {
            throw XmlException.unsupported("Per-node binding is not compatible with automatic NUMA placement.");
        }
        var cpu = domain.cpu();
        int cells = cpu == null || cpu.numa() == null ? 0 : cpu.numa().cell().size();
        if (cells == 0) {
            throw XmlException.invalid("Element 'memnode' is invalid without any guest NUMA cell");
        }
        var byCell = new TreeMap<Integer, NumaTune.MemoryNode>();
        for (var node : nodes) {
            if (node.cellid() >= cells) {
                throw XmlException.invalid("Argument 'cellid' in memnode element must correspond to existing guest's NUMA cell");
            }
            if (byCell.put(node.cellid(), node) != null) {
                throw XmlException.invalid("Multiple memnode elements with cellid " + node.cellid());
            }
            if (policy != null && (policy.mode() == NumaTune.Mode.RESTRICTIVE) != (node.mode() == NumaTune.Mode.RESTRICTIVE)) {
                throw XmlException.invalid(policy.mode() == NumaTune.Mode.RESTRICTIVE
                        ? "'restrictive' mode is required in memnode element when mode is 'restrictive' in memory element"
                        : "'restrictive' mode is required in memory element when mode is 'restrictive' in memnode element");
            }
        }
        return List.copyOf(byCell.values());
    }
}
