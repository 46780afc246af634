package io.jvirt.image.qcow2;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Extent;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.Packing;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A qcow2 image (QEMU's docs/interop/qcow2.txt), versions 2 and 3, with compressed clusters, extended L2 entries and an
 * external data file. Metadata are written so that a crash between any two writes leaves at most leaked clusters.
 */
public final class Qcow2Image implements DiskImage {
    /** Most that one write may allocate at once, in bytes: large enough that sequential writes cost little. */
    private static final int MOST_AT_ONCE = 4 << 20;

    private final ImageFile file;
    private final ImageFile data;
    private final Qcow2Header header;
    private final ClusterMap map;
    private final @Nullable DiskImage backing;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile long size;
    private volatile @Nullable Unpacked unpacked;

    /** The cluster that was decompressed last: sequential reads meet it many times. */
    private record Unpacked(long entry, byte[] bytes) {}

    private Qcow2Image(ImageFile file, ImageFile data, Qcow2Header header, @Nullable DiskImage backing) {
        this.file = file;
        this.data = data;
        this.header = header;
        this.backing = backing;
        this.size = header.size();
        this.map = new ClusterMap(file, data, header);
    }

    /**
     * Opens an image.
     *
     * @throws ImageException when the file is no sound qcow2 image, is encrypted, or was marked corrupt and is to be
     *     written
     */
    static Qcow2Image open(OpenRequest request) {
        Path path = request.path();
        ImageFile file = request.file();
        ImageFile data = null;
        try {
            Qcow2Header header = Qcow2Header.read(file);
            if (header.cryptMethod() != 0) {
                throw new ImageException("'" + path + "' is encrypted (" + (header.cryptMethod() == 1 ? "AES" : "LUKS")
                        + "), which cannot be read here");
            }
            if (request.writable() && (header.incompatible() & (Qcow2Header.CORRUPT | Qcow2Header.DIRTY)) != 0) {
                throw new ImageException("'" + path + "' is marked as "
                        + ((header.incompatible() & Qcow2Header.CORRUPT) != 0 ? "corrupt" : "not closed cleanly")
                        + "; repair it with qemu-img check -r all before it is written");
            }
            if ((header.incompatible() & Qcow2Header.EXTERNAL_DATA) != 0) {
                String name = header.dataFile();
                if (name == null) {
                    throw new ImageException("'" + path + "' has its data in another file, which it does not name");
                }
                data = request.file(name);
            }
            String backingName = header.backingFile();
            DiskImage backing = backingName == null ? null : request.backing(backingName, header.backingFormat());
            return new Qcow2Image(file, data == null ? file : data, header, backing);
        } catch (RuntimeException e) {
            if (data != null) {
                data.close();
            }
            file.close();
            throw e;
        }
    }

    @Override
    public ImageFormat format() {
        return ImageFormats.QCOW2;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int clusterSize() {
        return header.clusterSize();
    }

    @Override
    public Optional<DiskImage> backing() {
        return Optional.ofNullable(backing);
    }

    /** {@return the backing file's name as the image has it, or null} */
    public @Nullable String backingName() {
        return header.backingFile();
    }

    @Override
    public void read(long offset, ByteBuffer target) {
        checkRange(offset, target.remaining());
        lock.readLock().lock();
        try {
            readMapped(offset, target);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Reads with the lock held; bytes beyond the end read as zero. */
    private void readMapped(long offset, ByteBuffer target) {
        long at = offset;
        int end = target.limit();
        while (target.position() < end) {
            if (at >= size) {
                zero(target, end - target.position());
                return;
            }
            ClusterMap.Run run = map.find(at, Math.min(end - target.position(), size - at));
            int length = (int) run.length();
            target.limit(target.position() + length);
            switch (run.kind()) {
                case DATA -> data.read(run.host(), target);
                case ZERO -> zero(target, length);
                case ABSENT -> readBacking(at, target);
                case COMPRESSED -> {
                    byte[] cluster = unpack(run.host());
                    target.put(cluster, (int) (at & (header.clusterSize() - 1)), length);
                }
            }
            target.limit(end);
            at += length;
        }
    }

    private byte[] unpack(long entry) {
        Unpacked last = unpacked;
        if (last != null && last.entry == entry) {
            return last.bytes;
        }
        byte[] packed = new byte[L2Entry.compressedLength(entry, header.clusterBits())];
        file.read(L2Entry.compressedOffset(entry, header.clusterBits()), ByteBuffer.wrap(packed));
        byte[] bytes = Compression.decompress(packed, header.clusterSize(), header.zstd());
        unpacked = new Unpacked(entry, bytes);
        return bytes;
    }

    private void readBacking(long offset, ByteBuffer target) {
        if (backing == null || offset >= backing.size()) {
            zero(target, target.remaining());
            return;
        }
        int end = target.limit();
        int there = (int) Math.min(target.remaining(), backing.size() - offset);
        target.limit(target.position() + there);
        backing.read(offset, target);
        target.limit(end);
        zero(target, target.remaining());
    }

    private static void zero(ByteBuffer target, int length) {
        target.put(new byte[length]);
    }

    private void checkRange(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new ImageException("'" + file.path() + "': bytes " + offset + " to " + (offset + length)
                    + " are not within its " + size + " bytes");
        }
    }

    private void checkWritable() {
        if (!file.writable()) {
            throw new ImageException("'" + file.path() + "' is open for reading only");
        }
    }

    @Override
    public void write(long offset, ByteBuffer source) {
        checkWritable();
        checkRange(offset, source.remaining());
        long at = offset;
        int end = source.limit();
        while (source.position() < end) {
            int before = source.position();
            if (!overwrite(at, source)) {
                allocateAndWrite(at, source);
            }
            at += source.position() - before;
        }
    }

    /** Writes in place what lies in clusters of this image's own; returns whether anything was written. */
    private boolean overwrite(long at, ByteBuffer source) {
        lock.readLock().lock();
        try {
            ClusterMap.Run run = map.find(at, source.remaining());
            if (run.kind() != Extent.Kind.DATA || !run.own()) {
                return false;
            }
            int end = source.limit();
            source.limit(source.position() + (int) run.length());
            data.write(run.host(), source);
            source.limit(end);
            return true;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Writes a run of clusters that get a new place (or missing subclusters), filling up what is not written. */
    private void allocateAndWrite(long at, ByteBuffer source) {
        lock.writeLock().lock();
        try {
            int cluster = header.clusterSize();
            long start = at & -cluster;
            int head = (int) (at - start);
            int wanted = (int) Math.min(source.remaining(), MOST_AT_ONCE);
            int clusters = map.clustersToAllocate(start, (head + wanted + cluster - 1) / cluster);
            if (clusters == 0) {
                return; // Somebody else allocated it meanwhile.
            }
            int length = Math.min(wanted, clusters * cluster - head);
            int tail = clusters * cluster - head - length;
            long host = map.allocate(start, clusters);
            if (head > 0) {
                copyUp(start, head, host);
            }
            int end = source.limit();
            source.limit(source.position() + length);
            data.write(host + head, source);
            source.limit(end);
            if (tail > 0) {
                copyUp(at + length, tail, host + head + length);
            }
            map.link(start, host, clusters);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void copyUp(long offset, int length, long host) {
        ByteBuffer old = ByteBuffer.allocate(length);
        readMapped(offset, old);
        data.write(host, old.flip());
    }

    @Override
    public void writeZeroes(long offset, long length) {
        checkWritable();
        checkRange(offset, length);
        int cluster = header.clusterSize();
        long end = offset + length;
        long firstWhole = (offset + cluster - 1) & -cluster;
        // The last cluster counts as whole when the image ends within it.
        long lastWhole = end == size ? (end + cluster - 1) & -cluster : end & -cluster;
        if (firstWhole >= lastWhole) {
            writeZeroBytes(offset, length);
            return;
        }
        writeZeroBytes(offset, firstWhole - offset);
        lock.writeLock().lock();
        try {
            map.zero(firstWhole, (int) ((lastWhole - firstWhole) / cluster), header.version() >= 3, backing != null);
        } finally {
            lock.writeLock().unlock();
        }
        if (header.version() < 3 && backing != null) {
            writeZeroBytes(firstWhole, Math.min(lastWhole, end) - firstWhole);
        }
        if (end > lastWhole) {
            writeZeroBytes(lastWhole, end - lastWhole);
        }
    }

    private void writeZeroBytes(long offset, long length) {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(length, 1 << 20));
        long at = offset;
        long left = length;
        while (left > 0) {
            zeros.clear().limit((int) Math.min(left, zeros.capacity()));
            int count = zeros.remaining();
            write(at, zeros);
            at += count;
            left -= count;
        }
    }

    @Override
    public Optional<Packing> packing() {
        return header.zstd() || header.extendedL2() || header.externalData() ? Optional.empty() : Optional.of(new ClusterPacking());
    }

    /** Compressed clusters of this image. */
    private final class ClusterPacking implements Packing {
        @Override
        public int unit() {
            return clusterSize();
        }

        @Override
        public byte[] pack(byte[] cluster) {
            return Compression.deflate(cluster);
        }

        @Override
        public boolean write(long offset, byte[] packed) {
            checkWritable();
            checkRange(offset, 1);
            lock.writeLock().lock();
            try {
                return map.storeCompressed(offset, packed);
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    @Override
    public Extent extentAt(long offset) {
        checkRange(offset, 1);
        lock.readLock().lock();
        try {
            ClusterMap.Run run = map.find(offset, size - offset);
            return run.kind() == Extent.Kind.DATA
                    ? Extent.data(offset, run.length(), data.path(), run.host())
                    : Extent.of(offset, run.length(), run.kind());
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public ImageFacts facts() {
        return ImageFacts.plain(clusterSize());
    }

    @Override
    public void flush() {
        if (file.writable()) {
            lock.writeLock().lock();
            try {
                map.flush();
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    @Override
    public void resize(long newSize) {
        checkWritable();
        if (newSize < 0 || (newSize & 511) != 0) {
            throw new ImageException("'" + file.path() + "': the size " + newSize + " is no multiple of 512");
        }
        long old = size;
        int cluster = header.clusterSize();
        if (newSize < old) {
            long keep = (newSize + cluster - 1) & -cluster;
            if (keep > newSize && newSize < old) {
                // What the guest could see beyond the new end must not come back when the image grows again.
                writeZeroBytes(newSize, Math.min(keep, old) - newSize);
            }
            if (keep < old) {
                lock.writeLock().lock();
                try {
                    map.discard(keep, (int) ((old - keep + cluster - 1) / cluster));
                } finally {
                    lock.writeLock().unlock();
                }
            }
        }
        lock.writeLock().lock();
        try {
            map.resize(newSize);
            size = newSize;
        } finally {
            lock.writeLock().unlock();
        }
        if (newSize > old && backing != null && backing.size() > old) {
            writeZeroes(old, Math.min(newSize, backing.size()) - old);
        }
    }

    @Override
    public void close() {
        try {
            flush();
        } finally {
            if (header.externalData()) {
                data.close();
            }
            file.close();
            if (backing != null) {
                backing.close();
            }
        }
    }
}
