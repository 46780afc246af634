package io.jvirt.image.qcow2;

import io.jvirt.image.CreateOptions;
import io.jvirt.image.ImageException;
import org.jspecify.annotations.Nullable;

/**
 * What kind of image is to be made, checked.
 *
 * @param version 2 or 3 (qemu-img's compat 0.10 and 1.1)
 * @param clusterSize a power of two from 512 to 2 MiB
 * @param extendedL2 whether clusters have subclusters
 * @param zstd whether compressed clusters are zstd
 * @param lazyRefcounts whether writers may leave refcounts for later
 * @param refcountBits the width of a refcount
 * @param preallocation what takes its space at once: off, metadata, falloc or full
 * @param dataFile the file that holds the guest's data, or null
 * @param dataFileRaw whether that file is kept valid as a raw image
 * @param backingFile the image it is based on, or null
 * @param backingFormat that image's format, or null
 */
record Qcow2Spec(
        int version,
        int clusterSize,
        boolean extendedL2,
        boolean zstd,
        boolean lazyRefcounts,
        int refcountBits,
        String preallocation,
        @Nullable String dataFile,
        boolean dataFileRaw,
        @Nullable String backingFile,
        @Nullable String backingFormat) {
    private static final int DEFAULT_REFCOUNT_BITS = 16;

    /** Refuses what cannot be. */
    Qcow2Spec {
        require(clusterSize >= 512 && clusterSize <= 2 << 20 && Integer.bitCount(clusterSize) == 1,
                "A cluster size of " + clusterSize + " is no power of two from 512 to 2 MiB");
        require(refcountBits >= 1 && refcountBits <= 64 && Integer.bitCount(refcountBits) == 1,
                "A refcount width of " + refcountBits + " is no power of two up to 64");
        require(version == 3 || (!extendedL2 && !zstd && !lazyRefcounts && dataFile == null
                && refcountBits == DEFAULT_REFCOUNT_BITS),
                "Extended L2 entries, zstd, lazy refcounts, other widths of refcounts and external data files need"
                        + " compat level 1.1 (version 3)");
        require(!extendedL2 || clusterSize >= 16384, "Extended L2 entries need clusters of at least 16 KiB");
        require(!dataFileRaw || dataFile != null, "data_file_raw needs data_file");
        require(!dataFileRaw || backingFile == null, "A raw external data file cannot have a backing image");
        require(backingFile == null || preallocation.equals("off") || extendedL2,
                "Preallocation over a backing image needs extended_l2=on");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new ImageException(message);
        }
    }

    static Qcow2Spec of(CreateOptions options) {
        String compat = options.text("compat", "1.1");
        boolean raw = options.flag("data_file_raw", false);
        return new Qcow2Spec(
                compat.equals("0.10") || compat.equals("v2") ? 2 : 3,
                (int) Math.clamp(options.number("cluster_size", Qcow2Format.DEFAULT_CLUSTER_SIZE), 0, Integer.MAX_VALUE),
                options.flag("extended_l2", false),
                options.text("compression_type", "zlib").equals("zstd"),
                options.flag("lazy_refcounts", false),
                (int) Math.clamp(options.number("refcount_bits", DEFAULT_REFCOUNT_BITS), 0, Integer.MAX_VALUE),
                // The data file is to show what a guest sees even to one who does not know the metadata.
                options.text("preallocation", "off").equals("off") && raw ? "metadata" : options.text("preallocation", "off"),
                options.text("data_file").orElse(null),
                raw,
                options.text("backing_file").filter(f -> !f.isEmpty()).orElse(null),
                options.text("backing_fmt").filter(f -> !f.isEmpty()).orElse(null));
    }

    int clusterBits() {
        return Integer.numberOfTrailingZeros(clusterSize);
    }

    int refcountOrder() {
        return Integer.numberOfTrailingZeros(refcountBits);
    }

    /** {@return how many entries the L1 table of a disk of this size has} */
    long l1Entries(long size) {
        long perEntry = (long) (clusterSize / (extendedL2 ? 16 : 8)) << clusterBits();
        return (size + perEntry - 1) / perEntry;
    }

    /** {@return how long the file is when every cluster of a disk of this size has its place} */
    long fullLength(long size) {
        long data = up(size, clusterSize);
        long entrySize = extendedL2 ? 16 : 8;
        long l2Entries = up(data / clusterSize, clusterSize / entrySize);
        long l1Entries = up(l2Entries * entrySize / clusterSize, clusterSize / 8);
        long counted = (clusterSize + l2Entries * entrySize + l1Entries * 8 + data) / clusterSize;
        // Refcount blocks and their table count themselves too.
        long blocks = 0;
        long table = 0;
        long before = -1;
        while (blocks + table != before) {
            before = blocks + table;
            blocks = up(counted + before, 8L * clusterSize / refcountBits) / (8L * clusterSize / refcountBits);
            table = up(blocks * 8, clusterSize) / clusterSize;
        }
        return (counted + blocks + table) * clusterSize;
    }

    private static long up(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }

    /** {@return a header with all but the tables' places} */
    Qcow2Header header(long size) {
        Qcow2Header h = Qcow2Header.blank(version)
                .with(HeaderField.CLUSTER_BITS, clusterBits())
                .with(HeaderField.SIZE, size);
        if (version >= 3) {
            h = h.with(HeaderField.REFCOUNT_ORDER, refcountOrder())
                    .withBits(HeaderField.INCOMPATIBLE, Qcow2Header.EXTENDED_L2, extendedL2)
                    .withBits(HeaderField.INCOMPATIBLE, Qcow2Header.COMPRESSION_TYPE, zstd)
                    .with(HeaderField.COMPRESSION_TYPE, zstd ? 1 : 0)
                    .withBits(HeaderField.COMPATIBLE, Qcow2Header.LAZY_REFCOUNTS, lazyRefcounts)
                    .withBits(HeaderField.INCOMPATIBLE, Qcow2Header.EXTERNAL_DATA, dataFile != null)
                    .withBits(HeaderField.AUTOCLEAR, Qcow2Header.RAW_EXTERNAL_DATA, dataFileRaw);
        }
        h = h.withBacking(backingFile, backingFormat);
        if (dataFile != null) {
            h = h.with(HeaderExtension.of(HeaderExtension.DATA_FILE, dataFile));
        }
        return version >= 3 ? h.with(HeaderExtension.featureNames()) : h;
    }
}
