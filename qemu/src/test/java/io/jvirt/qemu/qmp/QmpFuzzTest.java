package io.jvirt.qemu.qmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.host.socket.UnixSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a hostile or broken peer says ends in a QmpException or is ignored; nobody waits for ever, nothing else is thrown. */
@Timeout(180)
class QmpFuzzTest {
    private static final String GREETING =
            "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7}, \"package\": \"x\"}, \"capabilities\": [\"oob\"]}}\r\n";
    private static final List<String> SEEDS = List.of(
            "{\"return\": {}, \"id\": \"jvirt-1\"}\r\n",
            "{\"return\": [{\"a\": 1.5e300, \"b\": null}], \"id\": \"jvirt-2\"}\n",
            "{\"id\": \"jvirt-2\", \"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}}\r\n",
            "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"STOP\"}\r\n",
            "{\"timestamp\": {\"seconds\": -9223372036854775808, \"microseconds\": 1e99}, \"event\": \"RTC_CHANGE\", \"data\": {\"offset\": 78}}\r\n",
            "{\"event\": 1}\r\n", "{\"event\": \"X\", \"data\": []}\n", "{}\n", "[]\n", "null\n", "\n\n",
            "{\"error\": {\"class\": \"GenericError\", \"desc\": \"JSON parse error\"}}\n",
            "{\"error\": 5, \"id\": \"jvirt-2\"}\n", "{\"return\": 1, \"id\": {\"a\": 1}}\n",
            "[".repeat(5000) + "\n");

    @Test
    void nothingThatAPeerSaysDoesHarm() throws Exception {
        long seed = Long.getLong("jvirt.seed", new Random().nextLong());
        System.out.println("QmpFuzzTest seed " + seed + " (repeat with -Djvirt.seed=" + seed + ")");
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            String greeting = random.nextInt(8) == 0 ? "" : GREETING;
            StringBuilder said = new StringBuilder();
            if (random.nextInt(4) != 0) {
                said.append(SEEDS.getFirst());
            }
            for (int i = random.nextInt(6); i > 0; i--) {
                said.append(SEEDS.get(random.nextInt(SEEDS.size())));
            }
            byte[] bytes = said.toString().getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            converse(greeting, bytes);
        }
    }

    private static void converse(String greeting, byte[] said) throws Exception {
        List<UnixSocket> pair = UnixSocket.pair();
        CompletableFuture<QmpException> closed = new CompletableFuture<>();
        try (UnixSocket peer = pair.get(0)) {
            Thread talker = Thread.startVirtualThread(() -> {
                try {
                    if (!greeting.isEmpty()) {
                        greet(peer);
                    }
                    peer.write(ByteBuffer.wrap(said));
                    peer.shutdownOutput();
                } catch (IOException e) {
                    // The client has hung up, as it may.
                    assertThat(e).isNotNull();
                }
            });
            try (QmpClient client = QmpClient.over(pair.get(1), Duration.ofSeconds(30), listener(closed))) {
                client.execute("query-status");
            } catch (QmpException e) {
                assertThat(e.getMessage()).isNotEmpty();
                assertThat(e.toJvirt().getMessage()).contains(e.message());
            }
            talker.join();
        }
    }

    /** Greets and waits for the first command, so that what follows finds somebody who waits. */
    private static void greet(UnixSocket peer) throws IOException {
        peer.write(ByteBuffer.wrap(GREETING.getBytes(StandardCharsets.UTF_8)));
        ByteBuffer one = ByteBuffer.allocate(1);
        while (peer.read(one.clear()) > 0 && one.get(0) != '\n') {
            continue;
        }
    }

    @Test
    void endlessLineIsCutOff() throws Exception {
        List<UnixSocket> pair = UnixSocket.pair();
        CompletableFuture<QmpException> closed = new CompletableFuture<>();
        try (UnixSocket peer = pair.get(0)) {
            Thread.startVirtualThread(() -> {
                try {
                    greet(peer);
                    peer.write(ByteBuffer.wrap(SEEDS.getFirst().getBytes(StandardCharsets.UTF_8)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            QmpClient client = QmpClient.over(pair.get(1), Duration.ofSeconds(30), listener(closed));
            byte[] filler = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> {
                        while (true) {
                            peer.write(ByteBuffer.wrap(filler));
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(closed.get(60, TimeUnit.SECONDS)).isInstanceOf(QmpException.Garbled.class);
            assertThatThrownBy(() -> client.execute("query-status")).isInstanceOf(QmpException.class);
        }
    }

    private static QmpListener listener(CompletableFuture<QmpException> closed) {
        return new QmpListener() {
            @Override
            public void event(QmpEvent event) {
                assertThat(event.data().isObject()).isTrue();
            }

            @Override
            public void closed(QmpException reason) {
                closed.complete(reason);
            }
        };
    }
}
