package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts every reference to a cluster of the file that the image's structures make, and finds those that cannot be. */
final class ReferenceWalk {
    private final ImageFile file;
    private final Qcow2Header header;
    private final Findings findings;
    private final ReferenceCounts counts = new ReferenceCounts();
    private final int clusterBits;
    private final long fileLength;

    ReferenceWalk(ImageFile file, Qcow2Header header, Findings findings) {
        this.file = file;
        this.header = header;
        this.findings = findings;
        this.clusterBits = header.clusterBits();
        this.fileLength = file.length();
    }

    /** {@return references by everything but the refcounts' own structures} */
    ReferenceCounts count() {
        region("header", 0, header.clusterSize());
        l1("active L1 table", header.l1Offset(), header.l1Entries(), true);
        snapshots();
        bitmaps();
        header.extension(HeaderExtension.ENCRYPTION).filter(e -> e.bytes().length >= 16).ifPresent(e ->
                region("encryption header", e.buffer().getLong(0), e.buffer().getLong(8)));
        return counts;
    }

    /** Counts references to the refcount table and its blocks; {@return whether they are fit for use} */
    boolean countRefcounts(long[] table) {
        boolean sound = region("refcount table", header.refcountTableOffset(),
                (long) header.refcountTableClusters() << clusterBits);
        for (int i = 0; i < table.length; i++) {
            long offset = table[i] & Refcounts.OFFSET_MASK;
            if (offset == 0) {
                continue;
            }
            if ((offset & (header.clusterSize() - 1)) != 0 || offset < 0 || offset >= fileLength) {
                findings.corruption("refcount block " + i + " is not cluster aligned or is outside image");
                sound = false;
                continue;
            }
            counts.add(offset >> clusterBits);
            if (counts.get(offset >> clusterBits) != 1) {
                findings.corruption("refcount block " + i + " refcount=" + counts.get(offset >> clusterBits));
                sound = false;
            }
        }
        return sound;
    }

    /** Counts a reference to each cluster of a region; {@return whether it is within the file} */
    private boolean region(String what, long offset, long bytes) {
        if (bytes == 0) {
            return true;
        }
        if (offset < 0 || bytes < 0 || offset > fileLength + header.clusterSize() - 1 - bytes) {
            findings.corruption(what + ": region exceeding the end of the file: offset 0x" + Long.toHexString(offset)
                    + " size 0x" + Long.toHexString(bytes));
            return false;
        }
        for (long cluster = offset >> clusterBits; cluster <= (offset + bytes - 1) >> clusterBits; cluster++) {
            counts.add(cluster);
        }
        return true;
    }

    private boolean aligned(long offset) {
        return (offset & (header.clusterSize() - 1)) == 0;
    }

    private void l1(String what, long offset, long entries, boolean active) {
        if (entries == 0) {
            return;
        }
        if (!aligned(offset) || entries * 8 > Qcow2Header.MOST_L1_BYTES) {
            findings.corruption(what + " is not aligned or too large");
            return;
        }
        if (!region(what, offset, entries * 8)) {
            return;
        }
        for (long entry : ClusterMap.readL1(file, offset, (int) entries)) {
            long l2 = entry & L2Entry.OFFSET_MASK;
            if (l2 == 0) {
                continue;
            }
            if (!aligned(l2)) {
                findings.corruption("l2_offset=" + Long.toHexString(l2) + ": Table is not cluster aligned; L1 entry"
                        + " corrupted");
            } else if (region("L2 table", l2, header.clusterSize())) {
                l2(l2, active);
            }
        }
    }

    private void l2(long offset, boolean active) {
        ByteBuffer table = file.read(offset, header.clusterSize());
        long expected = 0;
        for (int at = 0; at < table.limit(); at += header.l2EntrySize()) {
            long entry = table.getLong(at);
            if ((entry & L2Entry.COMPRESSED) != 0) {
                compressed(entry, active);
                continue;
            }
            long host = entry & L2Entry.OFFSET_MASK;
            boolean placed = host != 0 || (header.externalData() && (entry & L2Entry.COPIED) != 0);
            if (!placed) {
                continue;
            }
            if (active) {
                findings.allocated++;
                findings.fragmented += expected != 0 && host != expected ? 1 : 0;
                expected = host + header.clusterSize();
            }
            if (!header.externalData()) {
                region("data", host, header.clusterSize());
            }
            if (!aligned(host)) {
                findings.corruption("offset=" + Long.toHexString(host) + ": Cluster is not properly aligned; L2 entry"
                        + " corrupted");
            }
        }
    }

    private void compressed(long entry, boolean active) {
        if ((entry & L2Entry.COPIED) != 0) {
            findings.corruption("coffset=0x" + Long.toHexString(L2Entry.compressedOffset(entry, clusterBits))
                    + ": copied flag must never be set for compressed clusters");
        }
        if (header.externalData()) {
            findings.corruption("compressed cluster with data file");
            return;
        }
        long start = L2Entry.compressedOffset(entry, clusterBits) & -512L;
        region("compressed data", start,
                L2Entry.compressedOffset(entry, clusterBits) + L2Entry.compressedLength(entry, clusterBits) - start);
        if (active) {
            findings.allocated++;
            findings.compressed++;
            // What is compressed lies scattered by its nature.
            findings.fragmented++;
        }
    }

    private void snapshots() {
        if (header.snapshotCount() == 0) {
            return;
        }
        try {
            List<SnapshotEntry> entries = SnapshotEntry.read(file, header);
            for (SnapshotEntry entry : entries) {
                l1("L1 table of snapshot " + entry.told().name(), entry.l1Offset(),
                        Integer.toUnsignedLong(entry.l1Entries()), false);
            }
            region("snapshot table", header.snapshotsOffset(), SnapshotEntry.tableLength(file, header));
        } catch (ImageException e) {
            findings.corruption("snapshot table: " + e.getMessage());
        }
    }

    private void bitmaps() {
        try {
            for (BitmapEntry entry : BitmapEntry.read(file, header)) {
                region("bitmap table", entry.tableOffset(), entry.tableEntries() * 8L);
                for (long place : entry.readTable(file)) {
                    long offset = place & L2Entry.OFFSET_MASK;
                    if (offset != 0 && aligned(offset)) {
                        region("bitmap data", offset, header.clusterSize());
                    } else if (offset != 0) {
                        findings.corruption("bitmap '" + entry.name() + "': a cluster is not aligned");
                    }
                }
            }
            BitmapEntry.Directory.of(header).ifPresent(d -> region("bitmap directory", d.offset(), d.bytes()));
        } catch (ImageException e) {
            findings.corruption("bitmaps: " + e.getMessage());
        }
    }
}
