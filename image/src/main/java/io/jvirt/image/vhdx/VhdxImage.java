package io.jvirt.image.vhdx;

import io.jvirt.image.CheckResult;
import io.jvirt.image.Checkable;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.BlockCheck;
import io.jvirt.image.block.BlockImage;
import io.jvirt.image.block.TablePages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A VHDX image. Blocks are added at the end of the file; changes of their table go through the log. */
final class VhdxImage extends BlockImage implements Checkable {
    /** States of a block in its table entry (MS-VHDX 2.5.1.1). */
    static final int NOT_PRESENT = 0;

    static final int ZERO_BLOCK = 2;
    static final int PRESENT = 6;

    private static final int STATE = 7;
    private static final int PARTLY_PRESENT = 7;
    private static final long OFFSET = -(1L << 20);

    private final VhdxRegions regions;
    private final TablePages table;
    private final boolean replayed;
    private VhdxMetadata metadata;
    private VhdxHeader header;
    private @Nullable VhdxLog log;
    private long end;

    /** An image whose log is empty. */
    VhdxImage(
            ImageFormat format, ImageFile file, VhdxHeader header, VhdxRegions regions, VhdxMetadata metadata,
            boolean replayed) {
        super(format, file, metadata.size(), metadata.blockSize(), Below.NOTHING);
        this.header = header;
        this.regions = regions;
        this.metadata = metadata;
        this.replayed = replayed;
        this.table = new TablePages(file, ByteOrder.LITTLE_ENDIAN, LogEntry.SECTOR,
                changes -> java.util.Objects.requireNonNull(log).write(changes));
        this.end = (file.length() + (1 << 20) - 1) & OFFSET;
    }

    private long entryAt(long block) {
        return regions.table().offset() + (block + block / metadata.chunkRatio()) * 8;
    }

    @Override
    protected long locate(long block) {
        long entry = table.getLong(entryAt(block));
        return switch ((int) entry & STATE) {
            case PRESENT -> host(entry);
            case NOT_PRESENT -> ABSENT;
            case PARTLY_PRESENT -> throw broken("block " + block + " is in part in another image, of which nothing is told");
            default -> ZERO;
        };
    }

    private long host(long entry) {
        long host = entry & OFFSET;
        if (host <= 0) {
            throw broken("a block is said to lie at offset 0x" + Long.toHexString(host) + ", which cannot be");
        }
        return host;
    }

    @Override
    protected int mostAtOnce() {
        return 1;
    }

    @Override
    protected long allocate(long block, int count) {
        // A block that was zero may have kept its place.
        long kept = table.getLong(entryAt(block)) & OFFSET;
        if (kept > 0 && kept <= file.length() - metadata.blockSize()) {
            return kept;
        }
        long host = end;
        end += metadata.blockSize();
        return host;
    }

    @Override
    protected void place(long block, long host) {
        table.putLong(entryAt(block), host | PRESENT);
    }

    @Override
    protected void beginWriting() {
        UUID logId = UUID.randomUUID();
        log = new VhdxLog(file, header, logId);
        update(UUID.randomUUID(), UUID.randomUUID(), logId);
    }

    /** Writes the header with other identities, over both copies one after the other. */
    private void update(UUID fileWrite, UUID dataWrite, UUID logId) {
        file.sync();
        for (int i = 0; i < 2; i++) {
            long place = header.nextPlace(file);
            header = header.next(fileWrite, dataWrite, logId);
            file.write(place, header.encode());
            file.sync();
        }
    }

    @Override
    protected void writeTables() {
        table.writeBack();
    }

    @Override
    protected void finish() {
        if (!header.log().equals(Guids.NONE)) {
            update(header.fileWrite(), header.dataWrite(), Guids.NONE);
        }
    }

    @Override
    protected long grow(long newSize) {
        long size = (newSize + metadata.sector() - 1) / metadata.sector() * metadata.sector();
        if (size > VhdxMetadata.MOST_SIZE || metadata.entries(size) * 8 > regions.table().length()) {
            throw broken("its table has no room for the size " + newSize + "; convert it to a new image of that size");
        }
        file.write(metadata.sizeAt(), ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(size).flip());
        metadata = metadata.sized(size);
        return size;
    }

    @Override
    public ImageFacts facts() {
        return ImageFacts.plain(metadata.blockSize());
    }

    @Override
    public CheckResult check(Repair repair) {
        BlockCheck check = new BlockCheck(0, 1 << 20, end);
        int units = metadata.blockSize() >> 20;
        if (replayed) {
            check.repaired("changes that its last writer had in the log were made");
        }
        check.use("the headers", 0, 1);
        check.use("the log", header.logOffset(), (int) (header.logLength() >> 20));
        check.use("the table of blocks", regions.table().offset(), (int) (regions.table().length() >> 20));
        check.use("the metadata", regions.metadata().offset(), (int) (regions.metadata().length() >> 20));
        for (long block = 0; block < blocks(); block++) {
            long entry = table.getLong(entryAt(block));
            long host = entry & OFFSET;
            if (((int) entry & STATE) == PRESENT && check.use("block " + block, host, units)) {
                check.stored(block, host);
            }
        }
        return check.result(blocks());
    }
}
