package io.jvirt.acceptance.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A jvirtd that a test started. */
public final class Daemon {
    private final Process process;
    private final Path log;

    Daemon(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    void awaitReady(Path socket) {
        await("jvirtd listens").atMost(Lab.LIMIT).pollInterval(java.time.Duration.ofMillis(20)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("jvirtd ended with " + process.exitValue() + ":\n" + log());
            }
            return Files.exists(socket) && log().contains(" serves ");
        });
    }

    /** {@return what it has logged} */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return its process} */
    public Process process() {
        return process;
    }

    /** Sends SIGTERM; {@return the exit code} */
    public int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** Sends SIGKILL and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Sends a signal by name, such as HUP. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** {@return the exit code, when it has ended} */
    public int awaitEnd() {
        try {
            if (!process.waitFor(Lab.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("jvirtd does not end:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
