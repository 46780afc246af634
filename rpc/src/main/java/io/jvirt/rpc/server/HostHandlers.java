package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.ConnectProcedures.*;

import io.jvirt.api.Node;
import io.jvirt.rpc.protocol.ConnectMessages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a connection tells of its host. */
final class HostHandlers {
    /** The CPU's name has 31 bytes and a NUL. */
    private static final int MODEL_MAX = 31;

    private HostHandlers() {}

    static void bind(Dispatch on) {
        on.call(NODE_GET_INFO, (call, _) -> {
            Node.Info info = call.connection().nodeInfo();
            return new ConnectMessages.NodeInfo(
                    fitting(info.model()),
                    info.memoryKib(),
                    info.cpus(),
                    info.mhz(),
                    info.nodes(),
                    info.sockets(),
                    info.cores(),
                    info.threads());
        });
        on.call(NODE_GET_CPU_STATS, (call, a) -> {
            call.noFlags(a.flags());
            return stats(call.connection().nodeCpuStats(a.cpu()), a.nparams());
        });
        on.call(NODE_GET_MEMORY_STATS, (call, a) -> {
            call.noFlags(a.flags());
            return stats(call.connection().nodeMemoryStats(a.cell()), a.nparams());
        });
        on.call(NODE_GET_FREE_MEMORY, (call, _) -> call.connection().nodeFreeMemory());
        on.call(NODE_GET_CELLS_FREE_MEMORY, (call, a) -> {
            List<Long> cells = call.connection().nodeCellsFreeMemory(a.startCell(), a.maxCells());
            return new ConnectMessages.Amounts(
                    cells.stream().mapToLong(Long::longValue).toArray());
        });
        on.call(NODE_GET_CPU_MAP, (call, a) -> {
            call.noFlags(a.flags());
            List<Boolean> online = call.connection().nodeCpuMap().online();
            byte[] map = new byte[(online.size() + 7) / 8];
            int count = 0;
            for (int i = 0; i < online.size(); i++) {
                if (online.get(i)) {
                    map[i / 8] |= (byte) (1 << (i % 8));
                    count++;
                }
            }
            return new ConnectMessages.CpuMap(
                    a.needMap() != 0 ? map : new byte[0], a.needOnline() != 0 ? count : 0, online.size());
        });
        on.call(NODE_GET_SECURITY_MODEL, (call, _) -> {
            Node.SecurityModel model = call.connection().securityModel();
            return new ConnectMessages.SecurityModel(model.model(), model.doi());
        });
    }

    /** A client that asks for none wants to know how many there are. */
    private static ConnectMessages.Stats stats(List<Node.Stat> stats, int nparams) {
        List<ConnectMessages.Stat> params = new ArrayList<>();
        if (nparams != 0) {
            for (Node.Stat stat : Convert.atMost(stats, nparams)) {
                params.add(new ConnectMessages.Stat(stat.field(), stat.value()));
            }
        }
        return new ConnectMessages.Stats(params, nparams == 0 ? stats.size() : params.size());
    }

    private static String fitting(String model) {
        String fitting = model;
        while (fitting.getBytes(StandardCharsets.UTF_8).length > MODEL_MAX) {
            fitting = fitting.substring(0, fitting.length() - 1);
        }
        return fitting;
    }
}
