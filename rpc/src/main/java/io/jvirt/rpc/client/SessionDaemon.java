package io.jvirt.rpc.client;

import io.jvirt.api.ConnectionUri;
import io.jvirt.rpc.protocol.Transport;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts the user's own daemon when a client needs it. The environment's {@code JVIRTD_PATH} names the program; without
 * it, it is the one beside this client ({@code JVIRT_ROOT}) or the one in {@code PATH}. {@code LIBVIRT_AUTOSTART=0}
 * forbids it.
 */
final class SessionDaemon {
    /** How long a daemon may take to listen; one that was just installed builds its caches first. */
    private static final long PATIENCE_MILLIS = 60_000;

    private static final long PAUSE_MILLIS = 10;

    /** How large the log may be that a new daemon adds to. */
    private static final long LOG_BYTES = 1 << 20;

    /** What jvirtd ends with when another client's daemon was quicker: that one will listen soon. */
    private static final int RUNS_ALREADY = 3;

    private SessionDaemon() {}

    static boolean mayStart(ConnectionUri uri) {
        return uri.parameters().getOrDefault("mode", "auto").equals("auto")
                && !"0".equals(System.getenv("LIBVIRT_AUTOSTART"));
    }

    /** {@return a transport to the daemon that now listens at {@code socket}} */
    static Transport start(String socket) {
        String program = program();
        if (program == null) {
            throw DaemonSockets.failed(
                    socket, "no session daemon runs and there is no jvirtd in PATH: set JVIRTD_PATH or start jvirtd --session");
        }
        Process process;
        Path log = log();
        try {
            prepare(log);
            process = new ProcessBuilder(command(program))
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw DaemonSockets.failed(socket, "the session daemon cannot be started: " + e.getMessage());
        }
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (System.nanoTime() < end) {
            if (new File(socket).exists()) {
                Transport transport = DaemonSockets.tryOpen(socket, false);
                if (transport != null) {
                    return transport;
                }
            }
            if (!process.isAlive() && process.exitValue() != 0 && process.exitValue() != RUNS_ALREADY) {
                throw DaemonSockets.failed(
                        socket,
                        "the session daemon ended with code " + process.exitValue() + "; its messages are in '" + log + "'");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw DaemonSockets.failed(socket, "the session daemon does not listen; its messages are in '" + log + "'");
    }

    /** {@return where the messages of a daemon go that a client started}: $XDG_STATE_HOME/jvirt/jvirtd.log */
    static Path log() {
        String state = System.getenv("XDG_STATE_HOME");
        Path folder = state == null || state.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return folder.resolve("jvirt").resolve("jvirtd.log");
    }

    /** Makes the file, readable by nobody else, and keeps one older one beside it when it has grown large. */
    private static void prepare(Path log) throws IOException {
        Files.createDirectories(
                log.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            if (Files.size(log) > LOG_BYTES) {
                Files.move(log, log.resolveSibling("jvirtd.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (NoSuchFileException e) {
            // The first daemon of this user.
        }
        try {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            // An earlier daemon's, to which this one adds.
        }
    }

    /** In a session of its own, so that a key like Ctrl-C in the client's terminal does not end the daemon too. */
    private static List<String> command(String program) {
        List<String> command = new ArrayList<>();
        if (new File("/usr/bin/setsid").canExecute()) {
            command.add("/usr/bin/setsid");
        }
        command.add(program);
        command.add("--session");
        command.add("--timeout");
        command.add("120");
        return command;
    }

    private static @Nullable String program() {
        String named = System.getenv("JVIRTD_PATH");
        if (named != null && !named.isEmpty()) {
            return named;
        }
        String root = System.getenv("JVIRT_ROOT");
        if (root != null && new File(root, "jvirtd").canExecute()) {
            return new File(root, "jvirtd").getPath();
        }
        String path = System.getenv("PATH");
        if (path != null) {
            for (String folder : path.split(":", -1)) {
                File candidate = new File(folder, "jvirtd");
                if (candidate.canExecute()) {
                    return candidate.getPath();
                }
            }
        }
        return null;
    }
}
