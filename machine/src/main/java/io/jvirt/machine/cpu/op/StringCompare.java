package io.jvirt.machine.cpu.op;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Flags;

/** PCMPESTRI, PCMPESTRM, PCMPISTRI and PCMPISTRM (SDM volume 2B, 4.1): comparison of strings of bytes or words. */
public final class StringCompare {
    private StringCompare() {}

    private static int lane(long low, long high, int number, boolean words, boolean signed) {
        int bits = words ? 16 : 8;
        int at = number * bits;
        long lane = (at < 64 ? low >>> at : high >>> at - 64) << 64 - bits;
        return (int) (signed ? lane >> 64 - bits : lane >>> 64 - bits);
    }

    /** {@return the length of a string that ends before its first zero} */
    public static int implicitLength(long low, long high, int control) {
        boolean words = (control & 1) != 0;
        int count = words ? 8 : 16;
        for (int n = 0; n < count; n++) {
            if (lane(low, high, n, words, false) == 0) {
                return n;
            }
        }
        return count;
    }

    /** {@return a length from a register: its magnitude, at most all lanes} */
    public static int explicitLength(long value, boolean wide, int control) {
        int count = (control & 1) != 0 ? 8 : 16;
        long length = wide ? value : (int) value;
        return length == Long.MIN_VALUE ? count : (int) Math.min(Math.abs(length), count);
    }

    /** {@return the bits of the lanes of the second string that satisfy the comparison; sets the flags} */
    public static int compare(Cpu cpu, long[] a, int lengthA, long[] b, int lengthB, int control) {
        boolean words = (control & 1) != 0;
        boolean signed = (control & 2) != 0;
        int count = words ? 8 : 16;
        int found = 0;
        for (int j = 0; j < count; j++) {
            boolean hit = switch (control >> 2 & 3) {
                case 0 -> anyOf(a, lengthA, b, j, lengthB, words, signed);
                case 1 -> inRange(a, lengthA, b, j, lengthB, words, signed);
                case 2 -> j < lengthA && j < lengthB
                        ? lane(a[0], a[1], j, words, signed) == lane(b[0], b[1], j, words, signed)
                        : j >= lengthA && j >= lengthB;
                default -> substring(a, lengthA, b, j, lengthB, words, count);
            };
            found |= hit ? 1 << j : 0;
        }
        int all = (1 << count) - 1;
        int polarity = control >> 4 & 3;
        int result = polarity == 1 ? ~found & all : polarity == 3 ? found ^ (1 << lengthB) - 1 & all : found;
        Flags.setArithmetic(
                cpu,
                (result != 0 ? Flags.CF : 0)
                        | (lengthB < count ? Flags.ZF : 0)
                        | (lengthA < count ? Flags.SF : 0)
                        | ((result & 1) != 0 ? Flags.OF : 0));
        return result;
    }

    private static boolean anyOf(long[] a, int lengthA, long[] b, int j, int lengthB, boolean words, boolean signed) {
        boolean hit = false;
        for (int k = 0; k < lengthA && j < lengthB; k++) {
            hit |= lane(a[0], a[1], k, words, signed) == lane(b[0], b[1], j, words, signed);
        }
        return hit;
    }

    private static boolean inRange(long[] a, int lengthA, long[] b, int j, int lengthB, boolean words, boolean signed) {
        boolean hit = false;
        for (int k = 0; k + 1 < lengthA && j < lengthB; k += 2) {
            int value = lane(b[0], b[1], j, words, signed);
            hit |= value >= lane(a[0], a[1], k, words, signed) && value <= lane(a[0], a[1], k + 1, words, signed);
        }
        return hit;
    }

    private static boolean substring(long[] a, int lengthA, long[] b, int j, int lengthB, boolean words, int count) {
        for (int k = 0; k < lengthA && j + k < count; k++) {
            if (j + k >= lengthB || lane(a[0], a[1], k, words, false) != lane(b[0], b[1], j + k, words, false)) {
                return false;
            }
        }
        return true;
    }

    /** {@return the number of the first or last lane found; all lanes' count for none} */
    public static int index(int result, int control) {
        int count = (control & 1) != 0 ? 8 : 16;
        if (result == 0) {
            return count;
        }
        return (control & 0x40) != 0 ? 31 - Integer.numberOfLeadingZeros(result) : Integer.numberOfTrailingZeros(result);
    }

    /** {@return eight bytes of the mask: bits as they are, or lanes of ones} */
    public static long mask(int result, int control, int half) {
        if ((control & 0x40) == 0) {
            return half == 0 ? result : 0;
        }
        boolean words = (control & 1) != 0;
        int bits = words ? 16 : 8;
        int perHalf = 64 / bits;
        long mask = 0;
        for (int n = 0; n < perHalf; n++) {
            if ((result >> half * perHalf + n & 1) != 0) {
                mask |= -1L >>> 64 - bits << n * bits;
            }
        }
        return mask;
    }
}
