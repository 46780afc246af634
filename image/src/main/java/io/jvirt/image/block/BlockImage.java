package io.jvirt.image.block;

import io.jvirt.image.Extent;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import java.nio.ByteBuffer;

/**
 * An image that gives out space in blocks of one size and has a table that tells where each block is.
 *
 * <p>A block is filled before the table names it, and tables reach the disk after the data they name ({@link TablePages}),
 * so a crash costs at most space that nobody uses.
 */
public abstract class BlockImage extends MappedImage {
    /** {@link #locate}: the block is not in this image. */
    protected static final long ABSENT = -1;

    /** {@link #locate}: the block is zero. */
    protected static final long ZERO = -2;

    /** {@link #locate}: the block is compressed, its chunk has its number. */
    protected static final long COMPRESSED = -3;

    /** Most that one write may give out at once, in bytes. */
    private static final int MOST_AT_ONCE = 4 << 20;

    /** Most blocks that are looked at to find how long a run is. */
    private static final int MOST_JOINED = 1 << 16;

    private final int blockSize;
    private boolean begun;

    /** An image in blocks of {@code blockSize} bytes. */
    protected BlockImage(ImageFormat format, ImageFile file, long size, int blockSize, Below below) {
        super(format, file, size, below);
        this.blockSize = blockSize;
    }

    /** {@return where in the file a block is, or {@link #ABSENT}, {@link #ZERO} or {@link #COMPRESSED}} */
    protected abstract long locate(long block);

    /** {@return how many blocks from an absent one on are absent for the same reason}, at least 1 */
    protected long missing(long block) {
        return 1;
    }

    /**
     * {@return where {@code count} blocks may be put that follow each other} The table does not know yet. Only images that
     * can be written have this; the lock is held to write.
     */
    protected long allocate(long block, int count) {
        throw broken("an image of format " + format().label() + " cannot be written");
    }

    /** The table tells from now on that a block, which has been written, is there. */
    protected void place(long block, long host) {
        throw new IllegalStateException("no place for " + block + " at " + host);
    }

    /** The table tells from now on that a block is zero; returns false where it cannot. */
    protected boolean placeZero(long block) {
        return false;
    }

    /** {@return how many blocks may be given out at once} */
    protected int mostAtOnce() {
        return Math.max(1, MOST_AT_ONCE / blockSize);
    }

    /** Called once before the image changes first. */
    protected void beginWriting() {}

    /** Writes what changed in tables, after the data they name is durable. */
    protected abstract void writeTables();

    /** Called when all is durable and the image closes. */
    protected void finish() {}

    @Override
    public final int clusterSize() {
        return blockSize;
    }

    /** {@return how many blocks the image has, the last of which may be cut off by its size} */
    protected final long blocks() {
        return (size() + blockSize - 1) / blockSize;
    }

    @Override
    protected Run find(long offset, long most) {
        long block = offset / blockSize;
        int skip = (int) (offset % blockSize);
        long where = locate(block);
        if (where == COMPRESSED) {
            return Run.compressed(Math.min(most, blockSize - skip), block, skip);
        }
        long last = (offset + most - 1) / blockSize;
        long next = block + (where == ABSENT ? missing(block) : 1);
        for (int looked = 1; next <= last && looked < MOST_JOINED; looked++) {
            long then = locate(next);
            if (where < 0 ? then != where : then != where + (next - block) * blockSize) {
                break;
            }
            next += where == ABSENT ? missing(next) : 1;
        }
        long length = next > last ? most : next * blockSize - offset;
        return where >= 0
                ? Run.data(length, where + skip)
                : Run.of(where == ZERO ? Extent.Kind.ZERO : Extent.Kind.ABSENT, length);
    }

    private void begin() {
        checkWritable();
        if (!begun) {
            lock.writeLock().lock();
            try {
                if (!begun) {
                    beginWriting();
                    begun = true;
                }
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    @Override
    public final void write(long offset, ByteBuffer source) {
        checkRange(offset, source.remaining());
        begin();
        long at = offset;
        while (source.hasRemaining()) {
            int before = source.remaining();
            if (!overwrite(at, source)) {
                lock.writeLock().lock();
                try {
                    fill(at, source);
                } finally {
                    lock.writeLock().unlock();
                }
            }
            at += before - source.remaining();
        }
    }

    /** Writes in place what has a place; returns whether anything was written. */
    private boolean overwrite(long at, ByteBuffer source) {
        lock.readLock().lock();
        try {
            Run run = find(at, source.remaining());
            if (run.kind() != Extent.Kind.DATA) {
                return false;
            }
            checkInFile(run.host());
            put(run.host(), source, (int) run.length());
            return true;
        } finally {
            lock.readLock().unlock();
        }
    }

    private void put(long host, ByteBuffer source, int length) {
        int end = source.limit();
        source.limit(source.position() + length);
        file.write(host, source);
        source.limit(end);
    }

    /** Gives blocks a place and writes them; a part of {@code source} or, when somebody else was faster, nothing of it. */
    protected void fill(long at, ByteBuffer source) {
        long block = at / blockSize;
        long where = locate(block);
        if (where >= 0) {
            return;
        }
        int whole = at % blockSize == 0 ? wholeBlocks(block, source.remaining() / blockSize) : 0;
        long endBefore = file.length();
        long host = allocate(block, Math.max(1, whole));
        if (whole > 0) {
            put(host, source, whole * blockSize);
            for (int i = 0; i < whole; i++) {
                place(block + i, host + (long) i * blockSize);
            }
        } else {
            fillPart(at, where, host, host >= endBefore, source);
            place(block, host);
        }
    }

    private int wholeBlocks(long block, int covered) {
        int most = Math.min(covered, mostAtOnce());
        int count = 0;
        while (count < most && locate(block + count) < 0) {
            count++;
        }
        return count;
    }

    /** Writes a part of a new block; the rest is what was there before. */
    private void fillPart(long at, long where, long host, boolean fresh, ByteBuffer source) {
        long start = at - at % blockSize;
        int head = (int) (at - start);
        int length = Math.min(source.remaining(), blockSize - head);
        if (where == COMPRESSED || (where == ABSENT && backed(start))) {
            ByteBuffer merged = merge(start, head, length, source);
            file.write(host, merged);
            return;
        }
        int tail = blockSize - head - length;
        if (!fresh) {
            file.zero(host, head);
            file.zero(host + head + length, tail);
        } else if (tail > 0) {
            // The block is there as a whole, so that nobody takes the file for cut off.
            file.truncate(Math.max(file.length(), host + blockSize));
        }
        put(host + head, source, length);
    }

    /** {@return a block as it was, with the next {@code length} bytes of {@code source} in it from {@code head} on} */
    protected final ByteBuffer merge(long start, int head, int length, ByteBuffer source) {
        ByteBuffer merged = ByteBuffer.allocate(blockSize);
        readFound(start, merged);
        merged.put(head, source, source.position(), length);
        source.position(source.position() + length);
        return merged.clear();
    }

    @Override
    public final void writeZeroes(long offset, long length) {
        checkRange(offset, length);
        begin();
        long at = offset;
        long end = offset + length;
        while (at < end) {
            at += zeroSome(at, end - at);
        }
    }

    /** Makes some bytes zero; returns how many. */
    private long zeroSome(long at, long most) {
        Run run;
        lock.readLock().lock();
        try {
            run = find(at, most);
            if (run.kind() == Extent.Kind.ZERO || (run.kind() == Extent.Kind.ABSENT && !backed(at))) {
                return run.length();
            }
            if (run.kind() == Extent.Kind.DATA) {
                checkInFile(run.host());
                file.zero(run.host(), run.length());
                return run.length();
            }
        } finally {
            lock.readLock().unlock();
        }
        int inBlock = (int) Math.min(run.length(), blockSize - at % blockSize);
        boolean whole = at % blockSize == 0 && (inBlock == blockSize || at + inBlock == size());
        if (!whole || !tryPlaceZero(at / blockSize)) {
            write(at, ByteBuffer.allocate(inBlock));
        }
        return inBlock;
    }

    private boolean tryPlaceZero(long block) {
        lock.writeLock().lock();
        try {
            return locate(block) < 0 && placeZero(block);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Makes the image larger and returns the size that a guest sees then, which may be rounded. All is durable before, and
     * made so after; the lock is held to write.
     */
    protected long grow(long newSize) {
        throw broken("the size of an image of format " + format().label() + " cannot change");
    }

    @Override
    public final void resize(long newSize) {
        checkWritable();
        if (newSize < size()) {
            throw broken("an image of format " + format().label() + " cannot become smaller than it is, " + size()
                    + " bytes");
        }
        flush();
        lock.writeLock().lock();
        try {
            sized(grow(newSize));
        } finally {
            lock.writeLock().unlock();
        }
        flush();
    }

    @Override
    public final void flush() {
        if (file.writable()) {
            lock.writeLock().lock();
            try {
                writeTables();
                file.sync();
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    @Override
    public final void close() {
        try {
            if (file.writable()) {
                flush();
                finish();
            }
        } finally {
            super.close();
        }
    }
}
