package io.jvirt.host.file;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.Errno;
import io.jvirt.host.linux.FileCalls;
import io.jvirt.host.linux.SparseCalls;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.function.LongUnaryOperator;

/**
 * The holes of a file: where they are, making them, filling them with space (lseek(2), fallocate(2)). It has a descriptor
 * of its own and reads and writes no bytes. Safe for threads. Where a file system lacks something the answer says so,
 * nothing fails.
 */
public final class SparseFile implements AutoCloseable {
    /** FS_NOCOW_FL of ioctl_iflags(2). */
    private static final int NO_COPY_ON_WRITE = 0x00800000;

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

    /** {@return where the next data begin, {@code end} when none do before it} A file system that does not tell has data everywhere. */
    public long nextData(long offset, long end) {
        long found = offset >= end ? end : nextData(offset);
        return found < 0 ? end : Math.min(found, end);
    }

    /** {@return where the next hole begins, {@code end} when none does before it} */
    public long nextHole(long offset, long end) {
        long found = offset >= end ? end : nextHole(offset);
        return found < 0 ? end : Math.min(found, end);
    }

    /** Makes a range a hole, which reads as zero, within the file's length; returns false where that is not possible. */
    public boolean punch(long offset, long length) {
        return done("punch a hole", call("punch a hole", fd -> FileCalls.punch((int) fd, offset, length)));
    }

    /** Makes a range take its space, growing the file to hold it; returns false where that is not possible. */
    public boolean allocate(long offset, long length) {
        return done("allocate space", call("allocate space", fd -> FileCalls.allocate((int) fd, offset, length)));
    }

    /** Makes this file share all data of another until either is written; returns false where that is not possible. */
    public boolean shareDataOf(SparseFile source) {
        return source.call("share data", from -> call("share data", fd -> SparseCalls.share((int) fd, (int) from))) >= 0;
    }

    /** Keeps an empty file, or files made later in a folder, from being copied on write; returns false where nothing is. */
    public boolean writeInPlace() {
        return call("turn off copy on write", fd -> SparseCalls.addFlags((int) fd, NO_COPY_ON_WRITE)) >= 0;
    }

    /** Makes what was written durable. */
    public void sync() {
        AtomicFile.sync(descriptor, path);
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
