package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageSnapshot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Making, applying and forgetting snapshots of an open image; the image's write lock guards it. Each step first counts
 * what it is going to refer to, then changes the header at one stroke, then gives back what is not referred to any
 * more: a crash leaves clusters that are counted too often, which a check repairs.
 */
final class Snapshots {
    private static final int LONGEST_NAME = 0xffff;

    private final ImageFile file;
    private final HeaderStore header;
    private final Refcounts refcounts;
    private final ClusterMap map;
    private final int clusterBits;

    Snapshots(ImageFile file, HeaderStore header, Refcounts refcounts, ClusterMap map) {
        this.file = file;
        this.header = header;
        this.refcounts = refcounts;
        this.map = map;
        this.clusterBits = header.now().clusterBits();
    }

    /** {@return the snapshot of this id, or else of this name} */
    static SnapshotEntry find(List<SnapshotEntry> entries, String idOrName, ImageFile file) {
        for (SnapshotEntry entry : entries) {
            if (entry.told().id().equals(idOrName)) {
                return entry;
            }
        }
        for (SnapshotEntry entry : entries) {
            if (entry.told().name().equals(idOrName)) {
                return entry;
            }
        }
        throw new ImageException("'" + file.path() + "' has no snapshot '" + idOrName + "'");
    }

    ImageSnapshot create(String name) {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new ImageException("A snapshot's name has 1 to " + LONGEST_NAME + " bytes");
        }
        if (header.now().externalData()) {
            throw new ImageException("'" + file.path() + "' has its data in another file, so it cannot have snapshots");
        }
        List<SnapshotEntry> entries = SnapshotEntry.read(file, header.now());
        if (entries.size() >= Qcow2Header.MOST_SNAPSHOTS) {
            throw new ImageException("'" + file.path() + "' has as many snapshots as an image can have");
        }
        map.flush();
        long[] l1 = map.l1().clone();
        checkShareable(l1);
        count(l1, 1);
        refcounts.writeBack();
        file.sync();
        map.updateCopied();
        long place = map.writeTable(map.l1());
        ImageSnapshot told = new ImageSnapshot(
                newId(entries), name, 0, Instant.now(), 0, header.now().size(), -1);
        List<SnapshotEntry> more = new ArrayList<>(entries);
        more.add(new SnapshotEntry(place, l1.length, told, new byte[0]));
        store(more);
        return told;
    }

    private static String newId(List<SnapshotEntry> entries) {
        long most = 0;
        for (SnapshotEntry entry : entries) {
            if (entry.told().id().matches("\\d{1,18}")) {
                most = Math.max(most, Long.parseLong(entry.told().id()));
            }
        }
        return Long.toString(most + 1);
    }

    /** Makes the image be as it was; {@return the size that the guest sees then} */
    long apply(String idOrName) {
        SnapshotEntry entry = find(SnapshotEntry.read(file, header.now()), idOrName, file);
        long size = entry.told().diskSize();
        long needed = (size + header.now().bytesPerL1Entry() - 1) / header.now().bytesPerL1Entry();
        if (size < 0 || needed * 8 > Qcow2Header.MOST_L1_BYTES) {
            throw new ImageException("'" + file.path() + "': snapshot '" + idOrName + "' has an impossible size, " + size);
        }
        map.flush();
        long[] stored = entry.readL1(file, header.now());
        long[] l1 = new long[Math.max((int) needed, stored.length)];
        for (int i = 0; i < stored.length; i++) {
            l1[i] = stored[i] & ~L2Entry.COPIED;
        }
        checkShareable(l1);
        count(l1, 1);
        refcounts.writeBack();
        file.sync();
        long[] before = map.l1();
        map.replaceL1(l1, size);
        map.forgetTables();
        count(before, -1);
        settle();
        return size;
    }

    void delete(String idOrName) {
        List<SnapshotEntry> entries = new ArrayList<>(SnapshotEntry.read(file, header.now()));
        SnapshotEntry gone = find(entries, idOrName, file);
        map.flush();
        long[] l1 = gone.readL1(file, header.now());
        entries.remove(gone);
        store(entries);
        count(l1, -1);
        refcounts.add(gone.l1Offset() >> clusterBits, clusters(l1.length * 8L), -1);
        settle();
    }

    /** After clusters were given back: counts on the disk, then the flags that tell who may overwrite in place. */
    private void settle() {
        refcounts.writeBack();
        file.sync();
        map.updateCopied();
    }

    private long clusters(long bytes) {
        return (bytes + header.now().clusterSize() - 1) >> clusterBits;
    }

    private void store(List<SnapshotEntry> entries) {
        long oldOffset = header.now().snapshotsOffset();
        long oldClusters = oldOffset == 0 ? 0 : clusters(SnapshotEntry.tableLength(file, header.now()));
        long place = 0;
        if (!entries.isEmpty()) {
            ByteBuffer bytes = SnapshotEntry.encode(entries);
            place = refcounts.allocate((int) clusters(bytes.limit())) << clusterBits;
            refcounts.writeBack();
            file.write(place, bytes);
        }
        long newPlace = place;
        header.change(h -> h.with(HeaderField.SNAPSHOT_COUNT, entries.size())
                .with(HeaderField.SNAPSHOTS_OFFSET, newPlace));
        refcounts.add(oldOffset >> clusterBits, oldClusters, -1);
        refcounts.writeBack();
    }

    private void checkShareable(long[] l1) {
        walk(l1, cluster -> {
            if (!refcounts.canShare(cluster)) {
                throw new ImageException("'" + file.path() + "': a cluster has as many users as refcounts of this width"
                        + " can count (refcount_bits)");
            }
        });
    }

    private void count(long[] l1, int change) {
        walk(l1, cluster -> refcounts.add(cluster, change));
    }

    private interface Visitor {
        void visit(long cluster);
    }

    /** Visits each use of a cluster by the tables below an L1 table, the L2 tables themselves included. */
    private void walk(long[] l1, Visitor visitor) {
        int entrySize = header.now().l2EntrySize();
        for (long l1Entry : l1) {
            long offset = l1Entry & L2Entry.OFFSET_MASK;
            if (offset == 0) {
                continue;
            }
            ByteBuffer table = file.read(offset, header.now().clusterSize());
            for (int at = 0; at < table.limit(); at += entrySize) {
                long entry = table.getLong(at);
                long last = L2Entry.lastCluster(entry, clusterBits);
                for (long cluster = L2Entry.firstCluster(entry, clusterBits); cluster >= 0 && cluster <= last; cluster++) {
                    visitor.visit(cluster);
                }
            }
            visitor.visit(offset >> clusterBits);
        }
    }
}
