package io.jvirt.image.qcow2;

import io.jvirt.image.CreateOptions;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes empty qcow2 images.
 *
 * @param version 2 or 3 (qemu-img's compat 0.10 and 1.1)
 * @param clusterSize a power of two from 512 to 2 MiB
 * @param extendedL2 whether clusters have subclusters
 * @param zstd whether compressed clusters are zstd
 * @param lazyRefcounts whether writers may leave refcounts for later
 * @param backingFile the image it is based on, or null
 * @param backingFormat that image's format, or null
 */
record Qcow2Creator(
        int version,
        int clusterSize,
        boolean extendedL2,
        boolean zstd,
        boolean lazyRefcounts,
        @Nullable String backingFile,
        @Nullable String backingFormat) {

    /** Refuses what cannot be. */
    Qcow2Creator {
        if (version != 2 && version != 3) {
            throw new ImageException("qcow2 version " + version + " is not known (2 and 3 are)");
        }
        if (clusterSize < 512 || clusterSize > 2 << 20 || Integer.bitCount(clusterSize) != 1) {
            throw new ImageException("A cluster size of " + clusterSize + " is no power of two from 512 to 2 MiB");
        }
        if (version == 2 && (extendedL2 || zstd || lazyRefcounts)) {
            throw new ImageException("Extended L2 entries, zstd and lazy refcounts need compat level 1.1 (version 3)");
        }
        if (extendedL2 && clusterSize < 16384) {
            throw new ImageException("Extended L2 entries need clusters of at least 16 KiB");
        }
    }

    /** {@return what the options say} */
    static Qcow2Creator of(CreateOptions options) {
        String compat = options.text("compat", "1.1");
        return new Qcow2Creator(compat.equals("0.10") || compat.equals("v2") ? 2 : 3,
                (int) Math.clamp(options.number("cluster_size", 65536), 0, Integer.MAX_VALUE),
                options.flag("extended_l2", false), options.text("compression_type", "zlib").equals("zstd"),
                options.flag("lazy_refcounts", false), options.text("backing_file").orElse(null),
                options.text("backing_fmt").orElse(null));
    }

    /**
     * Makes the image and closes its file.
     *
     * @param newFile the file, empty
     * @param size bytes that the guest sees; rounded up to a multiple of 512
     */
    void create(ImageFile newFile, long size) {
        if (size < 0) {
            throw new ImageException("A size of " + size + " bytes cannot be");
        }
        long rounded = (size + 511) & ~511L;
        int bits = Integer.numberOfTrailingZeros(clusterSize);
        long perL1Entry = (long) (clusterSize / (extendedL2 ? 16 : 8)) << bits;
        long l1Entries = Math.max(1, (rounded + perL1Entry - 1) / perL1Entry);
        if (l1Entries * 8 > 32L << 20) {
            throw new ImageException("The image size " + size + " is too large for clusters of " + clusterSize + " bytes");
        }
        int l1Clusters = (int) ((l1Entries * 8 + clusterSize - 1) >> bits);
        // header | refcount table | refcount blocks | L1 table
        int perBlock = clusterSize / 2;
        int blocks = 1;
        while (2 + blocks + l1Clusters > blocks * perBlock) {
            blocks++;
        }
        int tableClusters = (blocks * 8 + clusterSize - 1) >> bits;
        int used = 1 + tableClusters + blocks + l1Clusters;
        while (used > blocks * perBlock) {
            blocks++;
            used++;
        }
        long l1Offset = (long) (1 + tableClusters + blocks) << bits;
        Qcow2Header header = new Qcow2Header(
                version, bits, rounded, (int) l1Entries, l1Offset, clusterSize, tableClusters, 0, 0,
                (extendedL2 ? Qcow2Header.EXTENDED_L2 : 0) | (zstd ? Qcow2Header.COMPRESSION_TYPE : 0),
                lazyRefcounts ? Qcow2Header.LAZY_REFCOUNTS : 0, 0, 4, zstd, 0, backingFile, backingFormat, null);
        try (ImageFile file = newFile) {
            ByteBuffer table = ByteBuffer.allocate(tableClusters << bits);
            for (int b = 0; b < blocks; b++) {
                table.putLong((long) (1 + tableClusters + b) << bits);
            }
            file.write(clusterSize, table.clear());
            ByteBuffer counts = ByteBuffer.allocate(blocks << bits);
            for (int c = 0; c < used; c++) {
                counts.putShort((short) 1);
            }
            file.write((long) (1 + tableClusters) << bits, counts.clear());
            file.truncate(l1Offset + ((long) l1Clusters << bits));
            // The header comes last: before it the file is no image.
            file.write(0, header.encode());
            file.sync();
        }
    }
}
