package io.jvirt.image.dmg;

import io.airlift.compress.v3.bzip2.BZip2HadoopStreams;
import io.jvirt.image.Extent;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.Inflated;
import io.jvirt.image.block.MappedImage;
import io.jvirt.image.block.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** An image of Apple's: chunks of many lengths, in the order of their sectors. */
final class DmgImage extends MappedImage {
    private static final int SECTOR = 512;

    private final List<Chunk> chunks;

    DmgImage(ImageFormat format, ImageFile file, long size, List<Chunk> chunks) {
        super(format, file, size, Below.NOTHING);
        this.chunks = chunks;
    }

    @Override
    public int clusterSize() {
        return SECTOR;
    }

    @Override
    protected Run find(long offset, long most) {
        int index = indexAt(offset / SECTOR);
        long nextStart = index + 1 < chunks.size() ? chunks.get(index + 1).sector() * SECTOR : Long.MAX_VALUE;
        if (index < 0) {
            return Run.of(Extent.Kind.ZERO, Math.min(most, nextStart - offset));
        }
        Chunk chunk = chunks.get(index);
        long skip = offset - chunk.sector() * SECTOR;
        long left = chunk.sectors() * SECTOR - skip;
        if (left <= 0) {
            return Run.of(Extent.Kind.ZERO, Math.min(most, nextStart - offset));
        }
        long length = Math.min(most, left);
        return switch (chunk.kind()) {
            case ZERO -> Run.of(Extent.Kind.ZERO, length);
            case RAW -> Run.data(length, chunk.offset() + skip);
            case ZLIB, BZIP2 -> Run.compressed(length, index, (int) skip);
        };
    }

    /** {@return the last chunk that does not begin behind a sector, -1 when all do} */
    private int indexAt(long sector) {
        int low = -1;
        int high = chunks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (chunks.get(middle).sector() <= sector) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    protected byte[] unpack(long number) {
        Chunk chunk = chunks.get((int) number);
        byte[] packed = file.read(chunk.offset(), (int) chunk.length()).array();
        int length = (int) (chunk.sectors() * SECTOR);
        try {
            return chunk.kind() == Chunk.Kind.BZIP2 ? bunzip(packed, length) : Inflated.zlib(packed, length);
        } catch (ImageException e) {
            throw broken("the chunk of sector " + chunk.sector() + ": " + e.getMessage());
        }
    }

    private static byte[] bunzip(byte[] packed, int length) {
        try (InputStream stream = new BZip2HadoopStreams().createInputStream(new ByteArrayInputStream(packed))) {
            return Arrays.copyOf(stream.readNBytes(length), length);
        } catch (IOException | RuntimeException e) {
            throw new ImageException("its compressed data are damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public ImageFacts facts() {
        return ImageFacts.plain(0);
    }
}
