package io.jvirt.machine.cpu;

/** Transfers that change the code segment: far JMP, CALL and RET, IRET, SYSCALL, SYSRET, SYSENTER, SYSEXIT (SDM volume 2). */
public final class FarTransfer {
    private static final int FLAT_DATA = Segment.PRESENT | Segment.NOT_SYSTEM | Segment.WRITABLE | Segment.ACCESSED | Segment.BIG | Segment.GRANULAR;
    private static final int FLAT_CODE = FLAT_DATA | Segment.CODE;

    private FarTransfer() {}

    /** JMP to a selector and an offset. */
    public static void jump(Cpu cpu, int selector, long offset) {
        if (cpu.real()) {
            Segments.setRealCode(cpu, selector);
            cpu.rip = offset & 0xffff_ffffL;
            return;
        }
        long code = Segments.codeDescriptor(cpu, selector, cpu.cpl, false);
        long target = Segments.target(cpu, offset, Segment.attributes(code), Segment.limit(code));
        Segments.setCode(cpu, selector, code, cpu.cpl);
        cpu.rip = target;
    }

    /** CALL to a selector and an offset; {@code next} is where RET shall come back to. */
    public static void call(Cpu cpu, int selector, long offset, long next, int shift) {
        if (cpu.real()) {
            cpu.push(shift, cpu.selector[Segment.CS]);
            cpu.push(shift, next);
            Segments.setRealCode(cpu, selector);
            cpu.rip = offset & 0xffff_ffffL;
            return;
        }
        long code = Segments.codeDescriptor(cpu, selector, cpu.cpl, false);
        long target = Segments.target(cpu, offset, Segment.attributes(code), Segment.limit(code));
        cpu.push(shift, cpu.selector[Segment.CS]);
        cpu.push(shift, next);
        Segments.setCode(cpu, selector, code, cpu.cpl);
        cpu.rip = target;
    }

    /** RET to another segment, after which {@code bytes} more leave the stack. */
    public static void ret(Cpu cpu, int shift, int bytes) {
        int size = 8 - (shift >> 3);
        long offset = cpu.peek(shift, 0);
        int selector = (int) cpu.peek(shift, size) & 0xffff;
        if (cpu.real()) {
            cpu.drop(2 * size + bytes);
            Segments.setRealCode(cpu, selector);
            cpu.rip = offset;
            return;
        }
        int level = selector & 3;
        if (level < cpu.cpl) {
            throw cpu.fault.of(Fault.PROTECTION, selector & ~3);
        }
        long code = Segments.codeDescriptor(cpu, selector, level, true);
        long target = Segments.target(cpu, offset, Segment.attributes(code), Segment.limit(code));
        if (level == cpu.cpl) {
            cpu.drop(2 * size + bytes);
            Segments.setCode(cpu, selector, code, level);
        } else {
            long top = cpu.peek(shift, 2 * size + bytes);
            int stack = (int) cpu.peek(shift, 3 * size + bytes) & 0xffff;
            outer(cpu, selector, code, level, stack, top + bytes);
        }
        cpu.rip = target;
    }

    private static void outer(Cpu cpu, int selector, long code, int level, int stack, long top) {
        int wasStack = cpu.selector[Segment.SS];
        long wasBase = cpu.base[Segment.SS];
        long wasLimit = cpu.limit[Segment.SS];
        int wasAttributes = cpu.attributes[Segment.SS];
        boolean to64 = cpu.longMode() && (Segment.attributes(code) & Segment.LONG) != 0;
        if ((stack & ~3) == 0 && to64 && level != 3) {
            cpu.selector[Segment.SS] = stack;
        } else {
            Segments.loadStack(cpu, stack, level, Fault.PROTECTION);
        }
        try {
            Segments.setCode(cpu, selector, code, level);
        } catch (Fault fault) {
            cpu.selector[Segment.SS] = wasStack;
            cpu.base[Segment.SS] = wasBase;
            cpu.limit[Segment.SS] = wasLimit;
            cpu.attributes[Segment.SS] = wasAttributes;
            throw fault;
        }
        cpu.setStack(top & cpu.stackMask(), cpu.stackMask());
        Segments.dropInner(cpu);
    }

    /** IRET. */
    public static void iret(Cpu cpu, int shift) {
        int size = 8 - (shift >> 3);
        long offset = cpu.peek(shift, 0);
        int selector = (int) cpu.peek(shift, size) & 0xffff;
        long flags = cpu.peek(shift, 2 * size);
        if (cpu.real()) {
            cpu.drop(3 * size);
            Segments.setRealCode(cpu, selector);
            cpu.rip = offset;
            setFlags(cpu, flags, shift, 0);
            return;
        }
        if ((cpu.flags & Flags.NT) != 0 || (flags & Flags.VM) != 0 && cpu.cpl == 0 && !cpu.longMode() && shift == 32) {
            throw cpu.fault.protection();
        }
        int level = selector & 3;
        if (level < cpu.cpl) {
            throw cpu.fault.of(Fault.PROTECTION, selector & ~3);
        }
        int oldLevel = cpu.cpl;
        long code = Segments.codeDescriptor(cpu, selector, level, true);
        long target = Segments.target(cpu, offset, Segment.attributes(code), Segment.limit(code));
        if (level != oldLevel || cpu.code64()) {
            long top = cpu.peek(shift, 3 * size);
            int stack = (int) cpu.peek(shift, 4 * size) & 0xffff;
            outer(cpu, selector, code, level, stack, top);
        } else {
            cpu.drop(3 * size);
            Segments.setCode(cpu, selector, code, level);
        }
        cpu.rip = target;
        setFlags(cpu, flags, shift, oldLevel);
    }

    /** What IRET and POPF may change of the flags at a privilege level. */
    public static void setFlags(Cpu cpu, long value, int shift, int level) {
        int iopl = (cpu.flags & Flags.IOPL) >> 12;
        int mask = Flags.ARITHMETIC | Flags.TF | Flags.DF | Flags.NT | Flags.RF | Flags.AC | Flags.ID;
        mask |= level == 0 ? Flags.IOPL : 0;
        mask |= level <= iopl ? Flags.IF : 0;
        Flags.set(cpu, value, shift == 48 ? mask & 0xffff : mask);
    }

    private static void flat(Cpu cpu, int segment, int selector, int attributes, int level) {
        cpu.selector[segment] = selector;
        cpu.base[segment] = 0;
        cpu.limit[segment] = 0xffff_ffffL;
        cpu.attributes[segment] = attributes | level << Segment.DPL_SHIFT;
    }

    private static int longCode(boolean to64) {
        return to64 ? FLAT_CODE & ~Segment.BIG | Segment.LONG : FLAT_CODE;
    }

    /** SYSCALL. */
    public static void syscall(Cpu cpu, long next) {
        if ((cpu.efer & Cpu.EFER_SCE) == 0 || !cpu.longMode()) {
            throw cpu.fault.of(Fault.INVALID_OPCODE);
        }
        boolean from64 = cpu.code64();
        cpu.gpr[Cpu.RCX] = next;
        cpu.gpr[11] = Flags.get(cpu) & ~Flags.RF;
        int selector = (int) (cpu.msrs.star >>> 32) & 0xffff;
        flat(cpu, Segment.CS, selector & ~3, longCode(true), 0);
        flat(cpu, Segment.SS, selector + 8 & ~3, FLAT_DATA, 0);
        cpu.setCpl(0);
        Flags.set(cpu, Flags.get(cpu) & ~cpu.msrs.syscallMask, Flags.ALL & ~Flags.RF);
        Flags.set(cpu, 0, Flags.RF);
        cpu.rip = from64 ? cpu.msrs.lstar : cpu.msrs.cstar;
    }

    /** SYSRET; {@code shift} 0 returns to 64-bit code. */
    public static void sysret(Cpu cpu, int shift) {
        if ((cpu.efer & Cpu.EFER_SCE) == 0 || !cpu.longMode()) {
            throw cpu.fault.of(Fault.INVALID_OPCODE);
        }
        cpu.requireSupervisor();
        boolean to64 = shift == 0;
        long target = cpu.gpr[Cpu.RCX];
        int selector = (int) (cpu.msrs.star >>> 48) & 0xffff;
        flat(cpu, Segment.CS, selector + (to64 ? 16 : 0) | 3, longCode(to64), 3);
        flat(cpu, Segment.SS, selector + 8 | 3, FLAT_DATA, 3);
        Flags.set(cpu, cpu.gpr[11], Flags.ALL & ~(Flags.RF | Flags.VM));
        Flags.set(cpu, 0, Flags.RF);
        cpu.rip = to64 ? target : target & 0xffff_ffffL;
        cpu.setCpl(3);
    }

    /** SYSENTER. */
    public static void sysenter(Cpu cpu) {
        int selector = (int) cpu.msrs.sysenterCs & 0xfffc;
        if ((cpu.cr0 & Cpu.CR0_PE) == 0 || selector == 0) {
            throw cpu.fault.protection();
        }
        Flags.set(cpu, 0, Flags.IF | Flags.VM);
        flat(cpu, Segment.CS, selector, longCode(cpu.longMode()), 0);
        flat(cpu, Segment.SS, selector + 8, FLAT_DATA, 0);
        cpu.gpr[Cpu.RSP] = cpu.msrs.sysenterEsp;
        cpu.rip = cpu.msrs.sysenterEip;
        cpu.setCpl(0);
    }

    /** SYSEXIT; {@code shift} 0 returns to 64-bit code. */
    public static void sysexit(Cpu cpu, int shift) {
        int selector = (int) cpu.msrs.sysenterCs & 0xfffc;
        if (selector == 0) {
            throw cpu.fault.protection();
        }
        cpu.requireSupervisor();
        boolean to64 = shift == 0;
        flat(cpu, Segment.CS, selector + (to64 ? 32 : 16) | 3, longCode(to64), 3);
        flat(cpu, Segment.SS, selector + (to64 ? 40 : 24) | 3, FLAT_DATA, 3);
        cpu.gpr[Cpu.RSP] = to64 ? cpu.gpr[Cpu.RCX] : cpu.gpr[Cpu.RCX] & 0xffff_ffffL;
        cpu.rip = to64 ? cpu.gpr[Cpu.RDX] : cpu.gpr[Cpu.RDX] & 0xffff_ffffL;
        cpu.setCpl(3);
    }
}
