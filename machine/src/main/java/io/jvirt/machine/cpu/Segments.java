package io.jvirt.machine.cpu;

/** Segment registers: loading them, and addresses through them where they are more than a base (SDM volume 3, chapters 3 and 5). */
public final class Segments {
    private Segments() {}

    /** {@return a linear address, checked against limit and rights outside 64-bit mode} */
    public static long linear(Cpu cpu, int segment, long offset, int size, boolean write) {
        if (segment == Segment.FLAT || cpu.code64()) {
            return cpu.base[segment] + offset;
        }
        int attributes = cpu.attributes[segment];
        if (!cpu.real()) {
            boolean code = (attributes & Segment.CODE) != 0;
            boolean fine = (attributes & Segment.PRESENT) != 0
                    && (write ? !code && (attributes & Segment.WRITABLE) != 0 : !code || (attributes & Segment.WRITABLE) != 0);
            if (!fine) {
                throw limitFault(cpu, segment);
            }
        }
        long limit = cpu.limit[segment];
        boolean down = (attributes & (Segment.CODE | Segment.DOWN)) == Segment.DOWN;
        long top = (attributes & Segment.BIG) != 0 ? 0xffff_ffffL : 0xffff;
        boolean inside = down ? offset > limit && offset + size - 1 <= top : offset + size - 1 <= limit;
        if (!inside) {
            throw limitFault(cpu, segment);
        }
        return cpu.base[segment] + offset & 0xffff_ffffL;
    }

    private static Fault limitFault(Cpu cpu, int segment) {
        return cpu.fault.of(segment == Segment.SS ? Fault.STACK : Fault.PROTECTION, 0);
    }

    /** {@return the descriptor of a selector that is not null; #GP(selector) or {@code vector} when there is none} */
    public static long descriptor(Cpu cpu, int selector, int vector) {
        boolean local = (selector & 4) != 0;
        long base = local ? cpu.base[Segment.LDT] : cpu.gdtBase;
        long limit = local ? (cpu.selector[Segment.LDT] & ~3) == 0 ? -1 : cpu.limit[Segment.LDT] : cpu.gdtLimit;
        int offset = selector & ~7;
        if (offset + 7 > limit) {
            throw cpu.fault.of(vector, selector & ~3);
        }
        return cpu.mmu.loadSystem(base + offset, 8);
    }

    /** {@return the upper half of a 16-byte system descriptor in long mode, which holds the base's upper half} */
    private static long upperBase(Cpu cpu, int selector) {
        return cpu.longMode() ? cpu.mmu.loadSystem(cpu.gdtBase + (selector & ~7) + 8, 8) << 32 : 0;
    }

    private static void markAccessed(Cpu cpu, int selector, long descriptor) {
        if ((descriptor >>> 32 & Segment.ACCESSED) == 0) {
            long base = (selector & 4) != 0 ? cpu.base[Segment.LDT] : cpu.gdtBase;
            cpu.mmu.storeSystem(base + (selector & ~7), 8, descriptor | (long) Segment.ACCESSED << 32);
        }
    }

    /** Fills a register from a descriptor. */
    static void set(Cpu cpu, int segment, int selector, long descriptor) {
        cpu.selector[segment] = selector;
        cpu.base[segment] = Segment.base(descriptor);
        cpu.limit[segment] = Segment.limit(descriptor);
        cpu.attributes[segment] = Segment.attributes(descriptor);
    }

    private static void setReal(Cpu cpu, int segment, int selector) {
        cpu.selector[segment] = selector;
        cpu.base[segment] = (long) selector << 4;
        if ((cpu.flags & Flags.VM) != 0) {
            cpu.limit[segment] = 0xffff;
        }
    }

    /** MOV, POP, LDS ...: loads DS, ES, FS, GS or SS. */
    public static void load(Cpu cpu, int segment, int value) {
        int selector = value & 0xffff;
        if (cpu.real()) {
            setReal(cpu, segment, selector);
            return;
        }
        if (segment == Segment.SS) {
            loadStack(cpu, selector, cpu.cpl, Fault.PROTECTION);
            return;
        }
        if ((selector & ~3) == 0) {
            setNull(cpu, segment, selector);
            return;
        }
        long descriptor = descriptor(cpu, selector, Fault.PROTECTION);
        int attributes = Segment.attributes(descriptor);
        boolean code = (attributes & Segment.CODE) != 0;
        boolean conforming = code && (attributes & Segment.DOWN) != 0;
        int dpl = Segment.dpl(attributes);
        if ((attributes & Segment.NOT_SYSTEM) == 0
                || code && (attributes & Segment.WRITABLE) == 0
                || !conforming && (dpl < (selector & 3) || dpl < cpu.cpl)) {
            throw cpu.fault.of(Fault.PROTECTION, selector & ~3);
        }
        if ((attributes & Segment.PRESENT) == 0) {
            throw cpu.fault.of(Fault.NOT_PRESENT, selector & ~3);
        }
        markAccessed(cpu, selector, descriptor);
        set(cpu, segment, selector, descriptor);
    }

    /** What a null selector does; the base stays, as AMD's processors keep it only for FS and GS in some models: it is cleared. */
    private static void setNull(Cpu cpu, int segment, int selector) {
        cpu.selector[segment] = selector;
        cpu.base[segment] = 0;
        cpu.limit[segment] = 0;
        cpu.attributes[segment] = 0;
    }

    /** Loads SS for a privilege level. */
    static void loadStack(Cpu cpu, int selector, int level, int vector) {
        if ((selector & ~3) == 0) {
            if (!cpu.longMode() || level == 3) {
                throw cpu.fault.of(vector, 0);
            }
            setNull(cpu, Segment.SS, selector);
            cpu.attributes[Segment.SS] = Segment.PRESENT | Segment.NOT_SYSTEM | Segment.WRITABLE | level << Segment.DPL_SHIFT;
            return;
        }
        long descriptor = descriptor(cpu, selector, vector);
        int attributes = Segment.attributes(descriptor);
        if ((attributes & (Segment.NOT_SYSTEM | Segment.CODE | Segment.WRITABLE)) != (Segment.NOT_SYSTEM | Segment.WRITABLE)
                || Segment.dpl(attributes) != level
                || (selector & 3) != level) {
            throw cpu.fault.of(vector, selector & ~3);
        }
        if ((attributes & Segment.PRESENT) == 0) {
            throw cpu.fault.of(Fault.STACK, selector & ~3);
        }
        markAccessed(cpu, selector, descriptor);
        set(cpu, Segment.SS, selector, descriptor);
    }

    /** {@return the code descriptor of a selector, checked for a transfer to it; {@code level} is the privilege it will run at} */
    static long codeDescriptor(Cpu cpu, int selector, int level, boolean returning) {
        if ((selector & ~3) == 0) {
            throw cpu.fault.protection();
        }
        long descriptor = descriptor(cpu, selector, Fault.PROTECTION);
        int attributes = Segment.attributes(descriptor);
        boolean conforming = (attributes & Segment.DOWN) != 0;
        int dpl = Segment.dpl(attributes);
        boolean fine = (attributes & (Segment.NOT_SYSTEM | Segment.CODE)) == (Segment.NOT_SYSTEM | Segment.CODE)
                && (conforming ? dpl <= level : dpl == level && (returning || (selector & 3) <= level));
        boolean bothSizes = cpu.longMode() && (attributes & (Segment.LONG | Segment.BIG)) == (Segment.LONG | Segment.BIG);
        if (!fine || bothSizes) {
            throw cpu.fault.of(Fault.PROTECTION, selector & ~3);
        }
        if ((attributes & Segment.PRESENT) == 0) {
            throw cpu.fault.of(Fault.NOT_PRESENT, selector & ~3);
        }
        return descriptor;
    }

    /** Fills CS. */
    static void setCode(Cpu cpu, int selector, long descriptor, int level) {
        markAccessed(cpu, selector, descriptor);
        set(cpu, Segment.CS, selector & ~3 | level, descriptor);
        if (cpu.cpl != level) {
            cpu.setCpl(level);
        }
    }

    /** CS in real mode. */
    static void setRealCode(Cpu cpu, int selector) {
        setReal(cpu, Segment.CS, selector & 0xffff);
    }

    /** {@return an instruction pointer, checked against the code segment in {@code descriptor}} */
    static long target(Cpu cpu, long offset, int attributes, long limit) {
        if (cpu.longMode() && (attributes & Segment.LONG) != 0) {
            if (offset << 16 >> 16 != offset) {
                throw cpu.fault.protection();
            }
            return offset;
        }
        long target = offset & 0xffff_ffffL;
        if (target > limit) {
            throw cpu.fault.protection();
        }
        return target;
    }

    /** LLDT. */
    public static void loadLocalTable(Cpu cpu, int selector) {
        if ((selector & ~3) == 0) {
            setNull(cpu, Segment.LDT, selector);
            return;
        }
        long descriptor = systemDescriptor(cpu, selector, 2, 2);
        set(cpu, Segment.LDT, selector, descriptor);
        cpu.base[Segment.LDT] |= upperBase(cpu, selector);
    }

    /** LTR. */
    public static void loadTask(Cpu cpu, int selector) {
        if ((selector & ~3) == 0) {
            throw cpu.fault.protection();
        }
        long descriptor = systemDescriptor(cpu, selector, 9, cpu.longMode() ? 9 : 1);
        long busy = descriptor | 2L << 40;
        cpu.mmu.storeSystem(cpu.gdtBase + (selector & ~7), 8, busy);
        set(cpu, Segment.TASK, selector, busy);
        cpu.base[Segment.TASK] |= upperBase(cpu, selector);
    }

    private static long systemDescriptor(Cpu cpu, int selector, int type, int otherType) {
        if ((selector & 4) != 0) {
            throw cpu.fault.of(Fault.PROTECTION, selector & ~3);
        }
        long descriptor = descriptor(cpu, selector, Fault.PROTECTION);
        int attributes = Segment.attributes(descriptor);
        int found = attributes >> 8 & 31;
        if (found != type && found != otherType) {
            throw cpu.fault.of(Fault.PROTECTION, selector & ~3);
        }
        if ((attributes & Segment.PRESENT) == 0) {
            throw cpu.fault.of(Fault.NOT_PRESENT, selector & ~3);
        }
        return descriptor;
    }

    /** After a return to an outer level: data segments that it may not use become null (SDM volume 2, RET and IRET). */
    static void dropInner(Cpu cpu) {
        for (int segment : new int[] {Segment.ES, Segment.DS, Segment.FS, Segment.GS}) {
            int attributes = cpu.attributes[segment];
            boolean conforming = (attributes & (Segment.CODE | Segment.DOWN)) == (Segment.CODE | Segment.DOWN);
            if (!conforming && (attributes & Segment.PRESENT) != 0 && Segment.dpl(attributes) < cpu.cpl) {
                setNull(cpu, segment, 0);
            }
        }
    }
}
