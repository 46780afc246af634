package io.jvirt.image.operation;

import io.jvirt.image.BitmapStore;
import io.jvirt.image.CreateOptions;
import io.jvirt.image.DirtyBitmap;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.Measurement;
import io.jvirt.image.qcow2.Qcow2Format;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Tells how much space an image takes before it is made. */
public final class Measuring {
    private Measuring() {}

    /** {@return what a new image of {@code size} bytes takes, made with these options} */
    public static Measurement ofEmpty(long size, CreateOptions options) {
        return options.format().measure(size, 0, options);
    }

    /** {@return what {@code source} takes when it is converted to an image made with these options} */
    public static Measurement of(DiskImage source, CreateOptions options) {
        long cluster = options.number("cluster_size", Qcow2Format.DEFAULT_CLUSTER_SIZE);
        long data = 0;
        long at = 0;
        while (at < source.size()) {
            ImageMap.Entry entry = ImageMap.known(source, at);
            long end = at + entry.length();
            if (entry.data() && !entry.zero()) {
                // A cluster that holds any data takes all its space.
                end = (end + cluster - 1) / cluster * cluster;
                data += end - at / cluster * cluster;
            }
            at = Math.min(end, source.size());
        }
        return options.format().measure(source.size(), data, options);
    }

    /** {@return what the bitmaps of {@code source} take in an image made with these options; empty where there can be none} */
    public static OptionalLong bitmaps(DiskImage source, CreateOptions options) {
        if (!(source instanceof BitmapStore store) || !options.format().features().contains(ImageFormat.Feature.BITMAPS)) {
            return OptionalLong.empty();
        }
        long cluster = options.number("cluster_size", Qcow2Format.DEFAULT_CLUSTER_SIZE);
        long directory = 0;
        long size = 0;
        for (DirtyBitmap bitmap : store.bitmaps()) {
            if (!bitmap.inUse()) {
                long bits = (source.size() + bitmap.granularity() - 1) / bitmap.granularity();
                long clusters = ((bits + 7) / 8 + cluster - 1) / cluster;
                size += clusters * cluster + roundUp(clusters * 8, cluster);
                directory += roundUp(24L + bitmap.name().getBytes(StandardCharsets.UTF_8).length, 8);
            }
        }
        return OptionalLong.of(size + roundUp(directory, cluster));
    }

    private static long roundUp(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }
}
