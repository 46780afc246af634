package io.jvirt.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Looks at programs (elf(5)). */
final class Elf {
    private static final int MAGIC = 0x7f454c46;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int INTERPRETER = 3;
    private static final int HEADER_BYTES = 64;

    private Elf() {}

    /** {@return whether the content is a 64-bit program that needs no other files: it names no interpreter} */
    static boolean isStatic(byte[] content) {
        if (content.length < HEADER_BYTES) {
            return false;
        }
        ByteBuffer elf = ByteBuffer.wrap(content);
        if (elf.getInt(0) != MAGIC || elf.get(4) != CLASS_64 || elf.get(5) != LITTLE_ENDIAN) {
            return false;
        }
        elf.order(ByteOrder.LITTLE_ENDIAN);
        long at = elf.getLong(32);
        int size = elf.getShort(54) & 0xffff;
        int count = elf.getShort(56) & 0xffff;
        for (int i = 0; i < count; i++, at += size) {
            if (at < 0 || at + 4 > content.length || elf.getInt((int) at) == INTERPRETER) {
                return false;
            }
        }
        return count > 0;
    }
}
