package io.jvirt.machine.cpu.op;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Fault;
import io.jvirt.machine.cpu.Flags;

/** Multiplication and division. SF, ZF, AF and PF are undefined after a multiplication, all flags after a division. */
public final class Multiply {
    private Multiply() {}

    /** IMUL with two operands. */
    public static long imul(Cpu cpu, long a, long b, int shift) {
        long x = a << shift >> shift;
        long y = b << shift >> shift;
        long product = x * y;
        long r = product << shift >> shift;
        boolean overflow = shift == 0 ? Math.multiplyHigh(x, y) != product >> 63 : r != product;
        Flags.setResult(cpu, r, overflow, overflow);
        return r;
    }

    /** MUL and IMUL with one operand: the accumulator times {@code b}, into the accumulator and RDX (AX for bytes). */
    public static void wide(Cpu cpu, long b, int shift, boolean signed) {
        long x = signed ? cpu.gpr[Cpu.RAX] << shift >> shift : cpu.gpr[Cpu.RAX] << shift >>> shift;
        long y = signed ? b << shift >> shift : b << shift >>> shift;
        long low = x * y;
        long high;
        if (shift == 0) {
            high = signed ? Math.multiplyHigh(x, y) : Math.unsignedMultiplyHigh(x, y);
        } else {
            high = low >> 64 - shift;
        }
        if (shift == 56) {
            cpu.setReg(Cpu.RAX, 48, low);
        } else {
            cpu.setReg(Cpu.RAX, shift, low);
            cpu.setReg(Cpu.RDX, shift, high);
        }
        long r = low << shift >> shift;
        boolean overflow = signed ? high << shift >> shift != r >> 63 : high << shift != 0;
        Flags.setResult(cpu, r, overflow, overflow);
    }

    /** DIV. */
    public static void divide(Cpu cpu, long divisor, int shift) {
        long d = divisor << shift >>> shift;
        if (d == 0) {
            throw cpu.fault.of(Fault.DIVIDE);
        }
        if (shift == 0) {
            divide128(cpu, d);
            return;
        }
        int bits = 64 - shift;
        long low = cpu.gpr[Cpu.RAX] << shift >>> shift;
        long dividend = shift == 56 ? cpu.gpr[Cpu.RAX] & 0xffff : cpu.gpr[Cpu.RDX] << shift >>> shift << bits | low;
        long quotient = Long.divideUnsigned(dividend, d);
        if (quotient >>> bits != 0) {
            throw cpu.fault.of(Fault.DIVIDE);
        }
        store(cpu, quotient, Long.remainderUnsigned(dividend, d), shift);
    }

    private static void store(Cpu cpu, long quotient, long remainder, int shift) {
        if (shift == 56) {
            cpu.setReg(Cpu.RAX, 48, quotient & 0xff | (remainder & 0xff) << 8);
        } else {
            cpu.setReg(Cpu.RAX, shift, quotient);
            cpu.setReg(Cpu.RDX, shift, remainder);
        }
    }

    private static void divide128(Cpu cpu, long d) {
        long high = cpu.gpr[Cpu.RDX];
        long low = cpu.gpr[Cpu.RAX];
        if (Long.compareUnsigned(high, d) >= 0) {
            throw cpu.fault.of(Fault.DIVIDE);
        }
        if (high == 0) {
            store(cpu, Long.divideUnsigned(low, d), Long.remainderUnsigned(low, d), 0);
            return;
        }
        long quotient = quotient(high, low, d);
        store(cpu, quotient, low - quotient * d, 0);
    }

    /** {@return {@code (high:low) / d}, where {@code high < d}} Knuth's algorithm D with digits of 32 bits. */
    private static long quotient(long high, long low, long d) {
        int s = Long.numberOfLeadingZeros(d);
        long v = d << s;
        long v1 = v >>> 32;
        long v0 = v & 0xffff_ffffL;
        long top = s == 0 ? high : high << s | low >>> 64 - s;
        long rest = low << s;
        long q1 = digit(top, rest >>> 32, v1, v0);
        long middle = (top << 32 | rest >>> 32) - q1 * v;
        long q0 = digit(middle, rest & 0xffff_ffffL, v1, v0);
        return (q1 << 32) + q0;
    }

    private static long digit(long top, long next, long v1, long v0) {
        long q = Long.divideUnsigned(top, v1);
        long r = top - q * v1;
        while (q >>> 32 != 0 || Long.compareUnsigned(q * v0, r << 32 | next) > 0) {
            q--;
            r += v1;
            if (r >>> 32 != 0) {
                break;
            }
        }
        return q;
    }

    /** IDIV. */
    public static void divideSigned(Cpu cpu, long divisor, int shift) {
        long d = divisor << shift >> shift;
        if (d == 0) {
            throw cpu.fault.of(Fault.DIVIDE);
        }
        if (shift == 0) {
            divideSigned128(cpu, d);
            return;
        }
        int bits = 64 - shift;
        long low = cpu.gpr[Cpu.RAX] << shift >>> shift;
        long dividend = shift == 56 ? (short) cpu.gpr[Cpu.RAX] : cpu.gpr[Cpu.RDX] << shift >> shift << bits | low;
        if (d == -1 && dividend == Long.MIN_VALUE) {
            throw cpu.fault.of(Fault.DIVIDE);
        }
        long quotient = dividend / d;
        if (quotient << shift >> shift != quotient) {
            throw cpu.fault.of(Fault.DIVIDE);
        }
        store(cpu, quotient, dividend % d, shift);
    }

    private static void divideSigned128(Cpu cpu, long d) {
        long high = cpu.gpr[Cpu.RDX];
        long low = cpu.gpr[Cpu.RAX];
        boolean negative = high < 0;
        if (negative) {
            low = -low;
            high = ~high + (low == 0 ? 1 : 0);
        }
        long divisor = Math.abs(d);
        if (Long.compareUnsigned(high, divisor) >= 0) {
            throw cpu.fault.of(Fault.DIVIDE);
        }
        long quotient = high == 0 ? Long.divideUnsigned(low, divisor) : quotient(high, low, divisor);
        long remainder = low - quotient * divisor;
        boolean minus = negative != d < 0;
        if (minus ? Long.compareUnsigned(quotient, 1L << 63) > 0 : quotient < 0) {
            throw cpu.fault.of(Fault.DIVIDE);
        }
        store(cpu, minus ? -quotient : quotient, negative ? -remainder : remainder, 0);
    }
}
