package io.jvirt.image.bochs;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.BlockFormat;
import io.jvirt.image.block.Fields;
import io.jvirt.image.block.SectorMapImage;
import io.jvirt.image.block.TablePages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/**
 * Bochs's growing images ("redolog", versions 1 and 2): a catalog of extents, each with a bitmap of the sectors in it
 * (the format is told in the developer guide of Bochs, "About disk image format"). Only read.
 */
public final class BochsFormat extends BlockFormat {
    private static final String MAGIC = "Bochs Virtual HD Image\0";
    private static final int FIRST_VERSION = 0x0001_0000;
    private static final int VERSION = 0x0002_0000;
    private static final int MOST_EXTENTS = 1 << 20;
    private static final int MOST_EXTENT = 8 << 20;

    /** The format. */
    public BochsFormat() {
        super("bochs", Set.of(), List.of());
    }

    @Override
    public int probe(ByteBuffer head, ImageFile file) {
        return starts(head, 0, MAGIC) && starts(head, 32, "Redolog\0") && starts(head, 48, "Growing\0") ? CERTAIN : 0;
    }

    @Override
    protected DiskImage open(ImageFile file, OpenRequest request) {
        Fields f = Fields.read(file, 0, 512, ByteOrder.LITTLE_ENDIAN);
        if (!f.has(0, MAGIC) || !f.has(32, "Redolog\0") || !f.has(48, "Growing\0")) {
            throw f.broken("it is no growing image of Bochs");
        }
        boolean first = f.u32(64) == FIRST_VERSION;
        if (!first && f.u32(64) != VERSION) {
            throw f.broken("version 0x" + Long.toHexString(f.u32(64)) + " is not known");
        }
        int extent = f.powerOfTwo("bytes of an extent", f.u32(80), 512, MOST_EXTENT);
        long bitmap = f.within("bytes of a bitmap", f.u32(76), (extent / 512 + 7) / 8, MOST_EXTENT);
        long extents = f.within("number of extents", f.u32(72), 0, MOST_EXTENTS);
        long size = f.within("size", f.i64(first ? 84 : 88), 0, extents * extent) & -512;
        long catalog = f.table("catalog", f.u32(68), extents * 4, 4);
        return new Image(this, file, size, extent, (int) (bitmap + 511) & -512, catalog, catalog + extents * 4);
    }

    private static final class Image extends SectorMapImage {
        private static final int NONE = -1;

        private final long catalog;
        private final long data;
        private final long stride;

        Image(BochsFormat format, ImageFile file, long size, int extent, int bitmapBytes, long catalog, long data) {
            super(format, file, size, extent, bitmapBytes, false,
                    new TablePages(file, ByteOrder.LITTLE_ENDIAN, 512), Below.NOTHING);
            this.catalog = catalog;
            this.data = data;
            this.stride = (long) bitmapBytes + extent;
        }

        @Override
        protected long bitmap(long block) {
            int entry = pages.getInt(catalog + block * 4);
            return entry == NONE ? -1 : data + Integer.toUnsignedLong(entry) * stride;
        }

        @Override
        public ImageFacts facts() {
            return ImageFacts.plain(0);
        }
    }
}
