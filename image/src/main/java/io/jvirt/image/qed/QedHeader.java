package io.jvirt.image.qed;

import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The header of a QED image (docs/interop/qed_spec.txt, "Header"), checked against the file when read.
 *
 * @param clusterSize bytes of a cluster
 * @param tableClusters clusters of a table
 * @param features bits without which the image cannot be used
 * @param compatFeatures bits that may be ignored
 * @param tableOffset where the first table lies
 * @param size bytes that the guest sees
 * @param backingFile the image it is based on, or null
 */
record QedHeader(
        int clusterSize,
        int tableClusters,
        long features,
        long compatFeatures,
        long tableOffset,
        long size,
        @Nullable String backingFile) {
    private static final int MAGIC = 0x0044_4551;
    private static final int LENGTH = 64;
    private static final int MOST_NAME = 1023;

    private static final long BACKING = 1;
    private static final long NEED_CHECK = 2;
    private static final long BACKING_IS_RAW = 4;

    static QedHeader read(ImageFile file) {
        Fields f = Fields.read(file, 0, LENGTH, ByteOrder.LITTLE_ENDIAN);
        if (f.u32(0) != MAGIC) {
            throw f.broken("it is no QED image: its magic number is missing");
        }
        int cluster = f.powerOfTwo("cluster size", f.u32(4), 4096, 1 << 26);
        int table = f.powerOfTwo("table size", f.u32(8), 1, 16);
        long features = f.i64(16);
        if ((features & ~(BACKING | NEED_CHECK | BACKING_IS_RAW)) != 0) {
            throw f.broken("it needs features that are not known: bits 0x" + Long.toHexString(features));
        }
        QedHeader header = new QedHeader(
                cluster, table, features, f.i64(24),
                f.table("first table", f.i64(40), (long) table * cluster, cluster),
                f.within("size", f.i64(48), 0, most(cluster, table)),
                (features & BACKING) == 0 ? null : name(file, f, (long) cluster * f.u32(12)));
        f.within("size in sectors of 512 bytes, remainder of", header.size % 512, 0, 0);
        return header;
    }

    private static String name(ImageFile file, Fields f, long headerLength) {
        long at = f.u32(56);
        long length = f.u32(60);
        if (length > MOST_NAME || at < LENGTH || at + length > headerLength) {
            throw f.broken("the backing file's name is not within the header");
        }
        return Fields.read(file, at, (int) length, ByteOrder.LITTLE_ENDIAN).text(0, (int) length);
    }

    /** {@return the most bytes that a guest may see with such clusters and tables} */
    private static long most(long cluster, long table) {
        long entries = cluster * table / 8;
        return Math.multiplyHigh(entries * entries, cluster) == 0 && entries * entries * cluster > 0
                ? entries * entries * cluster
                : Long.MAX_VALUE - 511;
    }

    /** {@return the header of a new image} */
    static QedHeader create(
            Path path, long size, long cluster, long table, @Nullable String backing, @Nullable String format) {
        if (cluster < 4096 || cluster > 1 << 26 || Long.bitCount(cluster) != 1) {
            throw new ImageException("'" + path + "': cluster_size " + cluster + " is no power of two from 4k to 64M");
        }
        // The specification has tables of one cluster, too, but QEMU cannot open them.
        if (table < 2 || table > 16 || Long.bitCount(table) != 1) {
            throw new ImageException("'" + path + "': table_size " + table + " is no power of two from 2 to 16");
        }
        if (size > most(cluster, table)) {
            throw new ImageException("'" + path + "': the size " + size + " is over " + most(cluster, table)
                    + ", the most for clusters of " + cluster + " bytes and tables of " + table);
        }
        if (backing != null && backing.getBytes(StandardCharsets.UTF_8).length > MOST_NAME) {
            throw new ImageException("'" + path + "': the backing file's name has over " + MOST_NAME + " bytes");
        }
        long features = backing == null ? 0 : BACKING | ("raw".equals(format) ? BACKING_IS_RAW : 0);
        return new QedHeader((int) cluster, (int) table, features, 0, cluster, size, backing);
    }

    int tableBytes() {
        return tableClusters * clusterSize;
    }

    boolean needsCheck() {
        return (features & NEED_CHECK) != 0;
    }

    /** {@return the backing image's format; null when the image says only that it is not raw} */
    @Nullable String backingFormat() {
        return (features & BACKING_IS_RAW) != 0 ? "raw" : null;
    }

    /** {@return the same, in need of a check or not} */
    QedHeader needsCheck(boolean need) {
        long bits = need ? features | NEED_CHECK : features & ~NEED_CHECK;
        return new QedHeader(clusterSize, tableClusters, bits, compatFeatures, tableOffset, size, backingFile);
    }

    QedHeader sized(long newSize) {
        if (newSize > most(clusterSize, tableClusters)) {
            throw new ImageException("The size " + newSize + " is over " + most(clusterSize, tableClusters)
                    + ", the most for these clusters and tables");
        }
        return new QedHeader(clusterSize, tableClusters, features, compatFeatures, tableOffset, newSize, backingFile);
    }

    /** {@return the header's bytes}; bits that a writer must know to keep them are cleared */
    ByteBuffer encode() {
        byte[] name = backingFile == null ? new byte[0] : backingFile.getBytes(StandardCharsets.UTF_8);
        ByteBuffer b = ByteBuffer.allocate(LENGTH + name.length).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(MAGIC).putInt(clusterSize).putInt(tableClusters).putInt(1);
        b.putLong(features).putLong(compatFeatures).putLong(0).putLong(tableOffset).putLong(size);
        b.putInt(name.length == 0 ? 0 : LENGTH).putInt(name.length).put(name);
        return b.flip();
    }
}
