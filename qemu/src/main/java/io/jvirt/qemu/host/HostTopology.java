package io.jvirt.qemu.host;

import io.jvirt.model.IdSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The host's CPUs by NUMA node.
 *
 * @param cells the nodes
 */
public record HostTopology(List<Cell> cells) {
    public HostTopology {
        cells = List.copyOf(cells);
    }

    /** A NUMA node, its memory and CPUs. */
    public record Cell(int id, long memoryKib, List<NumaFacts.Pages> pages, Map<Integer, Integer> distances,
            List<HostCpu> cpus) { }

    /** A logical CPU, and which others share its core. */
    public record HostCpu(int id, int socket, int die, int cluster, int core, IdSet siblings) { }

    /**
     * Reads the topology.
     *
     * @param system {@code /sys/devices/system}
     * @param numa memory of the nodes
     */
    public static HostTopology read(Path system, NumaFacts numa) {
        IdSet nodes = ids(system.resolve("node/online"), system.resolve("node"), "node");
        List<Cell> cells = new ArrayList<>();
        if (nodes.isEmpty()) {
            nodes = IdSet.of(0);
        }
        for (int node : nodes.toArray()) {
            Path folder = system.resolve("node/node" + node);
            IdSet cpus = SmallFile.text(folder.resolve("cpulist")).filter(t -> !t.isEmpty()).map(IdSet::parse)
                    .orElseGet(() -> ids(system.resolve("cpu/online"), system.resolve("cpu"), "cpu"));
            List<HostCpu> list = new ArrayList<>();
            for (int cpu : cpus.toArray()) {
                list.add(cpu(system, cpu));
            }
            cells.add(new Cell(node, numa.memoryKib(node), numa.pages(node), numa.distances(node), list));
        }
        return new HostTopology(cells);
    }

    private static HostCpu cpu(Path system, int id) {
        Path folder = system.resolve("cpu/cpu" + id + "/topology");
        IdSet siblings = SmallFile.text(folder.resolve("thread_siblings_list")).filter(t -> !t.isEmpty())
                .map(IdSet::parse).orElse(IdSet.of(id));
        return new HostCpu(id, number(folder, "physical_package_id"), number(folder, "die_id"),
                number(folder, "cluster_id"), number(folder, "core_id"), siblings);
    }

    /** The kernel says -1 (or nothing) for a level that the CPU does not have. */
    private static int number(Path folder, String name) {
        long value = SmallFile.number(folder.resolve(name)).orElse(0);
        return value < 0 || value > 0xffff ? 0 : (int) value;
    }

    private static IdSet ids(Path list, Path folder, String prefix) {
        return SmallFile.text(list).filter(t -> !t.isEmpty()).map(IdSet::parse).orElseGet(() -> {
            IdSet found = IdSet.of();
            for (int i = 0; i <= IdSet.MAX; i++) {
                if (!Files.isDirectory(folder.resolve(prefix + i))) {
                    break;
                }
                found = found.union(IdSet.of(i));
            }
            return found;
        });
    }
}
