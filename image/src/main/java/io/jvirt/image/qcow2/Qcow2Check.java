package io.jvirt.image.qcow2;

import io.jvirt.image.CheckResult;
import io.jvirt.image.Checkable.Repair;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.util.TreeSet;

/**
 * Compares what the refcounts say with what refers to each cluster, and makes them agree again. Works on the file alone;
 * an open image must have written back all and be opened anew after a repair.
 */
final class Qcow2Check {
    private final ImageFile file;
    private final HeaderStore header;
    private final Counts width;
    private final int clusterBits;

    Qcow2Check(ImageFile file, HeaderStore header) {
        this.file = file;
        this.header = header;
        this.width = new Counts(header.now().refcountOrder());
        this.clusterBits = header.now().clusterBits();
    }

    CheckResult check(Repair repair) {
        Findings findings = new Findings();
        boolean rebuild = refcounts(findings, repair);
        if (rebuild && repair == Repair.ALL) {
            rebuild(width.order());
        }
        copiedFlags(findings, repair);
        boolean repaired = repair == Repair.ALL ? !findings.clean() : findings.leaksFixed > 0;
        Findings last = findings;
        if (repaired) {
            file.sync();
            last = new Findings();
            refcounts(last, Repair.NOTHING);
            copiedFlags(last, Repair.NOTHING);
            last.leaksFixed = Math.max(0, findings.leaks - last.leaks);
            last.corruptionsFixed = Math.max(0, findings.corruptions - last.corruptions);
        }
        if (repair != Repair.NOTHING && last.corruptions == 0 && (header.now().dirty() || header.now().corrupt())) {
            header.change(h -> h.withBits(HeaderField.INCOMPATIBLE, Qcow2Header.DIRTY | Qcow2Header.CORRUPT, false));
        }
        long total = (header.now().size() + header.now().clusterSize() - 1) >> clusterBits;
        return last.result(total);
    }

    /** Compares all counts, setting those that may be repaired; {@return whether the structure itself is unfit} */
    private boolean refcounts(Findings findings, Repair repair) {
        ReferenceWalk walk = new ReferenceWalk(file, header.now(), findings);
        ReferenceCounts expected = walk.count();
        long[] table = Refcounts.readTable(file, header.now());
        boolean rebuild = !walk.countRefcounts(table);
        long fileClusters = (file.length() + (1L << clusterBits) - 1) >> clusterBits;
        long end = Math.max(fileClusters, expected.highest() + 1);
        int perBlock = width.perBlock(clusterBits);
        long highest = -1;
        for (long first = 0; first < end; first += perBlock) {
            long index = first / perBlock;
            long offset = index < table.length ? table[(int) index] & Refcounts.OFFSET_MASK : 0;
            boolean readable = offset > 0 && (offset & (header.now().clusterSize() - 1)) == 0 && offset < file.length();
            if (!readable) {
                long maybe = expected.nextMaybe(first);
                if (maybe < 0) {
                    break;
                }
                if (maybe >= first + perBlock) {
                    first = maybe / perBlock * perBlock - perBlock;
                    continue;
                }
            }
            ByteBuffer block = readable ? file.read(offset, 1 << clusterBits) : null;
            boolean changed = false;
            for (int i = 0; i < perBlock && first + i < end; i++) {
                long told = block == null ? 0 : width.get(block, i);
                long real = expected.get(first + i);
                if (told != 0 || real != 0) {
                    highest = first + i;
                }
                if (told == real) {
                    continue;
                }
                String what = "cluster " + (first + i) + " refcount=" + Long.toUnsignedString(told) + " reference=" + real;
                if (told < real && told >= 0) {
                    findings.corruption(what);
                    rebuild |= told == 0 || real > width.most();
                } else {
                    findings.leak(what);
                }
                boolean leak = told > real || told < 0;
                if (block != null && (repair == Repair.ALL || (repair == Repair.LEAKS && leak)) && real <= width.most()) {
                    width.set(block, i, real);
                    changed = true;
                    findings.leaksFixed += leak ? 1 : 0;
                }
            }
            if (changed && block != null) {
                file.write(offset, block.clear());
            }
        }
        findings.imageEnd = (highest + 1) << clusterBits;
        return rebuild;
    }

    /** Writes all refcounts anew, {@code 1 << order} bits each, behind the end of the file and makes them the image's. */
    void rebuild(int order) {
        Counts wanted = new Counts(order);
        ReferenceCounts expected = new ReferenceWalk(file, header.now(), new Findings()).count();
        int perBlock = wanted.perBlock(clusterBits);
        long start = Math.max(expected.highest() + 1, (file.length() + (1L << clusterBits) - 1) >> clusterBits);
        TreeSet<Long> groups = new TreeSet<>();
        expected.groups(perBlock, groups);
        long tableClusters = 1;
        long end;
        do {
            end = start + tableClusters + groups.size();
            for (long group = start / perBlock; group <= (end - 1) / perBlock; group++) {
                groups.add(group);
            }
            tableClusters = ((groups.last() + 1) * Long.BYTES + (1L << clusterBits) - 1) >> clusterBits;
        } while (end != start + tableClusters + groups.size());
        for (long cluster = start; cluster < end; cluster++) {
            expected.add(cluster);
        }
        long[] table = new long[(int) (tableClusters << (clusterBits - 3))];
        long place = (start + tableClusters) << clusterBits;
        for (long group : groups) {
            ByteBuffer block = ByteBuffer.allocate(1 << clusterBits);
            for (int i = 0; i < perBlock; i++) {
                long users = expected.get(group * perBlock + i);
                if (users > wanted.most()) {
                    throw new ImageException("'" + file.path() + "': cluster " + (group * perBlock + i) + " has " + users
                            + " users, more than refcounts of " + (1 << order) + " bits can count");
                }
                wanted.set(block, i, users);
            }
            file.write(place, block);
            table[(int) group] = place;
            place += 1L << clusterBits;
        }
        file.write(start << clusterBits, Refcounts.bytes(table));
        long newClusters = tableClusters;
        header.change(h -> (h.version() < 3 ? h : h.with(HeaderField.REFCOUNT_ORDER, order))
                .with(HeaderField.REFCOUNT_TABLE_OFFSET, start << clusterBits)
                .with(HeaderField.REFCOUNT_TABLE_CLUSTERS, newClusters));
    }

    /** Compares the flags of the active tables that say "this one user only" with the counts. */
    private void copiedFlags(Findings findings, Repair repair) {
        Qcow2Header h = header.now();
        StoredCounts stored = new StoredCounts(file, h);
        long[] l1 = ClusterMap.readL1(file, h.l1Offset(), h.l1Entries());
        for (int i = 0; i < l1.length; i++) {
            long offset = l1[i] & L2Entry.OFFSET_MASK;
            if (offset == 0 || (offset & (h.clusterSize() - 1)) != 0 || offset >= file.length()) {
                continue;
            }
            if (wrong(l1[i], stored.get(offset >> clusterBits))) {
                findings.corruption("OFLAG_COPIED L2 cluster: l1_index=" + i + " l1_entry=" + Long.toHexString(l1[i])
                        + " refcount=" + stored.get(offset >> clusterBits));
                if (repair == Repair.ALL) {
                    file.write(h.l1Offset() + i * 8L, ByteBuffer.allocate(8).putLong(l1[i] ^ L2Entry.COPIED).flip());
                }
            }
            copiedFlags(offset, stored, findings, repair);
        }
    }

    private void copiedFlags(long l2, StoredCounts stored, Findings findings, Repair repair) {
        ByteBuffer table = file.read(l2, header.now().clusterSize());
        boolean changed = false;
        for (int at = 0; at < table.limit(); at += header.now().l2EntrySize()) {
            long entry = table.getLong(at);
            long host = entry & L2Entry.OFFSET_MASK;
            if ((entry & L2Entry.COMPRESSED) != 0 || host == 0 || header.now().externalData()) {
                continue;
            }
            if (wrong(entry, stored.get(host >> clusterBits))) {
                findings.corruption("OFLAG_COPIED data cluster: l2_entry=" + Long.toHexString(entry) + " refcount="
                        + stored.get(host >> clusterBits));
                table.putLong(at, entry ^ L2Entry.COPIED);
                changed = true;
            }
        }
        if (changed && repair == Repair.ALL) {
            file.write(l2, table.clear());
        }
    }

    private static boolean wrong(long entry, long count) {
        return (count == 1) != ((entry & L2Entry.COPIED) != 0);
    }

    /** The counts on the disk. */
    private static final class StoredCounts {
        private final TableCache blocks;
        private final long[] table;
        private final Counts width;
        private final int clusterBits;
        private final long fileLength;

        StoredCounts(ImageFile file, Qcow2Header header) {
            this.blocks = TableCache.ofRefcounts(file, header.clusterSize());
            this.table = Refcounts.readTable(file, header);
            this.width = new Counts(header.refcountOrder());
            this.clusterBits = header.clusterBits();
            this.fileLength = file.length();
        }

        long get(long cluster) {
            int perBlock = width.perBlock(clusterBits);
            long index = cluster / perBlock;
            long offset = index < table.length ? table[(int) index] & Refcounts.OFFSET_MASK : 0;
            return offset <= 0 || (offset & ((1L << clusterBits) - 1)) != 0 || offset >= fileLength
                    ? 0
                    : width.get(blocks.at(offset).bytes, (int) (cluster % perBlock));
        }
    }
}
