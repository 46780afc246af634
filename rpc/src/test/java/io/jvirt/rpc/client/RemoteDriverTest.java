package io.jvirt.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jvirt.api.ConnectFlag;
import io.jvirt.api.Connection;
import io.jvirt.api.DataStream;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainState;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.Jvirt;
import io.jvirt.api.JvirtException;
import io.jvirt.api.Metadata;
import io.jvirt.api.MonitorEvent;
import io.jvirt.rpc.server.ServerSettings;
import io.jvirt.rpc.testkit.UnixServer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client against our own server. */
@Timeout(60)
final class RemoteDriverTest {
    private UnixServer server;
    private Connection connection;

    @BeforeEach
    void start() throws Exception {
        server = new UnixServer(ServerSettings.DEFAULT);
        connection = connect();
    }

    @AfterEach
    void stop() throws Exception {
        connection.close();
        server.close();
    }

    private Connection connect(ConnectFlag... flags) {
        return Jvirt.connect("qemu+unix:///system?socket=" + server.socket(), flags);
    }

    private Domain define(String name) {
        return connection.define("<domain type='qemu'><name>" + name + "</name></domain>");
    }

    @Test
    void itAsksForConnectionAndHost() {
        assertThat(connection.uri()).isEqualTo("qemu+unix:///system?socket=" + server.socket());
        assertThat(connection.type()).isEqualTo("QEMU");
        assertThat(connection.version()).isEqualTo(7_002_022);
        assertThat(connection.hostname()).isEqualTo("testhost");
        assertThat(connection.secure()).isTrue();
        assertThat(connection.nodeInfo().model()).isEqualTo("x86_64");
        assertThat(connection.nodeCpuStats(-1)).hasSize(4);
        assertThat(connection.nodeMemoryStats(-1)).hasSize(2);
        assertThat(connection.nodeCpuMap().online()).containsExactly(true, true);
        assertThat(connection.securityModel().model()).isEqualTo("none");
        assertThatThrownBy(() -> connection.sysinfo())
                .isInstanceOfSatisfying(JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SUPPORT))
                .hasMessageContaining("virConnectGetSysinfo");
    }

    @Test
    void itSteersGuests() {
        Domain guest = define("web");
        assertThat(guest.id()).isEmpty();
        guest.start();
        assertThat(guest.id()).hasValue(1);
        assertThat(guest.status().state()).isEqualTo(DomainState.RUNNING);
        assertThat(connection.domains()).hasSize(1);
        assertThat(connection.domains(DomainFlags.ListAll.INACTIVE)).isEmpty();
        assertThat(connection.domain("web").uuid()).isEqualTo(guest.uuid());
        assertThat(connection.domain(guest.uuid()).name()).isEqualTo("web");
        assertThat(connection.domain(1).name()).isEqualTo("web");
        assertThat(guest.info().maxMemoryKib()).isEqualTo(131_072);
        assertThat(guest.osType()).isEqualTo("hvm");
        assertThat(guest.active()).isTrue();
        assertThat(guest.securityLabel().label()).isEmpty();
        assertThat(guest.messages()).hasSize(1);
        guest.setMetadata(Metadata.TITLE, "A title", null, null);
        assertThat(guest.metadata(Metadata.TITLE, null)).isEqualTo("A title");
        assertThat(guest.vcpuInfo().getFirst().allowed().bits().cardinality()).isEqualTo(2);
        assertThat(guest.memoryStats()).hasSize(2);
        assertThat(guest.blockInfo("vda", 0).capacity()).isEqualTo(1 << 30);
        assertThat(guest.blockStatsFlags("vda", 0).number("rd_bytes")).hasValue(512);
        assertThat(guest.cpuStats(-1, 1, 0)).hasSize(1);
        assertThat(guest.cpuStats(0, Integer.MAX_VALUE, 0)).hasSize(2);
        assertThat(guest.cpuStats(1, 1, 0)).hasSize(1);
        assertThat(connection.domainStats(List.of(), List.of())).hasSize(1);
        guest.setAutostart(true);
        assertThat(guest.autostart()).isTrue();
        guest.destroy();
        assertThat(guest.id()).isEmpty();
        guest.undefine();
        assertThat(connection.domains()).isEmpty();
    }

    @Test
    void errorsComeWithAllTheirFields() {
        assertThatThrownBy(() -> connection.domain("nope"))
                .isInstanceOfSatisfying(JvirtException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.NO_DOMAIN);
                    assertThat(e.domain()).isEqualTo(ErrorDomain.QEMU);
                    assertThat(e.getMessage()).isEqualTo("Domain not found: no domain with matching name 'nope'");
                    assertThat(e.details().str1()).isEqualTo("Domain not found: %s");
                    assertThat(e.details().str2()).isEqualTo("no domain with matching name 'nope'");
                    assertThat(e.details().int1()).isEqualTo(-1);
                });
        define("web");
        try (Connection readOnly = connect(ConnectFlag.READ_ONLY)) {
            assertThatThrownBy(() -> readOnly.domain("web").start())
                    .isInstanceOfSatisfying(
                            JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_DENIED));
        }
        assertThatThrownBy(() -> Jvirt.connect("xen+unix:///system?socket=" + server.socket()))
                .isInstanceOfSatisfying(
                        JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_CONNECT));
        assertThatThrownBy(() -> Jvirt.connect("qemu+unix:///system?socket=/nonexistent/sock"))
                .isInstanceOf(JvirtException.class)
                .hasMessageContaining("Failed to connect socket to '/nonexistent/sock': No such file or directory");
    }

    @Test
    void callsThatHangDoNotHoldOthersUp() throws Exception {
        Domain slow = define("slow");
        slow.start();
        List<Thread> hanging = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            hanging.add(Thread.ofVirtual().start(slow::suspend));
        }
        // Five are being carried out and three wait; what has high priority passes them.
        for (int i = 0; i < 100; i++) {
            assertThat(connection.domain("slow").status().state()).isEqualTo(DomainState.RUNNING);
        }
        server.hypervisor().slow.countDown();
        for (Thread thread : hanging) {
            thread.join();
        }
        assertThat(slow.status().state()).isEqualTo(DomainState.PAUSED);
    }

    @Test
    void manyThreadsShareAConnection() throws Exception {
        for (int i = 0; i < 20; i++) {
            define("guest" + i);
        }
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "guest" + i;
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    for (int round = 0; round < 100; round++) {
                        assertThat(connection.domain(name).name()).isEqualTo(name);
                        assertThat(connection.domains()).hasSize(20);
                    }
                } catch (Throwable e) {
                    failure.set(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failure.get()).isNull();
    }

    @Test
    void eventsArriveInOrderAndEnd() {
        Domain guest = define("web");
        List<DomainEvent> events = new CopyOnWriteArrayList<>();
        List<MonitorEvent> monitor = new CopyOnWriteArrayList<>();
        EventRegistration lifecycle = connection.onDomainEvent(DomainEvent.Kind.LIFECYCLE, null, events::add);
        EventRegistration metadata = connection.onDomainEvent(DomainEvent.Kind.METADATA_CHANGE, guest, events::add);
        EventRegistration qemu = connection.onMonitorEvent(null, null, monitor::add);
        guest.start();
        guest.suspend();
        guest.setMetadata(Metadata.ELEMENT, "<a/>", "a", "urn:a");
        guest.resume();
        guest.destroy();
        guest.monitorCommand("info status", DomainFlags.Monitor.HMP);
        await().until(() -> events.size() == 5 && monitor.size() == 1);
        assertThat(events.stream().map(DomainEvent::kind))
                .containsExactly(
                        DomainEvent.Kind.LIFECYCLE,
                        DomainEvent.Kind.LIFECYCLE,
                        DomainEvent.Kind.METADATA_CHANGE,
                        DomainEvent.Kind.LIFECYCLE,
                        DomainEvent.Kind.LIFECYCLE);
        assertThat(events.getFirst().domain().name()).isEqualTo("web");
        assertThat(events.getFirst().domain().id()).hasValue(1);
        assertThat(((DomainEvent.Lifecycle) events.getLast()).event()).isEqualTo(5);
        assertThat(monitor.getFirst().event()).isEqualTo("RTC_CHANGE");
        assertThat(monitor.getFirst().details()).isEqualTo("{\"offset\":1}");
        lifecycle.close();
        lifecycle.close();
        metadata.close();
        qemu.close();
        assertThat(server.hypervisor().listeners()).isZero();
    }

    @Test
    void everyKindOfEventIsReadBackAsItWasSent() {
        Domain guest = define("web");
        List<DomainEvent> received = new CopyOnWriteArrayList<>();
        List<DomainEvent> sent = AllEvents.of(server.hypervisor().open(null, null).domain("web"));
        for (DomainEvent.Kind kind : DomainEvent.Kind.values()) {
            connection.onDomainEvent(kind, guest, received::add);
        }
        sent.forEach(server.hypervisor()::publish);
        await().until(() -> received.size() == DomainEvent.Kind.values().length);
        for (int i = 0; i < sent.size(); i++) {
            // The handles differ, everything else must not.
            assertThat(received.get(i)).usingRecursiveComparison().ignoringFields("domain").isEqualTo(sent.get(i));
            assertThat(received.get(i).domain().uuid()).isEqualTo(guest.uuid());
        }
    }

    @Test
    void aStreamGoesBothWays() {
        Domain guest = define("web");
        guest.start();
        try (DataStream console = guest.openConsole(null)) {
            console.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answer = ByteBuffer.allocate(100);
            int count = 0;
            while (count < 5) {
                count += console.read(answer);
            }
            assertThat(new String(answer.array(), 0, 5, StandardCharsets.UTF_8)).isEqualTo("hello");
            console.writeHole(3);
            answer.clear();
            assertThat(console.read(answer)).isEqualTo(3);
            assertThat(guest.info().vcpus()).isEqualTo(1); // calls go on beside it
            console.finish();
        }
    }

    @Test
    void aStreamIsNoFasterThanItsReader() throws Exception {
        Domain guest = define("web");
        guest.start();
        int total = 50 * 1024 * 1024;
        try (DataStream console = guest.openConsole(null)) {
            Thread writer = Thread.ofPlatform().start(() -> {
                byte[] chunk = new byte[1024 * 1024];
                for (int sent = 0; sent < total; sent += chunk.length) {
                    console.write(ByteBuffer.wrap(chunk));
                }
            });
            ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
            long received = 0;
            while (received < total) {
                buffer.clear();
                received += console.read(buffer);
            }
            writer.join();
            assertThat(received).isEqualTo(total);
        }
    }

    @Test
    void aStreamThatIsStuckCanBeGivenUp() {
        Domain guest = define("web");
        DataStream channel = guest.openChannel(null, 0);
        channel.write(ByteBuffer.allocate(300_000));
        channel.abort();
        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1))).isInstanceOf(JvirtException.class);
        assertThat(guest.name()).isEqualTo("web");
        assertThat(connection.alive()).isTrue();
        assertThat(guest.info().vcpus()).isEqualTo(1);
    }

    @Test
    void aDownloadEndsWithItsData() {
        Domain guest = define("web");
        Domain.Screenshot screenshot = guest.screenshot(0, 0);
        assertThat(screenshot.mimeType()).isEqualTo("image/png");
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(100_000);
        try (DataStream stream = screenshot.data()) {
            while (stream.read(buffer) >= 0) {
                data.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            stream.finish();
        }
        assertThat(data.size()).isEqualTo(1_100_000);
    }

    @Test
    void whoeverWaitsLearnsThatTheServerIsGone() {
        Domain guest = define("slow");
        guest.start();
        List<Connection.CloseReason> reasons = new CopyOnWriteArrayList<>();
        connection.onClose(reasons::add);
        DataStream console = guest.openConsole(null);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                guest.suspend();
            } catch (JvirtException e) {
                failure.set(e);
            }
        });
        server.server().close();
        await().until(() -> !waiting.isAlive());
        assertThat(failure.get()).isInstanceOf(JvirtException.class);
        await().until(() -> reasons.contains(Connection.CloseReason.EOF) || reasons.contains(Connection.CloseReason.ERROR));
        assertThat(connection.alive()).isFalse();
        assertThatThrownBy(() -> console.read(ByteBuffer.allocate(1))).isInstanceOf(JvirtException.class);
        server.hypervisor().slow.countDown();
    }

    @Test
    void nothingIsLeftOfAClientThatVanishes() throws Exception {
        Domain guest = define("web");
        guest.start();
        connection.onDomainEvent(DomainEvent.Kind.LIFECYCLE, null, _ -> {});
        guest.openConsole(null);
        assertThat(server.server().clients()).isEqualTo(1);
        ((RemoteConnection) connection).client().close();
        await().until(() -> server.server().clients() == 0);
        await().until(() -> server.hypervisor().listeners() == 0);
        await().until(() -> server.hypervisor().connections() == 0);
    }

    @Test
    void uuidsAreRead() {
        Domain guest = connection.define("<domain><name>a</name><uuid>00112233-4455-6677-8899-aabbccddeeff</uuid></domain>");
        assertThat(guest.uuid()).isEqualTo(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
    }
}
