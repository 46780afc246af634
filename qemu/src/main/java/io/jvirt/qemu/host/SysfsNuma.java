package io.jvirt.qemu.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Memory of NUMA nodes as the kernel tells in {@code devices/system/node} (Linux, Documentation/ABI/stable/sysfs-devices-node). */
public final class SysfsNuma implements NumaFacts {
    private static final long PAGE_KIB = 4;

    private final Path system;

    /** @param system {@code /sys/devices/system} */
    public SysfsNuma(Path system) {
        this.system = system;
    }

    @Override
    public long memoryKib(int node) {
        Path file = system.resolve("node/node" + node + "/meminfo");
        if (!Files.isReadable(file)) {
            file = Path.of("/proc/meminfo");
        }
        for (String line : SmallFile.lines(file)) {
            if (line.contains("MemTotal:")) {
                return Long.parseLong(line.substring(line.indexOf("MemTotal:") + 9).replace("kB", "").strip());
            }
        }
        return 0;
    }

    @Override
    public List<Pages> pages(int node) {
        List<Pages> huge = new ArrayList<>();
        Path folder = system.resolve("node/node" + node + "/hugepages");
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> sizes = Files.newDirectoryStream(folder, "hugepages-*kB")) {
                for (Path size : sizes) {
                    String name = String.valueOf(size.getFileName());
                    huge.add(new Pages(Long.parseLong(name.substring(10, name.length() - 2)),
                            SmallFile.number(size.resolve("nr_hugepages")).orElse(0)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        huge.sort(Comparator.comparingLong(Pages::sizeKib));
        long hugeKib = huge.stream().mapToLong(p -> p.sizeKib() * p.count()).sum();
        List<Pages> all = new ArrayList<>();
        all.add(new Pages(PAGE_KIB, Math.max(0, memoryKib(node) - hugeKib) / PAGE_KIB));
        all.addAll(huge);
        return all;
    }

    @Override
    public Map<Integer, Integer> distances(int node) {
        Map<Integer, Integer> distances = new TreeMap<>();
        for (String line : SmallFile.lines(system.resolve("node/node" + node + "/distance"))) {
            String[] values = line.strip().split("\\s+");
            for (int i = 0; i < values.length; i++) {
                distances.put(i, Integer.parseInt(values[i]));
            }
        }
        return distances;
    }
}
