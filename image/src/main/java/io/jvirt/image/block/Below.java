package io.jvirt.image.block;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Zeros;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What lies under an image that does not hold everything itself.
 *
 * @param image the image it is based on, null when zeros are under it
 * @param shift where in that image this one's first byte is
 * @param owned whether it is closed with this one
 */
public record Below(@Nullable DiskImage image, long shift, boolean owned) {
    /** Zeros. */
    public static final Below NOTHING = new Below(null, 0, false);

    /** {@return an image that nobody else uses, or nothing} */
    public static Below of(@Nullable DiskImage image) {
        return image == null ? NOTHING : new Below(image, 0, true);
    }

    /** {@return whether there are bytes at a place} */
    boolean has(long offset) {
        return image != null && offset + shift < image.size();
    }

    /** Fills {@code target}; zeros follow where the image under it ends. */
    void read(long offset, ByteBuffer target) {
        if (image != null && has(offset)) {
            int end = target.limit();
            int there = (int) Math.min(target.remaining(), image.size() - offset - shift);
            target.limit(target.position() + there);
            image.read(offset + shift, target);
            target.limit(end);
        }
        Zeros.fill(target, target.remaining());
    }

    void close() {
        if (image != null && owned) {
            image.close();
        }
    }
}
