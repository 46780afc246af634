package io.jvirt.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DumpFormat;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.StateReason;
import io.jvirt.qemu.save.SaveFormat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory that goes to files and comes back, with real QEMU processes. */
@Timeout(120)
class SaveTest {
    private EmbeddedDriver driver;

    @BeforeEach
    void open() throws IOException {
        driver = new EmbeddedDriver();
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private static byte[] start(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(16);
        }
    }

    @Test
    void managedSaveRestoresAtTheNextStart() throws IOException {
        List<DomainEvent.Lifecycle> events = new CopyOnWriteArrayList<>();
        Domain domain = driver.connection().define(EmbeddedDriver.guest("m"));
        domain.start();
        driver.connection().onDomainEvent(DomainEvent.Kind.LIFECYCLE, domain, e -> events.add((DomainEvent.Lifecycle) e));
        domain.managedSave();
        EmbeddedDriver.await("events", () -> events.size() == 2);
        assertThat(events).extracting(e -> e.event() + "/" + e.detail()).containsExactly("3/0", "5/4");
        assertThat(domain.status().reason()).isEqualTo(StateReason.SHUTOFF_SAVED);
        assertThat(domain.hasManagedSaveImage()).isTrue();
        Path image = driver.root().resolve("lib/qemu/save/m.save");
        assertThat(new String(start(image), StandardCharsets.US_ASCII)).isEqualTo("LibvirtQemudSave");
        assertThat(domain.managedSaveXml()).contains("<name>m</name>");
        assertThatThrownBy(domain::undefine).isInstanceOfSatisfying(
                JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_INVALID));
        driver.reopen();
        domain = driver.connection().domain("m");
        assertThat(domain.hasManagedSaveImage()).isTrue();
        domain.start();
        assertThat(domain.status().reason()).isEqualTo(StateReason.RUNNING_RESTORED);
        assertThat(domain.hasManagedSaveImage()).isFalse();
        assertThat(image).doesNotExist();
        assertThat(domain.jobStats(DomainFlags.JobStats.COMPLETED).type()).isZero();
    }

    @Test
    void everyInstalledFormatComesBack() throws IOException {
        for (SaveFormat format : SaveFormat.values()) {
            if (format != SaveFormat.RAW && !Files.exists(Path.of("/usr/bin", format.name().toLowerCase(java.util.Locale.ROOT)))) {
                continue;
            }
            driver.reopen(format);
            Domain domain = driver.connection().create(EmbeddedDriver.guest("f"));
            Path file = driver.root().resolve("f." + format);
            domain.save(file.toString(), null, DomainFlags.SaveRestore.PAUSED);
            assertThatThrownBy(() -> driver.connection().domain("f")).isInstanceOf(JvirtException.class);
            driver.connection().restore(file.toString(), null);
            Domain again = driver.connection().domain("f");
            assertThat(again.status().reason()).as("%s", format).isEqualTo(StateReason.PAUSED_MIGRATION);
            again.resume();
            again.destroy();
            driver.connection().restore(file.toString(), null, DomainFlags.SaveRestore.RUNNING);
            assertThat(again.status().reason()).as("%s", format).isEqualTo(StateReason.RUNNING_RESTORED);
            again.destroy();
        }
    }

    @Test
    void saveThatCannotBeWrittenLetsTheGuestGoOn() {
        Domain domain = driver.connection().create(EmbeddedDriver.guest("n"));
        assertThatThrownBy(() -> domain.save("/proc/nowhere/file", null)).isInstanceOfSatisfying(
                JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SYSTEM_ERROR));
        assertThat(domain.status().reason()).isEqualTo(StateReason.RUNNING_BOOTED);
        assertThatThrownBy(() -> domain.save("/dev/full", null)).isInstanceOf(JvirtException.class);
        assertThat(domain.active()).isTrue();
    }

    /** A pipe that nobody reads: the transfer of memory stands still until the test says so. */
    private Path pipe() throws IOException, InterruptedException {
        Path pipe = driver.root().resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        return pipe;
    }

    /** Lets the transfer go on. */
    private static void drain(RandomAccessFile pipe) {
        Thread.ofPlatform().daemon().start(() -> {
            byte[] bytes = new byte[1 << 16];
            try {
                while (pipe.read(bytes) >= 0) {
                    continue;
                }
            } catch (IOException e) {
                // The test is over.
                return;
            }
        });
    }

    /** Begins a save that does not get on, and waits until memory is being written. */
    private Thread saveIntoPipe(Domain domain, Path pipe, List<RuntimeException> failures) {
        Thread saver = Thread.ofVirtual().start(() -> {
            try {
                domain.save(pipe.toString(), null);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
        EmbeddedDriver.await("the save", () -> domain.jobInfo().type() == 2 && domain.jobInfo().memTotal() > 0);
        return saver;
    }

    @Test
    void saveIsWatchedAndAborted() throws IOException, InterruptedException {
        Domain domain = driver.connection().create(EmbeddedDriver.guest("a"));
        Path pipe = pipe();
        List<RuntimeException> failures = new CopyOnWriteArrayList<>();
        try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw")) {
            Thread saver = saveIntoPipe(domain, pipe, failures);
            assertThat(domain.status().reason()).isEqualTo(StateReason.PAUSED_SAVE);
            assertThat(domain.info().maxMemoryKib()).as("queries go on").isPositive();
            domain.abortJob(0);
            drain(reader);
            saver.join();
        }
        assertThat(failures).singleElement().isInstanceOfSatisfying(
                JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_ABORTED));
        assertThat(domain.status().reason()).isEqualTo(StateReason.RUNNING_SAVE_CANCELED);
        assertThat(domain.jobStats(DomainFlags.JobStats.COMPLETED).type()).isEqualTo(5);
        assertThatThrownBy(() -> domain.abortJob(0)).hasMessageContaining("no job is active");
    }

    @Test
    void destroyDoesNotWaitForASave() throws IOException, InterruptedException {
        Domain domain = driver.connection().define(EmbeddedDriver.guest("k"));
        domain.start();
        Path pipe = pipe();
        List<RuntimeException> failures = new CopyOnWriteArrayList<>();
        try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw")) {
            Thread saver = saveIntoPipe(domain, pipe, failures);
            drain(reader);
            domain.destroy();
            saver.join();
        }
        assertThat(failures).singleElement().isInstanceOf(JvirtException.class);
        assertThat(domain.status().reason()).isEqualTo(StateReason.SHUTOFF_DESTROYED);
        assertThat(driver.leftOfRuns()).isEmpty();
        domain.start();
        assertThat(domain.status().reason()).isEqualTo(StateReason.RUNNING_BOOTED);
    }

    @Test
    void interruptedSaveIsRolledBackByTheNextOwner() throws IOException, InterruptedException {
        Domain domain = driver.connection().define(EmbeddedDriver.guest("i"));
        domain.start();
        Path pipe = pipe();
        List<RuntimeException> failures = new CopyOnWriteArrayList<>();
        try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw")) {
            Thread saver = saveIntoPipe(domain, pipe, failures);
            Thread reopening = Thread.ofVirtual().start(driver::reopen);
            saver.join();
            drain(reader);
            reopening.join();
        }
        Domain again = driver.connection().domain("i");
        assertThat(again.status().reason()).isEqualTo(StateReason.RUNNING_SAVE_CANCELED);
        assertThat(again.id()).hasValue(1);
        again.suspend();
    }

    @Test
    void coreDumpsOfBothKinds() throws IOException {
        Domain domain = driver.connection().create(EmbeddedDriver.guest("d"));
        Path elf = driver.root().resolve("d.elf");
        domain.coreDump(elf.toString(), DumpFormat.RAW, DomainFlags.CoreDump.MEMORY_ONLY);
        assertThat(start(elf)).startsWith(0x7f, 'E', 'L', 'F');
        assertThat(Files.size(elf)).isGreaterThan(16 << 20);
        assertThat(domain.status().reason()).isEqualTo(StateReason.RUNNING_UNPAUSED);
        Path state = driver.root().resolve("d.state");
        domain.coreDump(state.toString(), DumpFormat.RAW, DomainFlags.CoreDump.CRASH);
        assertThat(start(state)).startsWith('Q', 'E', 'V', 'M');
        assertThatThrownBy(domain::status).isInstanceOf(JvirtException.class);
    }

    @Test
    void filesThatAreNoImagesAreRefused() throws IOException {
        Path file = driver.root().resolve("bad");
        Files.writeString(file, "x".repeat(200));
        assertThatThrownBy(() -> driver.connection().restore(file.toString(), null))
                .hasMessageContaining("image magic is incorrect");
        Files.writeString(file, "short");
        assertThatThrownBy(() -> driver.connection().restore(file.toString(), null))
                .hasMessageContaining("failed to read the header");
        assertThatThrownBy(() -> driver.connection().restore(file + ".no", null))
                .hasMessageContaining("Failed to open file");
    }
}
