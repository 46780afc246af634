package io.jvirt.image;

import java.nio.ByteBuffer;

/** Bytes that are zero: telling and writing them. */
public final class Zeros {
    private static final int AT_ONCE = 1 << 20;
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(4096).asReadOnlyBuffer();

    private Zeros() {}

    /** Writes zeros to a file, so that they take their space. */
    public static void write(ImageFile file, long offset, long length) {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.clamp(length, 0, AT_ONCE));
        for (long at = offset; at < offset + length; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(offset + length - at, zeros.capacity()));
            file.write(at, zeros);
        }
    }

    /** Puts {@code length} zeros into a buffer. */
    public static void fill(ByteBuffer target, int length) {
        int end = target.position() + length;
        while (end - target.position() >= Long.BYTES) {
            target.putLong(0);
        }
        while (target.position() < end) {
            target.put((byte) 0);
        }
    }

    /** {@return whether {@code length} bytes of a buffer from index {@code from} on are all zero} */
    public static boolean in(ByteBuffer bytes, int from, int length) {
        // Most that is not zero shows it at once; the rest is compared many bytes at a time.
        if (length > 0 && (bytes.get(from) != 0 || bytes.get(from + length - 1) != 0)) {
            return false;
        }
        for (int at = from; at < from + length; at += NOTHING.capacity()) {
            int count = Math.min(NOTHING.capacity(), from + length - at);
            if (bytes.slice(at, count).mismatch(NOTHING.slice(0, count)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
