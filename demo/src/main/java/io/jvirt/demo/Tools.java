package io.jvirt.demo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs programs of the host. */
final class Tools {
    private Tools() {}

    /**
     * The end of a program.
     *
     * @param output both its streams
     */
    record Result(int status, String output) {
        /** {@return the end of the output, for a message} */
        String tail() {
            List<String> lines = output.strip().lines().toList();
            return String.join("\n  ", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        }
    }

    static Result run(Path folder, List<String> command) throws DemoException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new DemoException("Cannot run " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("Interrupted while " + command.get(0) + " ran", e);
        }
    }

    /** {@return where a program is} */
    static Optional<Path> find(String name) {
        for (String folder : (System.getenv().getOrDefault("PATH", "") + ":/usr/bin:/usr/sbin:/bin:/sbin").split(":")) {
            Path file = Path.of(folder, name);
            if (folder.startsWith("/") && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
