package io.jvirt.rpc.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs other people's programs. */
public final class Programs {
    private Programs() {}

    /**
     * What a program did.
     *
     * @param code its exit code
     * @param output what it printed, errors included
     */
    public record Result(int code, String output) {}

    /** Skips the test when the program is not installed. */
    public static void needs(String program) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return;
            }
        }
        assumeTrue(false, program + " is not installed");
    }

    /** {@return what the program did} It is ended when it takes longer than half a minute. */
    public static Result run(List<String> command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            Thread.ofVirtual().start(() -> {
                try (var out = process.getOutputStream()) {
                    out.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // it did not want the input
                }
            });
            StringBuilder output = new StringBuilder();
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    output.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    output.append(e);
                }
            });
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                reader.join();
                throw new AssertionError(command + " does not end; it printed: " + output);
            }
            reader.join();
            return new Result(process.exitValue(), output.toString());
        } finally {
            process.destroyForcibly();
        }
    }
}
