package io.jvirt.qemu.capabilities;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A QEMU binary started only to be asked: no machine, no devices, stopped, its monitor on standard input and output.
 *
 * <p>The process is killed when it is closed or when its time is up, whatever happens first, so that a caller never
 * waits for a hung binary. Everything that was asked and answered is kept for {@link #writeRecord}. One thread at a
 * time.
 */
public final class LiveQmp implements QmpSource {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int KEPT_STDERR_CHARS = 2000;

    private final Path binary;
    private final Accelerator accelerator;
    private final Duration limit;
    private final Process process;
    private final BufferedReader replies;
    private final Writer commands;
    private final Thread guard;
    private final StringBuilder stderr = new StringBuilder();
    private final Thread stderrReader;
    private final List<JsonNode> record = new ArrayList<>();
    private volatile boolean timedOut;

    private LiveQmp(Path binary, Accelerator accelerator, Duration limit) throws IOException {
        this.binary = binary;
        this.accelerator = accelerator;
        this.limit = limit;
        process = new ProcessBuilder(binary.toString(), "-S", "-no-user-config", "-nodefaults", "-nographic",
                "-machine", "none", "-accel", accelerator.qemuName(), "-qmp", "stdio").start();
        replies = process.inputReader(StandardCharsets.UTF_8);
        commands = process.outputWriter(StandardCharsets.UTF_8);
        guard = Thread.ofVirtual().name("qemu-probe-limit").start(this::killWhenTimeIsUp);
        stderrReader = Thread.ofVirtual().name("qemu-probe-stderr").start(this::keepStderr);
    }

    /**
     * Starts a binary and greets its monitor.
     *
     * @param limit the longest time the process may live
     * @throws QmpProbeException when it does not start, does not know the accelerator, or does not greet in time
     */
    public static LiveQmp start(Path binary, Accelerator accelerator, Duration limit) {
        LiveQmp qmp;
        try {
            qmp = new LiveQmp(binary, accelerator, limit);
        } catch (IOException e) {
            throw new QmpProbeException("cannot start " + binary + ": " + e.getMessage(), e);
        }
        try {
            if (!qmp.readMessage().has("QMP")) {
                throw new QmpProbeException(binary + " does not greet as a QEMU monitor");
            }
            if (qmp.ask("qmp_capabilities").isEmpty()) {
                throw new QmpProbeException(binary + " refuses to negotiate monitor capabilities");
            }
            return qmp;
        } catch (RuntimeException e) {
            qmp.close();
            throw e;
        }
    }

    @Override
    public Optional<JsonNode> ask(String command, Map<String, ?> arguments) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("execute", command);
        if (!arguments.isEmpty()) {
            question.put("arguments", arguments);
        }
        JsonNode asked = JSON.valueToTree(question);
        try {
            commands.write(asked + "\n");
            commands.flush();
        } catch (IOException e) {
            throw broken(e);
        }
        while (true) {
            JsonNode message = readMessage();
            if (message.has("return") || message.has("error")) {
                record.add(asked);
                record.add(message);
                return Optional.ofNullable(message.get("return"));
            }
        }
    }

    /** Writes the whole session so that {@link RecordedQmp} can answer in its place. */
    void writeRecord(Appendable out) throws IOException {
        for (JsonNode message : record) {
            out.append(message.toString()).append('\n');
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        guard.interrupt();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode readMessage() {
        try {
            String line = replies.readLine();
            if (line == null) {
                throw broken(null);
            }
            return JSON.readTree(line);
        } catch (IOException | JacksonException e) {
            throw broken(e);
        }
    }

    private void killWhenTimeIsUp() {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                timedOut = true;
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            // close() has killed the process already
            Thread.currentThread().interrupt();
        }
    }

    private void keepStderr() {
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                synchronized (stderr) {
                    if (stderr.length() < KEPT_STDERR_CHARS) {
                        stderr.append(stderr.isEmpty() ? "" : "; ").append(line);
                    }
                }
            }
        } catch (IOException e) {
            // The process is gone; what it said so far is kept.
            synchronized (stderr) {
                stderr.append(stderr.isEmpty() ? "" : "; ").append("standard error lost");
            }
        }
    }

    private QmpProbeException broken(@Nullable Throwable cause) {
        if (timedOut) {
            return new QmpProbeException(binary + " with accelerator " + accelerator.qemuName()
                    + " did not answer within " + limit.toMillis() + " ms", cause);
        }
        try {
            stderrReader.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (stderr) {
            return new QmpProbeException(binary + " with accelerator " + accelerator.qemuName() + " ended"
                    + (stderr.isEmpty() ? "" : ": " + stderr), cause);
        }
    }
}
