package io.jvirt.qemu.command;

import io.jvirt.model.IdSet;
import io.jvirt.model.domain.Cpu;
import io.jvirt.qemu.capabilities.MachineType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The guest's NUMA nodes: their CPUs, memory and distances. */
final class NumaOptions {
    private static final int LOCAL_DISTANCE = 10;
    private static final int REMOTE_DISTANCE = 20;

    private NumaOptions() {
    }

    /** {@return whether the document describes latencies, bandwidths or caches (ACPI's HMAT)} */
    static boolean describesLatencies(Guest guest) {
        Cpu cpu = guest.domain().cpu();
        Cpu.Numa numa = cpu == null ? null : cpu.numa();
        return numa != null && (numa.interconnects() != null
                || numa.cell().stream().anyMatch(cell -> !cell.cache().isEmpty()));
    }

    static void add(Guest guest, Arguments out) {
        List<Cpu.Cell> cells = guest.numaCells();
        if (cells.isEmpty()) {
            return;
        }
        List<MemoryBackend> backends = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            backends.add(MemoryBackend.cell(i, cells.get(i).memory()));
        }
        boolean latencies = describesLatencies(guest);
        boolean objects = latencies || !guest.machineType().map(MachineType::numaMemSupported).orElse(false)
                || backends.stream().anyMatch(backend -> backend.isNeeded(guest));
        if (!objects) {
            MemoryOptions.path(guest, out);
        }
        int initiator = firstWithCpus(cells);
        for (int i = 0; i < cells.size(); i++) {
            Cpu.Cell cell = cells.get(i);
            if (objects) {
                backends.get(i).addTo(guest, out);
            }
            KeyValues values = KeyValues.of("node").put("nodeid", i);
            cpus(values, cell.cpus());
            if (latencies) {
                values.put("initiator", hasCpus(cell) ? i : initiator);
            }
            if (objects) {
                values.put("memdev", "ram-node" + i);
            } else {
                values.put("mem", cell.memory().kib() / 1024);
            }
            out.add("numa", values);
        }
        distances(cells, out);
        if (latencies) {
            latencies(guest, cells, out);
        }
    }

    private static boolean hasCpus(Cpu.Cell cell) {
        return cell.cpus() != null && !cell.cpus().isEmpty();
    }

    private static int firstWithCpus(List<Cpu.Cell> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (hasCpus(cells.get(i))) {
                return i;
            }
        }
        throw Guest.unsupported("At least one NUMA node has to have CPUs");
    }

    private static void cpus(KeyValues values, @Nullable IdSet cpus) {
        if (cpus != null && !cpus.isEmpty()) {
            for (String range : cpus.toString().split(",")) {
                values.put("cpus", range);
            }
        }
    }

    /** Once one distance is told, QEMU wants them all. */
    private static void distances(List<Cpu.Cell> cells, Arguments out) {
        if (cells.stream().allMatch(cell -> cell.distances().isEmpty())) {
            return;
        }
        for (int from = 0; from < cells.size(); from++) {
            for (int to = 0; to < cells.size(); to++) {
                out.add("numa", KeyValues.of("dist").put("src", from).put("dst", to)
                        .put("val", distance(cells, from, to)));
            }
        }
    }

    private static int distance(List<Cpu.Cell> cells, int from, int to) {
        for (Cpu.Sibling sibling : cells.get(from).distances()) {
            if (sibling.id() == to) {
                return sibling.value();
            }
        }
        // A distance given in one direction only holds for the other one too.
        for (Cpu.Sibling sibling : cells.get(to).distances()) {
            if (sibling.id() == from) {
                return sibling.value();
            }
        }
        return from == to ? LOCAL_DISTANCE : REMOTE_DISTANCE;
    }

    private static void latencies(Guest guest, List<Cpu.Cell> cells, Arguments out) {
        Cpu cpu = guest.domain().cpu();
        Cpu.Interconnects links = cpu == null || cpu.numa() == null ? null : cpu.numa().interconnects();
        if (links != null) {
            for (Cpu.Latency latency : links.latency()) {
                out.add("numa", link(latency.initiator(), latency.target(), latency.cache(),
                        latency.type().xml() + "-latency").put("latency", latency.value()));
            }
            for (Cpu.Bandwidth bandwidth : links.bandwidth()) {
                out.add("numa", link(bandwidth.initiator(), bandwidth.target(), bandwidth.cache(),
                        bandwidth.type().xml() + "-bandwidth").put("bandwidth", bandwidth.value().kib() + "K"));
            }
        }
        for (int i = 0; i < cells.size(); i++) {
            for (Cpu.CellCache cache : cells.get(i).cache()) {
                out.add("numa", cache(i, cache));
            }
        }
    }

    private static KeyValues link(int initiator, int target, @Nullable Integer cache, String kind) {
        String hierarchy = switch (cache == null ? 0 : cache) {
            case 1 -> "first-level";
            case 2 -> "second-level";
            case 3 -> "third-level";
            default -> "memory";
        };
        return KeyValues.of("hmat-lb").put("initiator", initiator).put("target", target).put("hierarchy", hierarchy)
                .put("data-type", kind);
    }

    private static KeyValues cache(int node, Cpu.CellCache cache) {
        KeyValues values = KeyValues.of("hmat-cache").put("node-id", node)
                .put("size", cache.size() == null ? null : cache.size().value().kib() + "K")
                .put("level", cache.level())
                .put("associativity", switch (cache.associativity()) {
                    case NONE -> "none";
                    case DIRECT -> "direct";
                    case FULL -> "complex";
                })
                .put("policy", switch (cache.policy()) {
                    case NONE -> "none";
                    case WRITEBACK -> "write-back";
                    case WRITETHROUGH -> "write-through";
                });
        return values.put("line", cache.line() == null ? null : (Long) cache.line().value().bytes());
    }
}
