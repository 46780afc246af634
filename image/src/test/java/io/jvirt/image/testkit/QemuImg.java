package io.jvirt.image.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** QEMU's own tools as the referee. */
public final class QemuImg {
    private QemuImg() {}

    /** Skips the test where qemu-img is not installed. */
    public static void assumeThere() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/qemu-img")), "qemu-img is not installed (package qemu-utils)");
    }

    /** Runs a program of QEMU's and expects it to succeed; returns what it printed. */
    public static String run(String... command) {
        Outcome outcome = attempt(command);
        assertThat(outcome.status()).as("%s: %s", String.join(" ", command), outcome.output()).isZero();
        return outcome.output();
    }

    /** Expects qemu-img to find nothing wrong, not even a leak. */
    public static void check(Path image) {
        run("qemu-img", "check", image.toString());
    }

    /** Repairs what there is to repair; what is left is for {@link #check}. */
    public static void repair(Path image) {
        attempt("qemu-img", "check", "-q", "-r", "all", image.toString());
    }

    /** What a program said and how it ended. */
    public record Outcome(int status, String output) {}

    /** Runs a program of QEMU's, whatever its end. */
    public static Outcome attempt(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Expects qemu-img to find nothing wrong, not even a leak. */
    public static void check(Path image, String format) {
        run("qemu-img", "check", "-f", format, image.toString());
    }

    /** Expects both images to show a guest the same. */
    public static void compare(Path a, String formatA, Path b, String formatB) {
        run("qemu-img", "compare", "-f", formatA, "-F", formatB, a.toString(), b.toString());
    }

    /** Runs commands of qemu-io against an image. */
    public static void io(Path image, List<String> commands) {
        io(image, "qcow2", commands);
    }

    /** Runs commands of qemu-io against an image of a format. */
    public static void io(Path image, String format, List<String> commands) {
        List<String> command = new ArrayList<>(List.of("qemu-io", "-f", format));
        for (String c : commands) {
            command.add("-c");
            command.add(c);
        }
        command.add(image.toString());
        String output = run(command.toArray(new String[0]));
        assertThat(output).doesNotContain("failed");
    }
}
