package io.jvirt.image.block;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Extent;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.Zeros;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** An image that says for each run of bytes where it is; what is read follows from that. */
public abstract class MappedImage extends FileImage {
    /** Guards where bytes are: held to read while they are used, to write while they change. */
    protected final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    private final Below below;
    private volatile @Nullable Unpacked unpacked;
    private volatile long knownLength;

    /** The chunk that was unpacked last: sequential reads meet it many times. */
    private record Unpacked(long chunk, byte[] bytes) {}

    /** An image of which {@code below} holds what it does not. */
    protected MappedImage(ImageFormat format, ImageFile file, long size, Below below) {
        super(format, file, size);
        this.below = below;
    }

    /**
     * {@return how the bytes from {@code offset} on are stored, at most {@code most} of them} The lock is held.
     *
     * @param offset within the image
     * @param most at least 1, not beyond the end of the image
     */
    protected abstract Run find(long offset, long most);

    /** {@return the bytes of a compressed chunk} */
    protected byte[] unpack(long chunk) {
        throw new IllegalStateException("no chunks: " + chunk);
    }

    @Override
    public final Optional<DiskImage> backing() {
        return Optional.ofNullable(below.image());
    }

    /** {@return whether something lies under these bytes in the image this one is based on} */
    protected final boolean backed(long offset) {
        return below.has(offset);
    }

    @Override
    public final void read(long offset, ByteBuffer target) {
        checkRange(offset, target.remaining());
        lock.readLock().lock();
        try {
            readFound(offset, target);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Reads with the lock held; what lies beyond the end of the image reads as zero. */
    protected final void readFound(long offset, ByteBuffer target) {
        long at = offset;
        int end = target.limit();
        while (target.hasRemaining()) {
            if (at >= size()) {
                Zeros.fill(target, target.remaining());
                return;
            }
            Run run = find(at, Math.min(target.remaining(), size() - at));
            int length = (int) run.length();
            target.limit(target.position() + length);
            switch (run.kind()) {
                case DATA -> {
                    checkInFile(run.host());
                    file.read(run.host(), target);
                }
                case ZERO -> Zeros.fill(target, length);
                case ABSENT -> below.read(at, target);
                case COMPRESSED -> target.put(chunk(run.host()), run.skip(), length);
            }
            target.limit(end);
            at += length;
        }
    }

    private byte[] chunk(long number) {
        Unpacked last = unpacked;
        if (last == null || last.chunk != number) {
            last = new Unpacked(number, unpack(number));
            unpacked = last;
        }
        return last.bytes;
    }

    /** A chunk has changed. */
    protected final void forgetChunk() {
        unpacked = null;
    }

    /** Fails when data is said to begin beyond the end of the file: zeros there would hide that something was cut off. */
    protected final void checkInFile(long host) {
        if (host >= knownLength) {
            knownLength = file.length();
            if (host >= knownLength) {
                throw broken("data at offset " + Long.toUnsignedString(host) + " is beyond the end of the file");
            }
        }
    }

    @Override
    public Extent extentAt(long offset) {
        checkRange(offset, 1);
        lock.readLock().lock();
        try {
            Run run = find(offset, size() - offset);
            return run.kind() == Extent.Kind.DATA
                    ? Extent.data(offset, run.length(), path(), run.host())
                    : Extent.of(offset, run.length(), run.kind());
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        try {
            super.close();
        } finally {
            below.close();
        }
    }
}
