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
    private static final int MOST_PENDING = 65536;

    private final ImageFile file;
    private final ImageFile data;
    private final HeaderStore header;
    private final MetadataGuard guard;
    private final boolean external;
    private final boolean extended;
    private final boolean zeroFlag;
    private final int clusterBits;
    private final int clusterSize;
    private final int entries;
    private final int entrySize;
    private final TableCache l2Tables;
    private final Refcounts refcounts;
    private final List<Long> pendingFree = new ArrayList<>();
    private long[] l1;
    private long l1Offset;
    private long packedAt = -1;

    /**
     * A run of guest bytes that are stored in one way.
     *
     * @param kind how
     * @param host where there is room for the data (0 for none), or the L2 entry (COMPRESSED)
     * @param length in bytes
     * @param own whether the clusters belong to nobody else, so that they may be overwritten
     */
    record Run(Extent.Kind kind, long host, long length, boolean own) {}

    /**
     * @param l1Offset where the L1 table lies: the header's or a snapshot's
     */
    ClusterMap(
            ImageFile file, ImageFile data, HeaderStore header, MetadataGuard guard, Refcounts refcounts,
            long l1Offset, int l1Entries) {
        this.file = file;
        this.data = data;
        this.header = header;
        this.guard = guard;
        this.refcounts = refcounts;
        Qcow2Header h = header.now();
        this.external = h.externalData();
        this.extended = h.extendedL2();
        this.zeroFlag = h.version() >= 3;
        this.clusterBits = h.clusterBits();
        this.clusterSize = h.clusterSize();
        this.entries = h.l2EntriesPerTable();
        this.entrySize = h.l2EntrySize();
        this.l1Offset = l1Offset;
        this.l1 = readL1(file, l1Offset, l1Entries);
        guard.add(l1Offset >> clusterBits, clustersOf(l1Entries * 8L));
        for (long entry : l1) {
            guard.add((entry & L2Entry.OFFSET_MASK) >> clusterBits, 1);
        }
        this.l2Tables = TableCache.ofL2(file, clusterSize, () -> {
            refcounts.writeBack();
            syncData();
        });
    }

    static long[] readL1(ImageFile file, long offset, int entries) {
        long[] l1 = new long[entries];
        file.read(offset, entries * Long.BYTES).asLongBuffer().get(l1);
        return l1;
    }

    private long clustersOf(long bytes) {
        return (bytes + clusterSize - 1) >> clusterBits;
    }

    private void syncData() {
        file.sync();
        if (external) {
            data.sync();
        }
    }

    // ---- looking up ----

    /** {@return the active L1 table, to be read} */
    long[] l1() {
        return l1;
    }

    private TableCache.@Nullable Table l2At(long guest) {
        int index = l1Index(guest);
        return index >= l1.length ? null : l2Table(index);
    }

    private TableCache.@Nullable Table l2Table(int index) {
        long offset = l1[index] & L2Entry.OFFSET_MASK;
        if (offset == 0) {
            return null;
        }
        if ((offset & (clusterSize - 1)) != 0) {
            throw new ImageException("'" + file.path() + "': L2 table " + index + " at offset 0x"
                    + Long.toHexString(offset) + " is not aligned");
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
        return table.getLong(index * entrySize);
    }

    /** {@return how the bytes from {@code guest} on are stored, at most {@code limit} of them} */
    Run find(long guest, long limit) {
        TableCache.Table table = l2At(guest);
        int index = l2Index(guest);
        long inCluster = guest & (clusterSize - 1);
        if (table == null) {
            long rest = ((long) (entries - index) << clusterBits) - inCluster;
            int next = l1Index(guest) + 1;
            while (rest < limit && next < l1.length && (l1[next] & L2Entry.OFFSET_MASK) == 0) {
                rest += (long) entries << clusterBits;
                next++;
            }
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
                    || following.host() != (run.host() == 0 && run.kind() != Extent.Kind.DATA ? 0 : run.host() + length)) {
                break;
            }
            length += following.length();
            next++;
        }
        return new Run(run.kind(), run.host(), Math.min(length, limit), run.own());
    }

    private Run runAt(ByteBuffer table, int index, long inCluster) {
        long entry = entry(table, index);
        long rest = clusterSize - inCluster;
        if ((entry & L2Entry.COMPRESSED) != 0) {
            return new Run(Extent.Kind.COMPRESSED, entry, rest, false);
        }
        long offset = entry & L2Entry.OFFSET_MASK;
        boolean own = (entry & L2Entry.COPIED) != 0 || external;
        if (offset != 0 && (offset & (clusterSize - 1)) != 0) {
            throw new ImageException("'" + file.path() + "': a data cluster at offset 0x" + Long.toHexString(offset)
                    + " is not aligned");
        }
        // An external data file has its first cluster at 0, which the entry's flag tells from "none".
        boolean placed = offset != 0 || (external && (entry & L2Entry.COPIED) != 0);
        if (extended) {
            return subclusterRun(table.getLong(index * 16 + 8), placed, offset, inCluster, own);
        }
        if ((entry & L2Entry.ZERO) != 0 && zeroFlag) {
            return new Run(Extent.Kind.ZERO, placed ? offset + inCluster : 0, rest, placed && own);
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
        return new Run(kind, placed ? offset + inCluster : 0, ((long) next << bits) - inCluster, placed && own);
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
        return run.kind() == Extent.Kind.DATA && run.own() && run.length() == clusterSize;
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
        if (external) {
            return guest;
        }
        TableCache.Table table = l2At(guest);
        if (table != null && clusters == 1 && reusable(table.bytes, l2Index(guest))) {
            return entry(table.bytes, l2Index(guest)) & L2Entry.OFFSET_MASK;
        }
        return refcounts.allocate(clusters) << clusterBits;
    }

    /** Makes {@code clusters} guest clusters lie at {@code host}; what they had before is given back. */
    void link(long guest, long host, int clusters) {
        link(guest, host, clusters, L2Entry.ALL_ALLOCATED);
    }

    /** The same with subclusters in the state of {@code bitmap}, where the image has them. */
    void link(long guest, long host, int clusters, long bitmap) {
        TableCache.Table table = ownL2(guest);
        int index = l2Index(guest);
        for (int i = 0; i < clusters; i++) {
            long place = host + ((long) i << clusterBits);
            replace(table, index + i, place | L2Entry.COPIED, bitmap, place);
        }
    }

    private void replace(TableCache.Table table, int index, long entry, long bitmap, long newPlace) {
        int at = index * entrySize;
        long old = table.bytes.getLong(at);
        table.bytes.putLong(at, entry);
        if (extended) {
            table.bytes.putLong(at + 8, bitmap);
        }
        table.dirty = true;
        release(old, newPlace);
    }

    private void release(long old, long newPlace) {
        boolean stays = (old & L2Entry.COMPRESSED) == 0 && (old & L2Entry.OFFSET_MASK) == newPlace;
        if (stays || (external && (old & L2Entry.COMPRESSED) == 0)) {
            return;
        }
        long last = L2Entry.lastCluster(old, clusterBits);
        for (long cluster = L2Entry.firstCluster(old, clusterBits); cluster >= 0 && cluster <= last; cluster++) {
            freeLater(cluster);
        }
    }

    /** Gives a cluster back once nothing on the disk refers to it. */
    void freeLater(long cluster) {
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
        long offset = refcounts.allocate(1) << clusterBits;
        TableCache.Table before = l2At(guest);
        TableCache.Table table = l2Tables.fresh(offset);
        if (before != null) {
            table.bytes.put(0, before.bytes, 0, clusterSize);
        }
        l2Tables.writeBack();
        file.sync();
        writeL1(index, offset | L2Entry.COPIED);
        if (before != null) {
            freeLater((old & L2Entry.OFFSET_MASK) >> clusterBits);
        }
        return table;
    }

    private void writeL1(int index, long entry) {
        l1[index] = entry;
        file.write(l1Offset + index * 8L, ByteBuffer.allocate(8).putLong(entry).flip());
    }

    /** Makes whole clusters read as zero. In version 2 those that something lies below need data and are left. */
    void zero(long guest, long end, boolean somethingBelow) {
        long at = guest;
        while (at < end) {
            Run run = find(at, end - at);
            boolean already = (run.kind() == Extent.Kind.ZERO && run.host() == 0)
                    || (run.kind() == Extent.Kind.ABSENT && !somethingBelow);
            long whole = run.length() & -clusterSize;
            if (already && whole > 0) {
                at += whole;
                continue;
            }
            if (zeroFlag || !somethingBelow) {
                boolean flagged = zeroFlag && somethingBelow;
                replace(ownL2(at), l2Index(at), flagged && !extended ? L2Entry.ZERO : 0, flagged ? L2Entry.ALL_ZERO : 0, 0);
            }
            at += clusterSize;
        }
    }

    /** Gives whole clusters back; what lies below shows again. */
    void discard(long guest, long end) {
        long at = guest;
        while (at < end) {
            Run run = find(at, end - at);
            long whole = run.length() & -clusterSize;
            if (run.kind() == Extent.Kind.ABSENT && whole > 0) {
                at += whole;
                continue;
            }
            replace(ownL2(at), l2Index(at), 0, 0, 0);
            at += clusterSize;
        }
    }

    /** Stores a compressed cluster behind the previous one; false when the guest cluster is taken. */
    boolean storeCompressed(long guest, byte[] packed) {
        Run there = find(guest, clusterSize);
        if (there.kind() != Extent.Kind.ABSENT || there.length() < Math.min(clusterSize, header.now().size() - guest)
                || external) {
            return false;
        }
        long start = placeCompressed(packed.length);
        // Readers read whole sectors, so the last one is there in full even at the end of the file.
        int padded = (int) (L2Entry.compressedSectors(start, packed.length) * 512L - (start & 511));
        file.write(start, ByteBuffer.allocate(padded).put(packed).clear());
        packedAt = start + packed.length;
        replace(ownL2(guest), l2Index(guest), L2Entry.compressed(start, packed.length, clusterBits), 0, 0);
        return true;
    }

    private long placeCompressed(int length) {
        long start = packedAt;
        int left = start < 0 ? 0 : (int) (clusterSize - (start & (clusterSize - 1))) % clusterSize;
        if (left == 0 || !refcounts.canShare(start >> clusterBits)) {
            return refcounts.allocate(1) << clusterBits;
        }
        if (left < length) {
            long next = refcounts.allocate(1);
            if (next << clusterBits != (start | (clusterSize - 1)) + 1) {
                return next << clusterBits;
            }
        }
        refcounts.add(start >> clusterBits, 1);
        return start;
    }

    /**
     * Changes how many bytes the guest sees, in a larger L1 table where that is needed.
     *
     * @return whether the L1 table was replaced
     */
    boolean resize(long size) {
        int needed = (int) ((size + header.now().bytesPerL1Entry() - 1) / header.now().bytesPerL1Entry());
        flush();
        if (needed <= l1.length) {
            header.change(h -> h.with(HeaderField.SIZE, size));
            return false;
        }
        long[] larger = new long[needed];
        System.arraycopy(l1, 0, larger, 0, l1.length);
        replaceL1(larger, size);
        return true;
    }

    /** Makes another L1 table the active one, at one stroke; its entries' clusters are counted already. */
    void replaceL1(long[] table, long size) {
        if (table.length * 8L > Qcow2Header.MOST_L1_BYTES) {
            throw new ImageException("'" + file.path() + "': the size " + size + " is too large for clusters of "
                    + clusterSize + " bytes");
        }
        long place = writeTable(table);
        long oldOffset = l1Offset;
        long oldClusters = clustersOf(l1.length * 8L);
        header.change(h -> h.with(HeaderField.SIZE, size)
                .with(HeaderField.L1_ENTRIES, table.length)
                .with(HeaderField.L1_OFFSET, place));
        l1 = table;
        l1Offset = place;
        for (long entry : table) {
            guard.add((entry & L2Entry.OFFSET_MASK) >> clusterBits, 1);
        }
        if (oldOffset != 0) {
            refcounts.add(oldOffset >> clusterBits, oldClusters, -1);
            refcounts.writeBack();
        }
    }

    /** {@return where a copy of a table was written, counted and durable} */
    long writeTable(long[] table) {
        int clusters = (int) Math.max(1, clustersOf(table.length * 8L));
        long place = refcounts.allocate(clusters) << clusterBits;
        refcounts.writeBack();
        ByteBuffer bytes = ByteBuffer.allocate(clusters << clusterBits);
        bytes.asLongBuffer().put(table);
        file.write(place, bytes);
        file.sync();
        guard.add(place >> clusterBits, clusters);
        return place;
    }

    /** Forgets the L2 tables in memory, of which some may be gone. */
    void forgetTables() {
        l2Tables.clear();
    }

    /** Sets or clears the flag of every entry of the active tables that says whether a cluster has this one user. */
    void updateCopied() {
        for (int i = 0; i < l1.length; i++) {
            TableCache.Table table = l2Table(i);
            if (table == null) {
                continue;
            }
            boolean own = refcounts.get(table.offset >> clusterBits) == 1;
            for (int e = 0; e < entries; e++) {
                long entry = entry(table.bytes, e);
                if ((entry & L2Entry.COMPRESSED) == 0 && (entry & L2Entry.OFFSET_MASK) != 0 && !external) {
                    boolean alone = refcounts.get((entry & L2Entry.OFFSET_MASK) >> clusterBits) == 1;
                    long now = alone ? entry | L2Entry.COPIED : entry & ~L2Entry.COPIED;
                    if (now != entry) {
                        table.bytes.putLong(e * entrySize, now);
                        table.dirty = true;
                    }
                }
            }
            long now = own ? l1[i] | L2Entry.COPIED : l1[i] & ~L2Entry.COPIED;
            if (now != l1[i]) {
                writeL1(i, now);
            }
        }
        l2Tables.writeBack();
        file.sync();
    }

    /** Makes everything durable and takes back what became free. */
    void flush() {
        l2Tables.writeBack();
        refcounts.writeBack();
        syncData();
        if (!pendingFree.isEmpty()) {
            for (long cluster : pendingFree) {
                refcounts.add(cluster, -1);
                if (refcounts.get(cluster) == 0) {
                    l2Tables.forget(cluster << clusterBits);
                    if (packedAt >> clusterBits == cluster) {
                        packedAt = -1;
                    }
                }
            }
            pendingFree.clear();
            refcounts.writeBack();
        }
    }
}
