package io.jvirt.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.ConnectProcedures;
import io.jvirt.rpc.protocol.DomainProcedures;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.Packet;
import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.protocol.ProcedureTable;
import io.jvirt.rpc.protocol.Program;
import io.jvirt.rpc.testkit.RawClient;
import io.jvirt.rpc.testkit.UnixServer;
import io.jvirt.rpc.xdr.Generator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a client sends, the server neither fails nor hangs, another client is served, and nothing is left of the
 * first one. The interesting conversations are kept in the corpus.
 */
@Timeout(180)
final class SessionFuzzTest {
    private static final int ROUNDS = 150;
    private static final UUID GUEST = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    /** What the server logs: warnings and worse mean that something was not thought of. */
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private final PrintStream realErrors = System.err;
    private UnixServer server;
    private RawClient other;

    @BeforeEach
    void start() throws Exception {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        server = new UnixServer(new ServerSettings(5, Duration.ofSeconds(5), 5, 1 << 20));
        server.hypervisor().dump.countDown();
        server.hypervisor().slow.countDown();
        var domain = server.hypervisor()
                .add(server.hypervisor().open(null, null), "<name>web</name><uuid>" + GUEST + "</uuid>");
        domain.start();
        other = new RawClient(server.socket());
        opened(other);
    }

    @AfterEach
    void stop() throws Exception {
        System.setErr(realErrors);
        other.close();
        server.close();
    }

    private static void opened(RawClient client) throws IOException {
        client.send(RawClient.call(ConnectProcedures.AUTH_LIST, 0, null));
        assertThat(client.receive()).isNotNull();
        client.send(RawClient.call(ConnectProcedures.CONNECT_OPEN, 1, new ConnectMessages.Open("qemu:///system", 0)));
        assertThat(client.receive()).isNotNull();
    }

    private void othersAreServed() throws IOException {
        other.send(RawClient.call(ConnectProcedures.CONNECT_GET_TYPE, 7, null));
        Packet answer = other.receive();
        assertThat(answer).isNotNull();
        assertThat(answer.status()).isEqualTo(Packet.OK);
        await().until(() -> server.server().clients() == 1);
        assertThat(server.hypervisor().listeners()).isZero();
        assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    static Stream<Path> corpus() throws Exception {
        Path folder = Path.of(SessionFuzzTest.class.getResource("/corpus").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource
    void corpus(Path file) throws Exception {
        StringBuilder hex = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            hex.append(line.startsWith("#") ? "" : line.strip());
        }
        converse(HexFormat.of().parseHex(hex));
        othersAreServed();
    }

    @Test
    void randomConversations() throws Exception {
        long seed = System.nanoTime();
        System.out.println("SessionFuzzTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Generator generator = new Generator(seed);
        for (int round = 0; round < ROUNDS; round++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (random.nextInt(10) != 0) {
                bytes.writeBytes(RawClient.call(ConnectProcedures.AUTH_LIST, 0, null));
                bytes.writeBytes(RawClient.call(
                        ConnectProcedures.CONNECT_OPEN, 1, new ConnectMessages.Open("qemu:///system", 0)));
            }
            for (int i = random.nextInt(30); i > 0; i--) {
                bytes.writeBytes(packet(random, generator));
            }
            converse(bytes.toByteArray());
            if (round % 10 == 0) {
                othersAreServed();
            }
        }
        othersAreServed();
    }

    /** Sends everything while it takes what comes back, then waits for the end of the connection. */
    private void converse(byte[] bytes) throws Exception {
        try (RawClient client = new RawClient(server.socket())) {
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    client.send(bytes);
                    client.endOutput();
                } catch (IOException e) {
                    // The server has had enough.
                }
            });
            Packet packet = client.receive();
            while (packet != null) {
                packet = client.receive();
            }
            sender.join();
        }
    }

    private static byte[] packet(SplittableRandom random, Generator generator) {
        List<Procedure<?, ?>> rows = ProcedureTable.all();
        Procedure<?, ?> row = rows.get(random.nextInt(rows.size()));
        byte[] packet = row.signature() == null || row == ConnectProcedures.CONNECT_CLOSE
                ? RawClient.packet(
                        row.program().number(), 1, row.number(), random.nextInt(8), random.nextInt(40), random.nextInt(4))
                : call(row, random, generator);
        return switch (random.nextInt(12)) {
            case 0 -> damaged(random, packet);
            case 1 -> Arrays.copyOf(packet, random.nextInt(packet.length + 1) + random.nextInt(9));
            case 2 -> RawClient.packet(
                    Program.REMOTE.number(),
                    1,
                    201,
                    random.nextBoolean() ? Packet.STREAM : Packet.STREAM_HOLE,
                    random.nextInt(40),
                    random.nextInt(4),
                    new byte[random.nextInt(40)]);
            case 3 -> RawClient.packet(Program.KEEPALIVE.number(), 1, 1 + random.nextInt(3), Packet.MESSAGE, 0, 0);
            case 4 -> RawClient.call(
                    DomainProcedures.DOMAIN_OPEN_CONSOLE,
                    random.nextInt(40),
                    new io.jvirt.rpc.protocol.DomainMessages.OptionalTextFlags(new DomainRef("web", GUEST, 1), null, 0));
            default -> packet;
        };
    }

    private static <A> byte[] call(Procedure<A, ?> row, SplittableRandom random, Generator generator) {
        byte[] packet = RawClient.call(row, random.nextInt(40), generator.value(row.types().argument()));
        if (random.nextInt(3) != 0) {
            putGuest(packet);
        }
        return packet;
    }

    /** Makes the random guest of an argument the one that is there, so that more than its lookup is reached. */
    private static void putGuest(byte[] packet) {
        if (packet.length >= Packet.HEADER + 24) {
            int name = java.nio.ByteBuffer.wrap(packet).getInt(Packet.HEADER);
            int at = Packet.HEADER + 4 + ((name + 3) & ~3);
            if (name >= 0 && at + 16 <= packet.length) {
                java.nio.ByteBuffer.wrap(packet)
                        .putLong(at, GUEST.getMostSignificantBits())
                        .putLong(at + 8, GUEST.getLeastSignificantBits());
            }
        }
    }

    private static byte[] damaged(SplittableRandom random, byte[] packet) {
        byte[] changed = packet.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }
}
