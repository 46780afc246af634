package io.jvirt.machine.cpu.op;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Flags;

/**
 * Shifts and rotations. A count is taken modulo 64 for 64-bit operands and modulo 32 for others; a count of zero leaves all flags
 * as they are. OF is defined for a count of one only; for others it is what the same formula gives.
 */
public final class Shift {
    private Shift() {}

    private static int count(long count, int shift) {
        return (int) count & (shift == 0 ? 63 : 31);
    }

    public static long shl(Cpu cpu, long a, long by, int shift) {
        int n = count(by, shift);
        if (n == 0) {
            return a;
        }
        int bits = 64 - shift;
        long r = n < bits ? a << n << shift >> shift : 0;
        boolean carry = n <= bits && (a >>> bits - n & 1) != 0;
        Flags.setResult(cpu, r, carry, r < 0 ^ carry);
        return r;
    }

    public static long shr(Cpu cpu, long a, long by, int shift) {
        int n = count(by, shift);
        if (n == 0) {
            return a;
        }
        long value = a << shift >>> shift;
        long r = (n < 64 ? value >>> n : 0) << shift >> shift;
        boolean carry = (value >>> n - 1 & 1) != 0;
        Flags.setResult(cpu, r, carry, (value << shift) < 0);
        return r;
    }

    public static long sar(Cpu cpu, long a, long by, int shift) {
        int n = count(by, shift);
        if (n == 0) {
            return a;
        }
        long value = a << shift >> shift;
        long r = value >> n;
        Flags.setResult(cpu, r, (value >> n - 1 & 1) != 0, false);
        return r;
    }

    public static long rol(Cpu cpu, long a, long by, int shift) {
        int n = count(by, shift);
        if (n == 0) {
            return a;
        }
        int bits = 64 - shift;
        long value = a << shift >>> shift;
        int by1 = n & bits - 1;
        long r = by1 == 0 ? value : (value << by1 | value >>> bits - by1) << shift >>> shift;
        boolean carry = (r & 1) != 0;
        Flags.setCarryOverflow(cpu, carry, (r << shift) < 0 ^ carry);
        return r;
    }

    public static long ror(Cpu cpu, long a, long by, int shift) {
        int n = count(by, shift);
        if (n == 0) {
            return a;
        }
        int bits = 64 - shift;
        long value = a << shift >>> shift;
        int by1 = n & bits - 1;
        long r = by1 == 0 ? value : (value >>> by1 | value << bits - by1) << shift >>> shift;
        long top = r << shift;
        Flags.setCarryOverflow(cpu, top < 0, (top ^ top << 1) < 0);
        return r;
    }

    public static long rcl(Cpu cpu, long a, long by, int shift) {
        int bits = 64 - shift;
        int n = count(by, shift) % (bits + 1);
        if (count(by, shift) == 0) {
            return a;
        }
        long value = a << shift >>> shift;
        long carry = cpu.carries >>> 63;
        for (int i = 0; i < n; i++) {
            long out = value >>> bits - 1 & 1;
            value = (value << 1 | carry) << shift >>> shift;
            carry = out;
        }
        Flags.setCarryOverflow(cpu, carry != 0, (value << shift) < 0 ^ carry != 0);
        return value;
    }

    public static long rcr(Cpu cpu, long a, long by, int shift) {
        int bits = 64 - shift;
        int n = count(by, shift) % (bits + 1);
        if (count(by, shift) == 0) {
            return a;
        }
        long value = a << shift >>> shift;
        long carry = cpu.carries >>> 63;
        for (int i = 0; i < n; i++) {
            long out = value & 1;
            value = value >>> 1 | carry << bits - 1;
            carry = out;
        }
        long top = value << shift;
        Flags.setCarryOverflow(cpu, carry != 0, (top ^ top << 1) < 0);
        return value;
    }

    /**
     * SHLD: the bits that come in are those of {@code b}. For 16 bits and counts above 16, where the SDM leaves the result undefined, {@code b} comes in
     * again, as in AMD's processors.
     */
    public static long shld(Cpu cpu, long a, long b, long by, int shift) {
        int n = count(by, shift);
        if (n == 0) {
            return a;
        }
        int bits = 64 - shift;
        long r;
        boolean carry;
        if (shift == 48) {
            long both = (a & 0xffff) << 32 | (b & 0xffff) << 16 | b & 0xffff;
            carry = (both >>> 48 - n & 1) != 0;
            r = both << n >>> 32 & 0xffff;
        } else {
            long low = b << shift >>> shift;
            r = a << n | low >>> bits - n;
            carry = (a >>> bits - n & 1) != 0;
        }
        r = r << shift >> shift;
        Flags.setResult(cpu, r, carry, (a << shift ^ r) < 0);
        return r;
    }

    /** SHRD: the bits that come in are those of {@code b}. */
    public static long shrd(Cpu cpu, long a, long b, long by, int shift) {
        int n = count(by, shift);
        if (n == 0) {
            return a;
        }
        int bits = 64 - shift;
        long r;
        boolean carry;
        if (shift == 48) {
            long both = (b & 0xffff) << 32 | (b & 0xffff) << 16 | a & 0xffff;
            carry = (both >>> n - 1 & 1) != 0;
            r = both >>> n & 0xffff;
        } else {
            long value = a << shift >>> shift;
            r = value >>> n | b << bits - n;
            carry = (value >>> n - 1 & 1) != 0;
        }
        r = r << shift >> shift;
        Flags.setResult(cpu, r, carry, (a << shift ^ r) < 0);
        return r;
    }
}
