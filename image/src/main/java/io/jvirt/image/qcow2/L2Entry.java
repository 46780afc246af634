package io.jvirt.image.qcow2;

/** What an L2 entry says (docs/interop/qcow2.txt, "L2 table entry" and "Extended L2 entries"): constants and decoding. */
final class L2Entry {
    static final long COPIED = 1L << 63;
    static final long COMPRESSED = 1L << 62;
    static final long ZERO = 1;
    static final long OFFSET_MASK = 0x00ff_ffff_ffff_fe00L;
    static final int SUBCLUSTERS = 32;
    /** The bitmap of a cluster whose subclusters are all allocated. */
    static final long ALL_ALLOCATED = 0xffff_ffffL;
    /** The bitmap of a cluster whose subclusters all read as zero. */
    static final long ALL_ZERO = 0xffff_ffffL << 32;

    private L2Entry() {}

    /** {@return where the data of a compressed cluster begin} */
    static long compressedOffset(long entry, int clusterBits) {
        return entry & ((1L << (62 - (clusterBits - 8))) - 1);
    }

    /** {@return how many bytes from there on hold the data, at most} */
    static int compressedLength(long entry, int clusterBits) {
        int shift = 62 - (clusterBits - 8);
        long sectors = (entry & ~(COPIED | COMPRESSED)) >>> shift;
        return (int) ((sectors + 1) * 512 - (compressedOffset(entry, clusterBits) & 511));
    }
}
