package io.jvirt.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainState;
import io.jvirt.api.DomainStats;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.StateReason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** QEMUs that end or hang without being asked to. */
@Timeout(120)
class SuddenEndTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private EmbeddedDriver driver;
    private Domain domain;

    @BeforeEach
    void open() throws IOException {
        driver = new EmbeddedDriver(Duration.ofMillis(300));
        domain = driver.connection().define(EmbeddedDriver.guest("s"));
        domain.start();
        driver.connection().onDomainEvent(DomainEvent.Kind.LIFECYCLE, null, event -> {
            DomainEvent.Lifecycle lifecycle = (DomainEvent.Lifecycle) event;
            events.add(lifecycle.event() + "/" + lifecycle.detail());
        });
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(driver.qemu("s"))).start().waitFor();
    }

    @Test
    void killedIsCrashed() throws IOException, InterruptedException {
        signal("KILL");
        EmbeddedDriver.await("the end", () -> !domain.active());
        assertThat(domain.status().reason()).isEqualTo(StateReason.SHUTOFF_CRASHED);
        EmbeddedDriver.await("its event", () -> events.equals(List.of("5/5")));
        assertThat(driver.leftOfRuns()).isEmpty();
        domain.start();
        assertThat(domain.id()).hasValue(2);
    }

    @Test
    void terminatedIsShutDownByTheHost() throws IOException, InterruptedException {
        signal("TERM");
        EmbeddedDriver.await("the end", () -> !domain.active());
        assertThat(domain.status().reason()).isEqualTo(StateReason.SHUTOFF_SHUTDOWN);
        EmbeddedDriver.await("its events", () -> events.equals(List.of("6/2", "5/0")));
    }

    @Test
    void killedWhileNobodyWatchedIsReportedByTheNextOwner() throws IOException, InterruptedException {
        long pid = driver.qemu("s");
        domain.connection().close();
        new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
        EmbeddedDriver.await("its end", () -> !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        driver.reopen();
        domain = driver.connection().domain("s");
        assertThat(domain.status().reason()).isEqualTo(StateReason.SHUTOFF_CRASHED);
        assertThat(driver.leftOfRuns()).isEmpty();
    }

    @Test
    void hungOneHoldsItsJobAndCanBeDestroyed() throws IOException, InterruptedException {
        signal("STOP");
        List<RuntimeException> failures = new CopyOnWriteArrayList<>();
        Thread suspending = Thread.ofVirtual().start(() -> {
            try {
                domain.suspend();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
        EmbeddedDriver.await("the job to be taken", () -> {
            try {
                domain.setAutostart(true);
                return false;
            } catch (JvirtException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_TIMEOUT);
                return String.valueOf(e.getMessage()).contains("(held by virDomainSuspend)");
            }
        });
        assertThat(domain.status().reason()).as("asking does not wait").isEqualTo(StateReason.RUNNING_BOOTED);
        assertThatThrownBy(domain::reset).hasMessageContaining("virDomainSuspend");
        domain.destroy();
        suspending.join();
        assertThat(failures).singleElement().isInstanceOf(JvirtException.class);
        assertThat(domain.status().reason()).isEqualTo(StateReason.SHUTOFF_DESTROYED);
    }

    @Test
    void hungOneKeepsNobodysFiguresWaiting() throws IOException, InterruptedException {
        Domain other = driver.connection().define(EmbeddedDriver.guest("t"));
        other.start();
        signal("STOP");
        for (DomainFlags.AllStats[] flags : List.of(new DomainFlags.AllStats[0], new DomainFlags.AllStats[] {DomainFlags.AllStats.NOWAIT})) {
            List<DomainStats> all = driver.connection().domainStats(List.of(), List.of(), flags);
            assertThat(all).hasSize(2);
            assertThat(all.get(0).values().number("state.state")).hasValue(1);
            assertThat(all.get(0).values().values()).doesNotContainKey("vcpu.0.state");
            assertThat(all.get(1).values().number("vcpu.0.state")).hasValue(1);
        }
        assertThat(domain.info().state()).isEqualTo(DomainState.RUNNING);
        assertThat(domain.controlInfo(0)).satisfies(info -> {
            assertThat(info.state()).as("occupied").isEqualTo(2);
            assertThat(info.stateTimeMillis()).isPositive();
        });
        signal("CONT");
        EmbeddedDriver.await("its answers", () -> domain.controlInfo(0).state() == 0);
        assertThat(driver.connection().domainStats(List.of(domain), List.of()).getFirst().values().number("vcpu.0.state"))
                .hasValue(1);
    }
}
