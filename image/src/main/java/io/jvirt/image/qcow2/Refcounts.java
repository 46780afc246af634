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
    private static final long OFFSET_MASK = 0xffff_ffff_ffff_fe00L;

    private final ImageFile file;
    private final int clusterBits;
    private final int order;
    private final TableCache blocks;
    private final HeaderUpdate headerUpdate;
    private long[] table;
    private long tableOffset;
    private long firstMaybeFree;

    /** Writes a new place of the refcount table into the header, durably. */
    interface HeaderUpdate {
        void refcountTable(long offset, int clusters);
    }

    Refcounts(ImageFile file, Qcow2Header header, int cachedBlocks, HeaderUpdate headerUpdate) {
        this.file = file;
        this.clusterBits = header.clusterBits();
        this.order = header.refcountOrder();
        this.headerUpdate = headerUpdate;
        this.tableOffset = header.refcountTableOffset();
        this.blocks = new TableCache(file, header.clusterSize(), cachedBlocks, () -> {});
        ByteBuffer bytes = file.read(tableOffset, header.refcountTableClusters() << clusterBits);
        this.table = new long[bytes.remaining() / 8];
        for (int i = 0; i < table.length; i++) {
            table[i] = bytes.getLong(i * 8);
        }
    }

    private int perBlock() {
        return 1 << (clusterBits + 3 - order);
    }

    private long most() {
        return order == 6 ? Long.MAX_VALUE : (1L << (1 << order)) - 1;
    }

    /** {@return how often the cluster with this number is used} */
    long get(long cluster) {
        long index = cluster / perBlock();
        if (index >= table.length) {
            return 0;
        }
        long offset = blockOffset((int) index);
        return offset == 0 ? 0 : count(blocks.at(offset).bytes, (int) (cluster % perBlock()));
    }

    private long blockOffset(int index) {
        long offset = table[index] & OFFSET_MASK;
        if ((offset & ((1L << clusterBits) - 1)) != 0 || offset < 0) {
            throw new ImageException("'" + file.path() + "': refcount block " + index + " at offset 0x"
                    + Long.toHexString(offset) + " is not aligned");
        }
        return offset;
    }

    private long count(ByteBuffer block, int index) {
        return switch (order) {
            case 0, 1, 2 -> (block.get(index >> (3 - order)) >> ((index & ((8 >> order) - 1)) << order)) & (int) most();
            case 3 -> block.get(index) & 0xff;
            case 4 -> block.getShort(index * 2) & 0xffff;
            case 5 -> block.getInt(index * 4) & 0xffff_ffffL;
            default -> block.getLong(index * 8);
        };
    }

    private void setCount(ByteBuffer block, int index, long value) {
        switch (order) {
            case 0, 1, 2 -> {
                int at = index >> (3 - order);
                int shift = (index & ((8 >> order) - 1)) << order;
                block.put(at, (byte) (block.get(at) & ~((int) most() << shift) | (int) value << shift));
            }
            case 3 -> block.put(index, (byte) value);
            case 4 -> block.putShort(index * 2, (short) value);
            case 5 -> block.putInt(index * 4, (int) value);
            default -> block.putLong(index * 8, value);
        }
    }

    /** Changes how often a cluster is used. */
    void add(long cluster, int change) {
        TableCache.Table block = blockFor(cluster);
        int index = (int) (cluster % perBlock());
        long now = count(block.bytes, index) + change;
        if (now < 0 || now > most()) {
            throw new ImageException("'" + file.path() + "': the refcount of cluster " + cluster + " would become "
                    + now + "; qemu-img check can repair the image");
        }
        setCount(block.bytes, index, now);
        block.dirty = true;
        if (now == 0) {
            firstMaybeFree = Math.min(firstMaybeFree, cluster);
        }
    }

    /** {@return whether the cluster can get one more user} */
    boolean canShare(long cluster) {
        return get(cluster) < most();
    }

    private TableCache.Table blockFor(long cluster) {
        long index = cluster / perBlock();
        if (index >= table.length) {
            throw new ImageException("'" + file.path() + "': cluster " + cluster + " has no refcount");
        }
        long offset = blockOffset((int) index);
        if (offset == 0) {
            throw new ImageException("'" + file.path() + "': cluster " + cluster + " has no refcount block");
        }
        return blocks.at(offset);
    }

    /**
     * {@return the number of the first of {@code count} neighbouring free clusters, which are now used once}
     */
    long allocate(int count) {
        while (true) {
            long first = findFree(count);
            long without = firstWithoutBlock(first, count);
            if (without < 0) {
                for (long cluster = first; cluster < first + count; cluster++) {
                    add(cluster, 1);
                }
                if (first == firstMaybeFree) {
                    firstMaybeFree = first + count;
                }
                return first;
            }
            addBlock(without);
        }
    }

    private long findFree(int count) {
        long run = 0;
        long cluster = firstMaybeFree;
        boolean firstFree = true;
        while (run < count) {
            if (get(cluster) == 0) {
                if (firstFree) {
                    firstMaybeFree = cluster;
                    firstFree = false;
                }
                run++;
            } else {
                run = 0;
            }
            cluster++;
        }
        return cluster - count;
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
        long offset = cluster << clusterBits;
        TableCache.Table block = blocks.fresh(offset);
        setCount(block.bytes, (int) (cluster % perBlock()), 1);
        // The block is on the disk before the table points to it.
        blocks.writeBack();
        table[(int) index] = offset;
        file.write(tableOffset + index * 8, ByteBuffer.allocate(8).putLong(offset).flip());
    }

    /** Moves the table to a larger place behind everything, together with the blocks that count that place. */
    private void growTable(long atLeast) {
        int perBlock = perBlock();
        long start = Math.max(atLeast, (file.length() + (1L << clusterBits) - 1) >> clusterBits);
        start = Math.max(start, (long) table.length * perBlock);
        long entriesPerCluster = 1L << (clusterBits - 3);
        long newClusters = Math.max(start / perBlock * 3 / 2 / entriesPerCluster + 1,
                (table.length / entriesPerCluster) + 1);
        if (newClusters << clusterBits > Integer.MAX_VALUE / 2) {
            throw new ImageException("'" + file.path() + "': the refcount table cannot grow further");
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
                setCount(block.bytes, (int) (c % perBlock), 1);
            }
            larger[index] = offset;
        }
        blocks.writeBack();
        ByteBuffer bytes = ByteBuffer.allocate(larger.length * 8);
        for (long entry : larger) {
            bytes.putLong(entry);
        }
        file.write(start << clusterBits, bytes.flip());
        file.sync();
        long oldOffset = tableOffset;
        long oldClusters = ((long) table.length * 8) >> clusterBits;
        headerUpdate.refcountTable(start << clusterBits, (int) newClusters);
        table = larger;
        tableOffset = start << clusterBits;
        for (long c = 0; c < oldClusters; c++) {
            add((oldOffset >> clusterBits) + c, -1);
        }
    }

    /** {@return one more than the number of the last cluster that is used} */
    long end() {
        for (int index = table.length - 1; index >= 0; index--) {
            long offset = blockOffset(index);
            if (offset != 0) {
                ByteBuffer block = blocks.at(offset).bytes;
                for (int i = perBlock() - 1; i >= 0; i--) {
                    if (count(block, i) != 0) {
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

    /** {@return offset of the refcount table} */
    long tableOffset() {
        return tableOffset;
    }

    /** {@return the table's entries: offsets of blocks, 0 where there is none} */
    long[] table() {
        return table;
    }
}
