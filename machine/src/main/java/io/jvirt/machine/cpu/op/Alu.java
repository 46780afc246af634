package io.jvirt.machine.cpu.op;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Fault;
import io.jvirt.machine.cpu.Flags;

/**
 * Addition, subtraction and logic. Operands' bits above their size mean nothing; results are sign-extended from it, and
 * {@code shift} is 64 minus the size in bits.
 */
public final class Alu {
    private static final long AUXILIARY = 8;

    private Alu() {}

    private static long carries(long vector, int shift) {
        return vector << shift & Flags.TOP | vector & AUXILIARY;
    }

    public static long add(Cpu cpu, long a, long b, int shift) {
        long r = a + b << shift >> shift;
        cpu.result = r;
        cpu.carries = carries(a & b | (a | b) & ~r, shift);
        return r;
    }

    public static long adc(Cpu cpu, long a, long b, int shift) {
        long r = a + b + (cpu.carries >>> 63) << shift >> shift;
        cpu.result = r;
        cpu.carries = carries(a & b | (a | b) & ~r, shift);
        return r;
    }

    public static long sub(Cpu cpu, long a, long b, int shift) {
        long r = a - b << shift >> shift;
        cpu.result = r;
        cpu.carries = carries(~a & b | (~a | b) & r, shift);
        return r;
    }

    public static long sbb(Cpu cpu, long a, long b, int shift) {
        long r = a - b - (cpu.carries >>> 63) << shift >> shift;
        cpu.result = r;
        cpu.carries = carries(~a & b | (~a | b) & r, shift);
        return r;
    }

    public static long and(Cpu cpu, long a, long b, int shift) {
        return logic(cpu, a & b, shift);
    }

    public static long or(Cpu cpu, long a, long b, int shift) {
        return logic(cpu, a | b, shift);
    }

    public static long xor(Cpu cpu, long a, long b, int shift) {
        return logic(cpu, a ^ b, shift);
    }

    private static long logic(Cpu cpu, long value, int shift) {
        long r = value << shift >> shift;
        cpu.result = r;
        cpu.carries = 0;
        return r;
    }

    public static long inc(Cpu cpu, long a, int shift) {
        long r = a + 1 << shift >> shift;
        cpu.result = r;
        keepCarry(cpu, carries(a & ~r, shift) | a & ~r & AUXILIARY);
        return r;
    }

    public static long dec(Cpu cpu, long a, int shift) {
        long r = a - 1 << shift >> shift;
        cpu.result = r;
        keepCarry(cpu, carries(~a & r, shift) | ~a & r & AUXILIARY);
        return r;
    }

    /** Takes OF and AF from {@code carries} and keeps CF: where CF differs, both bits that OF is made of are turned. */
    private static void keepCarry(Cpu cpu, long carries) {
        long other = (carries ^ cpu.carries) & 1L << 63;
        cpu.carries = carries ^ other ^ other >>> 1;
    }

    public static long neg(Cpu cpu, long a, int shift) {
        return sub(cpu, 0, a, shift);
    }

    /** AAA, AAS: decimal adjustment of AX after an addition ({@code sign} 1) or a subtraction (-1). */
    public static void adjustUnpacked(Cpu cpu, int sign) {
        long ax = cpu.gpr[Cpu.RAX] & 0xffff;
        boolean adjust = (ax & 15) > 9 || (cpu.carries & AUXILIARY) != 0;
        if (adjust) {
            ax = ax + sign * 0x106;
        }
        cpu.gpr[Cpu.RAX] = cpu.gpr[Cpu.RAX] & ~0xffffL | ax & 0xff0f;
        Flags.setResult(cpu, (ax & 0xff0f) << 56 >> 56, adjust, false);
        cpu.carries |= adjust ? AUXILIARY : 0;
    }

    /** DAA, DAS: decimal adjustment of AL after an addition ({@code sign} 1) or a subtraction (-1). */
    public static void adjustPacked(Cpu cpu, int sign) {
        int old = (int) cpu.gpr[Cpu.RAX] & 0xff;
        int al = old;
        boolean low = (old & 15) > 9 || (cpu.carries & AUXILIARY) != 0;
        boolean high = old > 0x99 || Flags.carry(cpu);
        boolean carry = high;
        if (low) {
            carry |= sign < 0 && al < 6;
            al += sign * 6;
        }
        if (high) {
            al += sign * 0x60;
        }
        cpu.gpr[Cpu.RAX] = cpu.gpr[Cpu.RAX] & ~0xffL | al & 0xff;
        Flags.setResult(cpu, (byte) al, carry, false);
        cpu.carries |= low ? AUXILIARY : 0;
    }

    /** AAM. */
    public static void aam(Cpu cpu, int base) {
        if (base == 0) {
            throw cpu.fault.of(Fault.DIVIDE);
        }
        int al = (int) cpu.gpr[Cpu.RAX] & 0xff;
        cpu.gpr[Cpu.RAX] = cpu.gpr[Cpu.RAX] & ~0xffffL | (al / base & 0xff) << 8 | al % base;
        Flags.setResult(cpu, (byte) (al % base), false, false);
    }

    /** AAD. */
    public static void aad(Cpu cpu, int base) {
        int ax = (int) cpu.gpr[Cpu.RAX];
        int al = (ax & 0xff) + (ax >> 8 & 0xff) * base & 0xff;
        cpu.gpr[Cpu.RAX] = cpu.gpr[Cpu.RAX] & ~0xffffL | al;
        Flags.setResult(cpu, (byte) al, false, false);
    }
}
