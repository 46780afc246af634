package io.jvirt.machine.truth;

import io.jvirt.machine.cpu.Cpu;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;

/** The 512 bytes of FXSAVE: made at random, given to a processor, compared with one. */
final class FxImage {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private FxImage() {}

    static void random(MemorySegment image, Random random) {
        image.fill((byte) 0);
        int precision = new int[] {0, 2, 3, 3}[random.nextInt(4)];
        image.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0, (short) (0x7f | precision << 8 | random.nextInt(4) << 10));
        int top = random.nextInt(8);
        image.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2, (short) (top << 11));
        image.set(ValueLayout.JAVA_BYTE, 4, (byte) (random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(2) == 0 ? 0xff : 0xff >> random.nextInt(8)));
        image.set(ValueLayout.JAVA_INT_UNALIGNED, 24, 0x1f80 | random.nextInt(4) << 13 | (random.nextInt(4) == 0 ? random.nextInt() & 0x8040 : 0)
                | (random.nextBoolean() ? 0x20 : 0));
        for (int r = 0; r < 8; r++) {
            image.set(LONG, 32 + 16 * r, random.nextLong() | Long.MIN_VALUE);
            image.set(ValueLayout.JAVA_SHORT_UNALIGNED, 40 + 16 * r, (short) (0x3fff + random.nextInt(40) - 20 | random.nextInt(2) << 15));
        }
        for (int i = 0; i < 32; i++) {
            image.set(LONG, 160 + 8 * i, Values.any(random));
        }
    }

    static void load(Cpu cpu, byte[] bytes) {
        ByteBuffer image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        cpu.x87.control = image.getShort(0) & 0xffff;
        cpu.x87.setStatusWord(image.getShort(2) & 0xffff);
        cpu.x87.used = image.get(4) & 0xff;
        cpu.mxcsr = image.getInt(24);
        for (int n = 0; n < 8; n++) {
            int r = cpu.x87.top + n & 7;
            cpu.x87.significand[r] = image.getLong(32 + 16 * n);
            cpu.x87.signExponent[r] = image.getShort(40 + 16 * n) & 0xffff;
        }
        for (int i = 0; i < 32; i++) {
            cpu.xmm[i] = image.getLong(160 + 8 * i);
        }
    }

    static void compare(Cpu cpu, MemorySegment image, List<String> differences) {
        for (int i = 0; i < 32; i++) {
            long expected = image.get(LONG, 160 + 8 * i);
            if (expected != cpu.xmm[i]) {
                differences.add("xmm%d.%d %x not %x".formatted(i / 2, i % 2, cpu.xmm[i], expected));
            }
        }
        int mxcsr = image.get(ValueLayout.JAVA_INT_UNALIGNED, 24);
        if (mxcsr != cpu.mxcsr) {
            differences.add("mxcsr %x not %x".formatted(cpu.mxcsr, mxcsr));
        }
        int status = image.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2) & 0xffff;
        if (status != cpu.x87.statusWord()) {
            differences.add("x87 status %x not %x".formatted(cpu.x87.statusWord(), status));
        }
        int used = image.get(ValueLayout.JAVA_BYTE, 4) & 0xff;
        if (used != cpu.x87.used) {
            differences.add("x87 tags %x not %x".formatted(cpu.x87.used, used));
        }
        for (int n = 0; n < 8; n++) {
            int r = cpu.x87.top + n & 7;
            long significand = image.get(LONG, 32 + 16 * n);
            int upper = image.get(ValueLayout.JAVA_SHORT_UNALIGNED, 40 + 16 * n) & 0xffff;
            if (significand != cpu.x87.significand[r] || upper != cpu.x87.signExponent[r]) {
                differences.add("st%d %x:%x not %x:%x".formatted(
                        n, cpu.x87.signExponent[r], cpu.x87.significand[r], upper, significand));
            }
        }
    }

    static String show(byte[] bytes) {
        ByteBuffer image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return " st0 %x:%x st1 %x:%x xmm0 %x:%x".formatted(image.getShort(40) & 0xffff, image.getLong(32), image.getShort(56) & 0xffff,
                image.getLong(48), image.getLong(168), image.getLong(160));
    }
}
