package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;

/**
 * Where a zstd frame ends (RFC 8878, section 3.1.1). A compressed cluster is stored in whole sectors, so that other
 * bytes follow its frame, and a decoder that takes all its input for frames would stumble over them.
 */
final class ZstdFrame {
    private static final int MAGIC = 0xfd2fb528;

    private ZstdFrame() {}

    /** {@return the length in bytes of the frame that {@code bytes} begins with} */
    static int length(byte[] bytes) {
        if (bytes.length < 6 || little(bytes, 0, 4) != MAGIC) {
            throw new ImageException("A compressed cluster is no zstd frame");
        }
        int descriptor = bytes[4] & 0xff;
        boolean single = (descriptor & 0x20) != 0;
        int dictionary = new int[] {0, 1, 2, 4}[descriptor & 3];
        int content = new int[] {single ? 1 : 0, 2, 4, 8}[descriptor >> 6];
        int at = 5 + (single ? 0 : 1) + dictionary + content;
        boolean last = false;
        while (!last) {
            if (at + 3 > bytes.length) {
                throw new ImageException("A compressed cluster's zstd frame is cut short");
            }
            int head = little(bytes, at, 3);
            last = (head & 1) != 0;
            at += 3 + ((head >> 1 & 3) == 1 ? 1 : head >> 3);
        }
        at += (descriptor & 4) != 0 ? 4 : 0;
        if (at > bytes.length) {
            throw new ImageException("A compressed cluster's zstd frame is cut short");
        }
        return at;
    }

    private static int little(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= (bytes[at + i] & 0xff) << 8 * i;
        }
        return value;
    }
}
