package io.jvirt.qemu.console;

import io.jvirt.host.HostException;
import io.jvirt.host.file.LogTrimmer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Keeps a log that QEMU itself writes (a console's {@code <log file=.../>}, or its standard error) within bounds. QEMU writes it whether
 * or not somebody looks and whether or not our daemon runs, so nothing is lost while the daemon is away; when it grows over the limit
 * its content moves to FILE.0, what was there to FILE.1, and so on.
 *
 * <p>QEMU keeps the file open for appending and cannot be told to open another, so the content is copied and then cut off from the
 * beginning of the same file; see {@link LogTrimmer} for what is written meanwhile.
 *
 * @param largest bytes in the current file before it rolls over
 * @param backups old files that are kept, at least one
 */
public record LogRollover(long largest, int backups) {
    /** libvirt's numbers too (virtlogd.conf: max_size, max_backups). */
    public static final LogRollover DEFAULT = new LogRollover(2 << 20, 3);

    public LogRollover {
        if (largest < 1 || backups < 1) {
            throw new IllegalArgumentException("a log needs room and at least one backup");
        }
    }

    /** Rolls over when it is time. {@return whether it was} A file that is missing is fine. */
    public boolean check(Path log) {
        try {
            if (Files.size(log) < largest) {
                return false;
            }
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new HostException("Cannot look at log '" + log + "': " + e.getMessage(), e);
        }
        try {
            for (int i = backups - 1; i > 0; i--) {
                moveIfThere(backup(log, i - 1), backup(log, i));
            }
            LogTrimmer.moveContent(log, backup(log, 0));
            return true;
        } catch (IOException e) {
            throw new HostException("Cannot roll over log '" + log + "': " + e.getMessage(), e);
        }
    }

    private static Path backup(Path log, int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            return;
        }
    }
}
