package io.jvirt.image.block;

import io.jvirt.image.Extent;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;

/** An image, only read, whose blocks lie behind a bitmap that tells which of their sectors are there. */
public abstract class SectorMapImage extends MappedImage {
    private static final int SECTOR = 512;

    /** The tables with the bitmaps. */
    protected final TablePages pages;

    private final int blockSize;
    private final int bitmapBytes;
    private final boolean highestFirst;

    /**
     * An image in such blocks.
     *
     * @param bitmapBytes what a bitmap takes before its block's data
     * @param highestFirst whether the first sector's bit is the highest of its byte
     */
    protected SectorMapImage(
            ImageFormat format, ImageFile file, long size, int blockSize, int bitmapBytes, boolean highestFirst,
            TablePages pages, Below below) {
        super(format, file, size, below);
        this.blockSize = blockSize;
        this.bitmapBytes = bitmapBytes;
        this.highestFirst = highestFirst;
        this.pages = pages;
    }

    /** {@return where a block's bitmap is, negative when the block is not here} */
    protected abstract long bitmap(long block);

    @Override
    public final int clusterSize() {
        return blockSize;
    }

    @Override
    protected final Run find(long offset, long most) {
        int skip = (int) (offset % blockSize);
        long length = Math.min(most, blockSize - skip);
        long bitmap = bitmap(offset / blockSize);
        if (bitmap < 0) {
            return Run.of(Extent.Kind.ABSENT, length);
        }
        checkInFile(bitmap);
        boolean here = isHere(bitmap, skip / SECTOR);
        long run = Math.min(length, SECTOR - skip % SECTOR);
        while (run < length && isHere(bitmap, (int) ((skip + run) / SECTOR)) == here) {
            run = Math.min(length, run + SECTOR);
        }
        return here ? Run.data(run, bitmap + bitmapBytes + skip) : Run.of(Extent.Kind.ABSENT, run);
    }

    private boolean isHere(long bitmap, int sector) {
        int bit = highestFirst ? 0x80 >> sector % 8 : 1 << sector % 8;
        return (pages.getByte(bitmap + sector / 8) & bit) != 0;
    }
}
