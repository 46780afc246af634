package io.jvirt.image.vhd;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Extent;
import io.jvirt.image.Fact;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.MappedImage;
import io.jvirt.image.block.Run;
import io.jvirt.image.block.TablePages;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A VHD image that holds the sectors in which it differs from another; only read here. */
final class VhdDifferenceImage extends MappedImage implements VhdDisk {
    private final VhdFooter footer;
    private final VhdTable table;
    private final TablePages pages;
    private final String parent;

    VhdDifferenceImage(
            ImageFormat format, ImageFile file, VhdFooter footer, VhdTable table, String parent, @Nullable DiskImage below) {
        super(format, file, footer.size(), Below.of(below));
        this.footer = footer;
        this.table = table;
        this.parent = parent;
        this.pages = new TablePages(file, ByteOrder.BIG_ENDIAN, 512);
    }

    @Override
    public UUID uuid() {
        return footer.uuid();
    }

    @Override
    public int clusterSize() {
        return table.blockSize();
    }

    @Override
    protected Run find(long offset, long most) {
        long block = offset / table.blockSize();
        int skip = (int) (offset % table.blockSize());
        long length = Math.min(most, table.blockSize() - skip);
        int entry = pages.getInt(table.tableOffset() + block * 4);
        if (entry == -1) {
            return Run.of(Extent.Kind.ABSENT, length);
        }
        long bitmap = Integer.toUnsignedLong(entry) * 512;
        checkInFile(bitmap);
        boolean here = isHere(bitmap, skip / 512);
        long run = Math.min(length, 512 - skip % 512);
        while (run < length && isHere(bitmap, (int) ((skip + run) / 512)) == here) {
            run = Math.min(length, run + 512);
        }
        return here ? Run.data(run, bitmap + table.bitmapBytes() + skip) : Run.of(Extent.Kind.ABSENT, run);
    }

    /** {@return whether a block's sector is in this image}; the first is the highest bit of the first byte */
    private boolean isHere(long bitmap, int sector) {
        return (pages.getByte(bitmap + sector / 8) & 0x80 >> sector % 8) != 0;
    }

    @Override
    public ImageFacts facts() {
        return new ImageFacts(table.blockSize(), false, false, false, parent, "vpc", List.of(), Fact.group());
    }
}
