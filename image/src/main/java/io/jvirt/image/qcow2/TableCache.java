package io.jvirt.image.qcow2;

import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metadata clusters in memory, the least recently used dropped first. A changed one stays until {@link #writeBack}, or
 * is written when it must make room, after {@code before} has run: that is how refcounts reach the disk before the L2
 * tables that rely on them. The image's lock guards changes; look-ups are safe for threads.
 */
final class TableCache {
    private static final int BYTES = 8 << 20;
    private static final int FEWEST = 4;

    private final ImageFile file;
    private final int clusterSize;
    private final int capacity;
    private final Runnable before;
    private final LinkedHashMap<Long, Table> tables = new LinkedHashMap<>(64, 0.75f, true);

    /** A cluster's bytes, big-endian. */
    static final class Table {
        final long offset;
        final ByteBuffer bytes;
        boolean dirty;

        Table(long offset, ByteBuffer bytes) {
            this.offset = offset;
            this.bytes = bytes;
        }
    }

    private TableCache(ImageFile file, int clusterSize, Runnable before) {
        this.file = file;
        this.clusterSize = clusterSize;
        this.capacity = Math.max(FEWEST, BYTES / clusterSize);
        this.before = before;
    }

    /** {@return a cache of refcount blocks, which rely on nothing} */
    static TableCache ofRefcounts(ImageFile file, int clusterSize) {
        return new TableCache(file, clusterSize, () -> {});
    }

    /** {@return a cache of L2 tables} */
    static TableCache ofL2(ImageFile file, int clusterSize, Runnable before) {
        return new TableCache(file, clusterSize, before);
    }

    /** {@return the table at this offset, read when it is not here} */
    synchronized Table at(long offset) {
        Table table = tables.get(offset);
        if (table == null) {
            table = put(new Table(offset, file.read(offset, clusterSize)));
        }
        return table;
    }

    /** {@return a new table of zeros at this offset, whatever the file holds there} */
    synchronized Table fresh(long offset) {
        Table table = new Table(offset, ByteBuffer.allocate(clusterSize));
        table.dirty = true;
        return put(table);
    }

    /** Forgets the table at this offset: its cluster was freed. */
    synchronized void forget(long offset) {
        tables.remove(offset);
    }

    /** Forgets all tables, which are written back already. */
    synchronized void clear() {
        tables.clear();
    }

    private Table put(Table table) {
        tables.put(table.offset, table);
        if (tables.size() > capacity) {
            makeRoom();
        }
        return table;
    }

    private void makeRoom() {
        Map.Entry<Long, Table> eldest = tables.firstEntry();
        if (eldest.getValue().dirty) {
            writeBack();
        }
        tables.remove(eldest.getKey());
    }

    /** Writes every changed table, in the order of the file. */
    synchronized void writeBack() {
        List<Table> changed = new ArrayList<>();
        for (Table table : tables.values()) {
            if (table.dirty) {
                changed.add(table);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        before.run();
        changed.sort((a, b) -> Long.compare(a.offset, b.offset));
        for (Table table : changed) {
            file.write(table.offset, table.bytes.duplicate().clear());
            table.dirty = false;
        }
    }
}
