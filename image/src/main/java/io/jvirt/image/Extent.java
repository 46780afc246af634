package io.jvirt.image;

/**
 * A run of an image's bytes that are stored in one way.
 *
 * @param offset the first byte, as the guest counts
 * @param length in bytes, at least 1
 * @param kind how the bytes are stored
 */
public record Extent(long offset, long length, Kind kind) {
    /** How bytes are stored. */
    public enum Kind {
        /** In this image. */
        DATA,
        /** In this image, compressed. */
        COMPRESSED,
        /** Known to this image as zero. */
        ZERO,
        /** Not in this image: what the backing image holds, zero without one. */
        ABSENT
    }
}
