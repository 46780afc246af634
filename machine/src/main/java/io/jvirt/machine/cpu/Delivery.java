package io.jvirt.machine.cpu;

/**
 * Delivery of interrupts and exceptions, and the return from them (SDM volume 3, chapter 6; IRET in volume 2). Task gates are not
 * supported: they raise #TS.
 */
public final class Delivery {
    private static final int INTERRUPT_GATE = 14;
    private static final int TRAP_GATE = 15;

    /** Where a request to deliver comes from. */
    public enum Source {
        /** A device, or a non-maskable interrupt. */
        EXTERNAL,
        /** A fault or trap of an instruction. */
        EXCEPTION,
        /** INT n, INT3, INTO: the gate's privilege level counts. */
        SOFTWARE
    }

    private Delivery() {}

    /**
     * Delivers an exception, or the double fault that it leads to.
     *
     * @return false for a triple fault: the processor shuts down
     */
    public static boolean exception(Cpu cpu, Fault fault) {
        int vector = fault.vector();
        int error = fault.errorCode();
        boolean hasError = fault.hasErrorCode();
        if (vector == Fault.PAGE) {
            cpu.cr2 = fault.address();
        }
        while (true) {
            try {
                deliver(cpu, vector, hasError, error, Source.EXCEPTION);
                return true;
            } catch (Fault second) {
                if (vector == Fault.DOUBLE_FAULT) {
                    return false;
                }
                boolean twice = contributory(vector) && contributory(second.vector())
                        || vector == Fault.PAGE && (second.vector() == Fault.PAGE || contributory(second.vector()));
                if (second.vector() == Fault.PAGE) {
                    cpu.cr2 = second.address();
                }
                vector = twice ? Fault.DOUBLE_FAULT : second.vector();
                error = twice ? 0 : second.errorCode();
                hasError = twice || second.hasErrorCode();
            }
        }
    }

    private static boolean contributory(int vector) {
        return vector == Fault.DIVIDE || vector >= Fault.INVALID_TSS && vector <= Fault.PROTECTION;
    }

    /** Delivers an interrupt or exception; a fault on the way is thrown with the state as it was. */
    public static void deliver(Cpu cpu, int vector, boolean hasError, int error, Source source) {
        if ((cpu.cr0 & Cpu.CR0_PE) == 0) {
            real(cpu, vector);
        } else if (cpu.longMode()) {
            longMode(cpu, vector, hasError, error, source);
        } else {
            protectedMode(cpu, vector, hasError, error, source);
        }
        cpu.shadow = false;
    }

    private static void real(Cpu cpu, int vector) {
        if (vector * 4 + 3 > cpu.idtLimit) {
            throw cpu.fault.of(Fault.PROTECTION, vector << 3 | 2);
        }
        long entry = cpu.mmu.load32(cpu.idtBase + vector * 4L);
        cpu.push(48, Flags.get(cpu));
        cpu.push(48, cpu.selector[Segment.CS]);
        cpu.push(48, cpu.rip);
        Flags.set(cpu, 0, Flags.IF | Flags.TF | Flags.AC);
        Segments.setRealCode(cpu, (int) (entry >>> 16));
        cpu.rip = entry & 0xffff;
    }

    private static int errorFor(int vector, Source source) {
        return vector << 3 | 2 | (source == Source.SOFTWARE ? 0 : 1);
    }

    /** {@return the gate type of an IDT entry's attributes, after the checks that all modes share} */
    private static int gate(Cpu cpu, int vector, int attributes, Source source) {
        int type = attributes >> 8 & 31;
        if (source == Source.SOFTWARE && Segment.dpl(attributes) < cpu.cpl) {
            throw cpu.fault.of(Fault.PROTECTION, errorFor(vector, source));
        }
        if ((attributes & Segment.PRESENT) == 0) {
            throw cpu.fault.of(Fault.NOT_PRESENT, errorFor(vector, source));
        }
        return type;
    }

    private static void longMode(Cpu cpu, int vector, boolean hasError, int error, Source source) {
        if (vector * 16 + 15 > cpu.idtLimit) {
            throw cpu.fault.of(Fault.PROTECTION, errorFor(vector, source));
        }
        long low = cpu.mmu.loadSystem(cpu.idtBase + vector * 16L, 8);
        long high = cpu.mmu.loadSystem(cpu.idtBase + vector * 16L + 8, 8);
        int type = gate(cpu, vector, (int) (low >>> 32), source);
        if (type != INTERRUPT_GATE && type != TRAP_GATE) {
            throw cpu.fault.of(Fault.PROTECTION, errorFor(vector, source));
        }
        int selector = (int) (low >>> 16) & 0xffff;
        long target = low & 0xffff | low >>> 32 & 0xffff_0000L | high << 32;
        long code = handlerCode(cpu, selector);
        int attributes = Segment.attributes(code);
        if ((attributes & Segment.LONG) == 0) {
            throw cpu.fault.of(Fault.PROTECTION, selector & ~3);
        }
        int level = (attributes & Segment.DOWN) != 0 ? cpu.cpl : Segment.dpl(attributes);
        int ist = (int) (low >>> 32) & 7;
        boolean switchStack = level < cpu.cpl;
        long top = ist != 0 ? taskStack64(cpu, 36 + 8 * (ist - 1)) : switchStack ? taskStack64(cpu, 4 + 8 * level) : cpu.gpr[Cpu.RSP];
        if (target << 16 >> 16 != target) {
            throw cpu.fault.protection();
        }
        top &= ~15L;
        int oldLevel = cpu.cpl;
        int oldCode = cpu.selector[Segment.CS];
        long oldFlags = Flags.get(cpu);
        cpu.setCpl(level);
        try {
            cpu.mmu.store64(top - 8, cpu.selector[Segment.SS]);
            cpu.mmu.store64(top - 16, cpu.gpr[Cpu.RSP]);
            cpu.mmu.store64(top - 24, oldFlags);
            cpu.mmu.store64(top - 32, oldCode);
            cpu.mmu.store64(top - 40, cpu.rip);
            if (hasError) {
                cpu.mmu.store64(top - 48, error);
            }
        } catch (Fault fault) {
            cpu.setCpl(oldLevel);
            throw fault;
        }
        cpu.gpr[Cpu.RSP] = top - (hasError ? 48 : 40);
        if (switchStack) {
            Segments.loadStack(cpu, level, level, Fault.INVALID_TSS);
            cpu.selector[Segment.SS] = level;
        }
        Segments.setCode(cpu, selector, code, level);
        cpu.rip = target;
        Flags.set(cpu, 0, Flags.TF | Flags.NT | Flags.RF | Flags.VM | (type == INTERRUPT_GATE ? Flags.IF : 0));
    }

    /** {@return the code descriptor that a gate names; it runs at the present level or an inner one} */
    private static long handlerCode(Cpu cpu, int selector) {
        if ((selector & ~3) == 0) {
            throw cpu.fault.protection();
        }
        long code = Segments.descriptor(cpu, selector, Fault.PROTECTION);
        int attributes = Segment.attributes(code);
        if ((attributes & (Segment.NOT_SYSTEM | Segment.CODE)) != (Segment.NOT_SYSTEM | Segment.CODE)
                || Segment.dpl(attributes) > cpu.cpl) {
            throw cpu.fault.of(Fault.PROTECTION, selector & ~3);
        }
        if ((attributes & Segment.PRESENT) == 0) {
            throw cpu.fault.of(Fault.NOT_PRESENT, selector & ~3);
        }
        return code;
    }

    private static long taskStack64(Cpu cpu, int offset) {
        if (offset + 7 > cpu.limit[Segment.TASK]) {
            throw cpu.fault.of(Fault.INVALID_TSS, cpu.selector[Segment.TASK] & ~3);
        }
        long top = cpu.mmu.loadSystem(cpu.base[Segment.TASK] + offset, 8);
        if (top << 16 >> 16 != top) {
            throw cpu.fault.of(Fault.STACK, 0);
        }
        return top;
    }

    private static void protectedMode(Cpu cpu, int vector, boolean hasError, int error, Source source) {
        if (vector * 8 + 7 > cpu.idtLimit) {
            throw cpu.fault.of(Fault.PROTECTION, errorFor(vector, source));
        }
        long entry = cpu.mmu.loadSystem(cpu.idtBase + vector * 8L, 8);
        int type = gate(cpu, vector, (int) (entry >>> 32), source);
        boolean wide = (type & 8) != 0;
        if ((type | 8) != INTERRUPT_GATE && (type | 8) != TRAP_GATE) {
            throw cpu.fault.of(Fault.PROTECTION, errorFor(vector, source));
        }
        int selector = (int) (entry >>> 16) & 0xffff;
        long target = wide ? entry & 0xffff | entry >>> 32 & 0xffff_0000L : entry & 0xffff;
        long code = handlerCode(cpu, selector);
        int attributes = Segment.attributes(code);
        int level = (attributes & Segment.DOWN) != 0 ? cpu.cpl : Segment.dpl(attributes);
        int shift = wide ? 32 : 48;
        long oldFlags = Flags.get(cpu);
        int oldCode = cpu.selector[Segment.CS];
        if (level < cpu.cpl) {
            if ((cpu.flags & Flags.VM) != 0) {
                throw cpu.fault.of(Fault.PROTECTION, selector & ~3);
            }
            boolean bigTask = (cpu.attributes[Segment.TASK] >> 8 & 8) != 0;
            long at = cpu.base[Segment.TASK] + (bigTask ? 4 + 8 * level : 2 + 4 * level);
            long top = cpu.mmu.loadSystem(at, bigTask ? 4 : 2);
            int stack = (int) cpu.mmu.loadSystem(at + (bigTask ? 4 : 2), 2);
            int oldStack = cpu.selector[Segment.SS];
            long oldTop = cpu.gpr[Cpu.RSP];
            cpu.setCpl(level);
            Segments.loadStack(cpu, stack, level, Fault.INVALID_TSS);
            cpu.gpr[Cpu.RSP] = top;
            cpu.push(shift, oldStack);
            cpu.push(shift, oldTop);
        }
        cpu.push(shift, oldFlags);
        cpu.push(shift, oldCode);
        cpu.push(shift, cpu.rip);
        if (hasError) {
            cpu.push(shift, error);
        }
        Segments.setCode(cpu, selector, code, level);
        cpu.rip = Segments.target(cpu, target, attributes, Segment.limit(code));
        Flags.set(cpu, 0, Flags.TF | Flags.NT | Flags.RF | Flags.VM | ((type & 1) == 0 ? Flags.IF : 0));
    }
}
