package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Segment;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;

/** How handlers of general-purpose instructions read and write their operands. */
final class Operands {
    /** An operation with one operand. */
    @FunctionalInterface
    interface Unary {
        long apply(Cpu cpu, long a, int shift);
    }

    /** An operation with two operands. */
    @FunctionalInterface
    interface Binary {
        long apply(Cpu cpu, long a, long b, int shift);
    }

    private Operands() {}

    /** {@return an operand's value; bits above the size mean nothing} */
    static long value(Cpu cpu, Instruction i, int operand, int shift) {
        if (operand >= 0) {
            return cpu.reg(operand);
        }
        return operand == Instruction.IMMEDIATE
                ? i.immediate
                : cpu.mmu.load(cpu.address(i, 8 - (shift >> 3)), shift);
    }

    /** {@return the first operand's value} */
    static long a(Cpu cpu, Instruction i) {
        return value(cpu, i, i.a, i.shift);
    }

    /** {@return the second operand's value, of the first one's size} */
    static long b(Cpu cpu, Instruction i) {
        return value(cpu, i, i.b, i.shift);
    }

    /** Writes the first operand. */
    static void setA(Cpu cpu, Instruction i, long value) {
        if (i.a >= 0) {
            cpu.setReg(i.a, i.shift, value);
        } else {
            cpu.mmu.store(cpu.addressToWrite(i, i.size()), i.shift, value);
        }
    }

    /** {@return a handler that replaces the first operand by what an operation makes of it} */
    static Handler modify(Unary operation) {
        return (cpu, i) -> {
            if (i.a >= 0) {
                cpu.setReg(i.a, i.shift, operation.apply(cpu, cpu.reg(i.a), i.shift));
            } else {
                long at = cpu.addressToWrite(i, i.size());
                long old = cpu.mmu.loadToModify(at, i.shift);
                cpu.mmu.store(at, i.shift, operation.apply(cpu, old, i.shift));
            }
        };
    }

    /** {@return a handler that replaces the first operand by what an operation makes of the first two} */
    static Handler modify(Binary operation) {
        return (cpu, i) -> {
            long b = value(cpu, i, i.b, i.shift);
            if (i.a >= 0) {
                cpu.setReg(i.a, i.shift, operation.apply(cpu, cpu.reg(i.a), b, i.shift));
            } else {
                long at = cpu.addressToWrite(i, i.size());
                long old = cpu.mmu.loadToModify(at, i.shift);
                cpu.mmu.store(at, i.shift, operation.apply(cpu, old, b, i.shift));
            }
        };
    }

    /** {@return a handler that only takes flags from an operation on the first two operands} */
    static Handler compare(Binary operation) {
        return (cpu, i) -> {
            long a = value(cpu, i, i.a, i.shift);
            operation.apply(cpu, a, value(cpu, i, i.b, i.shift), i.shift);
        };
    }

    /** {@return a handler that writes to the first operand what an operation makes of the second} */
    static Handler from(Unary operation) {
        return (cpu, i) -> setA(cpu, i, operation.apply(cpu, b(cpu, i), i.shift));
    }

    /** {@return a handler that writes to the first operand what an operation makes of the second and third} */
    static Handler fromTwo(Binary operation) {
        return (cpu, i) -> {
            long b = b(cpu, i);
            long c = value(cpu, i, i.c, i.shift);
            setA(cpu, i, operation.apply(cpu, b, c, i.shift));
        };
    }

    /** {@return RIP of the next instruction} */
    static long next(Cpu cpu, Instruction i) {
        return i.flat ? cpu.gpr[Cpu.CODE] + i.end : cpu.gpr[Cpu.CODE] + i.end & 0xffff_ffffL;
    }

    /** Goes on at {@code target}, checked against the code segment. */
    static void jump(Cpu cpu, Instruction i, long target) {
        if (i.flat) {
            if (target << 16 >> 16 != target) {
                throw cpu.fault.protection();
            }
            cpu.rip = target;
        } else {
            long masked = i.shift == 48 ? target & 0xffff : target & 0xffff_ffffL;
            if (masked > cpu.limit[Segment.CS]) {
                throw cpu.fault.protection();
            }
            cpu.rip = masked;
        }
    }

    /** Goes on at the target in the instruction, which is counted from the page's start. */
    static void jumpRelative(Cpu cpu, Instruction i) {
        jump(cpu, i, cpu.gpr[Cpu.CODE] + i.immediate);
    }
}
