package io.jvirt.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What /proc/PID/stat tells (proc(5)); times in clock ticks of 1/100 s, which is what Linux shows on every architecture of Java 25.
 *
 * @param state R, S, D, Z ...
 * @param userTicks time in user mode
 * @param systemTicks time in the kernel
 * @param guestTicks time running a virtual CPU, contained in {@code userTicks}
 * @param startTicks start after boot
 * @param residentPages pages in memory
 * @param processor the CPU it ran on last
 */
public record ProcessStat(
        char state,
        long userTicks,
        long systemTicks,
        long guestTicks,
        long startTicks,
        long residentPages,
        int processor) {
    /** Clock ticks in a second (sysconf(3), _SC_CLK_TCK). */
    public static final long TICKS_PER_SECOND = 100;

    /** {@return nanoseconds of clock ticks} */
    public static long nanos(long ticks) {
        return ticks * (1_000_000_000L / TICKS_PER_SECOND);
    }

    /** {@return the facts of a process; empty when there is none with this number} */
    public static Optional<ProcessStat> read(long pid) {
        return read(Path.of("/proc/" + pid + "/stat"));
    }

    /** {@return the facts of one thread of a process; empty when it is gone} */
    public static Optional<ProcessStat> read(long pid, long thread) {
        return read(Path.of("/proc/" + pid + "/task/" + thread + "/stat"));
    }

    private static Optional<ProcessStat> read(Path path) {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return Optional.empty();
        }
        // The name in parentheses may hold anything, also ") "; the fields after the last parenthesis are plain.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).trim().split(" ");
        return Optional.of(new ProcessStat(
                fields[0].charAt(0),
                number(fields, 14),
                number(fields, 15),
                number(fields, 43),
                number(fields, 22),
                number(fields, 24),
                (int) number(fields, 39)));
    }

    /** Field numbers as proc(5) counts them, from 1; the state is number 3. */
    private static long number(String[] fields, int field) {
        return Long.parseLong(fields[field - 3]);
    }
}
