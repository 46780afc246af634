package io.jvirt.host;

import io.jvirt.host.linux.Errno;
import io.jvirt.host.linux.FileCalls;
import io.jvirt.host.linux.Poller;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A blocking byte channel over any descriptor that can be polled: socket, pipe, terminal. A waiting virtual thread parks; it does
 * not hold its carrier. One reader and one writer at a time may use it from different threads; closing wakes both, which then get an
 * AsynchronousCloseException.
 */
public class DescriptorChannel implements ByteChannel {
    /** What one system call moves at most. */
    private static final int CHUNK = 64 * 1024;

    private final Descriptor descriptor;
    private Poller.@Nullable Registration registration;
    private volatile Duration readTimeout = Duration.ZERO;
    private volatile Duration writeTimeout = Duration.ZERO;

    /** Takes over {@code descriptor} and makes its open file description non-blocking, also for others who share it. */
    public DescriptorChannel(Descriptor descriptor) {
        this.descriptor = descriptor;
        int result = FileCalls.setNonBlocking(descriptor.number(), true);
        if (result < 0) {
            throw new HostException("make " + descriptor + " non-blocking", -result);
        }
    }

    /** Limits how long a read may wait for its first byte; zero, the default, is for ever. */
    public final void setReadTimeout(Duration timeout) {
        readTimeout = timeout;
    }

    /** Limits how long a write may wait for the other side to take more; zero, the default, is for ever. */
    public final void setWriteTimeout(Duration timeout) {
        writeTimeout = timeout;
    }

    /** {@return the descriptor below, which this channel closes} */
    public final Descriptor descriptor() {
        return descriptor;
    }

    /**
     * Makes the open file description blocking again, as a process expects it that the descriptor is passed to. This channel is of
     * no use afterwards except to be closed.
     */
    public final void makeBlocking() throws ClosedChannelException {
        int fd = descriptor.acquire();
        try {
            int result = FileCalls.setNonBlocking(fd, false);
            if (result < 0) {
                throw new HostException("make " + descriptor + " blocking", -result);
            }
        } finally {
            descriptor.release();
        }
    }

    /**
     * Reads at least one byte, as {@link java.nio.channels.ReadableByteChannel#read} of a blocking channel does.
     *
     * @throws SocketTimeoutException when the read timeout is over
     */
    @Override
    public final int read(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        int length = Math.min(target.remaining(), CHUNK);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(length);
            long count = readable((fd) -> FileCalls.read(fd, buffer, length), "read");
            if (count == 0) {
                return -1;
            }
            target.put(buffer.asSlice(0, count).asByteBuffer());
            return (int) count;
        }
    }

    /**
     * Writes everything that remains in {@code source}.
     *
     * @throws SocketTimeoutException when the write timeout is over; part of the source may have been written
     */
    @Override
    public final int write(ByteBuffer source) throws IOException {
        int total = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(Math.max(1, Math.min(source.remaining(), CHUNK)));
            while (source.hasRemaining()) {
                int length = Math.min(source.remaining(), CHUNK);
                buffer.asByteBuffer().put(source.slice(source.position(), length));
                long count = writable((fd) -> FileCalls.write(fd, buffer, length), "write");
                source.position(source.position() + (int) count);
                total += (int) count;
            }
        }
        return total;
    }

    /** A system call on the descriptor that returns the negative error number when it fails. */
    @FunctionalInterface
    protected interface Call {
        long run(int fd);
    }

    /** Repeats {@code call} until it does not say "try again", waiting for readability between. */
    protected final long readable(Call call, String what) throws IOException {
        return repeat(call, what, true);
    }

    /** Repeats {@code call} until it does not say "try again", waiting for writability between. */
    protected final long writable(Call call, String what) throws IOException {
        return repeat(call, what, false);
    }

    private long repeat(Call call, String what, boolean reading) throws IOException {
        int fd = descriptor.acquire();
        try {
            Duration limit = reading ? readTimeout : writeTimeout;
            long deadline = limit.isZero() ? Long.MAX_VALUE : System.nanoTime() + limit.toNanos();
            boolean waited = false;
            while (true) {
                if (!descriptor.isOpen()) {
                    throw waited ? new AsynchronousCloseException() : new ClosedChannelException();
                }
                long result = call.run(fd);
                if (result >= 0) {
                    return result;
                }
                if (result == -Errno.EINTR) {
                    continue;
                }
                if (result != -Errno.EAGAIN) {
                    throw new IOException("Cannot " + what + ": " + Errno.describe((int) -result));
                }
                waited = true;
                if (!await(fd, reading, deadline)) {
                    throw new SocketTimeoutException(
                            (reading ? "nothing arrived within " : "nothing was taken within ") + limit.toMillis() + " ms");
                }
            }
        } finally {
            descriptor.release();
        }
    }

    private boolean await(int fd, boolean reading, long deadline) throws IOException {
        Poller.Registration current;
        synchronized (this) {
            if (!descriptor.isOpen()) {
                throw new AsynchronousCloseException();
            }
            current = registration;
            if (current == null) {
                current = Poller.register(fd);
                registration = current;
            }
        }
        try {
            return reading ? current.awaitReadable(deadline) : current.awaitWritable(deadline);
        } catch (InterruptedIOException e) {
            close();
            throw e;
        }
    }

    @Override
    public final boolean isOpen() {
        return descriptor.isOpen();
    }

    /** Closes the descriptor and wakes who waits on it. An interrupt of a waiting thread does the same. */
    @Override
    public void close() {
        synchronized (this) {
            if (!descriptor.isOpen()) {
                return;
            }
            Poller.Registration current = registration;
            if (current != null) {
                current.close();
            }
            descriptor.close();
        }
    }

    @Override
    public String toString() {
        return "channel on " + descriptor;
    }
}
