package io.jvirt.image.vhdx;

import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.block.BlockFormat;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Microsoft's VHDX (MS-VHDX, version 1): fixed and dynamic images; differences to another image are recognised. */
public final class VhdxFormat extends BlockFormat {
    private static final String MAGIC = "vhdxfile";
    private static final int MEBIBYTE = 1 << 20;

    /** The format. */
    public VhdxFormat() {
        super("vhdx", Set.of(Feature.CREATE, Feature.WRITE, Feature.GROW, Feature.CHECK), List.of(
                CreateOption.of("block_size", CreateOption.Kind.SIZE,
                        "Bytes of a block, from 1M to 256M; 0 for what fits the size"),
                CreateOption.of("block_state_zero", CreateOption.Kind.FLAG,
                        "New blocks are marked as zero, not as missing"),
                CreateOption.of("log_size", CreateOption.Kind.SIZE, "Bytes of the log, a multiple of 1M"),
                CreateOption.choice("subformat", "Whether blocks get their place when written or at once", "dynamic", "fixed")));
    }

    @Override
    public int probe(ByteBuffer head, ImageFile file) {
        return starts(head, 0, MAGIC) ? CERTAIN : 0;
    }

    @Override
    protected DiskImage open(ImageFile file, OpenRequest request) {
        if (!Fields.read(file, 0, 8, ByteOrder.LITTLE_ENDIAN).has(0, MAGIC)) {
            throw Fields.broken(file, "it is no VHDX image: its signature is missing");
        }
        VhdxHeader header = VhdxHeader.read(file);
        VhdxLog log = new VhdxLog(file, header);
        boolean active = log.isActive();
        if (active) {
            if (!file.writable()) {
                throw Fields.broken(file, "its last writer left changes in the log;"
                        + " open it for writing or repair it with jvirt image check -r all");
            }
            log.replay();
        }
        VhdxRegions regions = VhdxRegions.read(file);
        VhdxMetadata metadata = VhdxMetadata.read(file, regions.metadata());
        if (metadata.entries(metadata.size()) * 8 > regions.table().length()) {
            throw Fields.broken(file, "its table of " + regions.table().length() + " bytes is too short for the size "
                    + metadata.size());
        }
        if (active) {
            VhdxHeader emptied = header.next(header.fileWrite(), header.dataWrite(), Guids.NONE);
            file.write(header.nextPlace(file), emptied.encode());
            file.sync();
            header = emptied;
        }
        return new VhdxImage(this, file, header, regions, metadata, active);
    }

    @Override
    protected void write(ImageFile file, CreateRequest request) {
        CreateOptions options = request.options();
        long size = sectors(request, VhdxMetadata.MOST_SIZE) * 512;
        long chosen = options.number("block_size", 0);
        long block = chosen == 0 ? usualBlock(size) : chosen;
        if (block < VhdxMetadata.LEAST_BLOCK || block > VhdxMetadata.MOST_BLOCK || Long.bitCount(block) != 1) {
            throw new ImageException("'" + request.path() + "': block_size " + block + " is no power of two from 1M to 256M");
        }
        long log = options.number("log_size", MEBIBYTE);
        if (log < MEBIBYTE || log % MEBIBYTE != 0 || log > 1 << 30) {
            throw new ImageException("'" + request.path() + "': log_size " + log + " is no multiple of 1M up to 1G");
        }
        VhdxMetadata metadata = new VhdxMetadata(size, 0, (int) block, 512);
        long tableAt = MEBIBYTE + log;
        long tableLength = Math.max(1, (metadata.entries(size) * 8 + MEBIBYTE - 1) / MEBIBYTE) * MEBIBYTE;
        VhdxRegions regions = new VhdxRegions(
                new VhdxRegions.Region(tableAt, tableLength), new VhdxRegions.Region(tableAt + tableLength, MEBIBYTE));
        long data = tableAt + tableLength + MEBIBYTE;
        boolean fixed = options.text("subformat", "dynamic").equals("fixed");
        boolean zero = options.flag("block_state_zero", true);
        file.truncate(data + (fixed ? (size + block - 1) / block * block : 0));
        writeTable(file, regions.table(), metadata, fixed ? data : zero ? -1 : 0);
        file.write(regions.metadata().offset(), VhdxMetadata.encode(size, (int) block, fixed));
        file.write(VhdxRegions.FIRST_AT, regions.encode());
        file.write(VhdxRegions.SECOND_AT, regions.encode());
        VhdxHeader header = new VhdxHeader(1, UUID.randomUUID(), UUID.randomUUID(), Guids.NONE, log, MEBIBYTE);
        file.write(VhdxHeader.FIRST_AT, header.encode());
        file.write(VhdxHeader.SECOND_AT, header.next(header.fileWrite(), header.dataWrite(), Guids.NONE).encode());
        ByteBuffer identifier = ByteBuffer.allocate(520);
        identifier.put(MAGIC.getBytes(StandardCharsets.US_ASCII)).put("Jvirt".getBytes(StandardCharsets.UTF_16LE));
        file.write(0, identifier.clear());
    }

    /** {@return the size of blocks when none is asked for: larger for large disks} */
    private static long usualBlock(long size) {
        if (size > 32L << 40) {
            return 64 << 20;
        }
        return size > 100L << 30 ? 32 << 20 : size > 1 << 30 ? 16 << 20 : 8 << 20;
    }

    /** Writes the entries of all blocks; {@code data} is where the first lies, 0 when none does, -1 when all are zero. */
    private static void writeTable(ImageFile file, VhdxRegions.Region region, VhdxMetadata metadata, long data) {
        if (data == 0) {
            return;
        }
        long blocks = (metadata.size() + metadata.blockSize() - 1) / metadata.blockSize();
        ByteBuffer piece = ByteBuffer.allocate(LogEntry.SECTOR * 16).order(ByteOrder.LITTLE_ENDIAN);
        long at = region.offset();
        for (long block = 0; block < blocks; block++) {
            if (block > 0 && block % metadata.chunkRatio() == 0) {
                piece.putLong(0);
                at = drain(file, at, piece);
            }
            piece.putLong(data < 0 ? VhdxImage.ZERO_BLOCK : data + block * metadata.blockSize() | VhdxImage.PRESENT);
            at = drain(file, at, piece);
        }
        file.write(at, piece.flip());
    }

    private static long drain(ImageFile file, long at, ByteBuffer piece) {
        if (piece.hasRemaining()) {
            return at;
        }
        file.write(at, piece.flip());
        long next = at + piece.limit();
        piece.clear();
        return next;
    }
}
