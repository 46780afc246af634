package io.jvirt.image.vmdk;

import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.BlockImage;

/** A flat extent: the guest's bytes as they are, from some place in a file on. */
final class FlatExtent extends BlockImage {
    private static final int BLOCK = 1 << 20;

    private final long start;

    FlatExtent(ImageFormat format, ImageFile file, long start, long size) {
        super(format, file, size, BLOCK, Below.NOTHING);
        this.start = start;
        if (start > file.length() - size) {
            throw broken("the extent from offset " + start + " on has " + size + " bytes, but the file ends before");
        }
    }

    @Override
    protected long locate(long block) {
        return start + block * BLOCK;
    }

    @Override
    protected void writeTables() {
        // There are none.
    }

    @Override
    protected long grow(long newSize) {
        long size = (newSize + 511) & -512;
        file.truncate(Math.max(file.length(), start + size));
        return size;
    }

    @Override
    public ImageFacts facts() {
        return ImageFacts.plain(0);
    }
}
