package io.jvirt.image.qcow2;

import java.nio.ByteBuffer;

/** Numbers of {@code 1 << order} bits side by side, as refcount blocks have them. */
record Counts(int order) {
    /** {@return the largest number there can be} */
    long most() {
        return order == 6 ? Long.MAX_VALUE : (1L << (1 << order)) - 1;
    }

    /** {@return how many numbers a cluster holds} */
    int perBlock(int clusterBits) {
        return 1 << (clusterBits + 3 - order);
    }

    long get(ByteBuffer block, int index) {
        return switch (order) {
            case 0, 1, 2 -> (block.get(index >> (3 - order)) >> ((index & ((8 >> order) - 1)) << order)) & (int) most();
            case 3 -> block.get(index) & 0xff;
            case 4 -> block.getShort(index * 2) & 0xffff;
            case 5 -> block.getInt(index * 4) & 0xffff_ffffL;
            default -> block.getLong(index * 8);
        };
    }

    void set(ByteBuffer block, int index, long value) {
        switch (order) {
            case 0, 1, 2 -> {
                int at = index >> (3 - order);
                int shift = (index & ((8 >> order) - 1)) << order;
                block.put(at, (byte) (block.get(at) & ~((int) most() << shift) | (int) value << shift));
            }
            case 3 -> block.put(index, (byte) value);
            case 4 -> block.putShort(index * 2, (short) value);
            case 5 -> block.putInt(index * 4, (int) value);
            default -> block.putLong(index * 8, value);
        }
    }
}
