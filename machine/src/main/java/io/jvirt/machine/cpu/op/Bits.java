package io.jvirt.machine.cpu.op;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Flags;

/** Bit scans, bit tests, BMI1, BMI2, CRC32. */
public final class Bits {
    private static final int[] CRC = crcTable();

    private Bits() {}

    private static long unsigned(long a, int shift) {
        return a << shift >>> shift;
    }

    /** BSF, of an operand that is not zero; ZF is cleared. */
    public static long scanForward(Cpu cpu, long a) {
        Flags.setResult(cpu, 1, false, false);
        return Long.numberOfTrailingZeros(a);
    }

    /** BSR, of an operand that is not zero; ZF is cleared. */
    public static long scanReverse(Cpu cpu, long a, int shift) {
        Flags.setResult(cpu, 1, false, false);
        return 63 - Long.numberOfLeadingZeros(unsigned(a, shift));
    }

    public static long tzcnt(Cpu cpu, long a, int shift) {
        int bits = 64 - shift;
        long r = Math.min(bits, Long.numberOfTrailingZeros(a));
        Flags.setResult(cpu, r, r == bits, false);
        return r;
    }

    public static long lzcnt(Cpu cpu, long a, int shift) {
        int bits = 64 - shift;
        long r = Long.numberOfLeadingZeros(unsigned(a, shift)) - shift;
        Flags.setResult(cpu, r, r == bits, false);
        return r;
    }

    public static long popcnt(Cpu cpu, long a, int shift) {
        long r = Long.bitCount(unsigned(a, shift));
        Flags.set(cpu, r == 0 ? Flags.ZF : 0, Flags.ARITHMETIC);
        return r;
    }

    public static long bswap(long a, int shift) {
        return shift == 0 ? Long.reverseBytes(a) : shift == 32 ? Integer.reverseBytes((int) a) : 0;
    }

    public static long andn(Cpu cpu, long a, long b, int shift) {
        return Alu.and(cpu, ~a, b, shift);
    }

    public static long blsr(Cpu cpu, long a, int shift) {
        return lowest(cpu, a & a - 1, unsigned(a, shift) == 0, shift);
    }

    public static long blsmsk(Cpu cpu, long a, int shift) {
        return lowest(cpu, a ^ a - 1, unsigned(a, shift) == 0, shift);
    }

    public static long blsi(Cpu cpu, long a, int shift) {
        return lowest(cpu, a & -a, unsigned(a, shift) != 0, shift);
    }

    private static long lowest(Cpu cpu, long value, boolean carry, int shift) {
        long r = value << shift >> shift;
        Flags.setResult(cpu, r, carry, false);
        return r;
    }

    public static long bzhi(Cpu cpu, long a, long index, int shift) {
        int n = (int) index & 0xff;
        int bits = 64 - shift;
        long r = (n < bits ? a & (1L << n) - 1 : a) << shift >> shift;
        Flags.setResult(cpu, r, n >= bits, false);
        return r;
    }

    public static long bextr(Cpu cpu, long a, long control, int shift) {
        int start = (int) control & 0xff;
        int length = (int) control >> 8 & 0xff;
        long value = start < 64 ? unsigned(a, shift) >>> start : 0;
        long r = (length < 64 ? value & (1L << length) - 1 : value) << shift >> shift;
        Flags.setResult(cpu, r, false, false);
        return r;
    }

    public static long pdep(long a, long mask, int shift) {
        return Long.expand(a, unsigned(mask, shift));
    }

    public static long pext(long a, long mask, int shift) {
        return Long.compress(a, unsigned(mask, shift));
    }

    /** CRC32: the Castagnoli polynomial over {@code 8 - (shift >> 3)} bytes. */
    public static long crc32(long crc, long value, int shift) {
        int c = (int) crc;
        for (int i = 0; i < 64 - shift; i += 8) {
            c = c >>> 8 ^ CRC[(c ^ (int) (value >>> i)) & 0xff];
        }
        return c & 0xffff_ffffL;
    }

    private static int[] crcTable() {
        int[] table = new int[256];
        for (int n = 0; n < 256; n++) {
            int c = n;
            for (int bit = 0; bit < 8; bit++) {
                c = c >>> 1 ^ (c & 1) * 0x82f6_3b78;
            }
            table[n] = c;
        }
        return table;
    }
}
