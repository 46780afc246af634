package io.jvirt.qemu.operations;

import io.jvirt.api.Node;
import io.jvirt.host.facts.CpuTimes;
import io.jvirt.host.facts.HostCpus;
import io.jvirt.host.facts.HostMemory;
import io.jvirt.host.facts.Kernel;
import io.jvirt.qemu.Errors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The host as its connections tell of it. */
public final class HostNode {
    private static final long KIB = 1024;
    private static final int ALL = -1;

    private HostNode() {}

    /** {@return the host at a glance} */
    public static Node.Info info() {
        HostCpus cpus = HostCpus.read();
        HostCpus.Topology shape = cpus.topology();
        return new Node.Info(
                cpus.architecture(),
                HostMemory.read().total(),
                cpus.online(),
                cpus.mhz(),
                shape.nodes(),
                shape.sockets(),
                shape.cores(),
                shape.threads());
    }

    /** {@return CPU times of one CPU, or of all for -1, in libvirt's order} */
    public static List<Node.Stat> cpuStats(int cpu) {
        CpuTimes times = CpuTimes.read(cpu)
                .filter(t -> cpu >= ALL)
                .orElseThrow(() -> Errors.argument("Invalid cpuNum in virNodeGetCPUStats: " + cpu));
        return List.of(
                new Node.Stat("kernel", times.kernel()),
                new Node.Stat("user", times.user()),
                new Node.Stat("idle", times.idle()),
                new Node.Stat("iowait", times.iowait()));
    }

    /** {@return memory of one NUMA cell, or of the host for -1} */
    public static List<Node.Stat> memoryStats(int cell) {
        if (cell == ALL) {
            HostMemory memory = HostMemory.read();
            return List.of(
                    new Node.Stat("total", memory.total()),
                    new Node.Stat("free", memory.free()),
                    new Node.Stat("buffers", memory.buffers()),
                    new Node.Stat("cached", memory.cached()));
        }
        HostMemory memory = HostMemory.readNode(cell)
                .orElseThrow(() -> Errors.argument("cellNum in virNodeGetMemoryStats must be a NUMA cell of the host, not " + cell));
        return List.of(new Node.Stat("total", memory.total()), new Node.Stat("free", memory.free()));
    }

    /** {@return free memory in bytes} */
    public static long freeMemory() {
        return HostMemory.read().free() * KIB;
    }

    /** {@return free memory in bytes of the cells from {@code first} on, at most {@code most} of them} */
    public static List<Long> cellsFreeMemory(int first, int most) {
        List<Integer> nodes = HostCpus.read().nodes();
        if (first < 0 || first > nodes.getLast()) {
            throw Errors.argument("start cell " + first + " out of range (0-" + nodes.getLast() + ")");
        }
        List<Long> result = new ArrayList<>();
        for (int node : nodes) {
            if (node >= first && result.size() < most) {
                result.add(HostMemory.readNode(node).map(HostMemory::free).orElseGet(() -> HostMemory.read().free()) * KIB);
            }
        }
        return result;
    }

    /** {@return for each CPU whether it is online} */
    public static Node.CpuMap cpuMap() {
        return new Node.CpuMap(HostCpus.read().cpus().stream().map(HostCpus.Cpu::online).toList());
    }

    /** {@return the host's name} */
    public static String name() {
        return Kernel.hostName();
    }

    /** What libvirt answers for emulation, and KVM's recommended number (KVM API, KVM_CAP_NR_VCPUS). */
    private static final int EMULATED_VCPUS = 16;

    /** {@return the most virtual CPUs for guests of a type; null is the hypervisor's own} */
    public static int maxVcpus(@Nullable String type) {
        if (type == null || type.equalsIgnoreCase("qemu")) {
            return EMULATED_VCPUS;
        }
        if (type.equalsIgnoreCase("kvm")) {
            return HostCpus.read().cpus().size();
        }
        throw Errors.argument("unknown type '" + type + "'");
    }
}
