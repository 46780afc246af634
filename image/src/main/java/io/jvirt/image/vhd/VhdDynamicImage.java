package io.jvirt.image.vhd;

import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.BlockImage;
import io.jvirt.image.block.TablePages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;

/**
 * A VHD image of dynamic type. A block lies behind a bitmap of its sectors, all of which are set when the block gets its
 * place; a new block takes the place of the footer, which moves behind it.
 */
final class VhdDynamicImage extends BlockImage implements VhdDisk {
    private static final int NONE = -1;

    private final TablePages pages;
    private VhdFooter footer;
    private VhdTable table;
    private long end;

    VhdDynamicImage(ImageFormat format, ImageFile file, VhdFooter footer, VhdTable table) {
        super(format, file, footer.size(), table.blockSize(), Below.NOTHING);
        this.footer = footer;
        this.table = table;
        this.pages = new TablePages(file, ByteOrder.BIG_ENDIAN, 512);
        long length = file.length();
        boolean atEnd = length >= 2 * VhdFooter.LENGTH
                && VhdFooter.hasCookie(file.read(length - VhdFooter.LENGTH, VhdFooter.LENGTH));
        // Without a footer at the end its writer died; what is there may be a block's.
        this.end = atEnd ? length - VhdFooter.LENGTH : (length + 511) & -512;
    }

    @Override
    public UUID uuid() {
        return footer.uuid();
    }

    @Override
    protected long locate(long block) {
        int entry = pages.getInt(table.tableOffset() + block * 4);
        return entry == NONE ? ABSENT : Integer.toUnsignedLong(entry) * 512 + table.bitmapBytes();
    }

    @Override
    protected int mostAtOnce() {
        return 1;
    }

    @Override
    protected long allocate(long block, int count) {
        long host = end + table.bitmapBytes();
        if (end / 512 >= 0xffff_ffffL) {
            throw broken("it is full: no further block can be told of");
        }
        end = host + table.blockSize();
        file.write(end, footer.encode());
        byte[] used = new byte[table.bitmapBytes()];
        Arrays.fill(used, (byte) 0xff);
        file.write(host - used.length, ByteBuffer.wrap(used));
        return host;
    }

    @Override
    protected void place(long block, long host) {
        pages.putInt(table.tableOffset() + block * 4, (int) ((host - table.bitmapBytes()) / 512));
    }

    @Override
    protected void writeTables() {
        pages.writeBack();
    }

    @Override
    protected long grow(long newSize) {
        VhdFooter larger = VhdFormat.footerFor(path(), newSize, footer);
        long entries = (larger.size() + table.blockSize() - 1) / table.blockSize();
        if (entries > table.entries()) {
            moveTable(entries);
        }
        footer = larger;
        // The size changes last: a crash before leaves a table that is longer than it need be.
        file.write(end, footer.encode());
        file.write(0, footer.encode());
        return footer.size();
    }

    /** Writes a longer table behind all blocks; the header's sector, written when it is durable, makes the change. */
    private void moveTable(long entries) {
        VhdTable longer = table.moved(end, entries);
        ByteBuffer piece = ByteBuffer.allocate(1 << 16);
        for (long block = 0; block * 4 < longer.tableBytes(); ) {
            piece.clear();
            long at = end + block * 4;
            while (piece.hasRemaining() && block * 4 < longer.tableBytes()) {
                piece.putInt(block < table.entries() ? pages.getInt(table.tableOffset() + block * 4) : NONE);
                block++;
            }
            file.write(at, piece.flip());
        }
        end += longer.tableBytes();
        file.write(end, footer.encode());
        file.sync();
        file.write(longer.offset(), longer.encode());
        file.sync();
        table = longer;
    }

    @Override
    public ImageFacts facts() {
        return ImageFacts.plain(table.blockSize());
    }
}
