package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the bitmap directory (docs/interop/qcow2.txt, "Bitmaps").
 *
 * @param tableOffset where the bitmap's table lies
 * @param tableEntries how many clusters of bits it tells the place of
 * @param flags {@link #IN_USE} and {@link #AUTO}
 * @param granularityBits a bit stands for {@code 1 << granularityBits} bytes
 * @param name what the user called it
 */
record BitmapEntry(long tableOffset, int tableEntries, int flags, int granularityBits, String name) {
    static final int IN_USE = 1;
    static final int AUTO = 2;
    static final int FEWEST_GRANULARITY_BITS = 9;
    static final int MOST_GRANULARITY_BITS = 31;
    static final int LONGEST_NAME = 1023;

    private static final int EXTRA_COMPATIBLE = 4;
    private static final int FIXED = 24;
    private static final int DIRTY_TRACKING = 1;
    private static final int MOST_BITMAPS = 65535;
    private static final long MOST_DIRECTORY_BYTES = 4L << 20;
    /** Bits in memory; QEMU's limit is 512 MiB. */
    private static final long MOST_BITMAP_BYTES = 256L << 20;

    /** Where the directory lies, as the header's extension says. */
    record Directory(int count, long bytes, long offset) {
        static Optional<Directory> of(Qcow2Header header) {
            if ((header.autoclear() & Qcow2Header.BITMAPS) == 0) {
                // Somebody who does not know bitmaps wrote the image: they are of no use any more.
                return Optional.empty();
            }
            return header.extension(HeaderExtension.BITMAPS)
                    .filter(e -> e.bytes().length >= FIXED)
                    .map(e -> new Directory(e.buffer().getInt(0), e.buffer().getLong(8), e.buffer().getLong(16)));
        }

        HeaderExtension extension() {
            ByteBuffer b = ByteBuffer.allocate(FIXED).putInt(count).putInt(0).putLong(bytes).putLong(offset);
            return new HeaderExtension(HeaderExtension.BITMAPS, b.array());
        }
    }

    /** Reads the directory; empty when the image has none. */
    static List<BitmapEntry> read(ImageFile file, Qcow2Header header) {
        Directory directory = Directory.of(header).orElse(null);
        if (directory == null) {
            return List.of();
        }
        if (directory.count < 0 || directory.count > MOST_BITMAPS || directory.bytes < 0
                || directory.bytes > MOST_DIRECTORY_BYTES || directory.offset <= 0
                || (directory.offset & (header.clusterSize() - 1)) != 0
                || directory.offset > file.length() - directory.bytes) {
            throw new ImageException("'" + file.path() + "': the bitmap directory is too large or not within the file");
        }
        ByteBuffer all = file.read(directory.offset, (int) directory.bytes);
        List<BitmapEntry> entries = new ArrayList<>();
        for (int i = 0; i < directory.count; i++) {
            entries.add(decode(all, file, header));
        }
        return List.copyOf(entries);
    }

    private static BitmapEntry decode(ByteBuffer b, ImageFile file, Qcow2Header header) {
        if (b.remaining() < FIXED) {
            throw new ImageException("'" + file.path() + "': the bitmap directory is cut short");
        }
        long tableOffset = b.getLong();
        int tableEntries = b.getInt();
        int flags = b.getInt();
        int type = b.get();
        int granularityBits = b.get() & 0xff;
        int nameLength = b.getShort() & 0xffff;
        int extraLength = b.getInt();
        if (extraLength != 0 && (extraLength < 0 || (flags & EXTRA_COMPATIBLE) == 0 || extraLength > b.remaining())) {
            throw new ImageException("'" + file.path() + "': a bitmap has extra data that are not known");
        }
        b.position(b.position() + extraLength);
        if (nameLength > b.remaining() || nameLength > LONGEST_NAME || type != DIRTY_TRACKING
                || granularityBits < FEWEST_GRANULARITY_BITS || granularityBits > MOST_GRANULARITY_BITS) {
            throw new ImageException("'" + file.path() + "': an entry of the bitmap directory cannot be");
        }
        String name = StandardCharsets.UTF_8.decode(b.slice(b.position(), nameLength)).toString();
        b.position(Math.min(b.limit(), (b.position() + nameLength + 7) & ~7));
        long bytes = Integer.toUnsignedLong(tableEntries) << header.clusterBits();
        if (bytes > MOST_BITMAP_BYTES || tableOffset <= 0 || (tableOffset & (header.clusterSize() - 1)) != 0) {
            throw new ImageException("'" + file.path() + "': the table of bitmap '" + name + "' is too large or misplaced");
        }
        return new BitmapEntry(tableOffset, tableEntries, flags, granularityBits, name);
    }

    static ByteBuffer encode(List<BitmapEntry> entries) {
        int length = 0;
        for (BitmapEntry entry : entries) {
            length += FIXED + ((entry.name.getBytes(StandardCharsets.UTF_8).length + 7) & ~7);
        }
        ByteBuffer b = ByteBuffer.allocate(length);
        for (BitmapEntry entry : entries) {
            byte[] bytes = entry.name.getBytes(StandardCharsets.UTF_8);
            b.putLong(entry.tableOffset).putInt(entry.tableEntries).putInt(entry.flags & (IN_USE | AUTO));
            b.put((byte) DIRTY_TRACKING).put((byte) entry.granularityBits).putShort((short) bytes.length).putInt(0);
            b.put(bytes).position((b.position() + 7) & ~7);
        }
        return b.clear();
    }

    boolean inUse() {
        return (flags & IN_USE) != 0;
    }

    boolean auto() {
        return (flags & AUTO) != 0;
    }

    BitmapEntry withFlag(int flag, boolean set) {
        return new BitmapEntry(tableOffset, tableEntries, set ? flags | flag : flags & ~flag, granularityBits, name);
    }

    /** {@return the table: places of clusters of bits, 0 for all clear, 1 for all set} */
    long[] readTable(ImageFile file) {
        long[] table = new long[tableEntries];
        file.read(tableOffset, tableEntries * Long.BYTES).asLongBuffer().get(table);
        return table;
    }
}
