package io.jvirt.host.facts;

import io.jvirt.host.process.ProcessStat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the host's CPUs did since boot, in nanoseconds (proc(5), /proc/stat; its resolution is 10 ms).
 *
 * @param user in programs, nice ones and guests among them
 * @param kernel in the kernel, interrupts among it
 * @param idle doing nothing
 * @param iowait doing nothing while something waited for a disk
 */
public record CpuTimes(long user, long kernel, long idle, long iowait) {
    /** {@return the times of one CPU, or of all together for -1; empty when there is no such CPU or it is offline} */
    public static Optional<CpuTimes> read(int cpu) {
        return read(Path.of("/proc/stat"), cpu);
    }

    static Optional<CpuTimes> read(Path path, int cpu) {
        String name = cpu < 0 ? "cpu" : "cpu" + cpu;
        for (String line : KernelFile.lines(path)) {
            String[] fields = line.trim().split(" +");
            if (fields[0].equals(name) && fields.length > 7) {
                long[] ticks = new long[7];
                for (int i = 0; i < ticks.length; i++) {
                    ticks[i] = Long.parseLong(fields[i + 1]);
                }
                return Optional.of(new CpuTimes(
                        ProcessStat.nanos(ticks[0] + ticks[1]),
                        ProcessStat.nanos(ticks[2] + ticks[5] + ticks[6]),
                        ProcessStat.nanos(ticks[3]),
                        ProcessStat.nanos(ticks[4])));
            }
        }
        return Optional.empty();
    }
}
