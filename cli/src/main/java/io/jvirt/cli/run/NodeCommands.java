package io.jvirt.cli.run;

import static io.jvirt.cli.text.Decimal.padLeft;
import static io.jvirt.cli.text.Decimal.padRight;

import io.jvirt.api.Connection;
import io.jvirt.api.Node;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.Decimal;
import io.jvirt.cli.text.Fields;
import io.jvirt.cli.text.XmlNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The commands about the host's CPUs and memory. */
public final class NodeCommands {
    private static final String[] CPU_TIMES = {"user", "system", "idle", "iowait", "intr"};
    private static final String[] CPU_FIELDS = {"user", "kernel", "idle", "iowait", "intr"};

    private NodeCommands() {}

    /** Prints the host at a glance. */
    public static void info(Invocation in) {
        in.attempt("failed to get node information");
        Node.Info info = in.connection().nodeInfo();
        in.show(new Fields(20)
                .add("CPU model:", info.model())
                .add("CPU(s):", info.cpus())
                .add("CPU frequency:", info.mhz() + " MHz", "cpu-frequency-mhz", info.mhz())
                .add("CPU socket(s):", info.sockets())
                .add("Core(s) per socket:", info.cores())
                .add("Thread(s) per core:", info.threads())
                .add("NUMA cell(s):", info.nodes())
                .add("Memory size:", info.memoryKib() + " KiB", "memory-size-kib", info.memoryKib()));
    }

    /** Prints which CPUs the host has. */
    public static void cpuMap(Invocation in) {
        List<Boolean> online = in.connection().nodeCpuMap().online();
        BitSet bits = new BitSet();
        StringBuilder map = new StringBuilder();
        for (int i = 0; i < online.size(); i++) {
            bits.set(i, online.get(i));
            map.append(online.get(i) ? 'y' : '-');
        }
        String list = PinCommands.format(bits, online.size());
        in.show(new Fields(15)
                .add("CPUs present:", online.size())
                .add("CPUs online:", bits.cardinality())
                .add("CPU map:", in.flag("pretty") ? list : map.toString(), "cpu-map", list));
    }

    /** Prints CPU times. */
    public static void cpuStatistics(Invocation in) {
        int cpu = in.integer("cpu", -1);
        Connection connection = in.connection();
        in.attempt("Unable to get node cpu stats");
        List<Node.Stat> stats = connection.nodeCpuStats(cpu);
        if (in.flag("percent")) {
            percent(in, connection, cpu, stats);
            return;
        }
        Map<String, Object> record = new LinkedHashMap<>();
        for (int i = 0; i < CPU_TIMES.length; i++) {
            OptionalLong value = value(stats, CPU_FIELDS[i]);
            if (value.isPresent()) {
                record.put(CPU_TIMES[i], value.getAsLong());
            }
        }
        if (in.structured()) {
            in.document(record);
            return;
        }
        for (Map.Entry<String, Object> entry : record.entrySet()) {
            in.print(padRight(entry.getKey() + ":", 15) + " " + padLeft(entry.getValue().toString(), 20) + "\n");
        }
    }

    private static OptionalLong value(List<Node.Stat> stats, String field) {
        for (Node.Stat stat : stats) {
            if (stat.field().equals(field)) {
                return OptionalLong.of(stat.value());
            }
        }
        return OptionalLong.empty();
    }

    private static void percent(Invocation in, Connection connection, int cpu, List<Node.Stat> first) {
        OptionalLong utilization = value(first, "utilization");
        Map<String, Double> shares = new LinkedHashMap<>();
        if (utilization.isPresent()) {
            shares.put("usage", (double) utilization.getAsLong());
            shares.put("idle", 100.0 - utilization.getAsLong());
        } else {
            pause();
            List<Node.Stat> second = connection.nodeCpuStats(cpu);
            double[] spent = new double[CPU_FIELDS.length];
            double total = 0;
            for (int i = 0; i < CPU_FIELDS.length; i++) {
                spent[i] = value(second, CPU_FIELDS[i]).orElse(0) - value(first, CPU_FIELDS[i]).orElse(0);
                total += spent[i];
            }
            double all = total == 0 ? 1 : total;
            shares.put("usage", (total - spent[2] - spent[3]) / all * 100);
            for (int i = 0; i < CPU_FIELDS.length; i++) {
                if (value(first, CPU_FIELDS[i]).isPresent()) {
                    shares.put(CPU_TIMES[i], spent[i] / all * 100);
                }
            }
        }
        if (in.structured()) {
            in.document(shares);
            return;
        }
        for (Map.Entry<String, Double> share : shares.entrySet()) {
            in.print(padRight(share.getKey() + ":", 15) + " " + padLeft(Decimal.fixed(share.getValue(), 1), 5) + "%\n");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }

    /** Prints memory figures. */
    public static void memoryStatistics(Invocation in) {
        int cell = in.integer("cell", -1);
        in.attempt("Unable to get number of memory stats");
        Map<String, Long> values = new LinkedHashMap<>();
        for (Node.Stat stat : in.connection().nodeMemoryStats(cell)) {
            values.put(stat.field(), stat.value());
        }
        if (in.structured()) {
            in.document(values);
            return;
        }
        for (Map.Entry<String, Long> value : values.entrySet()) {
            in.print(padRight(value.getKey(), 7) + ": " + padLeft(Long.toUnsignedString(value.getValue()), 20) + " KiB\n");
        }
    }

    /** Prints free memory. */
    public static void freeMemory(Invocation in) {
        in.exclusive("all", "cellno");
        Connection connection = in.connection();
        Long cell = in.number("cellno", 0, Integer.MAX_VALUE);
        if (in.flag("all")) {
            allCells(in, connection);
        } else if (cell != null) {
            List<Long> free = connection.nodeCellsFreeMemory(cell.intValue(), 1);
            in.print(cell + ": " + Long.toUnsignedString(free.get(0) / 1024) + " KiB\n");
        } else {
            in.print("Total: " + Long.toUnsignedString(connection.nodeFreeMemory() / 1024) + " KiB\n");
        }
    }

    private static void allCells(Invocation in, Connection connection) {
        in.attempt("unable to get node capabilities");
        List<Integer> ids = new ArrayList<>();
        XmlNode cells = XmlNode.parse(connection.capabilities()).at("host", "topology", "cells");
        if (cells != null) {
            for (XmlNode cell : cells.children("cell")) {
                String id = cell.attribute("id");
                if (id != null) {
                    ids.add(Integer.parseInt(id));
                }
            }
        }
        in.attempt(null);
        Map<String, Long> record = new LinkedHashMap<>();
        long total = 0;
        for (int id : ids) {
            long kib = connection.nodeCellsFreeMemory(id, 1).get(0) / 1024;
            total += kib;
            record.put(Integer.toString(id), kib);
        }
        if (in.structured()) {
            in.document(record);
            return;
        }
        for (Map.Entry<String, Long> cell : record.entrySet()) {
            in.print(padLeft(cell.getKey(), 5) + ": " + padLeft(cell.getValue().toString(), 10) + " KiB\n");
        }
        in.extra("--------------------\n");
        in.extra("Total: " + padLeft(Long.toString(total), 10) + " KiB\n");
    }
}
