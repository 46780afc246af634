package io.jvirt.image;

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
            if (Zeros.in(block, position, length)) {
                position += length;
                continue;
            }
            Packing packing = compressed ? target.packing().orElse(null) : null;
            if (packing != null && at % unit + position % unit == 0) {
                byte[] cluster = new byte[unit];
                block.get(position, cluster, 0, length);
                byte[] packed = packing.pack(cluster);
                if (packed.length > 0 && packing.write(at + position, packed)) {
                    position += length;
                    continue;
                }
            }
            int stop = position + length;
            while (!compressed && stop < end && !Zeros.in(block, stop, Math.min(unit, end - stop))) {
                stop = Math.min(stop + unit, end);
            }
            target.write(at + position, block.slice(position, stop - position));
            position = stop;
        }
    }
}
