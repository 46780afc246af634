package io.jvirt.qemu.life;

import io.jvirt.host.HostException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The log of a guest: what each run was started with, what QEMU said on standard error, and how the run ended. QEMU
 * writes to it by itself, so nothing is lost while nobody of ours runs.
 */
final class RunLog {
    private static final long ROTATE_AT = 2 << 20;
    private static final int KEEP = 3;
    private static final int TAIL = 1024;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

    private final Path file;
    private final long start;

    private RunLog(Path file, long start) {
        this.file = file;
        this.start = start;
    }

    /** Begins a run's part: what it is started with. A log that has grown is put aside first. */
    static RunLog begin(Path file, Launch launch) {
        try {
            rotate(file);
            if (!Files.exists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            append(file, heading(launch));
            return new RunLog(file, Files.size(file));
        } catch (IOException e) {
            throw new HostException("Cannot write '" + file + "': " + e.getMessage(), e);
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    }

    private static void rotate(Path file) throws IOException {
        try {
            if (Files.size(file) < ROTATE_AT) {
                return;
            }
        } catch (NoSuchFileException e) {
            return;
        }
        for (int i = KEEP - 1; i >= 0; i--) {
            Path from = i == 0 ? file : file.resolveSibling(file.getFileName() + "." + (i - 1));
            if (Files.exists(from)) {
                Files.move(from, file.resolveSibling(file.getFileName() + "." + i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String heading(Launch launch) {
        StringBuilder out = new StringBuilder();
        out.append(TIME.format(Instant.now())).append(": starting up Jvirt, kernel: ").append(System.getProperty("os.version"));
        out.append('\n');
        for (Map.Entry<String, String> variable : new TreeMap<>(launch.environment()).entrySet()) {
            out.append(variable.getKey()).append('=').append(quote(variable.getValue())).append(" \\\n");
        }
        out.append(launch.program());
        List<String> arguments = launch.arguments();
        for (String argument : arguments) {
            // An option begins a line, its values follow on the same.
            out.append(argument.startsWith("-") ? " \\\n" : " ").append(quote(argument));
        }
        return out.append('\n').toString();
    }

    private static final Set<Integer> PLAIN = Set.of((int) '-', (int) '_', (int) '.', (int) '/', (int) ':', (int) '=', (int) ',', (int) '+', (int) '@', (int) '%');

    private static String quote(String text) {
        boolean plain = !text.isEmpty()
                && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || PLAIN.contains(c)));
        return plain ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** {@return what QEMU said in this run, the end of it, for an error message; empty when it said nothing} */
    String tail() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(start, log.length() - TAIL);
            byte[] bytes = new byte[(int) Math.max(0, log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends a run's part. */
    static void end(Path file, String reason) {
        try {
            append(file, TIME.format(Instant.now()) + ": shutting down, reason=" + reason + "\n");
        } catch (IOException e) {
            System.getLogger(RunLog.class.getName())
                    .log(System.Logger.Level.WARNING, "Cannot write '" + file + "': " + e.getMessage());
        }
    }
}
