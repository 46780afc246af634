package io.jvirt.qemu.capabilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the real QEMU of this machine. */
class QemuCapabilitiesCacheTest {
    private static final Path QEMU = Path.of("/usr/bin/qemu-system-x86_64");
    @TempDir Path folder;

    @BeforeEach
    void needsQemu() {
        assumeTrue(Files.isExecutable(QEMU), QEMU + " is not installed (package qemu-system-x86)");
    }

    private QemuCapabilitiesCache cache(Duration limit) {
        return new QemuCapabilitiesCache(folder.resolve("cache"), "test", limit);
    }

    @Test
    void learnsWhatTheRealBinaryCanDo() {
        QemuCapabilities caps = cache(Duration.ofSeconds(20)).of(QEMU);
        assertThat(caps.arch()).isEqualTo("x86_64");
        assertThat(caps.version().atLeast(5, 2)).isTrue();
        assertThat(caps.machine(Accelerator.TCG, "q35")).hasValueSatisfying(
                m -> assertThat(m.name()).startsWith("pc-q35-"));
        assertThat(caps.hasDevice("virtio-net-pci")).isTrue();
        assertThat(caps.hasDevice("no-such-device")).isFalse();
        assertThat(caps.deviceHasProperty("virtio-blk-pci", "num-queues")).isTrue();
        assertThat(caps.hasQmpCommand("query-status")).isTrue();
        assertThat(caps.hasQmpEvent("SHUTDOWN")).isTrue();
        assertThat(caps.has(QemuFact.PIIX3_USB_UHCI)).isTrue();
        assertThat(caps.under(Accelerator.TCG).cpuModel("qemu64")).isPresent();
        assertThat(caps.screenshotFormats()).startsWith("ppm");
        assertThat(caps.supports(Accelerator.KVM) || caps.kvmUnusable().isPresent()
                || !Files.exists(Path.of("/dev/kvm"))).isTrue();
    }

    @Test
    void remembersOnDiskAndSurvivesDamage() throws IOException {
        QemuCapabilities first = cache(Duration.ofSeconds(20)).of(QEMU);
        Path file;
        try (var files = Files.list(folder.resolve("cache"))) {
            file = files.findFirst().orElseThrow();
        }
        Object key = Files.readAttributes(file, "unix:ino").get("ino");
        QemuCapabilities second = cache(Duration.ofMillis(1)).of(QEMU);
        assertThat(second.version()).isEqualTo(first.version());
        assertThat(second.kvmUnusable()).isEqualTo(first.kvmUnusable());
        assertThat(Files.readAttributes(file, "unix:ino")).containsEntry("ino", key);

        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length / 2] ^= 0x55;
        Files.write(file, damaged);
        assertThat(cache(Duration.ofSeconds(20)).of(QEMU).version()).isEqualTo(first.version());
        assertThat(Files.readAttributes(file, "unix:ino").get("ino")).isNotEqualTo(key);
    }

    @Test
    void killsABinaryThatHangsAndTellsWhy() throws IOException {
        Path hanging = script("qemu-system-x86_64", "exec sleep 1000");
        assertThatThrownBy(() -> cache(Duration.ofMillis(300)).of(hanging)).isInstanceOf(QmpProbeException.class)
                .hasMessageContaining(hanging.toString()).hasMessageContaining("300 ms");
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)
                .filter(p -> p.info().arguments().map(a -> List.of(a).contains("1000")).orElse(false))).isEmpty();
    }

    @Test
    void repeatsWhatADyingBinarySaid() throws IOException {
        Path dying = script("qemu-system-ppc64", "echo 'no firmware here' >&2; exit 1");
        assertThatThrownBy(() -> cache(Duration.ofSeconds(10)).of(dying)).hasMessageContaining("no firmware here");
        assertThatThrownBy(() -> cache(Duration.ofSeconds(10)).of(folder.resolve("absent")))
                .hasMessageContaining("absent");
    }

    @Test
    void asksSeveralBinariesAndLeavesOutTheSilent() throws IOException {
        Path dying = script("qemu-system-ppc64", "exit 1");
        assertThat(cache(Duration.ofSeconds(20)).ofAll(List.of(QEMU, dying))).containsOnlyKeys(QEMU);
    }

    @Test
    void theTrialGuestRunsUnderTcg() throws IOException, InterruptedException {
        Path firmware = folder.resolve("trial.bin");
        Files.write(firmware, KvmTrial.image());
        Process process = new ProcessBuilder(QEMU.toString(), "-accel", "tcg", "-machine", "pc", "-m", "4",
                "-nodefaults", "-display", "none", "-no-reboot", "-bios", firmware.toString(),
                "-device", "isa-debug-exit,iobase=0xf4,iosize=4").start();
        try {
            assertThat(process.waitFor(Duration.ofSeconds(30))).isTrue();
            assertThat(process.exitValue()).isEqualTo(33);
        } finally {
            process.destroyForcibly();
        }
    }

    private Path script(String name, String body) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }
}
