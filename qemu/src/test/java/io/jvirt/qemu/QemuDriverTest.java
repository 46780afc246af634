package io.jvirt.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.StateReason;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real QEMU processes through the API, in this process. */
class QemuDriverTest {
    private EmbeddedDriver driver;

    @BeforeEach
    void open() throws IOException {
        driver = new EmbeddedDriver();
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void guestIsDefinedStartedSeenRunningAndDestroyed() {
        List<DomainEvent.Lifecycle> events = new CopyOnWriteArrayList<>();
        driver.connection().onDomainEvent(
                DomainEvent.Kind.LIFECYCLE, null, event -> events.add((DomainEvent.Lifecycle) event));
        Domain domain = driver.connection().define(EmbeddedDriver.guest("one"));
        assertThat(domain.status().reason()).isEqualTo(StateReason.SHUTOFF_UNKNOWN);
        assertThat(driver.root().resolve("etc/qemu/one.xml")).exists();
        domain.start();
        assertThat(domain.status().reason()).isEqualTo(StateReason.RUNNING_BOOTED);
        assertThat(domain.id()).hasValue(1);
        assertThat(driver.connection().domain(1).uuid()).isEqualTo(domain.uuid());
        assertThat(domain.xml()).contains("<domain type='qemu' id='1'>");
        domain.suspend();
        assertThat(domain.status().reason()).isEqualTo(StateReason.PAUSED_USER);
        domain.resume();
        assertThat(domain.status().reason()).isEqualTo(StateReason.RUNNING_UNPAUSED);
        domain.destroy();
        assertThat(domain.status().reason()).isEqualTo(StateReason.SHUTOFF_DESTROYED);
        assertThat(domain.id()).isEmpty();
        assertThat(driver.leftOfRuns()).isEmpty();
        domain.undefine();
        assertThat(driver.root().resolve("etc/qemu/one.xml")).doesNotExist();
        assertThatThrownBy(domain::start).isInstanceOfSatisfying(
                JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_DOMAIN));
        EmbeddedDriver.await("all events", () -> events.size() == 8);
        assertThat(events).extracting(e -> e.event() + "/" + e.detail())
                .containsExactly("0/0", "4/0", "2/0", "3/0", "4/0", "6/2", "5/1", "1/0");
    }

    @Test
    void guestIsTakenOverByTheNextOwner() {
        Domain domain = driver.connection().define(EmbeddedDriver.guest("two"));
        domain.start(DomainFlags.Create.PAUSED);
        assertThat(domain.status().reason()).isEqualTo(StateReason.PAUSED_USER);
        driver.reopen();
        Domain again = driver.connection().domain("two");
        assertThat(again.id()).hasValue(1);
        assertThat(again.status().reason()).isEqualTo(StateReason.PAUSED_USER);
        again.resume();
        assertThat(again.status().reason()).isEqualTo(StateReason.RUNNING_UNPAUSED);
        Domain other = driver.connection().create(EmbeddedDriver.guest("three"));
        assertThat(other.id()).hasValue(2);
        assertThat(other.persistent()).isFalse();
        other.destroy();
        assertThatThrownBy(() -> driver.connection().domain("three")).isInstanceOf(JvirtException.class);
    }

    @Test
    void qemuThatDiesAtStartIsReportedAndLeavesNothing() {
        driver.reopen(new BareLauncher("-device", "no-such-device"));
        Domain domain = driver.connection().define(EmbeddedDriver.guest("bad"));
        assertThatThrownBy(domain::start).isInstanceOfSatisfying(JvirtException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
            assertThat(e.getMessage())
                    .startsWith("internal error: process exited while connecting to monitor: ")
                    .contains("'no-such-device' is not a valid device model name");
        });
        assertThat(domain.status().reason()).isEqualTo(StateReason.SHUTOFF_FAILED);
        assertThat(driver.leftOfRuns()).isEmpty();
    }
}
