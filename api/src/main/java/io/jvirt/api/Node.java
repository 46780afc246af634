package io.jvirt.api;

import java.util.List;

/** What a connection tells about its host. */
public final class Node {
    private Node() {}

    /**
     * The host at a glance ({@code virNodeInfo}).
     *
     * @param model the CPU's kind, such as {@code x86_64}
     * @param memoryKib memory in KiB
     * @param cpus active CPUs
     * @param mhz expected CPU frequency, 0 when unknown
     * @param nodes NUMA nodes, 1 for uniform memory
     * @param sockets CPU sockets per node
     * @param cores cores per socket
     * @param threads threads per core
     */
    public record Info(
            String model, long memoryKib, int cpus, int mhz, int nodes, int sockets, int cores, int threads) {}

    /**
     * One named figure of the host's CPU (nanoseconds) or memory (KiB).
     *
     * @param field such as {@code user} or {@code free}
     * @param value the figure
     */
    public record Stat(String field, long value) {}

    /**
     * Which CPUs are there ({@code virNodeGetCPUMap}).
     *
     * @param online for each present CPU whether it is online
     */
    public record CpuMap(List<Boolean> online) {
        /** Keeps a copy. */
        public CpuMap {
            online = List.copyOf(online);
        }
    }

    /**
     * The host's security model ({@code virSecurityModel}).
     *
     * @param model such as {@code selinux}, empty when none
     * @param doi the domain of interpretation
     */
    public record SecurityModel(String model, String doi) {}
}
