package io.jvirt.image;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run of an image's bytes that are stored in one way.
 *
 * @param offset the first byte, as the guest counts
 * @param length in bytes, at least 1
 * @param kind how the bytes are stored
 * @param file the file that has room for them, null when none has or they are not there as they are
 * @param place where in that file they begin; they follow each other there. 0 without a file
 */
public record Extent(long offset, long length, Kind kind, @Nullable Path file, long place) {
    /** How bytes are stored. */
    public enum Kind {
        /** In this image. */
        DATA,
        /** In this image, compressed. */
        COMPRESSED,
        /** Known to this image as zero; there may be room for them. */
        ZERO,
        /** Not in this image: what the backing image holds, zero without one. */
        ABSENT
    }

    /** {@return bytes that lie in {@code file} from {@code place} on} */
    public static Extent data(long offset, long length, Path file, long place) {
        return new Extent(offset, length, Kind.DATA, file, place);
    }

    /** {@return bytes that take no room} */
    public static Extent of(long offset, long length, Kind kind) {
        return new Extent(offset, length, kind, null, 0);
    }
}
