package io.jvirt.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jvirt.api.Connection;
import io.jvirt.api.DataStream;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainState;
import io.jvirt.api.DumpFormat;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Jvirt;
import io.jvirt.api.JvirtException;
import io.jvirt.api.KeycodeSet;
import io.jvirt.api.Metadata;
import io.jvirt.api.MonitorEvent;
import io.jvirt.api.StateReason;
import io.jvirt.rpc.testkit.GenuineLibvirtd;
import io.jvirt.rpc.testkit.Programs;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client against a libvirtd of the distribution's and guests of a real QEMU. */
@Timeout(120)
final class GenuineLibvirtdTest {
    private static final String GUEST =
            """
            <domain type='qemu'><name>%s</name><memory unit='MiB'>32</memory><vcpu current='1'>2</vcpu>
            <os><type arch='x86_64' machine='pc'>hvm</type><bios useserial='yes'/></os>
            <devices><serial type='pty'/><graphics type='vnc' autoport='yes'/><video><model type='vga'/></video></devices>
            </domain>
            """;

    private static GenuineLibvirtd daemon;
    private Connection connection;

    @BeforeAll
    static void startDaemon() throws Exception {
        Programs.needs("qemu-system-x86_64");
        daemon = new GenuineLibvirtd();
    }

    @AfterAll
    static void stopDaemon() throws Exception {
        if (daemon != null) {
            daemon.close();
        }
    }

    @BeforeEach
    void connect() {
        connection = Jvirt.connect("qemu+unix:///system?socket=" + daemon.socket());
    }

    @AfterEach
    void disconnect() {
        for (Domain domain : connection.domains()) {
            if (domain.active()) {
                domain.destroy();
            }
            if (domain.persistent()) {
                domain.undefine(DomainFlags.Undefine.MANAGED_SAVE);
            }
        }
        connection.close();
    }

    private Domain define(String name) {
        return connection.define(GUEST.formatted(name));
    }

    @Test
    void itTellsOfItselfAndTheHost() {
        assertThat(connection.type()).isEqualTo("QEMU");
        assertThat(connection.version()).isGreaterThan(1_000_000);
        assertThat(connection.libraryVersion()).isGreaterThanOrEqualTo(9_000_000);
        assertThat(connection.hostname()).isNotEmpty();
        assertThat(connection.capabilities()).contains("<capabilities>");
        assertThat(connection.domainCapabilities(null, "x86_64", null, "qemu")).contains("<domainCapabilities>");
        assertThat(connection.cpuModels("x86_64")).contains("qemu64", "Haswell");
        assertThat(connection.maxVcpus("qemu")).isPositive();
        assertThat(connection.nodeInfo().cpus()).isPositive();
        assertThat(connection.nodeInfo().model()).isEqualTo("x86_64");
        assertThat(connection.nodeCpuStats(-1)).isNotEmpty();
        assertThat(connection.nodeMemoryStats(-1)).anyMatch(stat -> stat.field().equals("total"));
        assertThat(connection.nodeFreeMemory()).isPositive();
        assertThat(connection.nodeCellsFreeMemory(0, 1)).hasSize(1);
        assertThat(connection.nodeCpuMap().online()).contains(true);
        assertThat(connection.securityModel().model()).isEqualTo("none");
        assertThat(connection.secure()).isTrue();
    }

    @Test
    void itRunsAGuest() throws Exception {
        List<DomainEvent> events = new CopyOnWriteArrayList<>();
        connection.onDomainEvent(DomainEvent.Kind.LIFECYCLE, null, events::add);
        Domain guest = define("life");
        assertThat(guest.xml()).contains("<name>life</name>");
        assertThat(guest.status().reason()).isEqualTo(StateReason.SHUTOFF_UNKNOWN);
        guest.start();
        assertThat(guest.id()).isPresent();
        assertThat(guest.status().reason()).isEqualTo(StateReason.RUNNING_BOOTED);
        assertThat(guest.info().maxMemoryKib()).isEqualTo(32_768);
        assertThat(guest.osType()).isEqualTo("hvm");
        assertThat(guest.active()).isTrue();
        assertThat(guest.persistent()).isTrue();
        assertThat(guest.updated()).isFalse();
        assertThat(guest.hasManagedSaveImage()).isFalse();
        assertThat(guest.controlInfo(0).state()).isZero();
        assertThat(guest.securityLabel().label()).isEmpty();
        assertThat(guest.messages()).isNotEmpty();
        assertThat(guest.jobInfo().type()).isZero();
        assertThat(guest.jobStats().type()).isZero();
        assertThat(guest.vcpus(DomainFlags.Vcpu.MAXIMUM)).isEqualTo(2);
        assertThat(guest.maxVcpus()).isPositive();
        assertThat(guest.vcpuInfo()).hasSize(1);
        assertThat(guest.vcpuPins()).hasSize(2);
        assertThat(guest.emulatorPin().bits().cardinality()).isPositive();
        guest.pinVcpu(0, guest.vcpuInfo().getFirst().allowed(), DomainFlags.Affect.LIVE);
        assertThat(guest.maxMemory()).isEqualTo(32_768);
        assertThat(guest.memoryStats()).isNotEmpty();
        assertThat(guest.diskErrors(0)).isEmpty();
        assertThat(connection.domainStats(List.of(guest), List.of(DomainFlags.Stats.STATE, DomainFlags.Stats.VCPU)))
                .singleElement()
                .satisfies(stats -> {
                    assertThat(stats.values().number("state.state")).hasValue(1);
                    assertThat(stats.values().number("vcpu.maximum")).hasValue(2);
                });
        assertThat(connection.domainStats(List.of(), List.of(), DomainFlags.AllStats.RUNNING)).hasSize(1);
        guest.suspend();
        assertThat(guest.status().state()).isEqualTo(DomainState.PAUSED);
        guest.resume();
        guest.reset();
        guest.sendKey(KeycodeSet.LINUX, 0, new int[] {28}, 0);
        guest.injectNmi(0);
        guest.setAutostart(true);
        assertThat(guest.autostart()).isTrue();
        guest.setAutostart(false);
        guest.setMemory(16_384, DomainFlags.Memory.CONFIG);
        guest.setVcpus(2, DomainFlags.Vcpu.CONFIG);
        guest.setMetadata(Metadata.TITLE, "A guest", null, null, DomainFlags.Affect.CONFIG, DomainFlags.Affect.LIVE);
        assertThat(guest.metadata(Metadata.TITLE, null)).isEqualTo("A guest");
        guest.setMetadata(Metadata.ELEMENT, "<a/>", "x", "urn:x", DomainFlags.Affect.LIVE);
        assertThat(guest.metadata(Metadata.ELEMENT, "urn:x")).contains("<a");
        assertThat(guest.monitorCommand("info status", DomainFlags.Monitor.HMP)).contains("running");
        assertThat(guest.monitorCommand("{\"execute\":\"query-status\"}")).contains("\"running\":true");
        guest.destroy();
        assertThat(guest.status().reason()).isEqualTo(StateReason.SHUTOFF_DESTROYED);
        guest.rename("second");
        assertThat(connection.domain("second").uuid()).isEqualTo(guest.uuid());
        guest.undefine();
        await().until(() -> events.size() >= 9);
        assertThat(events.stream().map(event -> ((DomainEvent.Lifecycle) event).event()).toList())
                .startsWith(0)
                .contains(2, 3, 4, 5)
                .endsWith(1);
        assertThat(events.get(1).domain().name()).isEqualTo("life");
    }

    @Test
    void itSavesRestoresAndDumps() throws Exception {
        Domain guest = define("save");
        guest.start();
        Path file = daemon.folder().resolve("saved");
        guest.save(file.toString(), null);
        assertThat(guest.status().reason()).isEqualTo(StateReason.SHUTOFF_SAVED);
        assertThat(connection.savedImageXml(file.toString())).contains("<name>save</name>");
        connection.restore(file.toString(), null, DomainFlags.SaveRestore.PAUSED);
        assertThat(guest.status().state()).isEqualTo(DomainState.PAUSED);
        guest.managedSave();
        assertThat(guest.hasManagedSaveImage()).isTrue();
        assertThat(guest.managedSaveXml()).contains("<name>save</name>");
        guest.removeManagedSave();
        guest.start(DomainFlags.Create.PAUSED);
        assertThat(guest.id()).isPresent();
        Path dump = daemon.folder().resolve("dump");
        guest.coreDump(dump.toString(), DumpFormat.RAW, DomainFlags.CoreDump.MEMORY_ONLY);
        assertThat(Files.size(dump)).isGreaterThan(32 << 20);
    }

    @Test
    void itStreams() {
        Domain guest = define("streams");
        guest.start();
        try (DataStream console = guest.openConsole(null)) {
            ByteBuffer text = ByteBuffer.allocate(4096);
            StringBuilder seen = new StringBuilder();
            while (seen.indexOf("SeaBIOS") < 0 && seen.indexOf("iPXE") < 0) {
                text.clear();
                int count = console.read(text);
                assertThat(count).as("the console ended after: " + seen).isPositive();
                seen.append(new String(text.array(), 0, count, java.nio.charset.StandardCharsets.ISO_8859_1));
                if (seen.indexOf("SeaBIOS") < 0) {
                    console.write(ByteBuffer.wrap(new byte[] {'\n'}));
                }
            }
            console.finish();
        }
        Domain.Screenshot screenshot = guest.screenshot(0, 0);
        assertThat(screenshot.mimeType()).startsWith("image/");
        ByteBuffer picture = ByteBuffer.allocate(8 << 20);
        try (DataStream data = screenshot.data()) {
            while (data.read(picture) >= 0) {
                assertThat(picture.hasRemaining()).isTrue();
            }
            data.finish();
        }
        assertThat(picture.position()).isGreaterThan(100);
    }

    @Test
    void itTellsOfMonitorEvents() {
        Domain guest = define("monitor");
        guest.start();
        List<MonitorEvent> events = new CopyOnWriteArrayList<>();
        try (var _ = connection.onMonitorEvent(guest, null, events::add)) {
            guest.suspend();
            await().until(() -> events.stream().anyMatch(event -> event.event().equals("STOP")));
        }
    }

    @Test
    void itsErrorsAreRestored() {
        assertThatThrownBy(() -> connection.domain("nope"))
                .isInstanceOfSatisfying(JvirtException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.NO_DOMAIN);
                    assertThat(e.domain()).isEqualTo(ErrorDomain.QEMU);
                    assertThat(e.details().str2()).isEqualTo("no domain with matching name 'nope'");
                    assertThat(e.details().level()).isEqualTo(2);
                });
        assertThatThrownBy(() -> connection.define("<domain>"))
                .isInstanceOfSatisfying(
                        JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.XML_DETAIL));
        Domain guest = define("errors");
        assertThatThrownBy(() -> guest.suspend())
                .isInstanceOfSatisfying(
                        JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_INVALID));
        assertThatThrownBy(() -> Jvirt.connect("nonsense+unix:///system?socket=" + daemon.socket()))
                .isInstanceOfSatisfying(
                        JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_CONNECT));
    }
}
