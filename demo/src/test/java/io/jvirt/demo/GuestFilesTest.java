package io.jvirt.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GuestFilesTest {
    @Test
    void aStaticProgramNamesNoInterpreter() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        assertThat(Elf.isStatic(Files.readAllBytes(java))).isFalse();
        assertThat(Elf.isStatic("#!/bin/sh\n".repeat(20).getBytes(StandardCharsets.US_ASCII))).isFalse();
        Path busybox = Path.of("/bin/busybox");
        assumeTrue(Files.exists(busybox), "/bin/busybox is not installed (apt-get install busybox-static)");
        Process libraries = new ProcessBuilder("ldd", busybox.toString()).redirectErrorStream(true).start();
        boolean dynamic = libraries.waitFor() == 0;
        assertThat(Elf.isStatic(Files.readAllBytes(busybox))).isEqualTo(!dynamic);
    }

    @Test
    void cpioReadsWhatWeWrite(@TempDir Path folder) throws Exception {
        assumeTrue(Tools.find("cpio").isPresent(), "cpio is not installed (apt-get install cpio)");
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        Cpio cpio = new Cpio(archive);
        cpio.folder("a");
        cpio.file("a/odd", 0640, "seven b".getBytes(StandardCharsets.US_ASCII));
        cpio.file("a/empty", 0755, new byte[0]);
        cpio.link("a/link", "odd");
        cpio.finish();
        Process reader = new ProcessBuilder("cpio", "-i", "--quiet").directory(folder.toFile()).start();
        try (OutputStream in = reader.getOutputStream()) {
            in.write(archive.toByteArray());
        }
        assertThat(reader.waitFor()).isZero();
        assertThat(folder.resolve("a/odd")).hasContent("seven b");
        assertThat(Files.getPosixFilePermissions(folder.resolve("a/odd"))).hasSize(3);
        assertThat(folder.resolve("a/empty")).isEmptyFile().isExecutable();
        assertThat(Files.readSymbolicLink(folder.resolve("a/link"))).hasToString("odd");
    }

    /** Without any of our own daemon: what is wrong with the guest itself shows here. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void theGuestBootsAnswersAndEndsWhenItsPowerButtonIsPressed(@TempDir Path folder) throws Exception {
        Path qemu = Tools.find("qemu-system-x86_64").orElse(null);
        if (qemu == null) {
            abort("qemu-system-x86_64 is not installed (apt-get install qemu-system-x86)");
        }
        GuestFiles files;
        try {
            files = GuestFiles.prepare(folder);
        } catch (DemoException e) {
            abort("no kernel or busybox for a guest: " + e.getMessage());
            return;
        }
        Process guest = new ProcessBuilder(List.of(
                        qemu.toString(), "-accel", "tcg", "-machine", "pc", "-m", "192", "-nodefaults", "-display", "none",
                        "-serial", "mon:stdio", "-device", "virtio-balloon-pci", "-kernel", files.kernel().toString(),
                        "-initrd", files.initrd().toString(), "-append", "console=ttyS0 quiet"))
                .redirectErrorStream(true)
                .start();
        try (InputStream output = guest.getInputStream(); OutputStream input = guest.getOutputStream()) {
            await(output, "in a guest of Jvirt");
            await(output, "# ");
            type(input, "echo answer=$((21 * 2)); ls /sys/bus/virtio/drivers\n");
            await(output, "answer=42");
            await(output, "virtio_balloon");
            // QEMU's monitor shares the line: Ctrl-A c goes to it and back.
            type(input, "\001c");
            await(output, "(qemu)");
            type(input, "system_powerdown\n");
            assertThat(guest.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            guest.destroyForcibly().waitFor();
        }
    }

    private static void type(OutputStream input, String text) throws Exception {
        input.write(text.getBytes(StandardCharsets.US_ASCII));
        input.flush();
    }

    private static void await(InputStream output, String text) throws Exception {
        StringBuilder heard = new StringBuilder();
        while (heard.indexOf(text) < 0) {
            int next = output.read();
            assertThat(next).as("the guest ended after: " + heard).isNotNegative();
            heard.append((char) next);
        }
    }
}
