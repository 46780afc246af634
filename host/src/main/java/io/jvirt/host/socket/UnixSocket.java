package io.jvirt.host.socket;

import io.jvirt.host.Descriptor;
import io.jvirt.host.DescriptorChannel;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.Errno;
import io.jvirt.host.linux.SocketCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A connected local (unix) stream socket with what the JDK's SocketChannel lacks: the peer's process id and descriptors in
 * messages. Blocking, and cheap to wait on with virtual threads.
 *
 * <p>A plain {@link #read} discards descriptors that arrive with the bytes it reads, so a protocol that passes descriptors reads
 * them with {@link #receive}.
 */
public final class UnixSocket extends DescriptorChannel {
    /** Takes over a connected local stream socket. */
    public UnixSocket(Descriptor descriptor) {
        super(descriptor);
    }

    /**
     * Connects to the socket file {@code path}.
     *
     * @param patience how long to wait while the listener's backlog is full; a missing file or listener fails at once
     * @throws HostException with the errno of connect(2): ENOENT, ECONNREFUSED, EACCES ...
     */
    public static UnixSocket connect(Path path, Duration patience) {
        requireFits(path);
        int fd = SocketCalls.unixSocket();
        if (fd < 0) {
            throw new HostException("create a socket", -fd);
        }
        UnixSocket socket = new UnixSocket(Descriptor.own(fd));
        long deadline = System.nanoTime() + patience.toNanos();
        int result = SocketCalls.connect(fd, path.toString());
        while (result == -Errno.EAGAIN && System.nanoTime() < deadline) {
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            result = SocketCalls.connect(fd, path.toString());
        }
        if (result < 0) {
            socket.close();
            throw new HostException("connect to socket '" + path + "'", -result);
        }
        return socket;
    }

    /** {@return two sockets that are connected with each other} */
    public static List<UnixSocket> pair() {
        int[] ends = new int[2];
        int result = SocketCalls.pair(ends);
        if (result < 0) {
            throw new HostException("create a socket pair", -result);
        }
        return List.of(new UnixSocket(Descriptor.own(ends[0])), new UnixSocket(Descriptor.own(ends[1])));
    }

    static void requireFits(Path path) {
        if (!SocketCalls.fits(path.toString())) {
            throw new HostException("The socket path '" + path + "' is longer than the 107 bytes that the system allows;"
                    + " use a shorter folder");
        }
    }

    /** {@return who is at the other end} */
    public PeerCredentials peer() throws IOException {
        int fd = descriptor().acquire();
        try {
            int[] values = new int[3];
            int result = SocketCalls.peerCredentials(fd, values);
            if (result < 0) {
                throw new HostException("read the peer's credentials", -result);
            }
            return new PeerCredentials(values[0], values[1], values[2]);
        } finally {
            descriptor().release();
        }
    }

    /**
     * Writes everything that remains in {@code data}, at least one byte, and sends duplicates of {@code descriptors} with its first
     * byte. The caller keeps its descriptors.
     */
    public void send(ByteBuffer data, List<Descriptor> descriptors) throws IOException {
        if (!data.hasRemaining()) {
            throw new IllegalArgumentException("descriptors travel with at least one byte");
        }
        List<Descriptor> held = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            List<Integer> numbers = new ArrayList<>();
            for (Descriptor descriptor : descriptors) {
                numbers.add(descriptor.acquire());
                held.add(descriptor);
            }
            int length = data.remaining();
            MemorySegment buffer = arena.allocate(length);
            buffer.asByteBuffer().put(data.slice());
            int sent = (int) writable(fd -> SocketCalls.send(fd, buffer, length, numbers), "send descriptors");
            data.position(data.position() + sent);
        } finally {
            held.forEach(Descriptor::release);
        }
        if (data.hasRemaining()) {
            write(data);
        }
    }

    /**
     * Reads at least one byte, and the descriptors that came with it.
     *
     * @param descriptors gets what arrived; each belongs to the caller
     * @return how many bytes were read, or -1 at end of file
     */
    public int receive(ByteBuffer target, List<Descriptor> descriptors) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        List<Integer> numbers = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            int length = target.remaining();
            MemorySegment buffer = arena.allocate(length);
            int count = (int) readable(fd -> SocketCalls.receive(fd, buffer, length, numbers), "receive descriptors");
            target.put(buffer.asSlice(0, count).asByteBuffer());
            return count == 0 ? -1 : count;
        } finally {
            numbers.forEach(number -> descriptors.add(Descriptor.own(number)));
        }
    }

    /** Lets the peer read end of file; reading stays possible. A peer that is gone already is no error. */
    public void shutdownOutput() throws ClosedChannelException {
        int fd = descriptor().acquire();
        try {
            SocketCalls.shutdownOutput(fd);
        } finally {
            descriptor().release();
        }
    }
}
