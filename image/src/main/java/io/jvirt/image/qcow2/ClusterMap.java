package io.jvirt.image.qcow2;

import io.jvirt.image.Extent;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where each guest cluster lies: the L1 table, L2 tables and, for a writer, the refcounts. The image's lock guards it:
 * look-ups under the read lock, changes under the write lock.
 *
 * <p>Order of writes: data, then refcounts, then L2 tables, then the L1 entry that makes a new L2 table known; clusters
 * that became free are taken back only after the tables that let go of them are durable. So at any instant the file
 * holds at worst clusters that are counted and unused.
 */
final class ClusterMap {
    private static final int CACHED_TABLES = 128;
    private static final int CACHED_BLOCKS = 64;
    private static final int MOST_PENDING = 65536;

    private final ImageFile file;
    private final ImageFile data;
    private final Qcow2Header header;
    private final int clusterBits;
    private final int entries;
    private final TableCache l2Tables;
    private final @Nullable Refcounts refcounts;
    private final List<Long> pendingFree = new ArrayList<>();
    private long[] l1;
    private long l1Offset;
    private long packedAt = -1;

    /**
     * A run of guest bytes that are stored in one way.
     *
     * @param kind how
     * @param host where the data lie (DATA), or the L2 entry (COMPRESSED)
     * @param length in bytes
     * @param own whether the clusters belong to nobody else, so that they may be overwritten
     */
    record Run(Extent.Kind kind, long host, long length, boolean own) {}

    ClusterMap(ImageFile file, ImageFile data, Qcow2Header header) {
        this.file = file;
        this.data = data;
        this.header = header;
        this.clusterBits = header.clusterBits();
        this.entries = header.l2EntriesPerTable();
        this.l1Offset = header.l1Offset();
        ByteBuffer bytes = file.read(l1Offset, header.l1Entries() * 8);
        l1 = new long[header.l1Entries()];
        for (int i = 0; i < l1.length; i++) {
            l1[i] = bytes.getLong(i * 8);
        }
        if (file.writable()) {
            Refcounts counts = new Refcounts(file, header, CACHED_BLOCKS, this::writeRefcountTablePlace);
            refcounts = counts;
            l2Tables = new TableCache(file, header.clusterSize(), CACHED_TABLES, () -> {
                counts.writeBack();
                syncData();
            });
        } else {
            refcounts = null;
            l2Tables = new TableCache(file, header.clusterSize(), CACHED_TABLES, () -> {});
        }
    }

    private void syncData() {
        file.sync();
        if (header.externalData()) {
            data.sync();
        }
    }

    private Refcounts refcounts() {
        if (refcounts == null) {
            throw new ImageException("'" + file.path() + "' is open for reading only");
        }
        return refcounts;
    }

    private void writeRefcountTablePlace(long offset, int clusters) {
        file.write(48, ByteBuffer.allocate(12).putLong(offset).putInt(clusters).flip());
        file.sync();
    }

    // ---- looking up ----

    private TableCache.@Nullable Table l2At(long guest) {
        int index = l1Index(guest);
        long offset = l1[index] & L2Entry.OFFSET_MASK;
        if (offset == 0) {
            return null;
        }
        if ((offset & (header.clusterSize() - 1)) != 0 || offset >= file.length() + header.clusterSize()) {
            throw new ImageException("'" + file.path() + "': L2 table " + index + " at offset 0x"
                    + Long.toHexString(offset) + " is not aligned or not within the file");
        }
        return l2Tables.at(offset);
    }

    private int l1Index(long guest) {
        return (int) ((guest >> clusterBits) / entries);
    }

    private int l2Index(long guest) {
        return (int) ((guest >> clusterBits) % entries);
    }

    private long entry(ByteBuffer table, int index) {
        return table.getLong(index * header.l2EntrySize());
    }

    /** {@return how the bytes from {@code guest} on are stored, at most {@code limit} of them} */
    Run find(long guest, long limit) {
        TableCache.Table table = l2At(guest);
        int index = l2Index(guest);
        long inCluster = guest & (header.clusterSize() - 1);
        if (table == null) {
            long rest = ((long) (entries - index) << clusterBits) - inCluster;
            return new Run(Extent.Kind.ABSENT, 0, Math.min(limit, rest), false);
        }
        Run run = runAt(table.bytes, index, inCluster);
        long length = run.length();
        // Neighbours of the same kind (and for data, in the neighbouring place) belong to the run.
        int next = index + 1;
        while (length < limit && next < entries && run.kind() != Extent.Kind.COMPRESSED
                && inCluster + length == (long) (next - index) << clusterBits) {
            Run following = runAt(table.bytes, next, 0);
            if (following.kind() != run.kind() || following.own() != run.own()
                    || (run.kind() == Extent.Kind.DATA && following.host() != run.host() + length)) {
                break;
            }
            length += following.length();
            next++;
        }
        return new Run(run.kind(), run.host(), Math.min(length, limit), run.own());
    }

    private Run runAt(ByteBuffer table, int index, long inCluster) {
        long entry = entry(table, index);
        long rest = header.clusterSize() - inCluster;
        if ((entry & L2Entry.COMPRESSED) != 0) {
            return new Run(Extent.Kind.COMPRESSED, entry, rest, false);
        }
        long offset = entry & L2Entry.OFFSET_MASK;
        boolean own = (entry & L2Entry.COPIED) != 0 || header.externalData();
        if (offset != 0 && (offset & (header.clusterSize() - 1)) != 0) {
            throw new ImageException("'" + file.path() + "': a data cluster at offset 0x" + Long.toHexString(offset)
                    + " is not aligned");
        }
        // An external data file has its first cluster at 0, which the entry's flag tells from "none".
        boolean placed = offset != 0 || (header.externalData() && (entry & L2Entry.COPIED) != 0);
        if (header.extendedL2()) {
            return subclusterRun(table.getLong(index * 16 + 8), placed, offset, inCluster, own);
        }
        if ((entry & L2Entry.ZERO) != 0 && header.version() >= 3) {
            return new Run(Extent.Kind.ZERO, 0, rest, false);
        }
        return placed
                ? new Run(Extent.Kind.DATA, offset + inCluster, rest, own)
                : new Run(Extent.Kind.ABSENT, 0, rest, false);
    }

    private Run subclusterRun(long bitmap, boolean placed, long offset, long inCluster, boolean own) {
        int bits = clusterBits - 5;
        int first = (int) (inCluster >> bits);
        Extent.Kind kind = subclusterKind(bitmap, placed, first);
        int next = first + 1;
        while (next < L2Entry.SUBCLUSTERS && subclusterKind(bitmap, placed, next) == kind) {
            next++;
        }
        return new Run(kind, kind == Extent.Kind.DATA ? offset + inCluster : 0, ((long) next << bits) - inCluster,
                kind == Extent.Kind.DATA && own);
    }

    private static Extent.Kind subclusterKind(long bitmap, boolean placed, int subcluster) {
        if ((bitmap >>> subcluster & 1) != 0 && placed) {
            return Extent.Kind.DATA;
        }
        return (bitmap >>> (32 + subcluster) & 1) != 0 ? Extent.Kind.ZERO : Extent.Kind.ABSENT;
    }

    // ---- changing ----

    /**
     * {@return how many clusters from {@code guest} on, at most {@code most}, need a place of their own; 0 when the
     * first has one} They share an L2 table. A cluster that has a place but misses subclusters comes alone.
     */
    int clustersToAllocate(long guest, int most) {
        TableCache.Table table = l2At(guest);
        int index = l2Index(guest);
        int count = 0;
        while (count < most && index + count < entries) {
            if (table != null && ownWhole(table.bytes, index + count)) {
                break;
            }
            if (table != null && reusable(table.bytes, index + count)) {
                return count == 0 ? 1 : count;
            }
            count++;
        }
        return count;
    }

    /** Whether the whole cluster is data in a place of this image's own. */
    private boolean ownWhole(ByteBuffer table, int index) {
        Run run = runAt(table, index, 0);
        return run.kind() == Extent.Kind.DATA && run.own() && run.length() == header.clusterSize();
    }

    /** Whether the cluster has a place of this image's own that is not (wholly) in use. */
    private boolean reusable(ByteBuffer table, int index) {
        long entry = entry(table, index);
        boolean placed = (entry & L2Entry.OFFSET_MASK) != 0;
        return (entry & L2Entry.COMPRESSED) == 0 && placed && (entry & L2Entry.COPIED) != 0
                && !ownWhole(table, index);
    }

    /** {@return the place of {@code clusters} neighbouring clusters for guest clusters from {@code guest} on} */
    long allocate(long guest, int clusters) {
        if (header.externalData()) {
            return guest;
        }
        TableCache.Table table = l2At(guest);
        if (table != null && clusters == 1 && reusable(table.bytes, l2Index(guest))) {
            return entry(table.bytes, l2Index(guest)) & L2Entry.OFFSET_MASK;
        }
        return refcounts().allocate(clusters) << clusterBits;
    }

    /** Makes {@code clusters} guest clusters lie at {@code host}; what they had before is given back. */
    void link(long guest, long host, int clusters) {
        TableCache.Table table = ownL2(guest);
        int index = l2Index(guest);
        for (int i = 0; i < clusters; i++) {
            long place = host + ((long) i << clusterBits);
            replace(table, index + i, place | L2Entry.COPIED, L2Entry.ALL_ALLOCATED, place);
        }
    }

    private void replace(TableCache.Table table, int index, long entry, long bitmap, long newPlace) {
        int at = index * header.l2EntrySize();
        long old = table.bytes.getLong(at);
        table.bytes.putLong(at, entry);
        if (header.extendedL2()) {
            table.bytes.putLong(at + 8, bitmap);
        }
        table.dirty = true;
        release(old, newPlace);
    }

    private void release(long old, long newPlace) {
        if ((old & L2Entry.COMPRESSED) != 0) {
            long from = L2Entry.compressedOffset(old, clusterBits) >> clusterBits;
            long to = (L2Entry.compressedOffset(old, clusterBits) + L2Entry.compressedLength(old, clusterBits) - 1) >> clusterBits;
            for (long cluster = from; cluster <= to; cluster++) {
                freeLater(cluster);
            }
        } else if ((old & L2Entry.OFFSET_MASK) != 0 && (old & L2Entry.OFFSET_MASK) != newPlace && !header.externalData()) {
            freeLater((old & L2Entry.OFFSET_MASK) >> clusterBits);
        }
    }

    private void freeLater(long cluster) {
        pendingFree.add(cluster);
        if (pendingFree.size() >= MOST_PENDING) {
            flush();
        }
    }

    /** {@return the L2 table for this guest offset, made or copied when there is none of this image's own} */
    private TableCache.Table ownL2(long guest) {
        int index = l1Index(guest);
        long old = l1[index];
        if ((old & L2Entry.COPIED) != 0) {
            TableCache.Table table = l2At(guest);
            if (table != null) {
                return table;
            }
        }
        long offset = refcounts().allocate(1) << clusterBits;
        TableCache.Table before = (old & L2Entry.OFFSET_MASK) == 0 ? null : l2At(guest);
        TableCache.Table table = l2Tables.fresh(offset);
        if (before != null) {
            table.bytes.put(0, before.bytes, 0, header.clusterSize());
        }
        l2Tables.writeBack();
        file.sync();
        l1[index] = offset | L2Entry.COPIED;
        file.write(l1Offset + index * 8L, ByteBuffer.allocate(8).putLong(l1[index]).flip());
        if (before != null) {
            freeLater((old & L2Entry.OFFSET_MASK) >> clusterBits);
        }
        return table;
    }

    /** Makes clusters read as zero; in version 2 only where nothing lies below does that need no data. */
    void zero(long guest, int clusters, boolean zeroFlag, boolean somethingBelow) {
        for (int i = 0; i < clusters; i++) {
            long at = guest + ((long) i << clusterBits);
            Run run = find(at, header.clusterSize());
            boolean already = run.length() == header.clusterSize()
                    && (run.kind() == Extent.Kind.ZERO || (run.kind() == Extent.Kind.ABSENT && !somethingBelow));
            if (already || (!zeroFlag && somethingBelow)) {
                continue;
            }
            boolean flagged = zeroFlag && somethingBelow;
            replace(ownL2(at), l2Index(at), flagged && !header.extendedL2() ? L2Entry.ZERO : 0,
                    flagged ? L2Entry.ALL_ZERO : 0, 0);
        }
    }

    /** Gives clusters back; what lies below shows again. */
    void discard(long guest, int clusters) {
        for (int i = 0; i < clusters; i++) {
            long at = guest + ((long) i << clusterBits);
            if (l2At(at) != null) {
                replace(ownL2(at), l2Index(at), 0, 0, 0);
            }
        }
    }

    /** Stores a compressed cluster behind the previous one; false when the guest cluster is taken. */
    boolean storeCompressed(long guest, byte[] packed) {
        if (find(guest, header.clusterSize()).kind() != Extent.Kind.ABSENT || header.externalData()) {
            return false;
        }
        int cluster = header.clusterSize();
        long start = packedAt;
        int left = start < 0 ? 0 : (int) (cluster - (start & (cluster - 1))) % cluster;
        if (left != 0 && !refcounts().canShare(start >> clusterBits)) {
            left = 0;
        }
        if (left == 0) {
            start = refcounts().allocate(1) << clusterBits;
        } else if (left < packed.length) {
            long next = refcounts().allocate(1);
            if (next << clusterBits != (start | (cluster - 1)) + 1) {
                start = next << clusterBits;
            } else {
                refcounts().add(start >> clusterBits, 1);
            }
        } else {
            refcounts().add(start >> clusterBits, 1);
        }
        long sectors = ((start & 511) + packed.length + 511) / 512 - 1;
        // Readers read whole sectors, so the last one is there in full even at the end of the file.
        ByteBuffer padded = ByteBuffer.allocate((int) ((sectors + 1) * 512 - (start & 511)));
        padded.put(packed).clear();
        file.write(start, padded);
        packedAt = start + packed.length;
        long entry = L2Entry.COMPRESSED | sectors << (62 - (clusterBits - 8)) | start;
        replace(ownL2(guest), l2Index(guest), entry, 0, 0);
        return true;
    }

    void resize(long size) {
        long perEntry = (long) entries << clusterBits;
        int needed = (int) ((size + perEntry - 1) / perEntry);
        flush();
        if (needed <= l1.length) {
            file.write(24, ByteBuffer.allocate(8).putLong(size).flip());
            file.sync();
            return;
        }
        int clusters = (int) (((long) needed * 8 + header.clusterSize() - 1) >> clusterBits);
        long place = refcounts().allocate(clusters) << clusterBits;
        long[] larger = new long[needed];
        System.arraycopy(l1, 0, larger, 0, l1.length);
        ByteBuffer bytes = ByteBuffer.allocate(clusters << clusterBits);
        for (long entry : larger) {
            bytes.putLong(entry);
        }
        refcounts().writeBack();
        file.write(place, bytes.clear());
        file.sync();
        // Size and L1 table change in one write of neighbouring header fields.
        file.write(24, ByteBuffer.allocate(24).putLong(size).putInt(0).putInt(needed).putLong(place).flip());
        file.sync();
        long oldClusters = ((long) l1.length * 8 + header.clusterSize() - 1) >> clusterBits;
        for (long c = 0; c < oldClusters; c++) {
            refcounts().add((l1Offset >> clusterBits) + c, -1);
        }
        l1 = larger;
        l1Offset = place;
        refcounts().writeBack();
        file.sync();
    }

    /** Makes everything durable and takes back what became free. */
    void flush() {
        l2Tables.writeBack();
        refcounts().writeBack();
        syncData();
        if (!pendingFree.isEmpty()) {
            for (long cluster : pendingFree) {
                refcounts().add(cluster, -1);
                if (refcounts().get(cluster) == 0) {
                    l2Tables.forget(cluster << clusterBits);
                    if (packedAt >> clusterBits == cluster) {
                        packedAt = -1;
                    }
                }
            }
            pendingFree.clear();
            refcounts().writeBack();
        }
    }
}
