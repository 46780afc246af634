package io.jvirt.image.vdi;

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
import java.util.List;

/** A VDI image. Blocks are only ever added at the end of the file, in the order in which they are first written. */
final class VdiImage extends BlockImage implements Checkable {
    private final TablePages table;
    private VdiHeader header;
    private boolean headerChanged;

    VdiImage(ImageFormat format, ImageFile file, VdiHeader header, boolean damaged) {
        super(format, file, header.size(), header.blockSize(), Below.NOTHING);
        this.header = header;
        this.table = new TablePages(file, ByteOrder.LITTLE_ENDIAN, 512, this::store);
        if (file.writable() && !damaged) {
            this.header = header.withAllocated(Math.max(header.allocated(), firstFree()));
        }
    }

    /** {@return the first block of the file that no entry names: a crash may have left the header behind the table} */
    private long firstFree() {
        long free = 0;
        for (long block = 0; block < header.blocks(); block++) {
            int entry = entry(block);
            if (isPlace(entry)) {
                free = Math.max(free, Integer.toUnsignedLong(entry) + 1);
            }
        }
        if (free > 0 && host(free - 1) >= file.length()) {
            throw broken("its table names block " + (free - 1) + ", which is beyond the end of the file; check it with"
                    + " jvirt image check");
        }
        return free;
    }

    private int entry(long block) {
        return table.getInt(header.tableOffset() + block * 4);
    }

    private static boolean isPlace(int entry) {
        return entry != VdiHeader.ABSENT && entry != VdiHeader.DISCARDED;
    }

    private long host(long index) {
        return header.dataOffset() + index * header.blockSize();
    }

    @Override
    protected long locate(long block) {
        int entry = entry(block);
        return isPlace(entry) ? host(Integer.toUnsignedLong(entry)) : entry == VdiHeader.ABSENT ? ABSENT : ZERO;
    }

    @Override
    protected long allocate(long block, int count) {
        long index = header.allocated();
        header = header.withAllocated(index + count);
        headerChanged = true;
        return host(index);
    }

    @Override
    protected void place(long block, long host) {
        table.putInt(header.tableOffset() + block * 4, (int) ((host - header.dataOffset()) / header.blockSize()));
    }

    @Override
    protected void writeTables() {
        table.writeBack();
    }

    private void store(List<TablePages.Change> changes) {
        file.sync();
        if (headerChanged) {
            file.write(0, header.encode());
            headerChanged = false;
        }
        changes.forEach(change -> change.to(file));
    }

    /**
     * Makes the table longer. Where data follow the table, the new one takes the place of the first blocks, which move to
     * the end; only the header's sector, written last, makes the change, so a crash leaves the old image or the new.
     */
    @Override
    protected long grow(long newSize) {
        long size = (newSize + 511) & -512;
        long blocks = (size + header.blockSize() - 1) / header.blockSize();
        if (blocks > VdiHeader.MOST_BLOCKS) {
            throw broken("the size " + newSize + " takes more than " + VdiHeader.MOST_BLOCKS + " blocks");
        }
        long room = (header.dataOffset() - header.tableOffset()) / 4;
        if (blocks <= room) {
            writeEntries(header.tableOffset(), 0, blocks);
            header = header.grown(size, blocks, header.tableOffset(), header.dataOffset(), header.allocated());
        } else {
            long shift = (blocks * 4 + header.blockSize() - 1) / header.blockSize();
            moveAway(shift);
            long newTable = header.dataOffset();
            file.truncate(Math.max(file.length(), newTable + shift * header.blockSize()));
            writeEntries(newTable, shift, blocks);
            header = header.grown(size, blocks, newTable, newTable + shift * header.blockSize(),
                    Math.max(0, header.allocated() - shift));
        }
        file.sync();
        file.write(0, header.encode());
        file.sync();
        table.forget(0, Long.MAX_VALUE / 2);
        return size;
    }

    /** Moves the first blocks of the file to its end. */
    private void moveAway(long count) {
        ByteBuffer content = ByteBuffer.allocate(header.blockSize());
        for (long block = 0; block < header.blocks(); block++) {
            int entry = entry(block);
            if (isPlace(entry) && Integer.toUnsignedLong(entry) < count) {
                content.clear();
                file.read(host(Integer.toUnsignedLong(entry)), content);
                long index = Math.max(header.allocated(), count);
                header = header.withAllocated(index + 1);
                file.write(host(index), content.flip());
                place(block, host(index));
            }
        }
        // The header's count is not written before the new table: until then entries beyond it are found when opened.
        headerChanged = false;
        table.writeBack();
        file.sync();
    }

    /** Writes a table whose blocks count from further on than the present one's; entries that are new are absent. */
    private void writeEntries(long at, long shift, long blocks) {
        ByteBuffer piece = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        long written = 0;
        while (written < blocks) {
            piece.clear();
            while (piece.hasRemaining() && written < blocks) {
                int entry = written < header.blocks() ? entry(written) : VdiHeader.ABSENT;
                piece.putInt(isPlace(entry) ? entry - (int) shift : entry);
                written++;
            }
            file.write(at + (written * 4 - piece.position()), piece.flip());
        }
    }

    @Override
    public ImageFacts facts() {
        return ImageFacts.plain(header.blockSize());
    }

    @Override
    public CheckResult check(Repair repair) {
        BlockCheck check = new BlockCheck(header.dataOffset(), header.blockSize(), file.length());
        for (long block = 0; block < header.blocks(); block++) {
            int entry = entry(block);
            if (isPlace(entry)) {
                if (Integer.toUnsignedLong(entry) >= header.allocated()) {
                    check.corrupt("block " + block + " is said to be number " + Integer.toUnsignedString(entry)
                            + " of " + header.allocated());
                } else {
                    check.data(block, host(Integer.toUnsignedLong(entry)));
                }
            }
        }
        if (check.allocated() < header.allocated()) {
            check.leaked(header.allocated() - check.allocated(), false);
        }
        return check.result(header.blocks());
    }
}
