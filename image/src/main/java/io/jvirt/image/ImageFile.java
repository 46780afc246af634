package io.jvirt.image;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file under an image: whole reads and writes at offsets. Safe for many threads; failures are {@link ImageException}s
 * that name the file.
 */
public interface ImageFile extends AutoCloseable {
    /** {@return where the file is} */
    Path path();

    /** {@return whether it was opened for writing} */
    boolean writable();

    /** {@return the file's length in bytes} */
    long length();

    /** Fills {@code target} from {@code offset} on; what lies beyond the end of the file reads as zero. */
    void read(long offset, ByteBuffer target);

    /** {@return {@code length} bytes from {@code offset} on, zero beyond the end of the file} */
    default ByteBuffer read(long offset, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        read(offset, buffer);
        return buffer.flip();
    }

    /** Writes all of {@code source} at {@code offset}. */
    void write(long offset, ByteBuffer source);

    /** Changes the file's length; new bytes are zero and take no space. */
    void truncate(long length);

    /** Makes what was written durable. */
    void sync();

    /**
     * {@return the first offset from {@code offset} on that may hold something else than zeros; the file's length when
     * there is none} A file system that does not tell has data everywhere.
     */
    default long nextData(long offset) {
        return Math.min(offset, length());
    }

    /** {@return the first offset from {@code offset} on that is in a hole; the file's length when there is none} */
    default long nextHole(long offset) {
        return length();
    }

    /** Makes a range read as zero, giving its space back where the file system can. */
    void zero(long offset, long length);

    /** Makes a range take its space now, without changing what it reads as; the file grows to hold it. */
    void allocate(long offset, long length);

    /** {@return how much of the disk the file takes, in bytes; its length where that is not known} */
    default long spaceTaken() {
        return length();
    }

    @Override
    void close();
}
