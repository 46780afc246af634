package io.jvirt.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.ConnectProcedures;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.DomainProcedures;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.ErrorMessage;
import io.jvirt.rpc.protocol.Packet;
import io.jvirt.rpc.protocol.Program;
import io.jvirt.rpc.testkit.GenuineLibvirtd;
import io.jvirt.rpc.testkit.RawClient;
import io.jvirt.rpc.testkit.UnixServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bad input gets from our server what it gets from a real libvirtd: the same end, code, part and words. */
@Timeout(180)
final class WireComparisonTest {
    private static final int REMOTE = Program.REMOTE.number();
    private static final DomainRef NOBODY = new DomainRef("nobody", new UUID(1, 2), -1);

    /** A conversation after authentication and opening, unless it does these itself. */
    private record Probe(boolean opened, byte[]... packets) {}

    private static Map<String, Probe> probes() {
        Map<String, Probe> probes = new LinkedHashMap<>();
        byte[] auth = RawClient.call(ConnectProcedures.AUTH_LIST, 0, null);
        byte[] open = RawClient.call(ConnectProcedures.CONNECT_OPEN, 1, new ConnectMessages.Open("qemu:///system", 0));
        byte[] type = RawClient.call(ConnectProcedures.CONNECT_GET_TYPE, 2, null);
        probes.put("call before AUTH_LIST", new Probe(false, type));
        probes.put("call before CONNECT_OPEN", new Probe(false, auth, type));
        probes.put("CONNECT_OPEN twice", new Probe(true, open));
        probes.put("call after CONNECT_OPEN twice", new Probe(true, open, type));
        probes.put("scheme that nobody knows", new Probe(false, auth, RawClient.call(
                ConnectProcedures.CONNECT_OPEN, 1, new ConnectMessages.Open("nonsense:///x", 0))));
        probes.put("unknown program", new Probe(true, RawClient.packet(0x12345, 1, 1, Packet.CALL, 3, 0)));
        probes.put("unknown version", new Probe(true, RawClient.packet(REMOTE, 7, 1, Packet.CALL, 3, 0)));
        probes.put("unknown procedure", new Probe(true, RawClient.packet(REMOTE, 1, 9999, Packet.CALL, 3, 0)));
        probes.put("procedure 0", new Probe(true, RawClient.packet(REMOTE, 1, 0, Packet.CALL, 3, 0)));
        probes.put("event as a call", new Probe(true, RawClient.packet(REMOTE, 1, 107, Packet.CALL, 3, 0)));
        probes.put("call with a status", new Probe(true, RawClient.packet(REMOTE, 1, 3, Packet.CALL, 3, 2)));
        probes.put("message from a client", new Probe(true, RawClient.packet(REMOTE, 1, 3, Packet.MESSAGE, 3, 0), type));
        probes.put("reply from a client", new Probe(true, RawClient.packet(REMOTE, 1, 3, Packet.REPLY, 3, 0), type));
        probes.put("stray stream data", new Probe(true, RawClient.packet(REMOTE, 1, 201, Packet.STREAM, 3, 2, new byte[8]), type));
        probes.put("arguments too short", new Probe(true, RawClient.packet(REMOTE, 1, 23, Packet.CALL, 3, 0)));
        probes.put("string beyond its packet", new Probe(true, RawClient.packet(REMOTE, 1, 23, Packet.CALL, 3, 0, new byte[] {0, 0, 9, 9})));
        probes.put("arguments too long", new Probe(true, RawClient.packet(REMOTE, 1, 3, Packet.CALL, 3, 0, new byte[40])));
        probes.put("length 4", new Probe(true, ByteBuffer.allocate(28).putInt(4).array()));
        probes.put("length of 40 MiB", new Probe(true, ByteBuffer.allocate(28).putInt(40 << 20).array()));
        probes.put("unknown event id", new Probe(true, RawClient.call(
                ConnectProcedures.CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY, 3, new ConnectMessages.RegisterEvent(99, null))));
        probes.put("unknown old event id", new Probe(true, RawClient.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_REGISTER_ANY, 3, 16)));
        probes.put("unknown callback", new Probe(true, RawClient.call(
                ConnectProcedures.CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY, 3, 42)));
        probes.put("old event not registered", new Probe(true, RawClient.call(
                ConnectProcedures.CONNECT_DOMAIN_EVENT_DEREGISTER_ANY, 3, 5)));
        probes.put("old event registered twice", new Probe(true,
                RawClient.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_REGISTER, 3, null),
                RawClient.call(ConnectProcedures.CONNECT_DOMAIN_EVENT_REGISTER, 4, null)));
        probes.put("guest that is not there", new Probe(true, RawClient.call(DomainProcedures.DOMAIN_LOOKUP_BY_NAME, 3, "nobody")));
        probes.put("read-only start", new Probe(false, auth,
                RawClient.call(ConnectProcedures.CONNECT_OPEN, 1, new ConnectMessages.Open("qemu:///system", 1)),
                RawClient.call(DomainProcedures.DOMAIN_CREATE, 3, NOBODY)));
        probes.put("read-only passwords", new Probe(false, auth,
                RawClient.call(ConnectProcedures.CONNECT_OPEN, 1, new ConnectMessages.Open("qemu:///system", 1)),
                RawClient.call(DomainProcedures.DOMAIN_GET_XML_DESC, 3, new DomainMessages.Flags(NOBODY, 1))));
        probes.put("features", new Probe(true,
                RawClient.call(ConnectProcedures.CONNECT_SUPPORTS_FEATURE, 3, 14),
                RawClient.call(ConnectProcedures.CONNECT_SUPPORTS_FEATURE, 4, 15),
                RawClient.call(ConnectProcedures.CONNECT_SUPPORTS_FEATURE, 5, 999)));
        probes.put("count only", new Probe(true, RawClient.call(
                ConnectProcedures.CONNECT_LIST_ALL_DOMAINS, 3, new ConnectMessages.ListAll(0, 0))));
        probes.put("open files announced, none come", new Probe(true,
                RawClient.packet(REMOTE, 1, 443, Packet.CALL_WITH_FDS, 3, 0, new byte[] {0, 0, 0, 1}), new byte[1]));
        probes.put("more open files than possible", new Probe(true,
                RawClient.packet(REMOTE, 1, 443, Packet.CALL_WITH_FDS, 3, 0, new byte[] {0, 0, 1, 0})));
        return probes;
    }

    @Test
    void ourServerAnswersAsLibvirtdDoes() throws Exception {
        Map<String, String> theirs = new LinkedHashMap<>();
        Map<String, String> ours = new LinkedHashMap<>();
        try (GenuineLibvirtd libvirtd = new GenuineLibvirtd();
                UnixServer server = new UnixServer(ServerSettings.DEFAULT)) {
            for (var probe : probes().entrySet()) {
                theirs.put(probe.getKey(), outcome(libvirtd.socket(), probe.getValue()));
                ours.put(probe.getKey(), outcome(server.socket(), probe.getValue()));
                System.out.println(probe.getKey() + ": " + ours.get(probe.getKey()));
            }
        }
        assertThat(ours).containsExactlyEntriesOf(theirs);
    }

    /** {@return what came back for the last packet} */
    private static String outcome(Path socket, Probe probe) throws IOException {
        try (RawClient client = new RawClient(socket)) {
            if (probe.opened) {
                client.send(RawClient.call(ConnectProcedures.AUTH_LIST, 0, null));
                assertThat(client.receive()).isNotNull();
                client.send(RawClient.call(
                        ConnectProcedures.CONNECT_OPEN, 1, new ConnectMessages.Open("qemu:///system", 0)));
                assertThat(client.receive()).isNotNull();
            }
            StringBuilder outcome = new StringBuilder();
            for (int i = 0; i < probe.packets.length; i++) {
                try {
                    client.send(probe.packets[i]);
                } catch (IOException e) {
                    return outcome.append("closed").toString();
                }
                boolean answered = probe.packets[i].length >= Packet.HEADER
                        && ByteBuffer.wrap(probe.packets[i]).getInt(16) == Packet.CALL;
                if (answered || i == probe.packets.length - 1) {
                    outcome.append(text(client.receive())).append(i == probe.packets.length - 1 ? "" : "; ");
                }
            }
            return outcome.toString();
        }
    }

    private static String text(@org.jspecify.annotations.Nullable Packet packet) {
        if (packet == null) {
            return "closed";
        }
        String head = "type " + packet.type() + " serial " + packet.serial() + " ";
        if (packet.status() == Packet.ERROR) {
            ErrorMessage error = RawClient.error(packet);
            String message = String.valueOf(error.message());
            // Behind what both say we say why.
            String common = "Unable to decode message payload";
            return head + error.code() + "/" + error.domain() + " " + (message.startsWith(common) ? common : message);
        }
        return head + "ok " + java.util.HexFormat.of().formatHex(packet.body());
    }
}
