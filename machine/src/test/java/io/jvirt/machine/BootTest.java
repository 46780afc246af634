package io.jvirt.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stock Debian kernel with busybox, from power-on to a command's output and a reset. */
class BootTest {
    private static final String INIT =
            """
            #!/bin/busybox sh
            /bin/busybox mkdir -p /proc /dev
            /bin/busybox mount -t devtmpfs d /dev
            exec </dev/ttyS0 >/dev/ttyS0 2>&1
            /bin/busybox mount -t proc p /proc
            echo "up with $(/bin/busybox grep -c ^processor /proc/cpuinfo) processor"
            while read line; do eval "$line"; done
            """;

    @TempDir
    private Path folder;

    private static Path kernel() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/boot"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("vmlinuz-"))
                    .filter(file -> file.getFileName().toString().endsWith("amd64"))
                    .findFirst()
                    .orElse(Path.of("/nonexistent"));
        }
    }

    private byte[] initrd() throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder.resolve("root/bin")).getParent();
        Files.copy(Path.of("/bin/busybox"), root.resolve("bin/busybox"));
        Files.writeString(root.resolve("init"), INIT);
        assertThat(root.resolve("init").toFile().setExecutable(true)).isTrue();
        assertThat(root.resolve("bin/busybox").toFile().setExecutable(true)).isTrue();
        Process cpio = new ProcessBuilder("sh", "-c", "find . | cpio -o -H newc --quiet > ../initrd")
                .directory(root.toFile())
                .inheritIO()
                .start();
        assertThat(cpio.waitFor()).isZero();
        return Files.readAllBytes(folder.resolve("initrd"));
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aStockKernelBootsToAShellThatRunsCommands() throws Exception {
        Path kernel = kernel();
        assumeTrue(Files.isReadable(kernel), "no /boot/vmlinuz-*-amd64");
        assumeTrue(Files.isReadable(Path.of("/bin/busybox")), "no /bin/busybox (busybox-static)");
        StringBuffer console = new StringBuffer();
        try (Machine machine = Machine.builder()
                .kernel(Files.readAllBytes(kernel))
                .initrd(initrd())
                .commandLine("console=ttyS0 acpi=off nokaslr quiet panic=-1")
                .console(value -> console.append((char) value))
                .build()) {
            machine.start();
            await(console, "up with 1 processor", machine);
            machine.type("echo $((6 * 7))-is-it\n");
            await(console, "42-is-it", machine);
            machine.type("/bin/busybox awk 'BEGIN { printf \"%.6f\\n\", 7 / 3 * 2 }'\n");
            await(console, "4.666667", machine);
            machine.type("/bin/busybox reboot -f\n");
            assertThat(machine.await(Duration.ofMinutes(2))).isEqualTo(Machine.End.RESET);
        }
    }

    private static void await(StringBuffer console, String text, Machine machine) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(6);
        while (console.indexOf(text) < 0) {
            Machine.End ended = machine.await(Duration.ofMillis(20));
            assertThat(ended).as("the machine ended: %s", console).isNull();
            assertThat(System.nanoTime()).as("no \"%s\" in: %s", text, console).isLessThan(limit);
        }
    }
}
