package io.jvirt.host;

import io.jvirt.host.linux.Errno;
import io.jvirt.host.linux.FileCalls;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;

/**
 * An open file descriptor that this object owns and closes once.
 *
 * <p>A descriptor number is recycled by the kernel as soon as it is closed, so a call that still runs on one thread while another
 * closes could hit a stranger's file. Users therefore bracket every native call with {@link #acquire()} and {@link #release()};
 * the number is really closed when the last of them has left. Thread-safe. Every descriptor is close-on-exec.
 */
public final class Descriptor implements AutoCloseable {
    private final int number;
    private int users;
    private boolean closed;

    private Descriptor(int number) {
        this.number = number;
    }

    /** Takes over {@code number}, which nobody else may close from now on. */
    public static Descriptor own(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("not a file descriptor: " + number);
        }
        return new Descriptor(number);
    }

    /** Opens an existing file with flags of open(2); O_CLOEXEC is added. */
    public static Descriptor open(Path path, int flags) {
        return open(path, flags, 0);
    }

    /** Opens or creates a file with flags of open(2) and, when it is created, permission bits {@code mode} (less the umask). */
    public static Descriptor open(Path path, int flags, int mode) {
        int fd = FileCalls.open(path.toString(), flags | FileCalls.O_CLOEXEC, mode);
        if (fd < 0) {
            throw new HostException("open '" + path + "'", -fd);
        }
        return own(fd);
    }

    /** The two ends of a pipe(7); each is closed by its owner. */
    public record Pipe(Descriptor reading, Descriptor writing) {}

    /** {@return a new pipe} */
    public static Pipe pipe() {
        int[] ends = new int[2];
        int result = FileCalls.pipe(ends);
        if (result < 0) {
            throw new HostException("create a pipe", -result);
        }
        return new Pipe(own(ends[0]), own(ends[1]));
    }

    /** {@return the number, to be passed to a call that ends before {@link #release()}} */
    public synchronized int acquire() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
        users++;
        return number;
    }

    /** Ends what {@link #acquire()} began. */
    public synchronized void release() {
        users--;
        if (closed && users == 0) {
            FileCalls.close(number);
        }
    }

    /** {@return the number while open; for messages and for handing to a child, not for calls that may race with close} */
    public synchronized int number() {
        if (closed) {
            throw new IllegalStateException("descriptor " + number + " is closed");
        }
        return number;
    }

    /** {@return a second, independent descriptor of the same open file description (fcntl F_DUPFD_CLOEXEC)} */
    public Descriptor duplicate() {
        return duplicateAtLeast(3);
    }

    /** {@return a duplicate whose number is at least {@code lowest}} */
    public Descriptor duplicateAtLeast(int lowest) {
        int source;
        try {
            source = acquire();
        } catch (ClosedChannelException e) {
            throw new HostException("duplicate descriptor " + number, Errno.EBADF);
        }
        try {
            int fd = FileCalls.duplicate(source, lowest);
            if (fd < 0) {
                throw new HostException("duplicate descriptor " + number, -fd);
            }
            return own(fd);
        } finally {
            release();
        }
    }

    public synchronized boolean isOpen() {
        return !closed;
    }

    /** Closes once; later calls do nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (users == 0) {
                FileCalls.close(number);
            }
        }
    }

    @Override
    public String toString() {
        return "fd " + number;
    }
}
