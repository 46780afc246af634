package io.jvirt.image.qcow2;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import io.jvirt.image.ImageException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compressed clusters: raw deflate or zstd, each cluster by itself. Safe for threads. */
final class Compression {
    /**
     * QEMU packs with zlib's level 6 and a window of 4 KiB. Java's window is 32 KiB always, with which level 4 packs
     * tighter than that in half the time.
     */
    private static final int DEFLATE_LEVEL = 4;

    private Compression() {}

    /** {@return the {@code clusterSize} bytes that {@code packed} stands for; what follows the data is ignored} */
    static byte[] decompress(byte[] packed, int clusterSize, boolean zstd) {
        byte[] cluster = new byte[clusterSize];
        if (zstd) {
            unpackZstd(packed, cluster);
            return cluster;
        }
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            int done = 0;
            while (done < clusterSize) {
                int count = inflater.inflate(cluster, done, clusterSize - done);
                if (count == 0) {
                    throw new ImageException("A compressed cluster ends after " + done + " of " + clusterSize + " bytes");
                }
                done += count;
            }
            return cluster;
        } catch (DataFormatException e) {
            throw new ImageException("A compressed cluster is damaged: " + e.getMessage(), e);
        }
    }

    private static void unpackZstd(byte[] packed, byte[] cluster) {
        int length = ZstdFrame.length(packed);
        try {
            int count = new ZstdJavaDecompressor().decompress(packed, 0, length, cluster, 0, cluster.length);
            if (count != cluster.length) {
                throw new ImageException("A compressed cluster has " + count + " of " + cluster.length + " bytes");
            }
        } catch (MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ImageException("A compressed cluster is damaged: " + e.getMessage(), e);
        }
    }

    /** {@return the cluster compressed, or an empty array when that saves nothing} */
    static byte[] compress(byte[] cluster, boolean zstd) {
        return zstd ? packZstd(cluster) : deflate(cluster);
    }

    private static byte[] packZstd(byte[] cluster) {
        ZstdJavaCompressor compressor = new ZstdJavaCompressor();
        byte[] packed = new byte[compressor.maxCompressedLength(cluster.length)];
        int length = compressor.compress(cluster, 0, cluster.length, packed, 0, packed.length);
        return length < cluster.length ? Arrays.copyOf(packed, length) : new byte[0];
    }

    private static byte[] deflate(byte[] cluster) {
        byte[] packed = new byte[cluster.length];
        try (Deflater deflater = new Deflater(DEFLATE_LEVEL, true)) {
            deflater.setInput(cluster);
            deflater.finish();
            int length = deflater.deflate(packed);
            return deflater.finished() && length < cluster.length ? Arrays.copyOf(packed, length) : new byte[0];
        }
    }
}
