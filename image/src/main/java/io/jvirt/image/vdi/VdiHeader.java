package io.jvirt.image.vdi;

import io.jvirt.image.ImageFile;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The first sector of a VDI image, version 1.1 (VirtualBox's VDICore.h tells the layout), checked against the file when
 * read.
 *
 * @param sector the bytes as they are; those not told of here are kept
 * @param tableOffset where the table of blocks lies
 * @param dataOffset where block 0 of the file lies
 * @param size bytes that the guest sees
 * @param blockSize bytes of a block
 * @param blocks entries of the table
 * @param allocated blocks that have a place, which are the first in the file
 */
record VdiHeader(
        ByteBuffer sector, long tableOffset, long dataOffset, long size, int blockSize, long blocks, long allocated) {
    static final int SIGNATURE = 0xbeda107f;
    static final int USUAL_BLOCK = 1 << 20;

    /** A table entry of a block that has no place. */
    static final int ABSENT = -1;

    /** A table entry of a block that was given back and reads as zero. */
    static final int DISCARDED = -2;

    /** Entries a table may have, as in QEMU: a disk of one pebibyte. */
    static final long MOST_BLOCKS = 0x3fff_ffffL;

    static final int ALLOCATED_AT = 388;

    private static final int VERSION = 0x0001_0001;
    private static final int TYPE_AT = 76;
    private static final int DYNAMIC = 1;
    private static final int STATIC = 2;

    static VdiHeader read(ImageFile file) {
        Fields f = Fields.read(file, 0, 512, ByteOrder.LITTLE_ENDIAN);
        if (f.u32(64) != Integer.toUnsignedLong(SIGNATURE)) {
            throw f.broken("it is no VDI image: its signature is missing");
        }
        if (f.u32(68) != VERSION) {
            throw f.broken("VDI version " + f.u16(70) + "." + f.u16(68) + " is not known (1.1 is)");
        }
        long type = f.u32(TYPE_AT);
        if (type != DYNAMIC && type != STATIC || !f.isZero(424, 32)) {
            throw f.broken("it is a difference to another image (type " + type
                    + "), which is not read here; clone it with VirtualBox");
        }
        f.within("sector size", f.u32(360), 512, 512);
        f.within("extra bytes of a block", f.u32(380), 0, 0);
        int blockSize = f.powerOfTwo("block size", f.u32(376), 4096, 1 << 28);
        long blocks = f.within("number of blocks", f.u32(384), 0, MOST_BLOCKS);
        long size = f.within("size", f.i64(368), 0, blocks * blockSize);
        long table = f.table("table of blocks", f.u32(340), blocks * 4, 512);
        long data = f.u32(344);
        if (data % 512 != 0 || data < table + blocks * 4) {
            throw f.broken("the data at offset " + data + " are not aligned or begin before the table ends");
        }
        // An odd size happens; the guest sees whole sectors.
        return new VdiHeader(f.all(), table, data, Math.min((size + 511) & -512, blocks * blockSize), blockSize, blocks,
                f.u32(ALLOCATED_AT));
    }

    /** {@return the header of a new image} */
    static VdiHeader create(long size, boolean fixed) {
        long blocks = (size + USUAL_BLOCK - 1) / USUAL_BLOCK;
        ByteBuffer b = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0, "<<< Jvirt VM Virtual Disk Image >>>\n".getBytes(StandardCharsets.US_ASCII));
        b.putInt(64, SIGNATURE).putInt(68, VERSION).putInt(72, 0x180).putInt(TYPE_AT, fixed ? STATIC : DYNAMIC);
        b.putInt(360, 512);
        uuid(b, 392);
        uuid(b, 408);
        return new VdiHeader(b, 512, 512 + ((blocks * 4 + 511) & -512), size, USUAL_BLOCK, blocks, fixed ? blocks : 0);
    }

    private static void uuid(ByteBuffer b, int at) {
        UUID uuid = UUID.randomUUID();
        b.putLong(at, uuid.getMostSignificantBits()).putLong(at + 8, uuid.getLeastSignificantBits());
    }

    /** {@return the same with so many blocks that have a place} */
    VdiHeader withAllocated(long count) {
        return new VdiHeader(sector, tableOffset, dataOffset, size, blockSize, blocks, count);
    }

    /** {@return a larger image's header with its table and data elsewhere} */
    VdiHeader grown(long newSize, long newBlocks, long newTable, long newData, long newAllocated) {
        return new VdiHeader(sector, newTable, newData, newSize, blockSize, newBlocks, newAllocated);
    }

    /** {@return the sector}; an image with blocks that have no place says that it is dynamic */
    ByteBuffer encode() {
        ByteBuffer b = sector.duplicate().order(ByteOrder.LITTLE_ENDIAN).clear();
        if (allocated < blocks) {
            b.putInt(TYPE_AT, DYNAMIC);
        }
        b.putInt(340, (int) tableOffset).putInt(344, (int) dataOffset).putLong(368, size).putInt(376, blockSize);
        return b.putInt(384, (int) blocks).putInt(ALLOCATED_AT, (int) allocated);
    }
}
