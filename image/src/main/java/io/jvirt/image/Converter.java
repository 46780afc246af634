package io.jvirt.image;

import io.jvirt.image.qcow2.Qcow2Image;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** Copies what one image shows a guest into another, leaving out what is zero. */
public final class Converter {
    private static final int BLOCK = 2 << 20;
    /** Runs of zeros at least this long are not written. */
    private static final int SPARSE = 4096;

    private Converter() {}

    /**
     * Copies all of {@code source} into {@code target}, which is new, shows zeros and is at least as large.
     *
     * @param compressed whether to store compressed clusters, which only qcow2 has
     * @param progress gets the number of bytes done, now and then
     */
    public static void copy(DiskImage source, DiskImage target, boolean compressed, LongConsumer progress) {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long size = source.size();
        long at = 0;
        while (at < size) {
            Extent extent = source.extentAt(at);
            boolean zero = extent.kind() == Extent.Kind.ZERO
                    || (extent.kind() == Extent.Kind.ABSENT && source.backing().isEmpty());
            if (zero) {
                at += extent.length();
            } else {
                // A block boundary of the target's clusters stays one, so that whole clusters are written.
                int length = (int) Math.min(size - at, BLOCK - at % BLOCK);
                block.clear().limit(length);
                source.read(at, block);
                block.flip();
                write(target, at, block, compressed);
                at += length;
            }
            progress.accept(Math.min(at, size));
        }
        target.flush();
    }

    private static void write(DiskImage target, long at, ByteBuffer block, boolean compressed) {
        int unit = compressed ? target.clusterSize() : SPARSE;
        int end = block.limit();
        int position = 0;
        while (position < end) {
            int length = Math.min(unit, end - position);
            if (isZero(block, position, length)) {
                position += length;
                continue;
            }
            if (compressed && target instanceof Qcow2Image qcow2 && at % unit + position % unit == 0) {
                byte[] cluster = new byte[unit];
                block.get(position, cluster, 0, length);
                if (qcow2.writeCompressed(at + position, cluster)) {
                    position += length;
                    continue;
                }
            }
            int stop = position + length;
            while (!compressed && stop < end && !isZero(block, stop, Math.min(unit, end - stop))) {
                stop = Math.min(stop + unit, end);
            }
            target.write(at + position, block.slice(position, stop - position));
            position = stop;
        }
    }

    private static boolean isZero(ByteBuffer block, int from, int length) {
        int at = from;
        int end = from + length;
        while (at + Long.BYTES <= end) {
            if (block.getLong(at) != 0) {
                return false;
            }
            at += Long.BYTES;
        }
        while (at < end) {
            if (block.get(at++) != 0) {
                return false;
            }
        }
        return true;
    }
}
