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
 * An entry of the snapshot table (docs/interop/qcow2.txt, "Snapshots").
 *
 * @param l1Offset where the snapshot's L1 table lies
 * @param l1Entries how many entries it has
 * @param told what it tells the user
 * @param extra what a newer program put behind the extra data that are known, never changed
 */
record SnapshotEntry(long l1Offset, int l1Entries, ImageSnapshot told, byte[] extra) {
    private static final int FIXED = 40;
    private static final int KNOWN_EXTRA = 24;
    private static final int MOST_EXTRA = 1024;
    private static final long MOST_BYTES = 64L << 20;

    /** Reads the table that the header points to. */
    static List<SnapshotEntry> read(ImageFile file, Qcow2Header header) {
        List<SnapshotEntry> entries = new ArrayList<>();
        long at = header.snapshotsOffset();
        for (int i = 0; i < header.snapshotCount(); i++) {
            ByteBuffer fixed = file.read(at, FIXED);
            int idLength = fixed.getShort(12) & 0xffff;
            int nameLength = fixed.getShort(14) & 0xffff;
            int extraLength = fixed.getInt(36);
            int length = FIXED + extraLength + idLength + nameLength;
            if (extraLength < 0 || extraLength > MOST_EXTRA
                    || at + length - header.snapshotsOffset() > MOST_BYTES || at + length > file.length()) {
                throw new ImageException("'" + file.path() + "': entry " + i
                        + " of the snapshot table is too large or not within the file");
            }
            entries.add(decode(file.read(at, length), header, extraLength, idLength, nameLength));
            at += (length + 7) & ~7;
        }
        return List.copyOf(entries);
    }

    private static SnapshotEntry decode(ByteBuffer b, Qcow2Header header, int extraLength, int idLength, int nameLength) {
        ByteBuffer extra = b.slice(FIXED, extraLength);
        long stateSize = extraLength >= 8 ? extra.getLong(0) : b.getInt(32) & 0xffff_ffffL;
        long diskSize = extraLength >= 16 ? extra.getLong(8) : header.size();
        long instructions = extraLength >= 24 ? extra.getLong(16) : -1;
        byte[] unknown = new byte[Math.max(0, extraLength - KNOWN_EXTRA)];
        extra.get(extraLength - unknown.length, unknown);
        String id = text(b, FIXED + extraLength, idLength);
        String name = text(b, FIXED + extraLength + idLength, nameLength);
        Instant date = Instant.ofEpochSecond(b.getInt(16) & 0xffff_ffffL, b.getInt(20) & 0xffff_ffffL);
        ImageSnapshot told = new ImageSnapshot(id, name, stateSize, date, b.getLong(24), diskSize, instructions);
        return new SnapshotEntry(b.getLong(0), b.getInt(8), told, unknown);
    }

    private static String text(ByteBuffer b, int from, int length) {
        return StandardCharsets.UTF_8.decode(b.slice(from, length)).toString();
    }

    /** {@return the table's bytes} */
    static ByteBuffer encode(List<SnapshotEntry> entries) {
        List<ByteBuffer> all = entries.stream().map(SnapshotEntry::encode).toList();
        int length = 0;
        for (ByteBuffer b : all) {
            length += b.limit();
        }
        ByteBuffer table = ByteBuffer.allocate(length);
        all.forEach(table::put);
        return table.flip();
    }

    private ByteBuffer encode() {
        byte[] id = told.id().getBytes(StandardCharsets.UTF_8);
        byte[] name = told.name().getBytes(StandardCharsets.UTF_8);
        int extraLength = KNOWN_EXTRA + extra.length;
        ByteBuffer b = ByteBuffer.allocate((FIXED + extraLength + id.length + name.length + 7) & ~7);
        b.putLong(l1Offset).putInt(l1Entries).putShort((short) id.length).putShort((short) name.length);
        b.putInt((int) told.date().getEpochSecond()).putInt(told.date().getNano()).putLong(told.clockNanos());
        b.putInt((int) Math.min(told.vmStateSize(), 0xffff_ffffL)).putInt(extraLength);
        b.putLong(told.vmStateSize()).putLong(told.diskSize()).putLong(told.instructions()).put(extra);
        b.put(id).put(name);
        return b.clear();
    }

    /** {@return how long the table on the disk is: another program may have written less or more extra data} */
    static long tableLength(ImageFile file, Qcow2Header h) {
        long at = h.snapshotsOffset();
        for (int i = 0; i < h.snapshotCount(); i++) {
            ByteBuffer fixed = file.read(at, FIXED);
            at += (FIXED + (fixed.getInt(36) & 0xffff_ffffL) + (fixed.getShort(12) & 0xffff)
                    + (fixed.getShort(14) & 0xffff) + 7) & ~7L;
        }
        return at - h.snapshotsOffset();
    }

    /** {@return the snapshot's L1 table} */
    long[] readL1(ImageFile file, Qcow2Header header) {
        long bytes = Integer.toUnsignedLong(l1Entries) * 8;
        long end = (file.length() + header.clusterSize() - 1) & -header.clusterSize();
        if (bytes > Qcow2Header.MOST_L1_BYTES || l1Offset < 0 || (l1Offset & (header.clusterSize() - 1)) != 0
                || l1Offset > end - bytes) {
            throw new ImageException("'" + file.path() + "': the L1 table of snapshot '" + told.name()
                    + "' is not aligned, too large or not within the file");
        }
        return ClusterMap.readL1(file, l1Offset, l1Entries);
    }
}
