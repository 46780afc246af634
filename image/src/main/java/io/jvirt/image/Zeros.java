package io.jvirt.image;

import java.nio.ByteBuffer;

/** Bytes that are zero: telling and writing them. */
public final class Zeros {
    private static final int AT_ONCE = 1 << 20;

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
        int at = from;
        int end = from + length;
        while (at + Long.BYTES <= end) {
            if (bytes.getLong(at) != 0) {
                return false;
            }
            at += Long.BYTES;
        }
        while (at < end) {
            if (bytes.get(at++) != 0) {
                return false;
            }
        }
        return true;
    }
}
