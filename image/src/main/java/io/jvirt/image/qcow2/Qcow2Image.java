package io.jvirt.image.qcow2;

import io.jvirt.image.Amendable;
import io.jvirt.image.BitmapStore;
import io.jvirt.image.CheckResult;
import io.jvirt.image.Checkable;
import io.jvirt.image.CreateOptions;
import io.jvirt.image.DirtyBitmap;
import io.jvirt.image.DirtyBits;
import io.jvirt.image.DiskImage;
import io.jvirt.image.Extent;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.ImageSnapshot;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.Packing;
import io.jvirt.image.Rebasable;
import io.jvirt.image.SectorCipher;
import io.jvirt.image.SnapshotStore;
import io.jvirt.image.Zeros;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A qcow2 image (QEMU's docs/interop/qcow2.txt), versions 2 and 3. Metadata are written so that a crash between any two
 * writes leaves at most clusters that are counted and unused. Refcounts are always kept, also where the image allows
 * them to be lazy.
 */
public final class Qcow2Image implements DiskImage, Checkable, SnapshotStore, BitmapStore, Rebasable, Amendable {
    /** Most that one write may allocate at once, in bytes: large enough that sequential writes cost little. */
    private static final int MOST_AT_ONCE = 4 << 20;

    private final ImageFile file;
    private final ImageFile data;
    private final GuestData guestData;
    private final HeaderStore header;
    private final MetadataGuard guard;
    private final ClusterMap map;
    private final Snapshots snapshots;
    private final Bitmaps bitmaps;
    private final boolean readOnly;
    private final int clusterSize;
    private final @Nullable DiskImage backing;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile long size;
    private volatile boolean repaired;
    private volatile @Nullable Unpacked unpacked;

    /** The cluster that was decompressed last: sequential reads meet it many times. */
    private record Unpacked(long entry, byte[] bytes) {}

    private Qcow2Image(OpenRequest request, ImageFile file, ImageFile data, Qcow2Header h, @Nullable DiskImage backing) {
        this.file = file;
        this.data = data;
        this.backing = backing;
        this.readOnly = !file.writable();
        this.clusterSize = h.clusterSize();
        this.header = new HeaderStore(file, h);
        this.guestData = new GuestData(data, cipher(file, request, h), h.cryptMethod() == Qcow2Encryption.LUKS);
        this.guard = new MetadataGuard(file.path(), h.clusterBits());
        Refcounts refcounts = new Refcounts(file, header, guard);
        String snapshot = request.snapshot();
        if (snapshot == null) {
            this.size = h.size();
            this.map = new ClusterMap(file, data, header, guard, refcounts, h.l1Offset(), h.l1Entries());
        } else {
            SnapshotEntry entry = Snapshots.find(SnapshotEntry.read(file, h), snapshot, file);
            entry.readL1(file, h);
            this.size = entry.told().diskSize();
            this.map = new ClusterMap(file, data, header, guard, refcounts, entry.l1Offset(), entry.l1Entries());
        }
        this.snapshots = new Snapshots(file, header, refcounts, map);
        this.bitmaps = new Bitmaps(file, header, refcounts);
    }

    private static @Nullable SectorCipher cipher(ImageFile file, OpenRequest request, Qcow2Header header) {
        return header.cryptMethod() == 0 ? null : Qcow2Encryption.open(file, request, header);
    }

    /**
     * Opens an image. One that its last writer did not close, as it says, is repaired before it is written.
     *
     * @throws ImageException when the file is no sound qcow2 image, or was marked corrupt and is to be written
     */
    static Qcow2Image open(OpenRequest request) {
        ImageFile file = request.file();
        ImageFile data = null;
        DiskImage backing = null;
        try {
            Qcow2Header header = Qcow2Header.read(file);
            if (request.writable() && !request.damaged()) {
                header = prepare(file, header);
            }
            if (header.externalData()) {
                String name = header.dataFile();
                if (name == null) {
                    throw new ImageException("'" + file.path() + "' has its data in another file, which it does not name");
                }
                data = request.file(name);
            }
            String backingName = header.backingFile();
            backing = backingName == null ? null : request.backing(backingName, header.backingFormat());
            return new Qcow2Image(request, file, data == null ? file : data, header, backing);
        } catch (RuntimeException e) {
            if (data != null) {
                data.close();
            }
            if (backing != null) {
                backing.close();
            }
            file.close();
            throw e;
        }
    }

    /** Makes an image fit for writing: repaired when it was not closed, without marks of features that are not known. */
    private static Qcow2Header prepare(ImageFile file, Qcow2Header header) {
        if (header.corrupt()) {
            throw new ImageException("'" + file.path() + "' is marked as corrupt; repair it with jvirt image check -r all"
                    + " before it is written");
        }
        HeaderStore store = new HeaderStore(file, header);
        if (header.dirty()) {
            new Qcow2Check(file, store).check(Repair.ALL);
        }
        long unknown = header.autoclear() & ~Qcow2Header.KNOWN_AUTOCLEAR;
        boolean staleBitmaps = (header.autoclear() & Qcow2Header.BITMAPS) == 0
                && header.extension(HeaderExtension.BITMAPS).isPresent();
        if (unknown != 0 || staleBitmaps) {
            store.change(h -> (staleBitmaps ? h.without(HeaderExtension.BITMAPS) : h)
                    .withBits(HeaderField.AUTOCLEAR, unknown, false));
        }
        return store.now();
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
        return clusterSize;
    }

    @Override
    public Optional<DiskImage> backing() {
        return Optional.ofNullable(backing);
    }

    private void checkRange(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new ImageException("'" + file.path() + "': bytes " + offset + " to " + (offset + length)
                    + " are not within its " + size + " bytes");
        }
    }

    private void checkWritable() {
        if (readOnly) {
            throw new ImageException("'" + file.path() + "' is open for reading only");
        }
        if (repaired) {
            throw new ImageException("'" + file.path() + "' was repaired and must be opened again");
        }
    }

    private <T> T reading(Supplier<T> action) {
        return locked(lock.readLock(), action);
    }

    private <T> T changing(Supplier<T> action) {
        return locked(lock.writeLock(), action);
    }

    private void change(Runnable action) {
        changing(() -> {
            action.run();
            return this;
        });
    }

    private static <T> T locked(Lock held, Supplier<T> action) {
        held.lock();
        try {
            return action.get();
        } finally {
            held.unlock();
        }
    }

    // ---- reading ----

    @Override
    public void read(long offset, ByteBuffer target) {
        checkRange(offset, target.remaining());
        reading(() -> {
            readMapped(offset, target);
            return this;
        });
    }

    /** Reads with the lock held; bytes beyond the end read as zero. */
    private void readMapped(long offset, ByteBuffer target) {
        long at = offset;
        int end = target.limit();
        while (target.position() < end) {
            if (at >= size) {
                Zeros.fill(target, end - target.position());
                return;
            }
            ClusterMap.Run run = map.find(at, Math.min(end - target.position(), size - at));
            int length = (int) run.length();
            target.limit(target.position() + length);
            switch (run.kind()) {
                case DATA -> guestData.read(at, run.host(), target);
                case ZERO -> Zeros.fill(target, length);
                case ABSENT -> readBacking(at, target);
                case COMPRESSED -> target.put(unpack(run.host()), (int) (at & (clusterSize - 1)), length);
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
        Qcow2Header h = header.now();
        byte[] packed = new byte[L2Entry.compressedLength(entry, h.clusterBits())];
        file.read(L2Entry.compressedOffset(entry, h.clusterBits()), ByteBuffer.wrap(packed));
        byte[] bytes = Compression.decompress(packed, clusterSize, h.zstd());
        unpacked = new Unpacked(entry, bytes);
        return bytes;
    }

    private void readBacking(long offset, ByteBuffer target) {
        if (backing == null || offset >= backing.size()) {
            Zeros.fill(target, target.remaining());
            return;
        }
        int end = target.limit();
        int there = (int) Math.min(target.remaining(), backing.size() - offset);
        target.limit(target.position() + there);
        backing.read(offset, target);
        target.limit(end);
        Zeros.fill(target, target.remaining());
    }

    @Override
    public Extent extentAt(long offset) {
        checkRange(offset, 1);
        ClusterMap.Run run = reading(() -> map.find(offset, size - offset));
        boolean placed = run.kind() == Extent.Kind.DATA || (run.kind() == Extent.Kind.ZERO && run.host() != 0);
        return placed
                ? new Extent(offset, run.length(), run.kind(), data.path(), run.host())
                : Extent.of(offset, run.length(), run.kind());
    }

    // ---- writing ----

    @Override
    public void write(long offset, ByteBuffer source) {
        checkWritable();
        checkRange(offset, source.remaining());
        noteWrite(offset, source.remaining());
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

    private void noteWrite(long offset, long length) {
        if (bitmaps.mustStart()) {
            change(bitmaps::startTracking);
        }
        bitmaps.mark(offset, length);
    }

    /** Writes in place what lies in clusters of this image's own; returns whether anything was written. */
    private boolean overwrite(long at, ByteBuffer source) {
        return reading(() -> {
            ClusterMap.Run run = map.find(at, source.remaining());
            if (run.kind() != Extent.Kind.DATA || !run.own()) {
                return false;
            }
            if (!header.now().externalData()) {
                guard.checkData(run.host(), run.length());
            }
            int end = source.limit();
            source.limit(source.position() + (int) run.length());
            guestData.write(at, run.host(), source);
            source.limit(end);
            return true;
        });
    }

    /** Writes a run of clusters that get a new place (or missing subclusters), filling up what is not written. */
    private void allocateAndWrite(long at, ByteBuffer source) {
        change(() -> {
            long start = at & -clusterSize;
            int head = (int) (at - start);
            int wanted = (int) Math.min(source.remaining(), MOST_AT_ONCE);
            int clusters = map.clustersToAllocate(start, (head + wanted + clusterSize - 1) / clusterSize);
            if (clusters == 0) {
                return; // Somebody else allocated it meanwhile.
            }
            int length = Math.min(wanted, clusters * clusterSize - head);
            int tail = clusters * clusterSize - head - length;
            long host = map.allocate(start, clusters);
            if (!header.now().externalData()) {
                guard.checkData(host, (long) clusters * clusterSize);
            }
            if (head > 0) {
                copyUp(start, head, host);
            }
            int end = source.limit();
            source.limit(source.position() + length);
            guestData.write(at, host + head, source);
            source.limit(end);
            if (tail > 0) {
                copyUp(at + length, tail, host + head + length);
            }
            map.link(start, host, clusters);
        });
    }

    private void copyUp(long offset, int length, long host) {
        ByteBuffer old = ByteBuffer.allocate(length);
        readMapped(offset, old);
        guestData.write(offset, host, old.flip());
    }

    @Override
    public void writeZeroes(long offset, long length) {
        checkWritable();
        checkRange(offset, length);
        noteWrite(offset, length);
        long end = offset + length;
        long firstWhole = (offset + clusterSize - 1) & -clusterSize;
        // The last cluster counts as whole when the image ends within it.
        long lastWhole = end == size ? (end + clusterSize - 1) & -clusterSize : end & -clusterSize;
        if (firstWhole >= lastWhole) {
            writeZeroBytes(offset, length);
            return;
        }
        writeZeroBytes(offset, firstWhole - offset);
        Qcow2Header h = header.now();
        if (h.rawData()) {
            data.zero(firstWhole, Math.min(lastWhole, end) - firstWhole);
        } else {
            change(() -> map.zero(firstWhole, lastWhole, backing != null || header.now().backingFile() != null));
        }
        if (h.version() < 3 && backing != null) {
            writeZeroBytes(firstWhole, Math.min(lastWhole, end) - firstWhole);
        }
        if (end > lastWhole) {
            writeZeroBytes(lastWhole, end - lastWhole);
        }
    }

    void writeZeroBytes(long offset, long length) {
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
    public void discard(long offset, long length) {
        checkWritable();
        checkRange(offset, length);
        long end = offset + length == size ? (size + clusterSize - 1) & -clusterSize : (offset + length) & -clusterSize;
        long start = (offset + clusterSize - 1) & -clusterSize;
        boolean below = backing != null || header.now().backingFile() != null;
        if (start < end && !header.now().rawData() && (header.now().version() >= 3 || !below)) {
            noteWrite(start, Math.min(end, size) - start);
            change(() -> map.zero(start, end, below));
        }
    }

    @Override
    public void reveal(long offset, long length) {
        checkWritable();
        checkRange(offset, length);
        noteWrite(offset, length);
        change(() -> map.discard(offset & -clusterSize, (offset + length + clusterSize - 1) & -clusterSize));
    }

    /** Gives every cluster a place in the file; with extended L2 entries what lies below still shows. */
    void allocateAll() {
        change(() -> {
            long at = 0;
            while (at < size) {
                int most = (int) Math.min(MOST_AT_ONCE / clusterSize, (size - at + clusterSize - 1) / clusterSize);
                int clusters = map.clustersToAllocate(at, Math.max(1, most));
                map.link(at, map.allocate(at, clusters), clusters,
                        backing == null && header.now().backingFile() == null ? L2Entry.ALL_ALLOCATED : 0);
                at += (long) clusters * clusterSize;
            }
        });
    }

    /** Makes the places of all clusters take their space on the disk: {@code falloc} or {@code full}. */
    void takeSpace(String mode) {
        long at = 0;
        while (at < size) {
            long from = at;
            ClusterMap.Run run = reading(() -> map.find(from, size - from));
            long last = run.host() + run.length();
            long end = header.now().externalData() ? last : (last + clusterSize - 1) & -clusterSize;
            switch (mode) {
                case "falloc" -> data.allocate(run.host(), end - run.host());
                case "full" -> Zeros.write(data, run.host(), end - run.host());
                default -> data.truncate(Math.max(data.length(), end));
            }
            at += run.length();
        }
    }

    @Override
    public Optional<Packing> packing() {
        return header.now().externalData() || header.now().cryptMethod() != 0
                ? Optional.empty()
                : Optional.of(new ClusterPacking());
    }

    /** Compressed clusters of this image. */
    private final class ClusterPacking implements Packing {
        @Override
        public int unit() {
            return clusterSize;
        }

        @Override
        public byte[] pack(byte[] cluster) {
            return Compression.compress(cluster, header.now().zstd());
        }

        @Override
        public boolean write(long offset, byte[] packed) {
            checkWritable();
            checkRange(offset, 1);
            noteWrite(offset, Math.min(clusterSize, size - offset));
            return changing(() -> map.storeCompressed(offset, packed));
        }
    }

    @Override
    public void flush() {
        if (!readOnly) {
            change(map::flush);
        }
    }

    @Override
    public void resize(long newSize) {
        checkWritable();
        if (newSize < 0 || (newSize & 511) != 0) {
            throw new ImageException("'" + file.path() + "': the size " + newSize + " is no multiple of 512");
        }
        if (newSize / header.now().bytesPerL1Entry() >= Qcow2Header.MOST_L1_BYTES / 8) {
            throw new ImageException("'" + file.path() + "': the size " + newSize + " is too large for clusters of "
                    + clusterSize + " bytes");
        }
        long old = size;
        bitmaps.resized(newSize, () -> resizeDisk(old, newSize));
    }

    private void resizeDisk(long old, long newSize) {
        if (header.now().version() < 3 && header.now().snapshotCount() > 0) {
            throw new ImageException("'" + file.path()
                    + "' has snapshots, which cannot tell their own size at compat level 0.10");
        }
        if (newSize < old) {
            long keep = (newSize + clusterSize - 1) & -clusterSize;
            if (keep > newSize) {
                // What the guest could see beyond the new end must not come back when the image grows again.
                writeZeroBytes(newSize, Math.min(keep, old) - newSize);
            }
            change(() -> map.discard(keep, (old + clusterSize - 1) & -clusterSize));
        }
        change(() -> {
            map.resize(newSize);
            size = newSize;
        });
        if (newSize > old && backing != null && backing.size() > old) {
            writeZeroes(old, Math.min(newSize, backing.size()) - old);
        }
        if (header.now().rawData()) {
            data.truncate(newSize);
        }
    }

    // ---- what the image tells, and what it can besides ----

    @Override
    public ImageFacts facts() {
        return reading(() -> Qcow2Facts.of(file, header.now(), bitmaps.list()));
    }

    /** {@return the header, to be looked at} */
    Qcow2Header header() {
        return header.now();
    }

    /** Changes the header under the lock, after all else is durable. */
    void changeHeader(UnaryOperator<Qcow2Header> change) {
        checkWritable();
        change(() -> {
            map.flush();
            header.change(change);
        });
    }

    @Override
    public void setBacking(@Nullable String name, @Nullable String format) {
        changeHeader(h -> h.withBacking(name, format));
    }

    @Override
    public void amend(CreateOptions options) {
        new Amendment(this, options).make();
    }

    /** Writes all refcounts anew in another width; afterwards the image must be opened again. */
    void setRefcountBits(int bits) {
        checkWritable();
        if (bits < 1 || bits > Long.SIZE || Integer.bitCount(bits) != 1 || (header.now().version() < 3 && bits != 16)) {
            throw new ImageException("A refcount width of " + bits + " is no power of two up to 64, or needs compat level 1.1");
        }
        change(() -> {
            map.flush();
            repaired = true;
            new Qcow2Check(file, header).rebuild(Integer.numberOfTrailingZeros(bits));
        });
    }

    @Override
    public CheckResult check(Repair repair) {
        if (repair != Repair.NOTHING) {
            checkWritable();
        }
        return changing(() -> {
            if (!readOnly) {
                map.flush();
            }
            // A repair goes past what is in memory here.
            repaired |= repair != Repair.NOTHING;
            return new Qcow2Check(file, header).check(repair);
        });
    }

    @Override
    public List<ImageSnapshot> snapshots() {
        return reading(() -> SnapshotEntry.read(file, header.now()).stream().map(SnapshotEntry::told).toList());
    }

    @Override
    public ImageSnapshot createSnapshot(String name) {
        checkWritable();
        return changing(() -> snapshots.create(name));
    }

    @Override
    public void applySnapshot(String idOrName) {
        checkWritable();
        change(() -> {
            if (!bitmaps.list().isEmpty()) {
                throw new ImageException("'" + file.path()
                        + "' has bitmaps, which would be wrong after going back; remove them first");
            }
            size = snapshots.apply(idOrName);
            unpacked = null;
        });
    }

    @Override
    public void deleteSnapshot(String idOrName) {
        checkWritable();
        change(() -> snapshots.delete(idOrName));
    }

    @Override
    public List<DirtyBitmap> bitmaps() {
        return reading(bitmaps::list);
    }

    @Override
    public DirtyBits readBitmap(String name) {
        return reading(() -> bitmaps.read(name));
    }

    @Override
    public void addBitmap(String name, long granularity, boolean enabled) {
        checkWritable();
        change(() -> bitmaps.add(name, granularity, enabled));
    }

    @Override
    public void removeBitmap(String name) {
        checkWritable();
        change(() -> bitmaps.remove(name));
    }

    @Override
    public void clearBitmap(String name) {
        checkWritable();
        change(() -> bitmaps.clear(name));
    }

    @Override
    public void enableBitmap(String name, boolean enabled) {
        checkWritable();
        change(() -> bitmaps.enable(name, enabled));
    }

    @Override
    public void mergeBitmap(String name, DirtyBits source) {
        checkWritable();
        change(() -> bitmaps.merge(name, source));
    }

    @Override
    public void close() {
        try {
            if (!readOnly) {
                change(() -> {
                    map.flush();
                    bitmaps.stopTracking();
                    map.flush();
                });
            }
        } finally {
            SectorCipher cipher = guestData.cipher();
            if (cipher != null) {
                cipher.close();
            }
            if (header.now().externalData()) {
                data.close();
            }
            file.close();
            if (backing != null) {
                backing.close();
            }
        }
    }
}
