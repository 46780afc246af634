package io.jvirt.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.ConnectProcedures;
import io.jvirt.rpc.protocol.DomainEventProcedures;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.DomainProcedures;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.ErrorMessage;
import io.jvirt.rpc.protocol.KeepAlive;
import io.jvirt.rpc.protocol.Packet;
import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.protocol.ProcedureTable;
import io.jvirt.rpc.protocol.Program;
import io.jvirt.rpc.testkit.RawClient;
import io.jvirt.rpc.testkit.UnixServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client that does not follow the protocol gets, byte by byte; and that others do not notice it. */
@Timeout(60)
final class HostileClientTest {
    private static final int REMOTE = Program.REMOTE.number();
    private static final DomainRef GUEST = new DomainRef("web", UUID.nameUUIDFromBytes("web".getBytes()), -1);

    private UnixServer server;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        server = new UnixServer(ServerSettings.DEFAULT);
        client = new RawClient(server.socket());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private void authenticate() throws IOException {
        client.send(RawClient.call(ConnectProcedures.AUTH_LIST, 0, null));
        assertThat(received().status()).isEqualTo(Packet.OK);
    }

    private void open() throws IOException {
        authenticate();
        client.send(RawClient.call(ConnectProcedures.CONNECT_OPEN, 1, new ConnectMessages.Open("qemu:///system", 0)));
        assertThat(received().status()).isEqualTo(Packet.OK);
    }

    private Packet received() throws IOException {
        @Nullable Packet packet = client.receive();
        assertThat(packet).as("an answer").isNotNull();
        return packet;
    }

    private void fails(int code, int domain, String message) throws IOException {
        Packet reply = received();
        assertThat(reply.type()).isEqualTo(Packet.REPLY);
        assertThat(reply.status()).isEqualTo(Packet.ERROR);
        ErrorMessage error = RawClient.error(reply);
        assertThat(error.message()).contains(message);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.domain()).isEqualTo(domain);
        assertThat(error.level()).isEqualTo(2);
    }

    private void works() throws IOException {
        client.send(RawClient.call(ConnectProcedures.CONNECT_GET_TYPE, 77, null));
        Packet reply = received();
        assertThat(reply.serial()).isEqualTo(77);
        assertThat(reply.status()).isEqualTo(Packet.OK);
        assertThat(reply.reader().readString(100)).isEqualTo("QEMU");
    }

    @Test
    void aReplyRepeatsItsCallsHeader() throws Exception {
        client.send(RawClient.call(ConnectProcedures.AUTH_LIST, 42, null));
        Packet reply = received();
        assertThat(reply.program()).isEqualTo(REMOTE);
        assertThat(reply.version()).isEqualTo(1);
        assertThat(reply.procedure()).isEqualTo(66);
        assertThat(reply.serial()).isEqualTo(42);
        assertThat(reply.body()).isEqualTo(new byte[] {0, 0, 0, 1, 0, 0, 0, 0});
    }

    @Test
    void nothingIsPossibleBeforeAuthentication() throws Exception {
        try (UnixServer strict = new UnixServer(
                        peer -> List.of(Authentication.Method.SASL), ServerSettings.DEFAULT);
                RawClient stranger = new RawClient(strict.socket())) {
            stranger.send(RawClient.call(ConnectProcedures.CONNECT_OPEN, 0, new ConnectMessages.Open(null, 0)));
            Packet refused = stranger.receive();
            assertThat(refused).isNotNull();
            assertThat(RawClient.error(refused).message()).isEqualTo("authentication required");
            assertThat(RawClient.error(refused).code()).isEqualTo(39);
            stranger.send(RawClient.call(ConnectProcedures.AUTH_LIST, 0, null));
            Packet offered = stranger.receive();
            assertThat(offered).isNotNull();
            assertThat(offered.body()).isEqualTo(new byte[] {0, 0, 0, 1, 0, 0, 0, 1});
            stranger.send(RawClient.call(ConnectProcedures.CONNECT_GET_TYPE, 1, null));
            Packet again = stranger.receive();
            assertThat(again).isNotNull();
            assertThat(RawClient.error(again).message()).isEqualTo("authentication required");
        }
    }

    @Test
    void nothingIsPossibleBeforeTheConnectionIsOpen() throws Exception {
        authenticate();
        client.send(RawClient.call(ConnectProcedures.CONNECT_GET_TYPE, 1, null));
        fails(1, 7, "internal error: hypervisor connection not open");
        client.send(RawClient.call(DomainProcedures.DOMAIN_CREATE, 1, GUEST));
        fails(1, 7, "hypervisor connection not open");
        client.send(RawClient.call(
                ConnectProcedures.CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY, 1, new ConnectMessages.RegisterEvent(0, null)));
        fails(1, 7, "hypervisor connection not open");
        client.send(RawClient.call(ConnectProcedures.CONNECT_OPEN, 1, new ConnectMessages.Open("xen:///system", 0)));
        fails(5, 0, "no connection driver available for xen:///system");
        client.send(RawClient.call(ConnectProcedures.CONNECT_GET_TYPE, 1, null));
        fails(1, 7, "hypervisor connection not open");
        client.send(RawClient.call(ConnectProcedures.CONNECT_OPEN, 1, new ConnectMessages.Open(null, 64)));
        fails(8, 0, "unsupported flags (0x40) in function virConnectOpen");
    }

    @Test
    void aSecondOpenLosesTheFirst() throws Exception {
        open();
        client.send(RawClient.call(ConnectProcedures.CONNECT_OPEN, 1, new ConnectMessages.Open("qemu:///system", 0)));
        fails(1, 7, "connection already open");
        client.send(RawClient.call(ConnectProcedures.CONNECT_GET_TYPE, 1, null));
        fails(1, 7, "hypervisor connection not open");
        assertThat(server.hypervisor().connections()).isZero();
    }

    @Test
    void unknownNumbersAreRefused() throws Exception {
        open();
        client.send(RawClient.packet(0x12345, 1, 1, Packet.CALL, 0, Packet.OK));
        fails(39, 7, "Cannot find program 74565 version 1");
        client.send(RawClient.packet(REMOTE, 2, 1, Packet.CALL, 0, Packet.OK));
        fails(39, 7, "Cannot find program 536903814 version 2");
        client.send(RawClient.packet(REMOTE, 1, 9999, Packet.CALL, 0, Packet.OK));
        fails(39, 7, "unknown procedure: 9999");
        client.send(RawClient.packet(REMOTE, 1, -1, Packet.CALL, 0, Packet.OK));
        fails(39, 7, "unknown procedure: -1");
        client.send(RawClient.packet(
                REMOTE, 1, DomainEventProcedures.DOMAIN_EVENT_LIFECYCLE.number(), Packet.CALL, 0, Packet.OK));
        fails(39, 7, "unknown procedure: 107");
        client.send(RawClient.packet(REMOTE, 1, 3, Packet.CALL, 0, Packet.CONTINUE));
        fails(39, 7, "Unexpected message status 2");
        client.send(RawClient.packet(Program.KEEPALIVE.number(), 1, 1, Packet.CALL, 0, Packet.OK));
        fails(39, 7, "Cannot find program");
        works();
    }

    @Test
    void whatIsNotImplementedIsSaidByName() throws Exception {
        open();
        Dispatch dispatch = Dispatch.standard();
        Procedure<?, ?> missing = ProcedureTable.of(Program.REMOTE).stream()
                .filter(row -> row.kind() == Procedure.Kind.CALL && dispatch.find(row) == null)
                .findFirst()
                .orElseThrow();
        client.send(RawClient.packet(REMOTE, 1, missing.number(), Packet.CALL, 0, Packet.OK));
        fails(3, 0, "this function is not supported by the connection driver: " + missing.name());
        client.send(RawClient.packet(Program.LXC.number(), 1, 1, Packet.CALL, 0, Packet.OK));
        fails(3, 0, "virDomainLxcOpenNamespace");
        client.send(RawClient.call(ConnectProcedures.CONNECT_GET_SYSINFO, 0, 0));
        fails(3, 0, "virConnectGetSysinfo");
    }

    @Test
    void shortAndImpossibleArgumentsAreRefused() throws Exception {
        open();
        client.send(RawClient.packet(REMOTE, 1, 23, Packet.CALL, 0, Packet.OK));
        fails(39, 7, "Unable to decode message payload");
        client.send(RawClient.packet(REMOTE, 1, 23, Packet.CALL, 0, Packet.OK, new byte[] {0, 0, 0, 9, 'a', 'b', 'c', 'd'}));
        fails(39, 7, "Unable to decode message payload");
        client.send(RawClient.packet(REMOTE, 1, 23, Packet.CALL, 0, Packet.OK, new byte[] {0x7f, 0, 0, 0}));
        fails(39, 7, "Unable to decode message payload");
        client.send(RawClient.packet(REMOTE, 1, 9, Packet.CALL, 0, Packet.OK, new byte[] {0, 0, 0, 1, 'a', 0, 0, 0}));
        fails(39, 7, "Unable to decode message payload");
        works();
    }

    @Test
    void bytesBehindTheArgumentsAreIgnored() throws Exception {
        open();
        client.send(RawClient.packet(REMOTE, 1, 3, Packet.CALL, 0, Packet.OK, new byte[400]));
        assertThat(received().status()).isEqualTo(Packet.OK);
    }

    @Test
    void unknownFlagsAreNamed() throws Exception {
        open();
        client.send(RawClient.call(ConnectProcedures.CONNECT_LIST_ALL_DOMAINS, 0, new ConnectMessages.ListAll(1, 1 << 30)));
        fails(8, 10, "unsupported flags (0x40000000) in function virConnectListAllDomains");
        client.send(RawClient.call(DomainProcedures.DOMAIN_GET_STATE, 0, new DomainMessages.Flags(GUEST, 8)));
        fails(8, 10, "unsupported flags (0x8) in function virDomainGetState");
    }

    @Test
    void eventIdsAreChecked() throws Exception {
        open();
        client.send(RawClient.call(
                ConnectProcedures.CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY, 0, new ConnectMessages.RegisterEvent(99, null)));
        fails(1, 7, "unsupported event ID 99");
        client.send(RawClient.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_REGISTER_ANY, 0, 16));
        fails(1, 7, "unsupported event ID 16");
        client.send(RawClient.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY, 0, 5));
        fails(1, 7, "domain event callback 5 not registered");
        client.send(RawClient.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_DEREGISTER_ANY, 0, 5));
        fails(1, 7, "domain event 5 not registered");
        client.send(RawClient.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_REGISTER, 0, null));
        assertThat(received().status()).isEqualTo(Packet.OK);
        client.send(RawClient.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_REGISTER_ANY, 0, 0));
        fails(8, 0, "event callback already tracked");
        client.send(RawClient.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_DEREGISTER, 0, null));
        assertThat(received().status()).isEqualTo(Packet.OK);
        assertThat(server.hypervisor().listeners()).isZero();
    }

    @Test
    void oldRegistrationsGetOldMessages() throws Exception {
        open();
        client.send(RawClient.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_REGISTER, 5, null));
        assertThat(received().status()).isEqualTo(Packet.OK);
        client.send(RawClient.call(DomainProcedures.DOMAIN_DEFINE_XML, 6, "<domain><name>web</name></domain>"));
        List<Packet> packets = new ArrayList<>(List.of(received(), received()));
        packets.sort((a, b) -> Integer.compare(b.type(), a.type()));
        Packet message = packets.getFirst();
        assertThat(message.type()).isEqualTo(Packet.MESSAGE);
        assertThat(message.procedure()).isEqualTo(107);
        assertThat(message.serial()).isEqualTo(1);
        assertThat(message.status()).isEqualTo(Packet.OK);
        assertThat(message.reader().readString(10)).isEqualTo("web");
    }

    @Test
    void impossibleLengthsEndTheConnection() throws Exception {
        for (int length : new int[] {0, 4, 27, Packet.MAX + 1, 40 << 20, -1, Integer.MIN_VALUE}) {
            try (RawClient bad = new RawClient(server.socket())) {
                bad.send(java.nio.ByteBuffer.allocate(28).putInt(length).array());
                assertThat(bad.receive()).as("length " + length).isNull();
            }
        }
        open();
        works();
    }

    @Test
    void aConnectionThatEndsWithinAPacketIsForgotten() throws Exception {
        open();
        try (RawClient bad = new RawClient(server.socket())) {
            byte[] packet = RawClient.packet(REMOTE, 1, 66, Packet.CALL, 0, Packet.OK, new byte[100]);
            bad.send(java.util.Arrays.copyOf(packet, 50));
            bad.endOutput();
            assertThat(bad.receive()).isNull();
        }
        await().until(() -> server.server().clients() == 1);
        works();
    }

    @Test
    void descriptorsThatCannotComeEndTheConnection() throws Exception {
        open();
        client.send(RawClient.packet(REMOTE, 1, 443, Packet.CALL_WITH_FDS, 0, Packet.OK, new byte[] {0, 0, 0, 1}));
        client.send(new byte[1]); // the byte comes alone
        assertThat(client.receive()).isNull();
        try (RawClient bad = new RawClient(server.socket())) {
            bad.send(RawClient.packet(REMOTE, 1, 443, Packet.CALL_WITH_FDS, 0, Packet.OK, new byte[] {0, 0, 1, 0}));
            assertThat(bad.receive()).isNull();
        }
        try (RawClient bad = new RawClient(server.socket())) {
            bad.send(RawClient.packet(REMOTE, 1, 443, Packet.CALL_WITH_FDS, 0, Packet.OK));
            assertThat(bad.receive()).isNull();
        }
    }

    @Test
    void whatIsNoCallGetsNoAnswer() throws Exception {
        open();
        for (int type : new int[] {Packet.REPLY, Packet.MESSAGE, Packet.STREAM, Packet.STREAM_HOLE, 99, -1}) {
            client.send(RawClient.packet(REMOTE, 1, 3, type, 5, Packet.OK));
            client.send(RawClient.packet(0x999, 1, 3, type, 5, Packet.OK));
        }
        works();
    }

    @Test
    void aPingIsAnsweredInAnyState() throws Exception {
        byte[] ping = RawClient.packet(Program.KEEPALIVE.number(), 1, KeepAlive.PING, Packet.MESSAGE, 0, Packet.OK);
        client.send(ping);
        Packet pong = received();
        assertThat(pong.program()).isEqualTo(Program.KEEPALIVE.number());
        assertThat(pong.procedure()).isEqualTo(KeepAlive.PONG);
        assertThat(pong.type()).isEqualTo(Packet.MESSAGE);
        assertThat(pong.serial()).isZero();
        open();
        client.send(ping);
        assertThat(received().procedure()).isEqualTo(KeepAlive.PONG);
    }

    @Test
    void aSilentClientIsDroppedOnceItHasSaidThatItAnswers() throws Exception {
        try (UnixServer strict = new UnixServer(new ServerSettings(5, Duration.ofMillis(50), 2, 1 << 20));
                RawClient silent = new RawClient(strict.socket());
                RawClient mute = new RawClient(strict.socket())) {
            mute.send(RawClient.call(ConnectProcedures.AUTH_LIST, 0, null));
            assertThat(mute.receive()).isNotNull();
            silent.send(RawClient.call(ConnectProcedures.AUTH_LIST, 0, null));
            assertThat(silent.receive()).isNotNull();
            silent.send(RawClient.call(ConnectProcedures.CONNECT_SUPPORTS_FEATURE, 1, 10));
            Packet answer = silent.receive();
            assertThat(answer).isNotNull();
            assertThat(answer.reader().readInt()).isEqualTo(1);
            int pings = 0;
            for (Packet packet = silent.receive(); packet != null; packet = silent.receive()) {
                assertThat(packet.program()).isEqualTo(Program.KEEPALIVE.number());
                assertThat(packet.procedure()).isEqualTo(KeepAlive.PING);
                pings++;
            }
            assertThat(pings).isEqualTo(2);
            await().until(() -> strict.server().clients() == 1);
        }
    }

    @Test
    void aClientThatDoesNotReadItsEventsIsDropped() throws Exception {
        try (UnixServer strict = new UnixServer(new ServerSettings(5, Duration.ofSeconds(5), 5, 1 << 16));
                RawClient lazy = new RawClient(strict.socket())) {
            lazy.send(RawClient.call(ConnectProcedures.AUTH_LIST, 0, null));
            assertThat(lazy.receive()).isNotNull();
            lazy.send(RawClient.call(ConnectProcedures.CONNECT_OPEN, 0, new ConnectMessages.Open(null, 0)));
            assertThat(lazy.receive()).isNotNull();
            lazy.send(RawClient.call(
                    ConnectProcedures.CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY, 0, new ConnectMessages.RegisterEvent(0, null)));
            assertThat(lazy.receive()).isNotNull();
            var hypervisor = strict.hypervisor();
            var domain = hypervisor.add(hypervisor.open(null, null), "<name>web</name>");
            await().until(() -> {
                for (int i = 0; i < 10_000; i++) {
                    hypervisor.publish(io.jvirt.api.DomainEvent.Change.RESUMED_UNPAUSED.of(domain));
                }
                return strict.server().clients() == 0;
            });
            assertThat(hypervisor.listeners()).isZero();
        }
    }

    @Test
    void streamPacketsOutOfPlaceAreRefused() throws Exception {
        open();
        client.send(RawClient.call(DomainProcedures.DOMAIN_DEFINE_XML, 6, "<domain><name>web</name></domain>"));
        received();
        client.send(RawClient.call(DomainProcedures.DOMAIN_CREATE, 7, GUEST));
        received();
        client.send(RawClient.call(
                DomainProcedures.DOMAIN_OPEN_CONSOLE, 8, new DomainMessages.OptionalTextFlags(GUEST, null, 0)));
        assertThat(received().status()).isEqualTo(Packet.OK);
        // A hole without its length.
        client.send(RawClient.packet(REMOTE, 1, 201, Packet.STREAM_HOLE, 8, Packet.CONTINUE));
        Packet failed = received();
        assertThat(failed.type()).isEqualTo(Packet.STREAM);
        assertThat(failed.status()).isEqualTo(Packet.ERROR);
        assertThat(failed.serial()).isEqualTo(8);
        assertThat(RawClient.error(failed).message()).contains("Unable to decode message payload");
        // The stream is over: what comes late is dropped.
        client.send(RawClient.packet(REMOTE, 1, 201, Packet.STREAM, 8, Packet.CONTINUE, new byte[10]));
        client.send(RawClient.packet(REMOTE, 1, 201, Packet.STREAM, 8, Packet.OK));
        works();
    }

    @Test
    void aStreamIsFinishedOrGivenUp() throws Exception {
        open();
        client.send(RawClient.call(DomainProcedures.DOMAIN_DEFINE_XML, 6, "<domain><name>web</name></domain>"));
        received();
        client.send(RawClient.call(DomainProcedures.DOMAIN_CREATE, 7, GUEST));
        received();
        for (int status : new int[] {Packet.OK, Packet.ERROR}) {
            client.send(RawClient.call(
                    DomainProcedures.DOMAIN_OPEN_CONSOLE, 8, new DomainMessages.OptionalTextFlags(GUEST, null, 0)));
            assertThat(received().type()).isEqualTo(Packet.REPLY);
            client.send(RawClient.packet(REMOTE, 1, 201, Packet.STREAM, 8, Packet.CONTINUE, new byte[] {'h', 'i'}));
            Packet echo = received();
            assertThat(echo.type()).isEqualTo(Packet.STREAM);
            assertThat(echo.status()).isEqualTo(Packet.CONTINUE);
            assertThat(echo.body()).isEqualTo(new byte[] {'h', 'i'});
            client.send(RawClient.packet(REMOTE, 1, 201, Packet.STREAM, 8, status));
            Packet end = received();
            assertThat(end.type()).isEqualTo(Packet.STREAM);
            assertThat(end.status()).isEqualTo(Packet.OK);
            assertThat(end.serial()).isEqualTo(8);
            assertThat(end.body()).isEmpty();
        }
        works();
    }

    @Test
    void moreCallsThanAreCarriedOutAtOnceWaitTheirTurn() throws Exception {
        open();
        client.send(RawClient.call(DomainProcedures.DOMAIN_DEFINE_XML, 6, "<domain><name>web</name></domain>"));
        received();
        for (int i = 0; i < 50; i++) {
            client.send(RawClient.call(
                    DomainProcedures.DOMAIN_CORE_DUMP, 100 + i, new DomainMessages.TextFlags(GUEST, "/dev/null", 0)));
        }
        works(); // has high priority
        server.hypervisor().dump.countDown();
        for (int i = 0; i < 50; i++) {
            assertThat(received().serial()).isBetween(100, 149);
        }
    }
}
