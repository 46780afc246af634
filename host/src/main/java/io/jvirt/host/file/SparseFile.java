package io.jvirt.host.file;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.Errno;
import io.jvirt.host.linux.FileCalls;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.function.LongUnaryOperator;

/**
 * The holes of a file: where they are, making them, filling them with space (lseek(2), fallocate(2)). It has a descriptor
 * of its own and reads and writes no bytes. Safe for threads. Where a file system lacks something the answer says so,
 * nothing fails.
 */
public final class SparseFile implements AutoCloseable {
    private final Path path;
    private final Descriptor descriptor;

    private SparseFile(Path path, Descriptor descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /** Opens a file that exists. */
    public static SparseFile open(Path path, boolean writable) {
        return new SparseFile(path, Descriptor.open(path, writable ? FileCalls.O_RDWR : FileCalls.O_RDONLY));
    }

    private long call(String what, LongUnaryOperator call) {
        int fd;
        try {
            fd = descriptor.acquire();
        } catch (ClosedChannelException e) {
            throw new HostException(what + " of '" + path + "'", Errno.EBADF);
        }
        try {
            return call.applyAsLong(fd);
        } finally {
            descriptor.release();
        }
    }

    /** {@return where the next data begin, -1 when none follow; {@code offset} where the file system does not tell} */
    public long nextData(long offset) {
        long found = call("find data", fd -> FileCalls.nextData((int) fd, offset));
        return found == -Errno.ENXIO ? -1 : found < 0 ? offset : found;
    }

    /** {@return where the next hole begins, the end of the file counting as one; -1 where the file system does not tell} */
    public long nextHole(long offset) {
        return Math.max(-1, call("find a hole", fd -> FileCalls.nextHole((int) fd, offset)));
    }

    /** Makes a range a hole, which reads as zero, within the file's length; returns false where that is not possible. */
    public boolean punch(long offset, long length) {
        return done("punch a hole", call("punch a hole", fd -> FileCalls.punch((int) fd, offset, length)));
    }

    /** Makes a range take its space, growing the file to hold it; returns false where that is not possible. */
    public boolean allocate(long offset, long length) {
        return done("allocate space", call("allocate space", fd -> FileCalls.allocate((int) fd, offset, length)));
    }

    private boolean done(String what, long result) {
        if (result < 0 && result != -Errno.EOPNOTSUPP && result != -Errno.EINVAL && result != -Errno.ENOSYS) {
            throw new HostException(what + " of '" + path + "'", (int) -result);
        }
        return result >= 0;
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
