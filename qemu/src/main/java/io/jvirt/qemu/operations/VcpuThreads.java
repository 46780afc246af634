package io.jvirt.qemu.operations;

import io.jvirt.qemu.guest.Run;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Which threads of QEMU run the guest's virtual CPUs. */
final class VcpuThreads {
    private VcpuThreads() {}

    /** {@return thread numbers of the plugged CPUs, by the CPU's number} */
    static SortedMap<Integer, Long> of(Run run) {
        return in(Ask.monitor(run, "query-cpus-fast", Map.of()));
    }

    /** {@return what an answer to query-cpus-fast says} */
    static SortedMap<Integer, Long> in(JsonNode answer) {
        SortedMap<Integer, Long> threads = new TreeMap<>();
        for (JsonNode cpu : answer) {
            threads.put(cpu.path("cpu-index").asInt(0), cpu.path("thread-id").asLong(0));
        }
        return threads;
    }
}
