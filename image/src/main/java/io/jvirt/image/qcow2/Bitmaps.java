package io.jvirt.image.qcow2;

import io.jvirt.image.DirtyBitmap;
import io.jvirt.image.DirtyBits;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The persistent bitmaps of an open image; the image's write lock guards changes. Before the first write of a guest the
 * enabled ones are marked as in use on the disk and kept in memory; closing the image stores them and takes the mark
 * back. After a crash the mark tells that they cannot be trusted.
 */
final class Bitmaps {
    /** The default is a cluster's size between these. */
    private static final int FEWEST_DEFAULT_BITS = 12;

    private static final int MOST_DEFAULT_BITS = 16;

    private final ImageFile file;
    private final HeaderStore header;
    private final Refcounts refcounts;
    private final int clusterBits;
    private volatile @Nullable Map<String, DirtyBits> tracked;

    Bitmaps(ImageFile file, HeaderStore header, Refcounts refcounts) {
        this.file = file;
        this.header = header;
        this.refcounts = refcounts;
        this.clusterBits = header.now().clusterBits();
    }

    private List<BitmapEntry> entries() {
        return BitmapEntry.read(file, header.now());
    }

    private BitmapEntry find(String name) {
        return entries().stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ImageException("'" + file.path() + "' has no bitmap '" + name + "'"));
    }

    private BitmapEntry trusted(String name) {
        BitmapEntry entry = find(name);
        if (entry.inUse() && !isTracked(name)) {
            throw new ImageException("Bitmap '" + name + "' of '" + file.path()
                    + "' was not stored by its last writer and cannot be used; remove it");
        }
        return entry;
    }

    private boolean isTracked(String name) {
        Map<String, DirtyBits> now = tracked;
        return now != null && now.containsKey(name);
    }

    List<DirtyBitmap> list() {
        return entries().stream()
                .map(e -> new DirtyBitmap(
                        e.name(), 1L << e.granularityBits(), e.inUse() && !isTracked(e.name()), e.auto()))
                .toList();
    }

    DirtyBits read(String name) {
        BitmapEntry entry = trusted(name);
        Map<String, DirtyBits> now = tracked;
        DirtyBits live = now == null ? null : now.get(name);
        return live == null ? load(entry) : live;
    }

    private DirtyBits load(BitmapEntry entry) {
        DirtyBits bits = new DirtyBits(header.now().size(), entry.granularityBits());
        int perCluster = Byte.SIZE << clusterBits;
        long[] table = entry.readTable(file);
        byte[] ones = new byte[0];
        for (int i = 0; i < table.length && (long) i * perCluster < bits.count(); i++) {
            long place = table[i] & L2Entry.OFFSET_MASK;
            if (place != 0) {
                bits.load(i * perCluster, file.read(place, 1 << clusterBits).array());
            } else if ((table[i] & 1) != 0) {
                if (ones.length == 0) {
                    ones = new byte[1 << clusterBits];
                    Arrays.fill(ones, (byte) 0xff);
                }
                bits.load(i * perCluster, ones);
            }
        }
        return bits;
    }

    // ---- changes ----

    void add(String name, long granularity, boolean enabled) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > BitmapEntry.LONGEST_NAME) {
            throw new ImageException("A bitmap's name has 1 to " + BitmapEntry.LONGEST_NAME + " bytes");
        }
        if (header.now().version() < 3) {
            throw new ImageException("'" + file.path() + "': bitmaps need compat level 1.1 (version 3)");
        }
        int bits = granularity == 0
                ? Math.clamp(clusterBits, FEWEST_DEFAULT_BITS, MOST_DEFAULT_BITS)
                : Long.numberOfTrailingZeros(granularity);
        if (granularity != 0 && (Long.bitCount(granularity) != 1 || bits < BitmapEntry.FEWEST_GRANULARITY_BITS
                || bits > BitmapEntry.MOST_GRANULARITY_BITS)) {
            throw new ImageException("A granularity of " + granularity + " is no power of two from 512 to 2 GiB");
        }
        List<BitmapEntry> entries = new ArrayList<>(entries());
        if (entries.stream().anyMatch(e -> e.name().equals(name))) {
            throw new ImageException("'" + file.path() + "' has a bitmap '" + name + "' already");
        }
        stopTracking();
        DirtyBits empty = new DirtyBits(header.now().size(), bits);
        entries = new ArrayList<>(entries());
        entries.add(store(name, bits, enabled ? BitmapEntry.AUTO : 0, empty));
        storeDirectory(entries);
    }

    void remove(String name) {
        stopTracking();
        BitmapEntry gone = find(name);
        List<BitmapEntry> left = new ArrayList<>(entries());
        left.removeIf(e -> e.name().equals(name));
        storeDirectory(left);
        free(gone);
    }

    void clear(String name) {
        change(name, DirtyBits::clear);
    }

    void merge(String name, DirtyBits source) {
        change(name, bits -> bits.merge(source));
    }

    private interface Change {
        void apply(DirtyBits bits);
    }

    private void change(String name, Change change) {
        trusted(name);
        stopTracking();
        BitmapEntry entry = find(name);
        DirtyBits bits = load(entry);
        change.apply(bits);
        BitmapEntry stored = store(name, entry.granularityBits(), entry.flags(), bits);
        replace(List.of(stored));
        free(entry);
    }

    void enable(String name, boolean enabled) {
        trusted(name);
        stopTracking();
        replace(List.of(find(name).withFlag(BitmapEntry.AUTO, enabled)));
    }

    private void replace(List<BitmapEntry> changed) {
        Map<String, BitmapEntry> byName = new LinkedHashMap<>();
        entries().forEach(e -> byName.put(e.name(), e));
        changed.forEach(e -> byName.put(e.name(), e));
        storeDirectory(List.copyOf(byName.values()));
    }

    /** Writes bits to new clusters; nothing refers to them yet. */
    private BitmapEntry store(String name, int granularityBits, int flags, DirtyBits bits) {
        int clusterSize = 1 << clusterBits;
        byte[] bytes = bits.bytes();
        int needed = (bits.count() + 7) / 8;
        long[] table = new long[(needed + clusterSize - 1) >> clusterBits];
        for (int i = 0; i < table.length; i++) {
            int from = Math.min(i << clusterBits, bytes.length);
            byte[] cluster = Arrays.copyOf(Arrays.copyOfRange(bytes, from, Math.min(from + clusterSize, bytes.length)),
                    clusterSize);
            if (!isZero(cluster)) {
                table[i] = refcounts.allocate(1) << clusterBits;
                file.write(table[i], ByteBuffer.wrap(cluster));
            }
        }
        int clusters = Math.max(1, (table.length * Long.BYTES + clusterSize - 1) >> clusterBits);
        long place = refcounts.allocate(clusters) << clusterBits;
        ByteBuffer all = ByteBuffer.allocate(clusters << clusterBits);
        all.asLongBuffer().put(table);
        file.write(place, all);
        return new BitmapEntry(place, table.length, flags, granularityBits, name);
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private void free(BitmapEntry entry) {
        for (long place : entry.readTable(file)) {
            if ((place & L2Entry.OFFSET_MASK) != 0) {
                refcounts.add((place & L2Entry.OFFSET_MASK) >> clusterBits, -1);
            }
        }
        refcounts.add(entry.tableOffset() >> clusterBits, tableClusters(entry), -1);
        refcounts.writeBack();
    }

    private long tableClusters(BitmapEntry entry) {
        return Math.max(1, (entry.tableEntries() * 8L + (1L << clusterBits) - 1) >> clusterBits);
    }

    private void storeDirectory(List<BitmapEntry> entries) {
        Optional<BitmapEntry.Directory> old = BitmapEntry.Directory.of(header.now());
        refcounts.writeBack();
        if (entries.isEmpty()) {
            header.change(h -> h.without(HeaderExtension.BITMAPS)
                    .withBits(HeaderField.AUTOCLEAR, Qcow2Header.BITMAPS, false));
        } else {
            ByteBuffer bytes = BitmapEntry.encode(entries);
            int length = bytes.limit();
            long place = refcounts.allocate((length + (1 << clusterBits) - 1) >> clusterBits) << clusterBits;
            refcounts.writeBack();
            file.write(place, bytes);
            header.change(h -> h.with(new BitmapEntry.Directory(entries.size(), length, place).extension())
                    .withBits(HeaderField.AUTOCLEAR, Qcow2Header.BITMAPS, true));
        }
        old.ifPresent(d -> refcounts.add(d.offset() >> clusterBits,
                (d.bytes() + (1L << clusterBits) - 1) >> clusterBits, -1));
        refcounts.writeBack();
    }

    // ---- noting writes ----

    /** {@return whether {@link #startTracking} is still to be called before a write} */
    boolean mustStart() {
        return tracked == null;
    }

    /** Prepares noting writes. */
    void startTracking() {
        if (tracked != null) {
            return;
        }
        Map<String, DirtyBits> live = new LinkedHashMap<>();
        List<BitmapEntry> marked = new ArrayList<>();
        for (BitmapEntry entry : entries()) {
            if (entry.auto() && !entry.inUse()) {
                live.put(entry.name(), load(entry));
                marked.add(entry.withFlag(BitmapEntry.IN_USE, true));
            }
        }
        if (!marked.isEmpty()) {
            replace(marked);
        }
        tracked = live;
    }

    /** Notes a write. */
    void mark(long offset, long length) {
        Map<String, DirtyBits> live = tracked;
        if (live != null) {
            live.values().forEach(bits -> bits.mark(offset, length));
        }
    }

    /** Stores what was noted, durably. */
    void stopTracking() {
        Map<String, DirtyBits> live = tracked;
        tracked = null;
        if (live == null || live.isEmpty()) {
            return;
        }
        List<BitmapEntry> stored = new ArrayList<>();
        List<BitmapEntry> old = new ArrayList<>();
        for (BitmapEntry entry : entries()) {
            DirtyBits bits = live.get(entry.name());
            if (bits != null) {
                stored.add(store(entry.name(), entry.granularityBits(), entry.flags() & ~BitmapEntry.IN_USE, bits));
                old.add(entry);
            }
        }
        replace(stored);
        old.forEach(this::free);
    }

    /** Follows a change of the disk's size: {@code change} is it, and between the two no bitmap fits the image. */
    void resized(long size, Runnable change) {
        stopTracking();
        List<BitmapEntry> before = entries();
        for (BitmapEntry entry : before) {
            if (entry.inUse()) {
                throw new ImageException("'" + file.path() + "' cannot change its size: bitmap '" + entry.name()
                        + "' was not stored by its last writer; remove it");
            }
        }
        List<DirtyBits> all = before.stream().map(this::load).toList();
        if (!before.isEmpty()) {
            replace(before.stream().map(e -> e.withFlag(BitmapEntry.IN_USE, true)).toList());
        }
        change.run();
        if (!before.isEmpty()) {
            List<BitmapEntry> stored = new ArrayList<>();
            for (int i = 0; i < before.size(); i++) {
                all.get(i).resize(size);
                stored.add(store(before.get(i).name(), before.get(i).granularityBits(), before.get(i).flags(), all.get(i)));
            }
            replace(stored);
            before.forEach(this::free);
        }
    }
}
