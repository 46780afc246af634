package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;

/**
 * How often each cluster of the file is used (docs/interop/qcow2.txt, "Host cluster management"): a table of blocks of
 * counts. Gives out and takes back clusters. Not safe for threads; the image's write lock guards it.
 */
final class Refcounts {
    /** Bits of a table entry that hold a block's offset. */
    static final long OFFSET_MASK = 0xffff_ffff_ffff_fe00L;

    private final ImageFile file;
    private final HeaderStore header;
    private final int clusterBits;
    private final Counts counts;
    private final TableCache blocks;
    private final MetadataGuard guard;
    private long[] table;
    private long tableOffset;
    private long next;

    /** Of a file that is only read nothing is loaded. */
    Refcounts(ImageFile file, HeaderStore header, MetadataGuard guard) {
        this.file = file;
        this.header = header;
        this.guard = guard;
        this.clusterBits = header.now().clusterBits();
        this.counts = new Counts(header.now().refcountOrder());
        this.tableOffset = header.now().refcountTableOffset();
        this.blocks = TableCache.ofRefcounts(file, header.now().clusterSize());
        this.table = file.writable() ? readTable(file, header.now()) : new long[0];
        for (long entry : table) {
            guard.add((entry & OFFSET_MASK) >> clusterBits, 1);
        }
        guard.add(tableOffset >> clusterBits, header.now().refcountTableClusters());
    }

    /** {@return the table's entries: offsets of blocks, 0 where there is none} */
    static long[] readTable(ImageFile file, Qcow2Header header) {
        ByteBuffer bytes = file.read(
                header.refcountTableOffset(), header.refcountTableClusters() << header.clusterBits());
        long[] table = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(table);
        return table;
    }

    private int perBlock() {
        return counts.perBlock(clusterBits);
    }

    /** {@return how often the cluster with this number is used} */
    long get(long cluster) {
        long index = cluster / perBlock();
        if (index >= table.length) {
            return 0;
        }
        long offset = blockOffset((int) index);
        return offset == 0 ? 0 : counts.get(blocks.at(offset).bytes, (int) (cluster % perBlock()));
    }

    private long blockOffset(int index) {
        long offset = table[index] & OFFSET_MASK;
        if ((offset & ((1L << clusterBits) - 1)) != 0 || offset < 0) {
            throw damaged("refcount block " + index + " at offset 0x" + Long.toHexString(offset) + " is not aligned");
        }
        return offset;
    }

    private ImageException damaged(String what) {
        return new ImageException("'" + file.path() + "': " + what + "; jvirt image check -r all may repair it");
    }

    /** Changes how often a cluster is used. */
    void add(long cluster, int change) {
        TableCache.Table block = blockFor(cluster);
        int index = (int) (cluster % perBlock());
        long count = counts.get(block.bytes, index) + change;
        if (count < 0 || count > counts.most()) {
            throw damaged("the refcount of cluster " + cluster + " would become " + count);
        }
        counts.set(block.bytes, index, count);
        block.dirty = true;
        if (count == 0) {
            next = Math.min(next, cluster);
            guard.forget(cluster);
        }
    }

    /** Changes how often neighbouring clusters are used. */
    void add(long first, long count, int change) {
        for (long cluster = first; cluster < first + count; cluster++) {
            add(cluster, change);
        }
    }

    /** {@return whether the cluster can get one more user} */
    boolean canShare(long cluster) {
        return get(cluster) < counts.most();
    }

    private TableCache.Table blockFor(long cluster) {
        long index = cluster / perBlock();
        long offset = index < table.length ? blockOffset((int) index) : 0;
        if (offset == 0) {
            throw damaged("cluster " + cluster + " is in use and has no refcount");
        }
        return blocks.at(offset);
    }

    /** {@return the number of the first of {@code count} neighbouring free clusters, which are now used once} */
    long allocate(int count) {
        while (true) {
            long first = findFree(count);
            long without = firstWithoutBlock(first, count);
            if (without < 0) {
                guard.checkFree(first, count);
                add(first, count, 1);
                // Holes that are too small stay behind until something is given back, as with QEMU.
                next = first + count;
                return first;
            }
            addBlock(without);
        }
    }

    private long findFree(int count) {
        long run = 0;
        long cluster = next;
        while (run < count) {
            long index = cluster / perBlock();
            long offset = index < table.length ? blockOffset((int) index) : 0;
            if (offset == 0) {
                // Nothing of this block is in use.
                long rest = (index + 1) * perBlock() - cluster;
                run += rest;
                cluster += rest;
                continue;
            }
            ByteBuffer block = blocks.at(offset).bytes;
            for (int i = (int) (cluster % perBlock()); i < perBlock() && run < count; i++, cluster++) {
                run = counts.get(block, i) == 0 ? run + 1 : 0;
            }
        }
        return cluster - run;
    }

    private long firstWithoutBlock(long first, int count) {
        for (long cluster = first; cluster < first + count; cluster++) {
            long index = cluster / perBlock();
            if (index >= table.length || blockOffset((int) index) == 0) {
                return cluster;
            }
        }
        return -1;
    }

    /** Puts a refcount block into the free cluster itself, which it then counts: no other cluster is needed. */
    private void addBlock(long cluster) {
        long index = cluster / perBlock();
        if (index >= table.length) {
            growTable(cluster);
            return;
        }
        guard.checkFree(cluster, 1);
        long offset = cluster << clusterBits;
        TableCache.Table block = blocks.fresh(offset);
        counts.set(block.bytes, (int) (cluster % perBlock()), 1);
        // The block is on the disk before the table points to it.
        blocks.writeBack();
        file.sync();
        table[(int) index] = offset;
        file.write(tableOffset + index * 8, ByteBuffer.allocate(8).putLong(offset).flip());
        file.sync();
    }

    /** Moves the table to a larger place behind everything, together with the blocks that count that place. */
    private void growTable(long atLeast) {
        int perBlock = perBlock();
        long start = Math.max(atLeast, (file.length() + (1L << clusterBits) - 1) >> clusterBits);
        start = Math.max(start, (long) table.length * perBlock);
        long entriesPerCluster = 1L << (clusterBits - 3);
        long newClusters = Math.max(start / perBlock * 3 / 2 / entriesPerCluster + 1,
                (table.length / entriesPerCluster) + 1);
        if (newClusters << clusterBits > Qcow2Header.MOST_REFCOUNT_TABLE_BYTES) {
            throw new ImageException("'" + file.path() + "': the refcount table cannot grow further; a larger"
                    + " cluster size gives more room");
        }
        long newBlocks = 1;
        while ((start % perBlock) + newClusters + newBlocks > newBlocks * perBlock) {
            newBlocks++;
        }
        long[] larger = new long[(int) (newClusters * entriesPerCluster)];
        System.arraycopy(table, 0, larger, 0, table.length);
        long end = start + newClusters + newBlocks;
        for (long b = 0; b < newBlocks; b++) {
            long offset = (start + newClusters + b) << clusterBits;
            int index = (int) (start / perBlock + b);
            TableCache.Table block = blocks.fresh(offset);
            for (long c = Math.max(start, (long) index * perBlock); c < Math.min(end, (index + 1L) * perBlock); c++) {
                counts.set(block.bytes, (int) (c % perBlock), 1);
            }
            larger[index] = offset;
        }
        blocks.writeBack();
        file.write(start << clusterBits, bytes(larger));
        long oldOffset = tableOffset;
        long oldClusters = ((long) table.length * 8) >> clusterBits;
        long newOffset = start << clusterBits;
        header.change(h -> h.with(HeaderField.REFCOUNT_TABLE_OFFSET, newOffset)
                .with(HeaderField.REFCOUNT_TABLE_CLUSTERS, newClusters));
        table = larger;
        tableOffset = newOffset;
        add(oldOffset >> clusterBits, oldClusters, -1);
    }

    /** {@return longs as the file has them} */
    static ByteBuffer bytes(long[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
        bytes.asLongBuffer().put(values);
        return bytes;
    }

    /** {@return one more than the number of the last cluster that is used} */
    long end() {
        for (int index = table.length - 1; index >= 0; index--) {
            long offset = blockOffset(index);
            if (offset != 0) {
                ByteBuffer block = blocks.at(offset).bytes;
                for (int i = perBlock() - 1; i >= 0; i--) {
                    if (counts.get(block, i) != 0) {
                        return (long) index * perBlock() + i + 1;
                    }
                }
            }
        }
        return 0;
    }

    /** Writes what changed; not yet durable. */
    void writeBack() {
        blocks.writeBack();
    }
}
