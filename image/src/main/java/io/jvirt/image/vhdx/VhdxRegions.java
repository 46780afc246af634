package io.jvirt.image.vhdx;

import io.jvirt.image.ImageFile;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the tables of a VHDX file lie (MS-VHDX 2.2.3); kept twice.
 *
 * @param table of blocks
 * @param metadata what the disk is
 */
record VhdxRegions(Region table, Region metadata) {
    static final long FIRST_AT = 192 << 10;
    static final long SECOND_AT = 256 << 10;

    private static final int LENGTH = 64 << 10;
    private static final int MAGIC = 0x6967_6572;
    private static final int MOST = 2047;
    private static final UUID TABLE = UUID.fromString("2dc27766-f623-4200-9d64-115e9bfd4a08");
    private static final UUID METADATA = UUID.fromString("8b7ca206-4790-4b9a-b8fe-575f050f886e");

    /** A range of the file. */
    record Region(long offset, long length) {}

    static VhdxRegions read(ImageFile file) {
        Fields f = readAt(file, FIRST_AT);
        if (f == null) {
            f = readAt(file, SECOND_AT);
        }
        if (f == null) {
            throw Fields.broken(file, "both copies of its region table are damaged");
        }
        long count = f.within("number of regions", f.u32(8), 0, MOST);
        Map<UUID, Region> found = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int at = 16 + i * 32;
            UUID id = Guids.get(f.all().order(ByteOrder.LITTLE_ENDIAN), at);
            if (!id.equals(TABLE) && !id.equals(METADATA)) {
                if ((f.u32(at + 28) & 1) != 0) {
                    throw f.broken("it needs the region " + id + ", which is not known");
                }
                continue;
            }
            long length = f.u32(at + 24);
            Region region = new Region(f.table("region " + id, f.i64(at + 16), length, 1 << 20), length);
            if (found.put(id, region) != null) {
                throw f.broken("the region " + id + " is there twice");
            }
        }
        Region table = found.get(TABLE);
        Region metadata = found.get(METADATA);
        if (table == null || metadata == null) {
            throw f.broken("its table of blocks or its metadata are missing");
        }
        return new VhdxRegions(table, metadata);
    }

    private static @Nullable Fields readAt(ImageFile file, long at) {
        Fields f = Fields.read(file, at, LENGTH, ByteOrder.LITTLE_ENDIAN);
        return f.u32(0) == MAGIC && Checksum.isRight(f.all()) ? f : null;
    }

    ByteBuffer encode() {
        ByteBuffer b = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, MAGIC).putInt(8, 2);
        entry(b, 16, TABLE, table);
        entry(b, 48, METADATA, metadata);
        return Checksum.sign(b);
    }

    private static void entry(ByteBuffer b, int at, UUID id, Region region) {
        Guids.put(b, at, id);
        b.putLong(at + 16, region.offset).putInt(at + 24, (int) region.length).putInt(at + 28, 1);
    }
}
