package io.jvirt.image.vhdx;

import io.jvirt.image.ImageFile;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a VHDX disk is (MS-VHDX 2.6).
 *
 * @param size bytes that the guest sees
 * @param sizeAt where in the file that is told
 * @param blockSize bytes of a block
 * @param sector bytes of a logical sector, 512 or 4096
 */
record VhdxMetadata(long size, long sizeAt, int blockSize, int sector) {
    static final long MOST_SIZE = 64L << 40;
    static final int LEAST_BLOCK = 1 << 20;
    static final int MOST_BLOCK = 256 << 20;

    private static final String MAGIC = "metadata";
    private static final int TABLE_LENGTH = 64 << 10;
    private static final int MOST = 2047;
    private static final int REQUIRED = 4;
    private static final int VIRTUAL_DISK = 2;
    private static final int HAS_PARENT = 2;

    private static final UUID PARAMETERS = UUID.fromString("caa16737-fa36-4d43-b3b6-33f0aa44e76b");
    private static final UUID SIZE = UUID.fromString("2fa54224-cd1b-4876-b211-5dbed83bf4b8");
    private static final UUID IDENTITY = UUID.fromString("beca12ab-b2e6-4523-93ef-c309e000c746");
    private static final UUID LOGICAL_SECTOR = UUID.fromString("8141bf1d-a96f-4709-ba47-f233a8faab5f");
    private static final UUID PHYSICAL_SECTOR = UUID.fromString("cda348c7-445d-4471-9cc9-e9885251c556");
    private static final UUID PARENT = UUID.fromString("a8d35f2d-b30b-454d-abf7-d3d84834ab0c");

    static VhdxMetadata read(ImageFile file, VhdxRegions.Region region) {
        Fields f = Fields.read(file, region.offset(), TABLE_LENGTH, ByteOrder.LITTLE_ENDIAN);
        if (region.length() < TABLE_LENGTH || !f.has(0, MAGIC)) {
            throw f.broken("its metadata are missing");
        }
        int count = (int) f.within("number of metadata", f.u16(10), 0, MOST);
        Map<UUID, Long> items = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int at = 32 + i * 32;
            UUID id = Guids.get(f.all().order(ByteOrder.LITTLE_ENDIAN), at);
            if (!isKnown(id)) {
                if ((f.u32(at + 24) & REQUIRED) != 0) {
                    throw f.broken("it needs the metadata " + id + ", which are not known");
                }
                continue;
            }
            long offset = f.within("metadata's offset", f.u32(at + 16), TABLE_LENGTH, region.length() - 16);
            items.put(id, region.offset() + offset);
        }
        Fields parameters = item(file, items, PARAMETERS);
        if ((parameters.u32(4) & HAS_PARENT) != 0) {
            throw f.broken("it is a difference to another image, which is not read here; merge it with Hyper-V's tools");
        }
        int block = f.powerOfTwo("block size", parameters.u32(0), LEAST_BLOCK, MOST_BLOCK);
        int sector = f.powerOfTwo("logical sector", item(file, items, LOGICAL_SECTOR).u32(0), 512, 4096);
        long size = f.within("size", item(file, items, SIZE).i64(0), 0, MOST_SIZE);
        f.within("remainder of the size in sectors", size % sector, 0, 0);
        if (sector != 512 && sector != 4096) {
            throw f.broken("logical sectors of " + sector + " bytes are not known (512 and 4096 are)");
        }
        return new VhdxMetadata(size, items.getOrDefault(SIZE, 0L), block, sector);
    }

    private static boolean isKnown(UUID id) {
        return id.equals(PARAMETERS) || id.equals(SIZE) || id.equals(IDENTITY) || id.equals(LOGICAL_SECTOR)
                || id.equals(PHYSICAL_SECTOR) || id.equals(PARENT);
    }

    private static Fields item(ImageFile file, Map<UUID, Long> items, UUID id) {
        Long at = items.get(id);
        if (at == null) {
            throw Fields.broken(file, "its metadata " + id + " are missing");
        }
        return Fields.read(file, at, 16, ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return how many blocks' entries of the table come before one that tells of sectors in a parent} */
    long chunkRatio() {
        return (1L << 23) * sector / blockSize;
    }

    /** {@return the entries that a table needs for so many bytes} */
    long entries(long bytes) {
        long blocks = (bytes + blockSize - 1) / blockSize;
        return blocks == 0 ? 0 : blocks + (blocks - 1) / chunkRatio();
    }

    VhdxMetadata sized(long newSize) {
        return new VhdxMetadata(newSize, sizeAt, blockSize, sector);
    }

    /** {@return the metadata region's first bytes for a new disk with sectors of 512 bytes} */
    static ByteBuffer encode(long size, int blockSize, boolean allocated) {
        ByteBuffer b = ByteBuffer.allocate(TABLE_LENGTH + 64).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0, MAGIC.getBytes(StandardCharsets.US_ASCII)).putShort(10, (short) 5);
        entry(b, 0, PARAMETERS, 0, 8, REQUIRED);
        entry(b, 1, SIZE, 8, 8, REQUIRED | VIRTUAL_DISK);
        entry(b, 2, IDENTITY, 16, 16, REQUIRED | VIRTUAL_DISK);
        entry(b, 3, LOGICAL_SECTOR, 32, 4, REQUIRED | VIRTUAL_DISK);
        entry(b, 4, PHYSICAL_SECTOR, 36, 4, REQUIRED | VIRTUAL_DISK);
        b.putInt(TABLE_LENGTH, blockSize).putInt(TABLE_LENGTH + 4, allocated ? 1 : 0).putLong(TABLE_LENGTH + 8, size);
        Guids.put(b, TABLE_LENGTH + 16, UUID.randomUUID());
        b.putInt(TABLE_LENGTH + 32, 512).putInt(TABLE_LENGTH + 36, 512);
        return b.clear();
    }

    private static void entry(ByteBuffer b, int number, UUID id, int offset, int length, int flags) {
        int at = 32 + number * 32;
        Guids.put(b, at, id);
        b.putInt(at + 16, TABLE_LENGTH + offset).putInt(at + 20, length).putInt(at + 24, flags);
    }
}
