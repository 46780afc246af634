package io.jvirt.image.block;

import io.jvirt.image.Extent;

/**
 * How some bytes of an image are stored.
 *
 * @param kind in which way
 * @param length how many bytes, at least 1
 * @param host where in the file they are when they are data; which chunk they are in when they are compressed
 * @param skip how far into the unpacked chunk they begin when they are compressed
 */
public record Run(Extent.Kind kind, long length, long host, int skip) {
    /** {@return bytes that lie in the file as they are} */
    public static Run data(long length, long host) {
        return new Run(Extent.Kind.DATA, length, host, 0);
    }

    /** {@return bytes within a compressed chunk} */
    public static Run compressed(long length, long chunk, int skip) {
        return new Run(Extent.Kind.COMPRESSED, length, chunk, skip);
    }

    /** {@return bytes that are not stored} */
    public static Run of(Extent.Kind kind, long length) {
        return new Run(kind, length, 0, 0);
    }
}
