package io.jvirt.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.Connection;
import io.jvirt.api.ConnectionUri;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.StateReason;
import io.jvirt.host.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real QEMU processes through the API, in this process. */
class QemuDriverTest {
    private Path root;
    private Connection connection;

    @BeforeEach
    void open() throws IOException {
        root = Files.createTempDirectory("jvq");
        connection = connect(new BareLauncher());
    }

    private Connection connect(BareLauncher launcher) {
        return new QemuDriver(QemuSettings.DEFAULT, layout -> launcher)
                .open(ConnectionUri.parse("qemu:///embed?root=" + root))
                .orElseThrow();
    }

    @AfterEach
    void close() {
        for (Domain domain : connection.domains(DomainFlags.ListAll.ACTIVE)) {
            domain.destroy();
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

    @Test
    void guestIsDefinedStartedSeenRunningAndDestroyed() {
        List<DomainEvent.Lifecycle> events = new CopyOnWriteArrayList<>();
        connection.onDomainEvent(
                DomainEvent.Kind.LIFECYCLE, null, event -> events.add((DomainEvent.Lifecycle) event));
        Domain domain = connection.define(guest("one"));
        assertThat(domain.status().reason()).isEqualTo(StateReason.SHUTOFF_UNKNOWN);
        assertThat(root.resolve("etc/qemu/one.xml")).exists();
        domain.start();
        assertThat(domain.status().reason()).isEqualTo(StateReason.RUNNING_BOOTED);
        assertThat(domain.id()).hasValue(1);
        assertThat(connection.domain(1).uuid()).isEqualTo(domain.uuid());
        assertThat(domain.xml()).contains("<domain type='qemu' id='1'>");
        domain.suspend();
        assertThat(domain.status().reason()).isEqualTo(StateReason.PAUSED_USER);
        domain.resume();
        assertThat(domain.status().reason()).isEqualTo(StateReason.RUNNING_UNPAUSED);
        domain.destroy();
        assertThat(domain.status().reason()).isEqualTo(StateReason.SHUTOFF_DESTROYED);
        assertThat(domain.id()).isEmpty();
        assertThat(root.resolve("run/qemu")).isDirectoryNotContaining(file -> !file.endsWith("driver.pid"));
        domain.undefine();
        assertThat(root.resolve("etc/qemu/one.xml")).doesNotExist();
        assertThatThrownBy(domain::start).isInstanceOfSatisfying(
                JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_DOMAIN));
        await("all events", () -> events.size() == 7);
        assertThat(events).extracting(e -> e.event() + "/" + e.detail())
                .containsExactly("0/0", "4/0", "2/0", "3/0", "4/0", "5/1", "1/0");
    }

    @Test
    void guestIsTakenOverByTheNextOwner() {
        Domain domain = connection.define(guest("two"));
        domain.start(DomainFlags.Create.PAUSED);
        assertThat(domain.status().reason()).isEqualTo(StateReason.PAUSED_USER);
        connection.close();
        connection = connect(new BareLauncher());
        Domain again = connection.domain("two");
        assertThat(again.id()).hasValue(1);
        assertThat(again.status().reason()).isEqualTo(StateReason.PAUSED_USER);
        again.resume();
        assertThat(again.status().reason()).isEqualTo(StateReason.RUNNING_UNPAUSED);
        Domain other = connection.create(guest("three"));
        assertThat(other.id()).hasValue(2);
        assertThat(other.persistent()).isFalse();
        other.destroy();
        assertThatThrownBy(() -> connection.domain("three")).isInstanceOf(JvirtException.class);
    }

    @Test
    void qemuThatDiesAtStartIsReportedAndLeavesNothing() {
        connection.close();
        connection = connect(new BareLauncher("-device", "no-such-device"));
        Domain domain = connection.define(guest("bad"));
        assertThatThrownBy(domain::start).isInstanceOfSatisfying(JvirtException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
            assertThat(e.getMessage())
                    .startsWith("internal error: process exited while connecting to monitor: ")
                    .contains("'no-such-device' is not a valid device model name");
        });
        assertThat(domain.status().reason()).isEqualTo(StateReason.SHUTOFF_FAILED);
        assertThat(root.resolve("run/qemu")).isDirectoryNotContaining(file -> !file.endsWith("driver.pid"));
    }
}
