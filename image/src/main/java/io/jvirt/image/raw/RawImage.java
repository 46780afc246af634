package io.jvirt.image.raw;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Extent;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** A file that holds the guest's bytes as they are. */
public final class RawImage implements DiskImage {
    private final ImageFile file;
    private volatile long size;

    private RawImage(ImageFile file) {
        this.file = file;
        this.size = file.length();
    }

    /** Opens a file that exists. */
    public static RawImage open(Path path, boolean writable) {
        return new RawImage(ImageFile.open(path, writable));
    }

    /** Makes a file of {@code size} zero bytes that take no space. */
    public static RawImage create(Path path, long size) {
        ImageFile file = ImageFile.create(path);
        file.truncate(size);
        return new RawImage(file);
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.RAW;
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

    @Override
    public Optional<DiskImage> backing() {
        return Optional.empty();
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
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(length, 1 << 20));
        for (long at = offset; at < offset + length; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(offset + length - at, zeros.capacity()));
            file.write(at, zeros);
        }
    }

    @Override
    public Extent extentAt(long offset) {
        check(offset, 1);
        return new Extent(offset, size - offset, Extent.Kind.DATA);
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
    public void close() {
        file.close();
    }
}
