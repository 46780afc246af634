package io.jvirt.image.vhd;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Fact;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.SectorMapImage;
import io.jvirt.image.block.TablePages;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A VHD image that holds the sectors in which it differs from another; only read here. */
final class VhdDifferenceImage extends SectorMapImage implements VhdDisk {
    private final VhdFooter footer;
    private final VhdTable table;
    private final String parent;

    VhdDifferenceImage(
            ImageFormat format, ImageFile file, VhdFooter footer, VhdTable table, String parent, @Nullable DiskImage below) {
        super(format, file, footer.size(), table.blockSize(), table.bitmapBytes(), true,
                new TablePages(file, ByteOrder.BIG_ENDIAN, 512), Below.of(below));
        this.footer = footer;
        this.table = table;
        this.parent = parent;
    }

    @Override
    public UUID uuid() {
        return footer.uuid();
    }

    @Override
    protected long bitmap(long block) {
        int entry = pages.getInt(table.tableOffset() + block * 4);
        return entry == -1 ? -1 : Integer.toUnsignedLong(entry) * 512;
    }

    @Override
    public ImageFacts facts() {
        return new ImageFacts(table.blockSize(), false, false, false, parent, "vpc", List.of(), Fact.group());
    }
}
