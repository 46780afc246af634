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

    private static int offsetBits(int clusterBits) {
        return 62 - (clusterBits - 8);
    }

    /** {@return the entry of a compressed cluster whose data begin at {@code start}} */
    static long compressed(long start, int length, int clusterBits) {
        return COMPRESSED | (long) compressedSectors(start, length) - 1 << offsetBits(clusterBits) | start;
    }

    /** {@return how many sectors of 512 bytes hold any of the data} */
    static int compressedSectors(long start, int length) {
        return (int) (((start & 511) + length + 511) / 512);
    }

    /** {@return where the data of a compressed cluster begin} */
    static long compressedOffset(long entry, int clusterBits) {
        return entry & ((1L << offsetBits(clusterBits)) - 1);
    }

    /** {@return how many bytes from there on hold the data, at most} */
    static int compressedLength(long entry, int clusterBits) {
        long sectors = (entry & ~(COPIED | COMPRESSED)) >>> offsetBits(clusterBits);
        return (int) ((sectors + 1) * 512 - (compressedOffset(entry, clusterBits) & 511));
    }

    /** {@return the number of the first cluster of the file that an entry uses; -1 when it uses none} */
    static long firstCluster(long entry, int clusterBits) {
        if ((entry & COMPRESSED) != 0) {
            return compressedOffset(entry, clusterBits) >> clusterBits;
        }
        return (entry & OFFSET_MASK) == 0 ? -1 : (entry & OFFSET_MASK) >> clusterBits;
    }

    /** {@return the number of the last cluster of the file that an entry uses; -1 when it uses none} */
    static long lastCluster(long entry, int clusterBits) {
        if ((entry & COMPRESSED) != 0) {
            return (compressedOffset(entry, clusterBits) + compressedLength(entry, clusterBits) - 1) >> clusterBits;
        }
        return firstCluster(entry, clusterBits);
    }
}
