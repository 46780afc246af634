package io.jvirt.qemu.host;

import io.jvirt.model.IdSet;
import io.jvirt.model.MemorySize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The host's caches and what of them, and of memory bandwidth, can be given to guests (Linux, Documentation/arch/x86/resctrl).
 *
 * @param banks caches from level 2 on
 * @param bandwidth how bandwidth can be shared out, empty without the feature
 * @param monitor what can be measured, empty without the feature
 */
public record HostCaches(List<Bank> banks, Optional<Bandwidth> bandwidth, Optional<Monitor> monitor) {
    private static final int LOWEST_LEVEL = 2;
    private static final int BANDWIDTH_LEVEL = 3;

    public HostCaches {
        banks = List.copyOf(banks);
    }

    /** One cache, its size in bytes, the CPUs it serves, and how it can be shared out. */
    public record Bank(int id, int level, String type, long bytes, IdSet cpus, List<Control> controls) { }

    /** Parts of a cache: size in bytes of a part, fewest parts, and how many groups there can be. */
    public record Control(long granularity, long minimumParts, String type, long groups) { }

    /** Shares of memory bandwidth in percent. */
    public record Bandwidth(long granularity, long minimum, long groups) { }

    /** What can be measured. */
    public record Monitor(long reuseThreshold, long monitors, List<String> features) { }

    /**
     * Reads the caches.
     *
     * @param system {@code /sys/devices/system}
     * @param resctrl {@code /sys/fs/resctrl}
     */
    public static HostCaches read(Path system, Path resctrl) {
        Map<String, Bank> banks = new TreeMap<>();
        Path cpus = system.resolve("cpu");
        for (int cpu = 0; Files.isDirectory(cpus.resolve("cpu" + cpu)); cpu++) {
            Path folder = cpus.resolve("cpu" + cpu + "/cache");
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> indexes = Files.newDirectoryStream(folder, "index*")) {
                    for (Path index : indexes) {
                        bank(index, resctrl).ifPresent(b -> banks.putIfAbsent(
                                b.level() + " " + b.id() + " " + b.type(), b));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        List<Bank> sorted = new ArrayList<>(banks.values());
        sorted.sort(Comparator.comparingInt(Bank::level).thenComparingInt(Bank::id));
        Path info = resctrl.resolve("info");
        Path bandwidth = info.resolve("MB");
        Path monitor = info.resolve("L3_MON");
        return new HostCaches(sorted,
                Files.isDirectory(bandwidth) ? Optional.of(new Bandwidth(number(bandwidth, "bandwidth_gran"),
                        number(bandwidth, "min_bandwidth"), number(bandwidth, "num_closids"))) : Optional.empty(),
                Files.isDirectory(monitor) ? Optional.of(new Monitor(number(monitor, "max_threshold_occupancy"),
                        number(monitor, "num_rmids"), SmallFile.lines(monitor.resolve("mon_features"))))
                        : Optional.empty());
    }

    private static long number(Path folder, String name) {
        return SmallFile.number(folder.resolve(name)).orElse(0);
    }

    private static Optional<Bank> bank(Path index, Path resctrl) {
        int level = (int) number(index, "level");
        Optional<String> size = SmallFile.text(index.resolve("size"));
        if (level < LOWEST_LEVEL || size.isEmpty()) {
            return Optional.empty();
        }
        long bytes = Long.parseLong(size.get().replace("K", "").strip()) * 1024;
        String type = switch (SmallFile.text(index.resolve("type")).orElse("")) {
            case "Instruction" -> "code";
            case "Data" -> "data";
            default -> "both";
        };
        IdSet cpus = SmallFile.text(index.resolve("shared_cpu_list")).map(IdSet::parse).orElse(IdSet.of());
        return Optional.of(new Bank((int) number(index, "id"), level, type, bytes, cpus,
                controls(resctrl.resolve("info"), level, bytes)));
    }

    private static List<Control> controls(Path info, int level, long bytes) {
        List<Control> controls = new ArrayList<>();
        Map<String, String> kinds = new TreeMap<>(Map.of("", "both", "CODE", "code", "DATA", "data"));
        kinds.forEach((suffix, type) -> {
            Path folder = info.resolve("L" + level + suffix);
            SmallFile.text(folder.resolve("cbm_mask")).ifPresent(mask -> controls.add(new Control(
                    bytes / Math.max(1, Long.bitCount(Long.parseLong(mask, 16))), number(folder, "min_cbm_bits"), type,
                    number(folder, "num_closids"))));
        });
        return controls;
    }

    /** Writes {@code <cache>} and {@code <memory_bandwidth>}. */
    void write(Markup out) {
        if (!banks.isEmpty()) {
            out.start("cache");
            banks.forEach(b -> write(out, b));
            monitor.ifPresent(m -> monitor(out, m, "llc_", "level", BANDWIDTH_LEVEL, "reuseThreshold",
                    m.reuseThreshold(), "maxMonitors", m.monitors()));
            out.end("cache");
        }
        if (bandwidth.isPresent()) {
            Bandwidth shares = bandwidth.get();
            out.start("memory_bandwidth");
            banks.stream().filter(b -> b.level() == BANDWIDTH_LEVEL).forEach(b -> {
                out.start("node", "id", b.id(), "cpus", b.cpus());
                out.empty("control", "granularity", shares.granularity(), "min", shares.minimum(), "maxAllocs",
                        shares.groups());
                out.end("node");
            });
            monitor.ifPresent(m -> monitor(out, m, "mbm_", "maxMonitors", m.monitors()));
            out.end("memory_bandwidth");
        }
    }

    private static void write(Markup out, Bank b) {
        Object[] attributes = {"id", b.id(), "level", b.level(), "type", b.type(), "size", amount(b.bytes()), "unit",
            unit(b.bytes()), "cpus", b.cpus()};
        if (b.controls().isEmpty()) {
            out.empty("bank", attributes);
            return;
        }
        out.start("bank", attributes);
        for (Control c : b.controls()) {
            String unit = unit(c.granularity());
            long divisor = c.granularity() / amount(c.granularity());
            if (c.minimumParts() > 1) {
                out.empty("control", "granularity", amount(c.granularity()), "min",
                        c.granularity() * c.minimumParts() / divisor, "unit", unit, "type", c.type(), "maxAllocs",
                        c.groups());
            } else {
                out.empty("control", "granularity", amount(c.granularity()), "unit", unit, "type", c.type(),
                        "maxAllocs", c.groups());
            }
        }
        out.end("bank");
    }

    private static void monitor(Markup out, Monitor m, String prefix, Object... attributes) {
        List<String> features = m.features().stream().filter(f -> f.startsWith(prefix)).toList();
        if (!features.isEmpty()) {
            out.start("monitor", attributes);
            features.forEach(f -> out.empty("feature", "name", f));
            out.end("monitor");
        }
    }

    private static long amount(long bytes) {
        return MemorySize.ofBytes(bytes).in(unit(bytes));
    }

    private static String unit(long bytes) {
        return MemorySize.ofBytes(bytes).largestUnit();
    }
}
