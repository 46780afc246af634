package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Fault;
import io.jvirt.machine.cpu.op.Extended;
import io.jvirt.machine.cpu.op.Rounding;

/** The x87 registers as a stack, and what becomes of exceptions. */
final class X87Stack {
    static final int STACK_FAULT = 1 << 6;
    private static final int SUMMARY = 1 << 7;
    private static final int C1 = 1 << 9;
    private static final int BUSY = 1 << 15;
    private static final int EXCEPTIONS = 0x3f;

    private X87Stack() {}

    /** Begins an instruction that waits: #NM if the unit is off, #MF if an exception is pending. */
    static void begin(Cpu cpu) {
        cpu.requireX87();
        if ((cpu.x87.status & SUMMARY) != 0 && (cpu.cr0 & Cpu.CR0_NE) != 0) {
            throw cpu.fault.of(Fault.X87);
        }
    }

    static Rounding rounding(Cpu cpu) {
        return cpu.x87.rounding.control(cpu.x87.control);
    }

    static boolean isEmpty(Cpu cpu, int number) {
        return (cpu.x87.used >> (cpu.x87.top + number & 7) & 1) == 0;
    }

    static Extended get(Cpu cpu, int number) {
        int r = cpu.x87.top + number & 7;
        return new Extended(cpu.x87.signExponent[r], cpu.x87.significand[r]);
    }

    static void set(Cpu cpu, int number, Extended value) {
        int r = cpu.x87.top + number & 7;
        cpu.x87.signExponent[r] = value.signExponent();
        cpu.x87.significand[r] = value.significand();
        cpu.x87.used |= 1 << r;
    }

    static void setC1(Cpu cpu, boolean on) {
        cpu.x87.status = cpu.x87.status & ~C1 | (on ? C1 : 0);
    }

    /** Adds exceptions to the status word, and its summary when one is not masked. */
    static void raise(Cpu cpu, int exceptions) {
        int status = cpu.x87.status | exceptions;
        boolean unmasked = (status & ~cpu.x87.control & EXCEPTIONS) != 0;
        cpu.x87.status = status & ~(SUMMARY | BUSY) | (unmasked ? SUMMARY | BUSY : 0);
    }

    /** Takes over what an operation reported. */
    static void finish(Cpu cpu, Rounding rounding) {
        setC1(cpu, rounding.roundedUp());
        raise(cpu, rounding.flags());
    }

    /** A register that should have a number has none: the result is the indefinite one. */
    static void underflow(Cpu cpu, int target) {
        set(cpu, target, Extended.INDEFINITE);
        setC1(cpu, false);
        raise(cpu, Rounding.INVALID | STACK_FAULT);
    }

    /** Pushes a number; onto a full stack, the indefinite one. */
    static void push(Cpu cpu, Extended value, int exceptions) {
        boolean full = !isEmpty(cpu, 7);
        cpu.x87.top = cpu.x87.top - 1 & 7;
        set(cpu, 0, full ? Extended.INDEFINITE : value);
        setC1(cpu, full);
        raise(cpu, full ? Rounding.INVALID | STACK_FAULT : exceptions);
    }

    /** Pushes what a register without a number would have had. */
    static void pushUnderflow(Cpu cpu) {
        cpu.x87.top = cpu.x87.top - 1 & 7;
        underflow(cpu, 0);
    }

    /** {@return the top, to be stored; the indefinite number if there is none} */
    static Extended take(Cpu cpu) {
        if (isEmpty(cpu, 0)) {
            raise(cpu, Rounding.INVALID | STACK_FAULT);
            return Extended.INDEFINITE;
        }
        setC1(cpu, false);
        return get(cpu, 0);
    }

    static void pop(Cpu cpu) {
        cpu.x87.used &= ~(1 << cpu.x87.top);
        cpu.x87.top = cpu.x87.top + 1 & 7;
    }

    static void pop(Cpu cpu, int times) {
        for (int n = 0; n < times; n++) {
            pop(cpu);
        }
    }
}
