package io.jvirt.host.facts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The host's processors (kernel: Documentation/admin-guide/cputopology.rst).
 *
 * @param architecture such as x86_64
 * @param cpus every CPU that is present, by number
 * @param nodes NUMA nodes that have CPUs or memory, by number
 * @param mhz clock frequency of the first CPU now, 0 when the kernel does not tell
 * @param modelName such as "AMD EPYC", may be empty
 * @param flags what the first CPU can do, as in /proc/cpuinfo
 */
public record HostCpus(String architecture, List<Cpu> cpus, List<Integer> nodes, int mhz, String modelName, Set<String> flags) {
    public HostCpus {
        cpus = List.copyOf(cpus);
        nodes = List.copyOf(nodes);
        flags = Set.copyOf(flags);
    }

    /**
     * One logical CPU.
     *
     * @param number the kernel's
     * @param online whether it is in use; one that is not has no place
     * @param socket physical package
     * @param die within the socket
     * @param core within the die
     * @param node NUMA node
     * @param siblings all threads of its core
     */
    public record Cpu(int number, boolean online, int socket, int die, int core, int node, BitSet siblings) {}

    /**
     * Counts that multiply to the number of CPUs, as libvirt's node information wants them.
     *
     * @param nodes NUMA nodes
     * @param sockets in a node
     * @param cores in a socket
     * @param threads in a core
     */
    public record Topology(int nodes, int sockets, int cores, int threads) {}

    /** {@return the processors of this host} */
    public static HostCpus read() {
        return read(Path.of("/"), System.getProperty("os.arch"));
    }

    /** {@return the processors that a tree of proc and sys below {@code root} shows} */
    static HostCpus read(Path root, String architecture) {
        Path system = root.resolve("sys/devices/system");
        Path folder = system.resolve("cpu");
        BitSet online = KernelFile.text(folder.resolve("online")).map(KernelFile::cpuList).orElseGet(BitSet::new);
        List<Integer> nodes = KernelFile.numbered(system.resolve("node"), "node");
        Map<Integer, Integer> nodeOf = new HashMap<>();
        for (int node : nodes) {
            KernelFile.text(system.resolve("node/node" + node + "/cpulist"))
                    .map(KernelFile::cpuList)
                    .orElseGet(BitSet::new)
                    .stream()
                    .forEach(cpu -> nodeOf.put(cpu, node));
        }
        List<Cpu> cpus = new ArrayList<>();
        for (int number : KernelFile.numbered(folder, "cpu")) {
            Path topology = folder.resolve("cpu" + number + "/topology");
            BitSet siblings = KernelFile.text(topology.resolve("thread_siblings_list"))
                    .map(KernelFile::cpuList)
                    .orElseGet(BitSet::new);
            cpus.add(new Cpu(
                    number,
                    online.isEmpty() || online.get(number),
                    id(topology, "physical_package_id"),
                    id(topology, "die_id"),
                    id(topology, "core_id"),
                    nodeOf.getOrDefault(number, 0),
                    siblings));
        }
        Map<String, String> first = new HashMap<>();
        for (String line : KernelFile.lines(root.resolve("proc/cpuinfo"))) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                first.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
        String mhz = first.getOrDefault("cpu MHz", "0");
        String flags = first.getOrDefault("flags", first.getOrDefault("Features", ""));
        return new HostCpus(
                architecture.equals("amd64") ? "x86_64" : architecture,
                cpus,
                nodes.isEmpty() ? List.of(0) : nodes,
                (int) Double.parseDouble(mhz),
                first.getOrDefault("model name", ""),
                new HashSet<>(List.of(flags.split(" "))));
    }

    /** The kernel says -1 for what it does not know. */
    private static int id(Path topology, String name) {
        return (int) Math.max(0, KernelFile.number(topology.resolve(name)).orElse(0));
    }

    /** {@return how many CPUs are online} */
    public int online() {
        return (int) cpus.stream().filter(Cpu::online).count();
    }

    /**
     * {@return the regular shape of the host} When nodes, sockets or cores differ so that the counts do not multiply to the CPUs that
     * there are, all of them count as cores of one socket, which is libvirt's answer too.
     */
    public Topology topology() {
        int sockets = 1;
        int cores = 1;
        int threads = 1;
        Set<Integer> usedNodes = new HashSet<>();
        for (Cpu cpu : cpus) {
            if (!cpu.online()) {
                continue;
            }
            usedNodes.add(cpu.node());
            List<Cpu> sameNode = cpus.stream().filter(c -> c.online() && c.node() == cpu.node()).toList();
            List<Cpu> sameSocket = sameNode.stream().filter(c -> c.socket() == cpu.socket()).toList();
            sockets = Math.max(sockets, (int) sameNode.stream().map(Cpu::socket).distinct().count());
            cores = Math.max(cores, (int) sameSocket.stream()
                    .map(c -> List.of(c.die(), c.core()))
                    .distinct()
                    .count());
            threads = Math.max(threads, (int) sameSocket.stream()
                    .filter(c -> c.die() == cpu.die() && c.core() == cpu.core())
                    .count());
        }
        int count = Math.max(1, usedNodes.size());
        return count * sockets * cores * threads == cpus.size()
                ? new Topology(count, sockets, cores, threads)
                : new Topology(1, 1, Math.max(1, cpus.size()), 1);
    }
}
