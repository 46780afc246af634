package io.jvirt.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.api.Connection;
import io.jvirt.api.ConnectionUri;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.JvirtException;
import io.jvirt.host.file.Folders;
import io.jvirt.qemu.save.SaveFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The driver in a folder of the test's, with real QEMU processes that end with the test. */
final class EmbeddedDriver implements AutoCloseable {
    private final Path root;
    private final Duration patience;
    private Connection connection;

    EmbeddedDriver() throws IOException {
        this(Duration.ofSeconds(30));
    }

    /** A driver whose calls wait this long for their turn. */
    EmbeddedDriver(Duration patience) throws IOException {
        this.patience = patience;
        root = Files.createTempDirectory("jvq");
        connection = connect(SaveFormat.RAW, new BareLauncher());
    }

    private Connection connect(SaveFormat format, BareLauncher launcher) {
        QemuSettings settings = new QemuSettings(25900, 25999, 25700, 25799, format, List.of(), patience);
        return new QemuDriver(settings, layout -> launcher)
                .open(ConnectionUri.parse("qemu:///embed?root=" + root))
                .orElseThrow();
    }

    Path root() {
        return root;
    }

    Connection connection() {
        return connection;
    }

    /** Ends the driver and opens it again, as after a restart; guests go on. */
    void reopen() {
        reopen(SaveFormat.RAW);
    }

    void reopen(SaveFormat format) {
        connection.close();
        connection = connect(format, new BareLauncher());
    }

    void reopen(BareLauncher launcher) {
        connection.close();
        connection = connect(SaveFormat.RAW, launcher);
    }

    /** {@return the number of a running guest's QEMU process} */
    long qemu(String name) {
        try {
            String status = Files.readString(root.resolve("run/qemu/" + name + ".xml"));
            int at = status.indexOf(" pid=\"") + 6;
            return Long.parseLong(status.substring(at, status.indexOf('"', at)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return files and folders of runs: none when no guest runs} */
    String[] leftOfRuns() {
        return root.resolve("run/qemu").toFile().list((folder, name) -> !name.equals("driver.pid"));
    }

    @Override
    public void close() {
        for (Domain domain : connection.domains(DomainFlags.ListAll.ACTIVE)) {
            try {
                domain.destroy();
            } catch (JvirtException e) {
                // It ended by itself.
                continue;
            }
        }
        connection.close();
        Folders.deleteTree(root);
    }

    static String guest(String name) {
        return "<domain type='qemu'><name>" + name + "</name><memory unit='MiB'>16</memory>"
                + "<os><type arch='x86_64' machine='pc'>hvm</type></os><devices/></domain>";
    }

    static void await(String what, BooleanSupplier condition) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(limit);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
