package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;

/** How handlers of SSE and MMX instructions read and write their operands; registers are pairs of longs, the low one first. */
final class Sse {
    /** An operation on 64 bits of both operands, which lanes of up to 64 bits allow. */
    @FunctionalInterface
    interface Lanes {
        long apply(long a, long b);
    }

    private Sse() {}

    /** {@return the linear address of a 16-byte operand, which must be aligned} */
    static long aligned(Cpu cpu, Instruction i) {
        long at = cpu.address(i, 16);
        if ((at & 15) != 0) {
            throw cpu.fault.protection();
        }
        return at;
    }

    /** {@return the low half of the second operand, whose 16 bytes must be aligned in memory} */
    static long low(Cpu cpu, Instruction i) {
        return i.b >= 0 ? cpu.xmm[2 * i.b] : cpu.mmu.load64(aligned(cpu, i));
    }

    /** {@return the high half of the second operand} */
    static long high(Cpu cpu, Instruction i) {
        return i.b >= 0 ? cpu.xmm[2 * i.b + 1] : cpu.mmu.load64(cpu.address(i, 16) + 8);
    }

    /** {@return the low 8 bytes of the second operand, of which memory holds no more} */
    static long quad(Cpu cpu, Instruction i) {
        return i.b >= 0 ? cpu.xmm[2 * i.b] : cpu.mmu.load64(cpu.address(i, 8));
    }

    /** {@return the low 4 bytes of the second operand, of which memory holds no more} */
    static int word(Cpu cpu, Instruction i) {
        return i.b >= 0 ? (int) cpu.xmm[2 * i.b] : (int) cpu.mmu.load32(cpu.address(i, 4));
    }

    static void set(Cpu cpu, int register, long low, long high) {
        cpu.xmm[2 * register] = low;
        cpu.xmm[2 * register + 1] = high;
    }

    /** {@return an MMX operand} */
    static long mmx(Cpu cpu, Instruction i) {
        return i.b >= 0 ? cpu.x87.mmx(i.b) : cpu.mmu.load64(cpu.address(i, 8));
    }

    /** {@return a handler that applies an operation to both halves} */
    static Handler both(Lanes operation) {
        return (cpu, i) -> {
            cpu.requireSse();
            long low = low(cpu, i);
            long high = high(cpu, i);
            cpu.xmm[2 * i.a] = operation.apply(cpu.xmm[2 * i.a], low);
            cpu.xmm[2 * i.a + 1] = operation.apply(cpu.xmm[2 * i.a + 1], high);
        };
    }

    /** {@return a handler that applies an operation to MMX registers} */
    static Handler mmx(Lanes operation) {
        return (cpu, i) -> {
            cpu.requireMmx();
            long b = mmx(cpu, i);
            cpu.x87.enterMmx();
            cpu.x87.setMmx(i.a, operation.apply(cpu.x87.mmx(i.a), b));
        };
    }
}
