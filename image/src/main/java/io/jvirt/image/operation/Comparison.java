package io.jvirt.image.operation;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Zeros;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** Compares what two images show a guest. */
public final class Comparison {
    private static final int BLOCK = 2 << 20;

    private Comparison() {}

    /** How a comparison ended. */
    public sealed interface Outcome {}

    /**
     * The images show the same.
     *
     * @param sameSize false when one is longer and zero behind the other's end
     */
    public record Same(boolean sameSize) implements Outcome {}

    /** Bytes differ, the first of them at {@code offset}. */
    public record Different(long offset) implements Outcome {}

    /** Only when strict: the sizes differ. */
    public record OtherSize() implements Outcome {}

    /** Only when strict: bytes are there in one image only, from {@code offset} on. */
    public record OtherStatus(long offset) implements Outcome {}

    /**
     * {@return what differs}
     *
     * @param strict whether sizes and what is stored must be the same too
     * @param progress gets the number of bytes done, now and then
     */
    public static Outcome compare(DiskImage a, DiskImage b, boolean strict, LongConsumer progress) {
        if (strict && a.size() != b.size()) {
            return new OtherSize();
        }
        ByteBuffer left = ByteBuffer.allocateDirect(BLOCK);
        ByteBuffer right = ByteBuffer.allocateDirect(BLOCK);
        long common = Math.min(a.size(), b.size());
        long at = 0;
        while (at < common) {
            ImageMap.Entry ours = ImageMap.known(a, at);
            ImageMap.Entry theirs = ImageMap.known(b, at);
            long length = Math.min(common - at, Math.min(ours.length(), theirs.length()));
            if (strict && ours.present() != theirs.present()) {
                return new OtherStatus(at);
            }
            if (!ours.zero() || !theirs.zero()) {
                length = Math.min(length, BLOCK);
                int mismatch = mismatch(a, b, at, (int) length, left, right);
                if (mismatch >= 0) {
                    return new Different(at + mismatch);
                }
            }
            at += length;
            progress.accept(at);
        }
        DiskImage longer = a.size() > b.size() ? a : b;
        while (at < longer.size()) {
            ImageMap.Entry entry = ImageMap.known(longer, at);
            long length = entry.length();
            if (!entry.zero()) {
                length = Math.min(length, BLOCK);
                left.clear().limit((int) length);
                longer.read(at, left);
                left.flip();
                if (!Zeros.in(left, 0, (int) length)) {
                    return new Different(at + firstNonZero(left));
                }
            }
            at += length;
            progress.accept(at);
        }
        return new Same(a.size() == b.size());
    }

    private static int mismatch(DiskImage a, DiskImage b, long at, int length, ByteBuffer left, ByteBuffer right) {
        left.clear().limit(length);
        right.clear().limit(length);
        a.read(at, left);
        b.read(at, right);
        return left.flip().mismatch(right.flip());
    }

    private static int firstNonZero(ByteBuffer bytes) {
        int at = 0;
        while (bytes.get(at) == 0) {
            at++;
        }
        return at;
    }
}
