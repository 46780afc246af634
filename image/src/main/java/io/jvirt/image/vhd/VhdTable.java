package io.jvirt.image.vhd;

import io.jvirt.image.ImageFile;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The header of a VHD file whose blocks lie anywhere ("Dynamic Disk Header Format"), checked against the file when read.
 *
 * @param header its bytes
 * @param offset where it lies
 * @param tableOffset where the table of blocks lies
 * @param entries of the table
 * @param blockSize bytes of a block
 */
record VhdTable(ByteBuffer header, long offset, long tableOffset, long entries, int blockSize) {
    static final int LENGTH = 1024;
    static final int USUAL_BLOCK = 2 << 20;

    private static final String COOKIE = "cxsparse";
    private static final int VERSION = 0x0001_0000;
    private static final int CHECKSUM_AT = 36;
    private static final int LOCATORS_AT = 576;
    private static final int LOCATORS = 8;

    /** A locator's code for a relative path in UTF-16. */
    private static final int RELATIVE = 0x5732_7275;

    private static final int MOST_NAME = 4096;

    static VhdTable read(ImageFile file, VhdFooter footer) {
        long offset = footer.dataOffset();
        Fields place = Fields.read(file, 0, LENGTH, ByteOrder.BIG_ENDIAN);
        place.table("dynamic disk header", offset, LENGTH, 512);
        Fields f = Fields.read(file, offset, LENGTH, ByteOrder.BIG_ENDIAN);
        if (!f.has(0, COOKIE) || f.u32(24) != VERSION) {
            throw f.broken("its dynamic disk header is missing or of another version");
        }
        if ((int) f.u32(CHECKSUM_AT) != VhdFooter.checksum(f.all(), LENGTH, CHECKSUM_AT)) {
            throw f.broken("the checksum of its dynamic disk header is wrong");
        }
        int blockSize = f.powerOfTwo("block size", f.u32(32), 4096, 1 << 28);
        long entries = f.within("number of blocks", f.u32(28), 0, Integer.MAX_VALUE);
        long table = f.table("table of blocks", f.i64(16), entries * 4, 512);
        f.within("size", footer.size(), 0, Math.min(entries * blockSize, VhdFooter.MOST_SECTORS * 512));
        return new VhdTable(f.all(), offset, table, entries, blockSize);
    }

    /** {@return the header of a new image, which follows the footer's copy} */
    static VhdTable create(long size) {
        long entries = (size + USUAL_BLOCK - 1) / USUAL_BLOCK;
        ByteBuffer b = ByteBuffer.allocate(LENGTH);
        b.put(COOKIE.getBytes(StandardCharsets.US_ASCII)).putLong(-1).putInt(24, VERSION).putInt(32, USUAL_BLOCK);
        return new VhdTable(b, VhdFooter.LENGTH, VhdFooter.LENGTH + LENGTH, entries, USUAL_BLOCK);
    }

    /** {@return the same with a table elsewhere} */
    VhdTable moved(long newTable, long newEntries) {
        return new VhdTable(header, offset, newTable, newEntries, blockSize);
    }

    ByteBuffer encode() {
        ByteBuffer b = ByteBuffer.allocate(LENGTH).put(header.duplicate().clear());
        b.putLong(16, tableOffset).putInt(28, (int) entries);
        b.putInt(CHECKSUM_AT, VhdFooter.checksum(b, LENGTH, CHECKSUM_AT));
        return b.clear();
    }

    /** {@return bytes of the bitmap before each block, a bit a sector, in whole sectors} */
    int bitmapBytes() {
        return (blockSize / 512 / 8 + 511) & -512;
    }

    /** {@return bytes of the table in whole sectors} */
    long tableBytes() {
        return (entries * 4 + 511) & -512;
    }

    UUID parentUuid() {
        return new UUID(header.getLong(40), header.getLong(48));
    }

    /** {@return the file of the image that this one is a difference to: its path from here, or else its name} */
    String parentName(ImageFile file) {
        for (int i = 0; i < LOCATORS; i++) {
            int at = LOCATORS_AT + i * 24;
            String path = header.getInt(at) == RELATIVE ? relative(file, header.getInt(at + 8), header.getLong(at + 16)) : null;
            if (path != null) {
                return path;
            }
        }
        byte[] name = new byte[512];
        header.get(64, name);
        String text = new String(name, StandardCharsets.UTF_16BE);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static @Nullable String relative(ImageFile file, int length, long at) {
        if (length <= 0 || length > MOST_NAME || at <= 0 || at > file.length() - length) {
            return null;
        }
        String path = StandardCharsets.UTF_16LE.decode(file.read(at, length)).toString().replace('\\', '/');
        return path.startsWith("./") ? path.substring(2) : path;
    }
}
