package io.jvirt.host.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.Errno;
import io.jvirt.host.linux.FileCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UnixSocketTest {
    @TempDir
    Path folder;

    @Test
    void listenerHasItsModeAndSeesWhoConnects() throws Exception {
        Path path = folder.resolve("socket");
        try (UnixListener listener = UnixListener.listen(path, 0600, OptionalInt.empty());
                UnixSocket client = UnixSocket.connect(path, Duration.ZERO);
                UnixSocket server = listener.accept()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
            PeerCredentials peer = server.peer();
            assertThat(peer.pid()).isEqualTo((int) ProcessHandle.current().pid());
            assertThat(peer.uid()).isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
            client.write(bytes("hello"));
            assertThat(read(server, 5)).isEqualTo("hello");
            client.shutdownOutput();
            assertThat(server.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            server.write(bytes("bye"));
            assertThat(read(client, 3)).isEqualTo("bye");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void jdkChannelsConnectToo() throws Exception {
        Path path = folder.resolve("socket");
        try (UnixListener listener = UnixListener.listen(path, 0600, OptionalInt.empty());
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path));
                UnixSocket server = listener.accept()) {
            client.write(bytes("hello"));
            assertThat(read(server, 5)).isEqualTo("hello");
        }
    }

    @Test
    void staleSocketIsReplacedAndALiveOneIsNot() throws Exception {
        Path path = folder.resolve("socket");
        UnixListener.listen(path, 0600, OptionalInt.empty()).release();
        assertThat(path).exists();
        try (UnixListener listener = UnixListener.listen(path, 0600, OptionalInt.empty())) {
            assertThat(listener.descriptor().isOpen()).isTrue();
            assertThatThrownBy(() -> UnixListener.listen(path, 0600, OptionalInt.empty()))
                    .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EADDRINUSE));
        }
    }

    @Test
    void closingLeavesTheSocketOfASuccessor() throws Exception {
        Path path = folder.resolve("s");
        UnixListener first = UnixListener.listen(path, 0600, OptionalInt.empty());
        Files.delete(path);
        try (UnixListener second = UnixListener.listen(path, 0600, OptionalInt.empty())) {
            first.close();
            assertThat(path).exists();
            UnixSocket.connect(path, Duration.ZERO).close();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void longPathIsRefusedWithARemedy() {
        Path path = folder.resolve("x".repeat(108));
        assertThatThrownBy(() -> UnixListener.listen(path, 0600, OptionalInt.empty()))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("shorter folder");
    }

    @Test
    void descriptorsTravelWithTheirBytes() throws Exception {
        List<UnixSocket> pair = UnixSocket.pair();
        Path file = Files.writeString(folder.resolve("file"), "content");
        try (UnixSocket left = pair.get(0);
                UnixSocket right = pair.get(1);
                Descriptor descriptor = Descriptor.open(file, FileCalls.O_RDONLY)) {
            left.send(bytes("ab"), List.of(descriptor, descriptor));
            left.send(bytes("c"), List.of());
            List<Descriptor> received = new ArrayList<>();
            ByteBuffer buffer = ByteBuffer.allocate(1);
            assertThat(right.receive(buffer, received)).isEqualTo(1);
            assertThat(received).hasSize(2);
            for (Descriptor each : received) {
                assertThat(Files.readSymbolicLink(Path.of("/proc/self/fd/" + each.number()))).isEqualTo(file.toRealPath());
                each.close();
            }
            received.clear();
            assertThat(right.receive(buffer.clear(), received)).isEqualTo(1);
            assertThat(right.receive(buffer.clear(), received)).isEqualTo(1);
            assertThat(buffer.get(0)).isEqualTo((byte) 'c');
            assertThat(received).isEmpty();
        }
    }

    @Test
    void muchGoesThroughInBothDirectionsAtOnce() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("UnixSocketTest seed " + seed);
        byte[] data = new byte[8 << 20];
        new Random(seed).nextBytes(data);
        List<UnixSocket> pair = UnixSocket.pair();
        try (UnixSocket left = pair.get(0);
                UnixSocket right = pair.get(1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> results = new ArrayList<>();
            for (UnixSocket socket : List.of(left, right)) {
                results.add(threads.submit(() -> {
                    socket.write(ByteBuffer.wrap(data));
                    return data;
                }));
                results.add(threads.submit(() -> {
                    ByteBuffer all = ByteBuffer.allocate(data.length);
                    while (all.hasRemaining()) {
                        socket.read(all);
                    }
                    return all.array();
                }));
            }
            for (Future<byte[]> result : results) {
                assertThat(result.get()).isEqualTo(data);
            }
        }
    }

    @Test
    void closingWakesAReader() throws Exception {
        List<UnixSocket> pair = UnixSocket.pair();
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        Thread reader = Thread.startVirtualThread(() -> {
            try {
                pair.get(0).read(ByteBuffer.allocate(1));
                seen.complete(new AssertionError("nothing was written"));
            } catch (Throwable t) {
                seen.complete(t);
            }
        });
        while (reader.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        pair.get(0).close();
        assertThat(seen.get()).isInstanceOf(AsynchronousCloseException.class);
        pair.get(1).close();
    }

    @Test
    void readTimeoutEnds() throws Exception {
        List<UnixSocket> pair = UnixSocket.pair();
        try (UnixSocket left = pair.get(0);
                UnixSocket right = pair.get(1)) {
            left.setReadTimeout(Duration.ofMillis(20));
            assertThatThrownBy(() -> left.read(ByteBuffer.allocate(1))).isInstanceOf(SocketTimeoutException.class);
            right.write(bytes("x"));
            assertThat(read(left, 1)).isEqualTo("x");
        }
    }

    @Test
    void writeTimeoutEnds() throws Exception {
        List<UnixSocket> pair = UnixSocket.pair();
        try (UnixSocket left = pair.get(0);
                UnixSocket right = pair.get(1)) {
            left.setWriteTimeout(Duration.ofMillis(20));
            assertThatThrownBy(() -> left.write(ByteBuffer.allocate(16 << 20))).isInstanceOf(SocketTimeoutException.class);
            assertThat(right.isOpen()).isTrue();
        }
    }

    @Test
    void descriptorClosedBehindTheChannelHarmsNobodyElse() throws Exception {
        List<UnixSocket> careless = UnixSocket.pair();
        List<UnixSocket> other = UnixSocket.pair();
        careless.get(0).setReadTimeout(Duration.ofMillis(20));
        assertThatThrownBy(() -> careless.get(0).read(ByteBuffer.allocate(1))).isInstanceOf(SocketTimeoutException.class);
        careless.get(0).descriptor().close();
        careless.get(1).close();
        try (UnixSocket left = other.get(0);
                UnixSocket right = other.get(1)) {
            left.setReadTimeout(Duration.ofMillis(20));
            assertThatThrownBy(() -> left.read(ByteBuffer.allocate(1))).isInstanceOf(SocketTimeoutException.class);
            left.setReadTimeout(Duration.ZERO);
            Thread.startVirtualThread(() -> {
                try {
                    right.write(bytes("x"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(read(left, 1)).isEqualTo("x");
        }
    }

    @Test
    void activationIsReadFromTheEnvironmentOfThisProcessOnly() {
        assertThat(SocketActivation.inherited(Map.of("LISTEN_PID", "1", "LISTEN_FDS", "2"), 42)).isEmpty();
        assertThat(SocketActivation.inherited(Map.of(), 42)).isEmpty();
        assertThat(SocketActivation.inherited(
                        Map.of("LISTEN_PID", "42", "LISTEN_FDS", "2", "LISTEN_FDNAMES", "rw:"), 42))
                .extracting(SocketActivation.Inherited::name)
                .containsExactly("rw", "unknown");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(UnixSocket socket, int count) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && socket.read(buffer) >= 0) {
            continue;
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }
}
