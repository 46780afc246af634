package io.jvirt.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which process this is, safe against the reuse of its number: no other process has had this number and this start time since the
 * host booted. Worth keeping on disk, in a folder that a reboot empties.
 *
 * @param pid process number
 * @param startTicks when it started, in clock ticks after boot (proc(5), /proc/PID/stat field 22)
 */
public record ProcessIdentity(long pid, long startTicks) {
    /** {@return the identity of the process that has this number now; empty when none has} A zombie still has one. */
    public static Optional<ProcessIdentity> of(long pid) {
        return ProcessStat.read(pid).map(stat -> new ProcessIdentity(pid, stat.startTicks()));
    }

    /** {@return whether the process exists and has not ended} A zombie has ended. */
    public boolean alive() {
        return ProcessStat.read(pid)
                .filter(stat -> stat.startTicks() == startTicks && stat.state() != 'Z' && stat.state() != 'X')
                .isPresent();
    }

    /** {@return the arguments of the process, its name first; empty when it is gone or not readable} */
    public Optional<List<String>> commandLine() {
        if (!alive()) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.UTF_8);
            // Empty for a moment while the kernel exchanges the program, and for a zombie.
            return text.isEmpty() ? Optional.empty() : Optional.of(List.of(text.split("\0")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
