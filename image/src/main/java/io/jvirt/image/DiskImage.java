package io.jvirt.image;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An open disk image. Reads may run side by side with each other and with writes to other places; a read that meets a
 * write of the same place sees old or new bytes. All calls block and fail with {@link ImageException}.
 */
public interface DiskImage extends AutoCloseable {
    /** {@return the format} */
    ImageFormat format();

    /** {@return the file this image was opened from} */
    Path path();

    /** {@return the size in bytes that a guest sees} */
    long size();

    /** {@return the granularity in which space is given out, in bytes; 1 where there is none} */
    int clusterSize();

    /** {@return the image that holds what this one does not; empty when there is none or it was not to be opened} */
    default Optional<DiskImage> backing() {
        return Optional.empty();
    }

    /**
     * Fills {@code target} with the bytes from {@code offset} on.
     *
     * @throws ImageException when the range is not within {@link #size()}
     */
    void read(long offset, ByteBuffer target);

    /**
     * Writes all of {@code source} at {@code offset}. Durable only after {@link #flush}.
     *
     * @throws ImageException when the image is read-only or the range is not within {@link #size()}
     */
    void write(long offset, ByteBuffer source);

    /** Makes a range read as zero, giving its space back where the format can. */
    void writeZeroes(long offset, long length);

    /** Tells that a range is of no use: afterwards it reads as zero or as before. */
    default void discard(long offset, long length) {}

    /**
     * {@return how the bytes from {@code offset} on are stored} The extent ends where the way changes, at the end of the
     * image, or earlier.
     */
    Extent extentAt(long offset);

    /** Makes everything written so far durable: when this returns, no crash loses it. */
    void flush();

    /** Changes the size a guest sees; new bytes are zero. */
    void resize(long size);

    /** {@return how compressed clusters are written; empty when the format has none} */
    default Optional<Packing> packing() {
        return Optional.empty();
    }

    /** {@return what the image tells about itself beyond what all formats have} */
    ImageFacts facts();

    /** Flushes and lets go of the file and of the backing images. */
    @Override
    void close();
}
