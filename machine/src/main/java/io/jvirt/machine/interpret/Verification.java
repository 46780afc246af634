package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Fault;
import io.jvirt.machine.cpu.Flags;
import io.jvirt.machine.cpu.Segment;
import io.jvirt.machine.cpu.Segments;
import io.jvirt.machine.cpu.decode.Instruction;

/** Instructions that ask what a selector names: VERR, VERW, LAR, LSL, ARPL. ZF tells whether it may be used. */
final class Verification {
    /** System descriptors that LAR accepts, and those that LSL accepts: bit n for type n; in long mode fewer. */
    private static final int RIGHTS_TYPES = 0b1101_1010_0011_1110;

    private static final int RIGHTS_TYPES_LONG = 0b1001_1010_0000_0100;
    private static final int LIMIT_TYPES = 0b1010_0000_1110;
    private static final int LIMIT_TYPES_LONG = 0b1010_0000_0100;

    private Verification() {}

    private static void setZero(Cpu cpu, boolean zero) {
        Flags.set(cpu, zero ? Flags.ZF : 0, Flags.ZF);
    }

    /** {@return the descriptor of a selector, 0 when there is none} */
    private static long find(Cpu cpu, int selector) {
        if ((selector & ~3) == 0) {
            return 0;
        }
        try {
            return Segments.descriptor(cpu, selector, Fault.PROTECTION);
        } catch (Fault fault) {
            if (fault.vector() == Fault.PAGE) {
                throw fault;
            }
            return 0;
        }
    }

    private static boolean visible(Cpu cpu, int selector, int attributes) {
        boolean conforming = (attributes & (Segment.NOT_SYSTEM | Segment.CODE | Segment.DOWN))
                == (Segment.NOT_SYSTEM | Segment.CODE | Segment.DOWN);
        int dpl = Segment.dpl(attributes);
        return conforming || dpl >= cpu.cpl && dpl >= (selector & 3);
    }

    static void verify(Cpu cpu, int selector, boolean write) {
        SystemHandlers.requireProtected(cpu);
        int attributes = Segment.attributes(find(cpu, selector));
        boolean code = (attributes & Segment.CODE) != 0;
        boolean second = (attributes & Segment.WRITABLE) != 0;
        boolean fine = (attributes & Segment.NOT_SYSTEM) != 0
                && visible(cpu, selector, attributes)
                && (write ? !code && second : !code || second);
        setZero(cpu, fine);
    }

    private static boolean known(Cpu cpu, int attributes, int types, int typesLong) {
        return (attributes & Segment.NOT_SYSTEM) != 0
                || ((cpu.longMode() ? typesLong : types) >> (attributes >> 8 & 15) & 1) != 0;
    }

    static void loadRights(Cpu cpu, Instruction i, int selector) {
        SystemHandlers.requireProtected(cpu);
        long descriptor = find(cpu, selector);
        int attributes = Segment.attributes(descriptor);
        boolean fine = descriptor != 0
                && known(cpu, attributes, RIGHTS_TYPES, RIGHTS_TYPES_LONG)
                && visible(cpu, selector, attributes);
        if (fine) {
            cpu.setReg(i.a, i.shift, descriptor >>> 32 & 0xff_ff00);
        }
        setZero(cpu, fine);
    }

    static void loadLimit(Cpu cpu, Instruction i, int selector) {
        SystemHandlers.requireProtected(cpu);
        long descriptor = find(cpu, selector);
        int attributes = Segment.attributes(descriptor);
        boolean fine = descriptor != 0
                && known(cpu, attributes, LIMIT_TYPES, LIMIT_TYPES_LONG)
                && visible(cpu, selector, attributes);
        if (fine) {
            cpu.setReg(i.a, i.shift, Segment.limit(descriptor));
        }
        setZero(cpu, fine);
    }

    static void adjust(Cpu cpu, Instruction i) {
        SystemHandlers.requireProtected(cpu);
        long a = Operands.a(cpu, i);
        long wanted = cpu.reg(i.b) & 3;
        boolean lower = (a & 3) < wanted;
        if (lower) {
            Operands.setA(cpu, i, a & ~3L | wanted);
        }
        setZero(cpu, lower);
    }
}
