package io.jvirt.image.vmdk;

import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.BlockCheck;
import io.jvirt.image.block.BlockImage;
import io.jvirt.image.block.TablePages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A sparse extent: grains found through a directory of tables, of which there are often two copies. */
sealed class SparseExtent extends BlockImage permits StreamExtent {
    /** A table entry of a grain that is not here. */
    private static final int NONE = 0;

    /** A table entry of a grain that is zero, where the header allows it. */
    private static final int ZERO_GRAIN = 1;

    /** The extent's header. */
    protected SparseHeader header;

    private final TablePages pages;
    private long end;

    SparseExtent(ImageFormat format, ImageFile file, SparseHeader header, Below below) {
        super(format, file, header.capacity() * 512, header.grainBytes(), below);
        this.header = header;
        this.pages = new TablePages(file, ByteOrder.LITTLE_ENDIAN, 512);
        this.end = Math.max(header.overhead() * 512, file.length());
    }

    private int entry(long block) {
        long table = table(header.directoryAt(), block);
        return table == NONE ? NONE : pages.getInt(table + block % header.entries() * 4);
    }

    /** {@return where the table is that tells of a grain, 0 when there is none} */
    private long table(long directory, long block) {
        long table = Integer.toUnsignedLong(pages.getInt(directory * 512 + block / header.entries() * 4)) * 512;
        if (table != 0) {
            checkInFile(table + header.entries() * 4L - 1);
        }
        return table;
    }

    @Override
    protected long locate(long block) {
        int entry = entry(block);
        if (entry == NONE) {
            return ABSENT;
        }
        return entry == ZERO_GRAIN && header.hasZeroGrains() ? ZERO : stored(Integer.toUnsignedLong(entry) * 512);
    }

    @Override
    protected long missing(long block) {
        return table(header.directoryAt(), block) == NONE ? header.entries() - block % header.entries() : 1;
    }

    /** {@return what {@link #locate} says of a grain that is stored at a place} */
    protected long stored(long host) {
        return host;
    }

    /** {@return where in the file a grain is stored} */
    protected final long placeOf(long block) {
        return Integer.toUnsignedLong(entry(block)) * 512;
    }

    @Override
    protected final long allocate(long block, int count) {
        return take((long) count * header.grainBytes(), header.grainBytes());
    }

    /** Gives out some bytes at the end of the file. */
    protected final long take(long length, int alignment) {
        long host = (end + alignment - 1) / alignment * alignment;
        if ((host + length) / 512 > 0xffff_ffffL) {
            throw broken("it is full: an extent's file has no more than two tebibytes");
        }
        end = host + length;
        return host;
    }

    @Override
    protected final void place(long block, long host) {
        enter(block, (int) (host / 512));
    }

    @Override
    protected boolean placeZero(long block) {
        if (header.hasZeroGrains()) {
            enter(block, ZERO_GRAIN);
        }
        return header.hasZeroGrains();
    }

    private void enter(long block, int value) {
        enter(header.directoryAt(), block, value);
        if (header.hasRedundant()) {
            enter(header.redundantAt(), block, value);
        }
    }

    private void enter(long directory, long block, int value) {
        long table = table(directory, block);
        if (table == 0) {
            int length = (header.entries() * 4 + 511) & -512;
            table = take(length, 512);
            // An empty table, which is there before the directory names it.
            file.truncate(Math.max(file.length(), table + length));
            file.sync();
            pages.putInt(directory * 512 + block / header.entries() * 4, (int) (table / 512));
        }
        pages.putInt(table + block % header.entries() * 4, value);
    }

    @Override
    protected void writeTables() {
        pages.writeBack();
    }

    /**
     * Makes room for more tables behind all grains. New directories name the old tables and the new ones; the header's
     * sector, written when they are durable, makes the change.
     */
    @Override
    protected long grow(long newSize) {
        if (SparseHeader.isTrailing(file)) {
            throw broken("it was written as a stream, with its directory at its end, and cannot grow");
        }
        long capacity = (newSize + 511) / 512;
        SparseHeader larger = header.grown(capacity, header.redundantAt(), header.directoryAt());
        if (larger.tables() > header.tables()) {
            long redundant = header.hasRedundant() ? newDirectory(larger, header.redundantAt()) : header.redundantAt();
            larger = header.grown(capacity, redundant, newDirectory(larger, header.directoryAt()));
            file.sync();
        }
        file.write(0, larger.encode());
        file.sync();
        pages.forget(0, Long.MAX_VALUE / 2);
        header = larger;
        return capacity * 512;
    }

    /** {@return the sector of a longer copy of a directory, behind which its new tables are} */
    private long newDirectory(SparseHeader larger, long old) {
        long added = larger.tables() - header.tables();
        long at = take((larger.directorySectors() + added * larger.tableSectors()) * 512, 512) / 512;
        ByteBuffer b = ByteBuffer.allocate((int) (larger.directorySectors() * 512)).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = 0; i < header.tables(); i++) {
            b.putInt(pages.getInt(old * 512 + i * 4));
        }
        for (long i = 0; i < added; i++) {
            b.putInt((int) (at + larger.directorySectors() + i * larger.tableSectors()));
        }
        long end = (at + larger.directorySectors() + added * larger.tableSectors()) * 512;
        file.truncate(Math.max(file.length(), end));
        file.write(at * 512, b.clear());
        return at;
    }

    @Override
    public ImageFacts facts() {
        return ImageFacts.plain(header.grainBytes());
    }

    /** Looks whether every grain is in the file; {@code firstBlock} is the number of this extent's first in the disk. */
    void check(BlockCheck check, long firstBlock) {
        long length = file.length();
        long tables = 0;
        for (long block = 0; block < blocks(); block += header.entries()) {
            if (table(header.directoryAt(), block) != NONE) {
                tables++;
                if (tables > length / (header.entries() * 4L)) {
                    check.corrupt("the directory of '" + path() + "' names more tables than the file has room for");
                    return;
                }
                for (long i = block; i < Math.min(blocks(), block + header.entries()); i++) {
                    check(check, firstBlock, i, length);
                }
            }
        }
    }

    private void check(BlockCheck check, long firstBlock, long block, long length) {
        long where = locate(block);
        if (where != ABSENT && where != ZERO && placeOf(block) >= length) {
            check.corrupt("grain " + (firstBlock + block) + " at offset " + placeOf(block) + " is not within '" + path() + "'");
        } else if (where >= 0) {
            check.stored(firstBlock + block, where);
        } else if (where == COMPRESSED) {
            check.packed();
        }
    }
}
