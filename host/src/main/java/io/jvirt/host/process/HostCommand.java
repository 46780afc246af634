package io.jvirt.host.process;

import io.jvirt.host.HostException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A program of the host that does one thing and ends: {@code ip}, {@code nft}, {@code lvs}. It is found where
 * administrators' programs lie, whatever our own PATH says, and sees a small fixed environment in the C locale, so that
 * its messages can be read.
 *
 * @param program the program's file
 */
public record HostCommand(Path program) {
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/sbin"), Path.of("/bin"), Path.of("/usr/local/sbin"), Path.of("/usr/local/bin"));
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * What came of a run.
     *
     * @param status the exit status; more than 128 for a signal
     * @param output what it printed
     * @param errors what it complained of
     */
    public record Result(int status, String output, String errors) {
        /** {@return whether it did what it was asked} */
        public boolean ok() {
            return status == 0;
        }
    }

    /** {@return the program of this name, empty when the host has none} */
    public static Optional<HostCommand> find(String name) {
        return FOLDERS.stream().map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst().map(HostCommand::new);
    }

    /**
     * {@return the program of this name}
     *
     * @throws HostException when the host has none
     */
    public static HostCommand named(String name) {
        return find(name).orElseThrow(() -> new HostException("Program '" + name + "' is not installed; install the package that has it"));
    }

    /** {@return what came of a run with these arguments} */
    public Result run(List<String> arguments) {
        return run(arguments, "");
    }

    /**
     * {@return what came of a run with these arguments and this input} A run of more than a minute is ended.
     *
     * @throws HostException when the program cannot be started or takes too long
     */
    public Result run(List<String> arguments, String input) {
        var argv = new ArrayList<String>();
        argv.add(program.toString());
        argv.addAll(arguments);
        var builder = new ProcessBuilder(argv).directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        try {
            return await(builder.start(), input);
        } catch (IOException e) {
            throw new HostException("Cannot run '" + program + "': " + e.getMessage(), e);
        }
    }

    private Result await(Process process, String input) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var output = CompletableFuture.supplyAsync(() -> text(process.getInputStream()), threads);
            var errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), threads);
            feed(process, input);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new HostException("'" + program + "' did not end within " + PATIENCE.toSeconds() + " s");
            }
            return new Result(process.exitValue(), output.join(), errors.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException("'" + program + "' was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, String input) {
        try (var sink = process.getOutputStream()) {
            sink.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading all of it; its status and messages tell why.
            return;
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return what a run printed}
     *
     * @throws HostException with the program's own words when it failed
     */
    public String output(List<String> arguments) {
        return output(arguments, "");
    }

    /** As {@link #output(List)}, with an input. */
    public String output(List<String> arguments, String input) {
        var result = run(arguments, input);
        if (!result.ok()) {
            String words = result.errors().isBlank() ? "status " + result.status() : result.errors().strip();
            throw new HostException("'" + program.getFileName() + " " + String.join(" ", arguments) + "' failed: " + words);
        }
        return result.output();
    }
}
