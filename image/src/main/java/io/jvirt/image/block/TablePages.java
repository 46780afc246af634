package io.jvirt.image.block;

import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Numbers in a file's tables, kept in pages of which only the last used are in memory: a table costs no more than
 * {@link #MOST_BYTES}, whatever size a header claims. Changes are written together, and only the changed part of a page:
 * what lies beside a table is not touched. Safe for threads.
 */
public final class TablePages {
    /** What is kept in memory. */
    static final int MOST_BYTES = 2 << 20;

    private final ImageFile file;
    private final ByteOrder order;
    private final int pageSize;
    private final Consumer<List<Change>> store;
    private final LinkedHashMap<Long, Page> pages = new LinkedHashMap<>(64, 0.75f, true);

    /**
     * Bytes that are to be written.
     *
     * @param offset where in the file
     * @param bytes what
     * @param pageOffset where in the file the page is in which they are
     * @param page all of that page, as it is to be
     */
    public record Change(long offset, ByteBuffer bytes, long pageOffset, ByteBuffer page) {
        /** Writes them. */
        public void to(ImageFile file) {
            file.write(offset, bytes.duplicate());
        }
    }

    private static final class Page {
        final ByteBuffer bytes;
        int changedFrom;
        int changedTo;

        Page(ByteBuffer bytes) {
            this.bytes = bytes;
            clean();
        }

        void clean() {
            changedFrom = Integer.MAX_VALUE;
            changedTo = 0;
        }

        boolean changed() {
            return changedTo > 0;
        }
    }

    /**
     * Numbers of this order.
     *
     * @param pageSize a power of two; tables begin and end at multiples of it, or what shares a page with them is not
     *     written by others while this is in use
     * @param store makes changes durable or at least writes them, in an order that a crash can interrupt
     */
    public TablePages(ImageFile file, ByteOrder order, int pageSize, Consumer<List<Change>> store) {
        this.file = file;
        this.order = order;
        this.pageSize = pageSize;
        this.store = store;
    }

    /** Numbers whose changes are written once all that was written to the file before is durable. */
    public TablePages(ImageFile file, ByteOrder order, int pageSize) {
        this(file, order, pageSize, changes -> {
            file.sync();
            changes.forEach(change -> change.to(file));
        });
    }

    /** {@return the 32 bit number at an offset in the file that is a multiple of 4} */
    public synchronized int getInt(long offset) {
        return page(offset).bytes.getInt(inPage(offset));
    }

    /** {@return the 64 bit number at an offset in the file that is a multiple of 8} */
    public synchronized long getLong(long offset) {
        return page(offset).bytes.getLong(inPage(offset));
    }

    /** {@return the byte at an offset in the file} */
    public synchronized byte getByte(long offset) {
        return page(offset).bytes.get(inPage(offset));
    }

    /** Changes the 32 bit number at an offset in the file that is a multiple of 4. */
    public synchronized void putInt(long offset, int value) {
        changing(offset, Integer.BYTES).bytes.putInt(inPage(offset), value);
    }

    /** Changes the 64 bit number at an offset in the file that is a multiple of 8. */
    public synchronized void putLong(long offset, long value) {
        changing(offset, Long.BYTES).bytes.putLong(inPage(offset), value);
    }

    private int inPage(long offset) {
        return (int) (offset & (pageSize - 1));
    }

    private Page page(long offset) {
        long start = offset & -pageSize;
        Page page = pages.get(start);
        if (page == null) {
            page = new Page(file.read(start, pageSize).order(order));
            if (pages.size() >= MOST_BYTES / pageSize) {
                makeRoom();
            }
            pages.put(start, page);
        }
        return page;
    }

    private Page changing(long offset, int length) {
        Page page = page(offset);
        page.changedFrom = Math.min(page.changedFrom, inPage(offset));
        page.changedTo = Math.max(page.changedTo, inPage(offset) + length);
        return page;
    }

    private void makeRoom() {
        if (pages.firstEntry().getValue().changed()) {
            writeBack();
        }
        pages.pollFirstEntry();
    }

    /** Hands all changes to the store, in the order of the file. */
    public synchronized void writeBack() {
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<Long, Page> entry : pages.entrySet()) {
            Page page = entry.getValue();
            if (page.changed()) {
                changes.add(new Change(
                        entry.getKey() + page.changedFrom,
                        page.bytes.slice(page.changedFrom, page.changedTo - page.changedFrom), entry.getKey(),
                        page.bytes.duplicate().clear()));
            }
        }
        if (!changes.isEmpty()) {
            changes.sort((a, b) -> Long.compare(a.offset, b.offset));
            store.accept(changes);
            pages.values().forEach(Page::clean);
        }
    }

    /** {@return whether something waits to be written} */
    public synchronized boolean changed() {
        return pages.values().stream().anyMatch(Page::changed);
    }

    /** Forgets what was read of a range that others have written; changes in it are lost. */
    public synchronized void forget(long offset, long length) {
        for (Iterator<Long> i = pages.keySet().iterator(); i.hasNext(); ) {
            long start = i.next();
            if (start + pageSize > offset && start < offset + length) {
                i.remove();
            }
        }
    }
}
