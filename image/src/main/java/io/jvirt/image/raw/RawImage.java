package io.jvirt.image.raw;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Extent;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.ImageFacts;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file that holds the guest's bytes as they are. */
public final class RawImage implements DiskImage {
    private final ImageFile file;
    private volatile long size;

    RawImage(ImageFile file) {
        this.file = file;
        this.size = file.length();
    }

    @Override
    public ImageFormat format() {
        return ImageFormats.RAW;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int clusterSize() {
        return 1;
    }

    private void check(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new ImageException("'" + file.path() + "': bytes " + offset + " to " + (offset + length)
                    + " are not within its " + size + " bytes");
        }
    }

    @Override
    public void read(long offset, ByteBuffer target) {
        check(offset, target.remaining());
        file.read(offset, target);
    }

    @Override
    public void write(long offset, ByteBuffer source) {
        check(offset, source.remaining());
        file.write(offset, source);
    }

    @Override
    public void writeZeroes(long offset, long length) {
        check(offset, length);
        file.zero(offset, length);
    }

    @Override
    public void discard(long offset, long length) {
        writeZeroes(offset, length);
    }

    @Override
    public Extent extentAt(long offset) {
        check(offset, 1);
        long data = file.nextData(offset);
        return data > offset
                ? new Extent(offset, Math.min(data, size) - offset, Extent.Kind.ZERO, file.path(), offset)
                : Extent.data(offset, Math.min(file.nextHole(offset), size) - offset, file.path(), offset);
    }

    @Override
    public void flush() {
        file.sync();
    }

    @Override
    public void resize(long newSize) {
        file.truncate(newSize);
        size = newSize;
    }

    @Override
    public ImageFacts facts() {
        return ImageFacts.plain(0);
    }

    @Override
    public void close() {
        file.close();
    }
}
