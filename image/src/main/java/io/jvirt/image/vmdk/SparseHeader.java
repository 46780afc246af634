package io.jvirt.image.vmdk;

import io.jvirt.image.ImageFile;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header of a sparse extent, checked against the file when read: VMware's hosted form ("Virtual Disk Format 5.0",
 * "Hosted Sparse Extent Header") or ESX's older one ("ESX Server Sparse Extent Header"), which has fewer fields.
 *
 * @param version 1 to 3; 0 for ESX's form
 * @param flags what is in use
 * @param capacity sectors of 512 bytes that the extent stands for
 * @param grainSectors sectors in a grain, the unit of space
 * @param descriptorAt sector of the embedded descriptor, 0 without
 * @param descriptorSectors sectors of it
 * @param entries of a grain table
 * @param redundantAt sector of the second grain directory, 0 without
 * @param directoryAt sector of the grain directory
 * @param overhead sectors before the first grain
 * @param compressed whether grains are compressed
 */
record SparseHeader(
        int version,
        long flags,
        long capacity,
        int grainSectors,
        long descriptorAt,
        int descriptorSectors,
        int entries,
        long redundantAt,
        long directoryAt,
        long overhead,
        boolean compressed) {
    static final String MAGIC = "KDMV";
    static final String ESX_MAGIC = "COWD";
    static final int DESCRIPTOR_SECTORS = 20;

    private static final long NEW_LINES = 1;
    private static final long REDUNDANT = 2;
    private static final long ZERO_GRAINS = 4;
    private static final long COMPRESSED = 1 << 16;
    private static final long MARKERS = 1 << 17;

    /** Where the directory lies when only the copy of the header at the end of the file tells. */
    private static final long AT_END = -1;

    private static final long MOST_DIRECTORY_BYTES = 64L << 20;
    private static final int GRAIN = 128;
    private static final int ENTRIES = 512;

    static SparseHeader read(ImageFile file) {
        SparseHeader header = readAt(file, 0);
        if (header.directoryAt == AT_END) {
            // Footer marker, footer, end-of-stream marker.
            header = readAt(file, file.length() - 1024);
        }
        header.check(file);
        return header;
    }

    private static SparseHeader readAt(ImageFile file, long offset) {
        Fields f = Fields.read(file, Math.max(0, offset), 512, ByteOrder.LITTLE_ENDIAN);
        if (f.has(0, ESX_MAGIC)) {
            return new SparseHeader(
                    0, 0, f.u32(12), (int) f.within("sectors of a grain", f.u32(16), 1, 1 << 15), 0, 0, 4096, 0, f.u32(20),
                    0, false);
        }
        if (!f.has(0, MAGIC)) {
            throw f.broken("it is no sparse extent: the magic number at offset " + offset + " is missing");
        }
        int version = (int) f.within("VMDK version", f.u32(4), 1, 3);
        long flags = f.u32(8);
        if (f.u16(77) > 1) {
            throw f.broken("its compression " + f.u16(77) + " is not known (0 and 1 are)");
        }
        return new SparseHeader(
                version, flags, f.within("capacity", f.i64(12), 0, Long.MAX_VALUE / 512),
                f.powerOfTwo("sectors of a grain", f.i64(20), 1, 1 << 15), f.within("descriptor", f.i64(28), 0, 1L << 40),
                (int) f.within("sectors of the descriptor", f.i64(36), 0, 1 << 11),
                (int) f.within("entries of a grain table", f.u32(44), 1, 1 << 16), f.i64(48), f.i64(56), f.i64(64),
                (flags & COMPRESSED) != 0 && f.u16(77) == 1);
    }

    private void check(ImageFile file) {
        Fields f = Fields.read(file, 0, 0, ByteOrder.LITTLE_ENDIAN);
        f.within("bytes of the grain directory", tables() * 4, 0, MOST_DIRECTORY_BYTES);
        f.within("grain directory", directoryAt, 1, 1L << 40);
        f.table("grain directory", directoryAt * 512, tables() * 4, 512);
        if (hasRedundant()) {
            f.within("second grain directory", redundantAt, 1, 1L << 40);
            f.table("second grain directory", redundantAt * 512, tables() * 4, 512);
        }
    }

    /** {@return how many grain tables the extent has} */
    long tables() {
        long perTable = (long) grainSectors * entries;
        return (capacity + perTable - 1) / perTable;
    }

    int grainBytes() {
        return grainSectors * 512;
    }

    boolean hasRedundant() {
        return (flags & REDUNDANT) != 0 && redundantAt > 0;
    }

    boolean hasZeroGrains() {
        return (flags & ZERO_GRAINS) != 0;
    }

    boolean hasMarkers() {
        return (flags & MARKERS) != 0;
    }

    /** {@return the header of a new extent whose tables follow it and the room for a descriptor} */
    static SparseHeader create(long capacity, boolean zeroGrains, boolean compressed) {
        long flags = NEW_LINES | REDUNDANT | (zeroGrains ? ZERO_GRAINS : 0) | (compressed ? COMPRESSED | MARKERS : 0);
        SparseHeader plan = new SparseHeader(
                compressed ? 3 : zeroGrains ? 2 : 1, flags, capacity, GRAIN, 1, DESCRIPTOR_SECTORS, ENTRIES, 0, 0, 0,
                compressed);
        long copy = plan.directorySectors() + plan.tables() * plan.tableSectors();
        long redundant = 1 + DESCRIPTOR_SECTORS;
        long end = redundant + 2 * copy;
        return new SparseHeader(
                plan.version, flags, capacity, GRAIN, 1, DESCRIPTOR_SECTORS, ENTRIES, redundant, redundant + copy,
                (end + GRAIN - 1) / GRAIN * GRAIN, compressed);
    }

    long directorySectors() {
        return (tables() * 4 + 511) / 512;
    }

    long tableSectors() {
        return (entries * 4L + 511) / 512;
    }

    /** Writes a new extent: header, both directories, and grain tables that are all zero. */
    void write(ImageFile file) {
        file.truncate(overhead * 512);
        for (long directory : new long[] {redundantAt, directoryAt}) {
            ByteBuffer b = ByteBuffer.allocate((int) (directorySectors() * 512)).order(ByteOrder.LITTLE_ENDIAN);
            for (long table = 0; table < tables(); table++) {
                b.putInt((int) (directory + directorySectors() + table * tableSectors()));
            }
            file.write(directory * 512, b.clear());
        }
        file.write(0, encode());
    }

    /** {@return the header of a larger extent whose directories are elsewhere} */
    SparseHeader grown(long newCapacity, long newRedundant, long newDirectory) {
        return new SparseHeader(version, flags, newCapacity, grainSectors, descriptorAt, descriptorSectors, entries,
                newRedundant, newDirectory, overhead, compressed);
    }

    /** {@return whether only the copy of the header at the end of the file tells where the directory is} */
    static boolean isTrailing(ImageFile file) {
        return file.read(56, Long.BYTES).getLong() == AT_END;
    }

    ByteBuffer encode() {
        ByteBuffer b = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        b.put(MAGIC.getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(version).putInt((int) flags);
        b.putLong(capacity).putLong(grainSectors).putLong(descriptorAt).putLong(descriptorSectors).putInt(entries);
        b.putLong(redundantAt).putLong(directoryAt).putLong(overhead).put((byte) 0);
        // These bytes show a reader whether a text transfer has changed line ends.
        b.put((byte) '\n').put((byte) ' ').put((byte) '\r').put((byte) '\n');
        b.putShort(77, (short) (compressed ? 1 : 0));
        return b.clear();
    }
}
