package io.jvirt.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a process or one of its threads uses, from /proc. A process that ended meanwhile gives empty answers. */
public final class ProcessUsage {
    private ProcessUsage() {}

    /**
     * How the scheduler treated a thread (kernel: Documentation/scheduler/sched-stats.rst), in nanoseconds.
     *
     * @param running time on a CPU
     * @param delay time it was ready but had to wait for a CPU
     */
    public record Scheduling(long running, long delay) {}

    /** {@return memory in use by the process, in KiB (VmRSS)} */
    public static OptionalLong residentKib(long pid) {
        for (String line : lines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")));
            }
        }
        return OptionalLong.empty();
    }

    /** {@return the process's share of the memory it uses, in KiB: pages used by n processes count 1/n (smaps_rollup)} */
    public static OptionalLong proportionalKib(long pid) {
        for (String line : lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            if (line.startsWith("Pss:")) {
                return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")));
            }
        }
        return OptionalLong.empty();
    }

    /** {@return how the scheduler treated one thread} */
    public static Optional<Scheduling> scheduling(long pid, long thread) {
        for (String line : lines(Path.of("/proc/" + pid + "/task/" + thread + "/schedstat"))) {
            String[] fields = line.split(" ");
            return Optional.of(new Scheduling(Long.parseLong(fields[0]), Long.parseLong(fields[1])));
        }
        return Optional.empty();
    }

    /** {@return time a thread waited for I/O, in nanoseconds; empty on kernels without scheduler debugging} */
    public static OptionalLong waitNanos(long pid, long thread) {
        for (String line : lines(Path.of("/proc/" + pid + "/task/" + thread + "/sched"))) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().endsWith("wait_sum")) {
                return OptionalLong.of((long) (Double.parseDouble(line.substring(colon + 1).strip()) * 1_000_000));
            }
        }
        return OptionalLong.empty();
    }

    /** {@return the numbers of the process's threads} */
    public static List<Long> threads(long pid) {
        List<Long> threads = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            entries.forEach(entry -> threads.add(Long.parseLong(entry.getFileName().toString())));
        } catch (IOException e) {
            return List.of();
        }
        threads.sort(null);
        return threads;
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
