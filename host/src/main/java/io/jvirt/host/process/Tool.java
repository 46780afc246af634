package io.jvirt.host.process;

import io.jvirt.host.HostException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program of the host that is run to its end: mount, lvcreate, parted. It gets a plain environment, and its output is
 * kept. Calls block.
 */
public final class Tool {
    private static final List<String> FOLDERS =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");
    /** More than this is no answer but a flood. */
    private static final int MOST_OUTPUT = 64 << 20;

    private Tool() {}

    /**
     * How a program ended.
     *
     * @param status its exit status, 128 and the signal's number when a signal ended it
     * @param output what it wrote to standard output
     * @param errors what it wrote to standard error
     */
    public record Result(List<String> command, int status, String output, String errors) {
        /** {@return this when it went well} */
        public Result orThrow() {
            if (status != 0) {
                String said = errors.isBlank() ? output.strip() : errors.strip();
                throw new HostException("'" + String.join(" ", command) + "' failed with exit status " + status
                        + (said.isEmpty() ? "" : ": " + said));
            }
            return this;
        }

        /** {@return the lines of its output} */
        public List<String> lines() {
            return output.lines().toList();
        }
    }

    /** {@return where a program is, empty when the host has none of that name} */
    public static Optional<Path> find(String name) {
        for (String folder : FOLDERS) {
            Path path = Path.of(folder, name);
            if (Files.isExecutable(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /**
     * Runs a program.
     *
     * @param command its name and its arguments
     * @throws HostException when the host has no such program
     */
    public static Result run(List<String> command) {
        return run(command, new byte[0]);
    }

    /** Runs a program and gives it something to read. */
    public static Result run(List<String> command, byte[] input) {
        String name = command.getFirst();
        Path program = name.startsWith("/")
                ? Path.of(name)
                : find(name).orElseThrow(() -> new HostException("Cannot find the program '" + name + "'; install it"));
        List<String> words = new ArrayList<>(command);
        words.set(0, program.toString());
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().put("PATH", String.join(":", FOLDERS));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            var errors = new ByteArrayOutputStream();
            Thread reader = Thread.ofVirtual().start(() -> drain(process.getErrorStream(), errors));
            try (OutputStream to = process.getOutputStream()) {
                to.write(input);
            } catch (IOException _) {
                // A program that does not read what it is given says itself what is wrong.
            }
            var output = new ByteArrayOutputStream();
            drain(process.getInputStream(), output);
            reader.join();
            int status = process.waitFor();
            return new Result(List.copyOf(command), status, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new HostException("Cannot run '" + String.join(" ", command) + "': " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException("Interrupted while '" + String.join(" ", command) + "' ran", e);
        }
    }

    private static void drain(InputStream from, ByteArrayOutputStream to) {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                if (to.size() < MOST_OUTPUT) {
                    to.write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            to.writeBytes(("(output lost: " + e.getMessage() + ")").getBytes(StandardCharsets.UTF_8));
        }
    }
}
