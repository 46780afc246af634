package io.jvirt.image.parallels;

import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The header of a Parallels image (QEMU's docs/interop/parallels.txt), checked against the file when read.
 *
 * @param magic one of two; it tells the unit of table entries
 * @param heads of the geometry shown to the guest
 * @param cylinders of that
 * @param clusterSectors sectors of 512 bytes in a cluster
 * @param entries of the table, which follows the header
 * @param sectors of 512 bytes that the guest sees
 * @param inUse whether a writer has it open, or had when it died
 * @param dataSector sector of the file at which clusters begin
 * @param flags bit 0: the image is empty
 * @param extensionSector sector of the format's extension, 0 without
 */
record ParallelsHeader(
        String magic,
        int heads,
        int cylinders,
        int clusterSectors,
        long entries,
        long sectors,
        boolean inUse,
        long dataSector,
        int flags,
        long extensionSector) {
    static final String OLD_MAGIC = "WithoutFreeSpace";
    static final String MAGIC = "WithouFreSpacExt";
    static final int LENGTH = 64;

    private static final int IN_USE = 0x746f_6e59;
    private static final int CLOSED = 0x312e_3276;
    private static final long MOST_ENTRIES = Integer.MAX_VALUE / 4;

    static ParallelsHeader read(ImageFile file) {
        Fields f = Fields.read(file, 0, LENGTH, ByteOrder.LITTLE_ENDIAN);
        boolean old = f.has(0, OLD_MAGIC);
        if (!old && !f.has(0, MAGIC)) {
            throw f.broken("it is no Parallels image: its magic number is missing");
        }
        f.within("version", f.u32(16), 2, 2);
        long cluster = f.within("sectors of a cluster", f.u32(28), 1, Integer.MAX_VALUE / 512);
        long entries = f.within("number of clusters", f.u32(32), 0, MOST_ENTRIES);
        // The old form has 32 bits for the size; what follows them means nothing.
        long sectors = f.within("size", old ? f.u32(36) : f.i64(36), 0, entries * cluster);
        f.table("table", LENGTH, entries * 4, 1);
        long tableEnd = (LENGTH + entries * 4 + 511) / 512;
        long data = f.u32(48);
        if (data == 0) {
            data = tableEnd;
        } else if (data < tableEnd && !(old && data * 512 >= LENGTH)) {
            throw f.broken("clusters begin at sector " + data + ", before the table ends");
        }
        return new ParallelsHeader(
                old ? OLD_MAGIC : MAGIC, (int) f.u32(20), (int) f.u32(24), (int) cluster, entries, sectors,
                f.u32(44) == IN_USE, data, (int) f.u32(52), f.i64(56));
    }

    /** {@return the header of a new image} */
    static ParallelsHeader create(Path path, long sectors, long cluster) {
        if (cluster < 512 || cluster % 512 != 0 || cluster > 1 << 30) {
            throw new ImageException("'" + path + "': cluster_size " + cluster + " is no multiple of 512 up to 1G");
        }
        long entries = (sectors * 512 + cluster - 1) / cluster;
        if (entries > MOST_ENTRIES) {
            throw new ImageException("'" + path + "': the size takes " + entries + " clusters of " + cluster
                    + " bytes, but " + MOST_ENTRIES + " are the most; choose a larger cluster_size");
        }
        long data = (LENGTH + entries * 4 + cluster - 1) / cluster * cluster / 512;
        return new ParallelsHeader(
                MAGIC, 16, (int) (sectors / (16 * 32)), (int) (cluster / 512), entries, sectors, false, data, 0, 0);
    }

    /** {@return the same for so many sectors} */
    ParallelsHeader sized(long newSectors) {
        long newEntries = Math.max(entries, (newSectors + clusterSectors - 1) / clusterSectors);
        return new ParallelsHeader(
                magic, heads, (int) Math.min(Integer.MAX_VALUE, newSectors / (16 * 32)), clusterSectors, newEntries, newSectors,
                inUse, dataSector, flags, extensionSector);
    }

    int clusterSize() {
        return clusterSectors * 512;
    }

    long dataOffset() {
        return dataSector * 512;
    }

    /** {@return bytes in the unit of table entries} */
    long unit() {
        return magic.equals(MAGIC) ? clusterSize() : 512;
    }

    /** {@return the header's bytes} */
    ByteBuffer encode(boolean use) {
        ByteBuffer b = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        b.put(magic.getBytes(StandardCharsets.US_ASCII)).putInt(2).putInt(heads).putInt(cylinders).putInt(clusterSectors);
        b.putInt((int) entries).putLong(sectors).putInt(use ? IN_USE : CLOSED).putInt((int) dataSector).putInt(flags);
        return b.putLong(extensionSector).flip();
    }
}
