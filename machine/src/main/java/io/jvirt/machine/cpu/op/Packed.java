package io.jvirt.machine.cpu.op;

/**
 * Integer operations on the lanes of 64 bits (SDM volume 2, the P... instructions). SSE applies each to both halves of a register,
 * MMX to one. Where it can be done, all lanes are computed at once within the long.
 */
public final class Packed {
    private static final long TOP8 = 0x8080_8080_8080_8080L;
    private static final long TOP16 = 0x8000_8000_8000_8000L;
    private static final long TOP32 = 0x8000_0000_8000_0000L;

    /** An operation on one lane of each operand, sign-extended; the result is cut to the lane. */
    @FunctionalInterface
    public interface Lane {
        long apply(long a, long b);
    }

    private Packed() {}

    public static long add8(long a, long b) {
        return (a & ~TOP8) + (b & ~TOP8) ^ (a ^ b) & TOP8;
    }

    public static long add16(long a, long b) {
        return (a & ~TOP16) + (b & ~TOP16) ^ (a ^ b) & TOP16;
    }

    public static long add32(long a, long b) {
        return (a & ~TOP32) + (b & ~TOP32) ^ (a ^ b) & TOP32;
    }

    public static long sub8(long a, long b) {
        return (a | TOP8) - (b & ~TOP8) ^ (a ^ ~b) & TOP8;
    }

    public static long sub16(long a, long b) {
        return (a | TOP16) - (b & ~TOP16) ^ (a ^ ~b) & TOP16;
    }

    public static long sub32(long a, long b) {
        return (a | TOP32) - (b & ~TOP32) ^ (a ^ ~b) & TOP32;
    }

    /** {@return bytes of ones where those of the operands are equal} */
    public static long equal8(long a, long b) {
        long x = a ^ b;
        long zero = ~((x & ~TOP8) + ~TOP8 | x | ~TOP8);
        return (zero >>> 7) * 0xff;
    }

    public static long equal16(long a, long b) {
        long x = a ^ b;
        long zero = ~((x & ~TOP16) + ~TOP16 | x | ~TOP16);
        return (zero >>> 15) * 0xffff;
    }

    public static long equal32(long a, long b) {
        long x = a ^ b;
        long zero = ~((x & ~TOP32) + ~TOP32 | x | ~TOP32);
        return (zero >>> 31) * 0xffff_ffffL;
    }

    /** {@return each lane of {@code bits} computed on its own} */
    public static long lanes(long a, long b, int bits, Lane lane) {
        long r = 0;
        int unused = 64 - bits;
        for (int at = 0; at < 64; at += bits) {
            long x = a << unused - at >> unused;
            long y = b << unused - at >> unused;
            r |= lane.apply(x, y) << unused >>> unused << at;
        }
        return r;
    }

    /** {@return each lane of {@code bits}, taken without sign, computed on its own} */
    public static long unsignedLanes(long a, long b, int bits, Lane lane) {
        long r = 0;
        int unused = 64 - bits;
        for (int at = 0; at < 64; at += bits) {
            long x = a << unused - at >>> unused;
            long y = b << unused - at >>> unused;
            r |= lane.apply(x, y) << unused >>> unused << at;
        }
        return r;
    }

    public static long clamp(long value, long low, long high) {
        return Math.max(low, Math.min(high, value));
    }

    /** PMADDWD. */
    public static long multiplyAdd(long a, long b) {
        int low = (short) a * (short) b + (short) (a >> 16) * (short) (b >> 16);
        int high = (short) (a >> 32) * (short) (b >> 32) + (short) (a >> 48) * (short) (b >> 48);
        return (long) high << 32 | low & 0xffff_ffffL;
    }

    /** PMADDUBSW: bytes without sign times bytes with sign. */
    public static long multiplyAddBytes(long a, long b) {
        long r = 0;
        for (int at = 0; at < 64; at += 16) {
            long sum = (a >>> at & 0xff) * (byte) (b >>> at) + (a >>> at + 8 & 0xff) * (byte) (b >>> at + 8);
            r |= (clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE) & 0xffff) << at;
        }
        return r;
    }

    /** PSADBW. */
    public static long sumOfDifferences(long a, long b) {
        long sum = 0;
        for (int at = 0; at < 64; at += 8) {
            sum += Math.abs((a >>> at & 0xff) - (b >>> at & 0xff));
        }
        return sum;
    }

    /** {@return four lanes of 16 bits packed to bytes: within {@code low} to {@code high}, in the low half} */
    public static long pack16(long a, int low, int high) {
        long r = 0;
        for (int n = 0; n < 4; n++) {
            r |= (clamp((short) (a >>> 16 * n), low, high) & 0xff) << 8 * n;
        }
        return r;
    }

    /** {@return two lanes of 32 bits packed to 16, in the low half} */
    public static long pack32(long a, int low, int high) {
        return clamp((int) a, low, high) & 0xffff | (clamp((int) (a >>> 32), low, high) & 0xffff) << 16;
    }

    /** {@return lanes of {@code bits} of the low halves of both operands in turn} */
    public static long interleave(long a, long b, int bits) {
        long r = 0;
        long mask = (1L << bits) - 1;
        for (int n = 0; n < 32 / bits; n++) {
            r |= (a >>> n * bits & mask) << 2 * n * bits | (b >>> n * bits & mask) << (2 * n + 1) * bits;
        }
        return r;
    }

    /** {@return eight bytes chosen from {@code low} and {@code high} by the low four bits of those of {@code order}} */
    public static long shuffle(long low, long high, long order) {
        long r = 0;
        for (int at = 0; at < 64; at += 8) {
            int from = (int) (order >>> at);
            if ((from & 0x80) == 0) {
                long half = (from & 8) == 0 ? low : high;
                r |= (half >>> 8 * (from & 7) & 0xff) << at;
            }
        }
        return r;
    }

    /** {@return four lanes of 16 bits chosen by an immediate} */
    public static long shuffle16(long a, int order) {
        long r = 0;
        for (int n = 0; n < 4; n++) {
            r |= (a >>> 16 * (order >> 2 * n & 3) & 0xffff) << 16 * n;
        }
        return r;
    }

    public static long shiftLeft(long a, long count, int bits) {
        if (Long.compareUnsigned(count, bits) >= 0) {
            return 0;
        }
        long kept = (-1L << count) & (-1L >>> 64 - bits);
        return a << count & repeat(kept, bits);
    }

    public static long shiftRight(long a, long count, int bits) {
        if (Long.compareUnsigned(count, bits) >= 0) {
            return 0;
        }
        return a >>> count & repeat(-1L >>> 64 - bits >>> count, bits);
    }

    public static long shiftRightSigned(long a, long count, int bits) {
        long n = Long.compareUnsigned(count, bits) >= 0 ? bits - 1 : count;
        return lanes(a, 0, bits, (x, y) -> x >> n);
    }

    private static long repeat(long lane, int bits) {
        return switch (bits) {
            case 16 -> lane * 0x0001_0001_0001_0001L;
            case 32 -> lane * 0x1_0000_0001L;
            default -> lane;
        };
    }
}
