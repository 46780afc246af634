package io.jvirt.host.facts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The host's memory, in KiB (proc(5), /proc/meminfo).
 *
 * @param total usable memory
 * @param free unused
 * @param available what new programs can get without swapping
 * @param buffers block device buffers
 * @param cached page cache
 * @param swapTotal swap space
 * @param swapFree unused swap space
 */
public record HostMemory(long total, long free, long available, long buffers, long cached, long swapTotal, long swapFree) {
    /**
     * A pool of huge pages.
     *
     * @param sizeKib of one page
     * @param total pages in the pool
     * @param free pages not in use
     */
    public record HugePages(long sizeKib, long total, long free) {}

    /**
     * Kernel samepage merging (kernel: Documentation/admin-guide/mm/ksm.rst).
     *
     * @param running whether it merges
     * @param pagesShared pages that stand for several
     * @param pagesSharing pages that were saved
     */
    public record Ksm(boolean running, long pagesShared, long pagesSharing) {}

    /** {@return the memory of the host} */
    public static HostMemory read() {
        return of(KernelFile.fields(Path.of("/proc/meminfo")), "");
    }

    /** {@return the memory of one NUMA node, of which the kernel tells only total and free; empty when there is none} */
    public static Optional<HostMemory> readNode(int node) {
        Path path = Path.of("/sys/devices/system/node/node" + node + "/meminfo");
        return Files.exists(path)
                ? Optional.of(of(KernelFile.fields(path), "Node " + node + " "))
                : Optional.empty();
    }

    /** {@return the pools of huge pages, smallest pages first} */
    public static List<HugePages> hugePages() {
        return hugePages(Path.of("/sys/kernel/mm/hugepages"));
    }

    /** {@return the pools of huge pages of one NUMA node} */
    public static List<HugePages> hugePages(int node) {
        return hugePages(Path.of("/sys/devices/system/node/node" + node + "/hugepages"));
    }

    /** {@return what KSM does; empty when the kernel has none} */
    public static Optional<Ksm> ksm() {
        Path folder = Path.of("/sys/kernel/mm/ksm");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        return Optional.of(new Ksm(
                KernelFile.number(folder.resolve("run")).orElse(0) == 1,
                KernelFile.number(folder.resolve("pages_shared")).orElse(0),
                KernelFile.number(folder.resolve("pages_sharing")).orElse(0)));
    }

    static HostMemory of(Map<String, String> fields, String prefix) {
        return new HostMemory(
                kib(fields, prefix + "MemTotal"),
                kib(fields, prefix + "MemFree"),
                kib(fields, prefix + "MemAvailable"),
                kib(fields, prefix + "Buffers"),
                kib(fields, prefix + "Cached"),
                kib(fields, prefix + "SwapTotal"),
                kib(fields, prefix + "SwapFree"));
    }

    private static long kib(Map<String, String> fields, String name) {
        return KernelFile.parse(fields.getOrDefault(name, "0").replace(" kB", "")).orElse(0);
    }

    private static List<HugePages> hugePages(Path folder) {
        List<HugePages> pools = new ArrayList<>();
        for (Path pool : KernelFile.entries(folder)) {
            String name = pool.getFileName().toString();
            if (name.startsWith("hugepages-") && name.endsWith("kB")) {
                KernelFile.parse(name.substring("hugepages-".length(), name.length() - 2)).ifPresent(size -> pools.add(new HugePages(
                        size,
                        KernelFile.number(pool.resolve("nr_hugepages")).orElse(0),
                        KernelFile.number(pool.resolve("free_hugepages")).orElse(0))));
            }
        }
        pools.sort(Comparator.comparingLong(HugePages::sizeKib));
        return pools;
    }
}
