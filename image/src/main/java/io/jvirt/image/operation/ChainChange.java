package io.jvirt.image.operation;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Extent;
import io.jvirt.image.Zeros;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Moves bytes between the images of a chain, so that a guest sees the same in another chain. */
public final class ChainChange {
    private static final int BLOCK = 1 << 20;

    private ChainChange() {}

    /**
     * Copies into an image what it takes from its backing image and would find otherwise in another.
     *
     * @param image open for writing with the backing image it has now
     * @param after the backing image it is to have, null for none
     * @param progress gets the number of bytes done, now and then
     */
    public static void keepContents(DiskImage image, @Nullable DiskImage after, LongConsumer progress) {
        ByteBuffer now = ByteBuffer.allocateDirect(BLOCK);
        ByteBuffer then = ByteBuffer.allocateDirect(BLOCK);
        long at = 0;
        while (at < image.size()) {
            Extent extent = image.extentAt(at);
            if (extent.kind() != Extent.Kind.ABSENT) {
                at += extent.length();
                continue;
            }
            // Aligned, so that a cluster is filled at once.
            int length = (int) Math.min(Math.min(extent.length(), image.size() - at), BLOCK - at % BLOCK);
            now.clear().limit(length);
            image.read(at, now);
            read(after, at, then.clear().limit(length));
            copyDifferent(image, at, now.flip(), then.flip());
            at += length;
            progress.accept(at);
        }
    }

    private static void copyDifferent(DiskImage image, long at, ByteBuffer now, ByteBuffer then) {
        int cluster = Math.clamp(image.clusterSize(), 512, BLOCK);
        for (int from = 0; from < now.limit(); from += cluster) {
            int length = Math.min(cluster, now.limit() - from);
            if (now.slice(from, length).mismatch(then.slice(from, length)) >= 0) {
                if (Zeros.in(now, from, length)) {
                    image.writeZeroes(at + from, length);
                } else {
                    image.write(at + from, now.slice(from, length));
                }
            }
        }
    }

    /** Reads from an image that may be shorter or not there. */
    private static void read(@Nullable DiskImage image, long offset, ByteBuffer target) {
        int length = target.remaining();
        int there = image == null ? 0 : (int) Math.clamp(image.size() - offset, 0, length);
        if (image != null && there > 0) {
            target.limit(there);
            image.read(offset, target);
            target.limit(length);
        }
        Zeros.fill(target, target.remaining());
    }

    /**
     * Writes into a base what images above it hold, and makes it durable. The base grows when it is smaller.
     *
     * @param layers the images above the base, the topmost first, each opened without its backing image
     * @param base open for writing
     * @param progress gets the number of bytes done, now and then
     */
    public static void commit(List<DiskImage> layers, DiskImage base, LongConsumer progress) {
        long size = layers.getFirst().size();
        if (size > base.size()) {
            base.resize(size);
        }
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        long at = 0;
        while (at < size) {
            long length = size - at;
            DiskImage holder = null;
            Extent.Kind kind = Extent.Kind.ABSENT;
            for (DiskImage layer : layers) {
                if (at >= layer.size()) {
                    // What lies above a shorter image reads as zero, whatever is below.
                    kind = Extent.Kind.ZERO;
                    break;
                }
                Extent extent = layer.extentAt(at);
                length = Math.min(length, extent.length());
                if (extent.kind() != Extent.Kind.ABSENT) {
                    holder = layer;
                    kind = extent.kind();
                    break;
                }
            }
            if (kind == Extent.Kind.ZERO) {
                base.writeZeroes(at, length);
            } else if (holder != null) {
                length = Math.min(length, BLOCK - at % BLOCK);
                block.clear().limit((int) length);
                holder.read(at, block);
                base.write(at, block.flip());
            }
            at += length;
            progress.accept(at);
        }
        base.flush();
    }
}
