package io.jvirt.image.block;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** What all images in a file share: the file, the size that a guest sees, and which ranges are within it. */
public abstract class FileImage implements DiskImage {
    /** The file under the image. */
    protected final ImageFile file;

    private final ImageFormat format;
    private volatile long size;

    /** An image in an open file, which {@link #close} closes. */
    protected FileImage(ImageFormat format, ImageFile file, long size) {
        this.format = format;
        this.file = file;
        this.size = size;
    }

    @Override
    public final ImageFormat format() {
        return format;
    }

    @Override
    public final Path path() {
        return file.path();
    }

    @Override
    public final long size() {
        return size;
    }

    /** The guest sees another size from now on. */
    protected final void sized(long newSize) {
        size = newSize;
    }

    /** Fails when a range is not within the image. */
    protected final void checkRange(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw broken("bytes " + offset + " to " + (offset + length) + " are not within its " + size + " bytes");
        }
    }

    /** Fails when the image is open for reading only. */
    protected final void checkWritable() {
        if (!file.writable()) {
            throw broken("it is open for reading only");
        }
    }

    /** {@return the exception that says what is wrong with this image} */
    protected final ImageException broken(String what) {
        return Fields.broken(file, what);
    }

    @Override
    public void write(long offset, ByteBuffer source) {
        checkWritable();
    }

    @Override
    public void writeZeroes(long offset, long length) {
        checkWritable();
    }

    @Override
    public void resize(long newSize) {
        throw broken("the size of an image of format " + format.label() + " cannot change");
    }

    @Override
    public void flush() {
        if (file.writable()) {
            file.sync();
        }
    }

    @Override
    public void close() {
        try {
            flush();
        } finally {
            file.close();
        }
    }
}
