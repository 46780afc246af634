package io.jvirt.image.dmg;

/**
 * Some sectors of a disk.
 *
 * @param kind how they are stored
 * @param sector the first
 * @param sectors how many
 * @param offset where in the file they are
 * @param length bytes there
 */
record Chunk(Kind kind, long sector, long sectors, long offset, long length) {
    /** How sectors are stored. */
    enum Kind {
        ZERO,
        RAW,
        ZLIB,
        BZIP2
    }
}
