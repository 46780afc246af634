package io.jvirt.image.operation;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Extent;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the bytes that a guest sees lie in a chain of images. */
public final class ImageMap {
    private ImageMap() {}

    /**
     * A run of bytes that lie in one place.
     *
     * @param start the first byte, as the guest counts
     * @param length in bytes
     * @param depth 0 the image itself, 1 what it is based on, and so on
     * @param present whether an image of the chain tells what they are
     * @param zero whether they read as zero
     * @param data whether they take space, compressed or not
     * @param file the file that has room for them, null when none has
     * @param offset where in that file
     */
    public record Entry(
            long start, long length, int depth, boolean present, boolean zero, boolean data, @Nullable Path file,
            long offset) {
        private boolean continues(Entry before) {
            boolean samePlace = file == null
                    ? before.file == null
                    : file.equals(before.file) && offset == before.offset + before.length;
            return samePlace && depth == before.depth && present == before.present && zero == before.zero
                    && data == before.data;
        }

        private Entry longer(long more) {
            return new Entry(start, length + more, depth, present, zero, data, file, offset);
        }
    }

    /** Tells each run between {@code from} and {@code end}; runs that continue each other come as one. */
    public static void walk(DiskImage image, long from, long end, Consumer<Entry> to) {
        Entry pending = null;
        long at = from;
        while (at < end) {
            Entry entry = at(image, at, end - at);
            if (pending != null && entry.continues(pending)) {
                pending = pending.longer(entry.length);
            } else {
                if (pending != null) {
                    to.accept(pending);
                }
                pending = entry;
            }
            at += entry.length;
        }
        if (pending != null) {
            to.accept(pending);
        }
    }

    /** {@return the run that begins at {@code offset}} */
    public static Entry at(DiskImage image, long offset, long limit) {
        DiskImage layer = image;
        long length = limit;
        int depth = 0;
        while (true) {
            Extent extent = layer.extentAt(offset);
            length = Math.min(length, extent.length());
            switch (extent.kind()) {
                case DATA -> {
                    return new Entry(offset, length, depth, true, false, true, extent.file(), extent.place());
                }
                case COMPRESSED -> {
                    return new Entry(offset, length, depth, true, false, true, null, 0);
                }
                case ZERO -> {
                    return new Entry(offset, length, depth, true, true, false, extent.file(), extent.place());
                }
                case ABSENT -> {
                    Optional<DiskImage> below = layer.backing();
                    if (below.isEmpty() || offset >= below.get().size()) {
                        return new Entry(offset, length, depth, false, true, false, null, 0);
                    }
                    length = Math.min(length, below.get().size() - offset);
                    layer = below.get();
                    depth++;
                }
            }
        }
    }

    /** {@return whether bytes from {@code offset} on are known to be zero, and how many follow of the same kind} */
    static Entry known(DiskImage image, long offset) {
        return at(image, offset, image.size() - offset);
    }
}
