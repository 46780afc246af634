package io.jvirt.machine.cpu;

/** Control registers and EFER: what may be written and what a change brings about (SDM volume 3, 2.5; volume 4 for EFER). */
public final class Control {
    private static final long CR0_ALL = 0xe005_003fL;
    private static final long CR4_ALL = 1 // VME is accepted and has no effect outside virtual-8086 mode
            | 1 << 1
            | Cpu.CR4_TSD
            | 1 << 3
            | 1 << 4
            | Cpu.CR4_PAE
            | 1 << 6
            | Cpu.CR4_PGE
            | 1 << 8
            | Cpu.CR4_OSFXSR
            | 1 << 10
            | Cpu.CR4_UMIP
            | Cpu.CR4_FSGSBASE
            | Cpu.CR4_OSXSAVE
            | Cpu.CR4_SMEP
            | Cpu.CR4_SMAP;
    private static final long EFER_ALL = Cpu.EFER_SCE | Cpu.EFER_LME | Cpu.EFER_LMA | Cpu.EFER_NXE;

    private Control() {}

    /** Tells the MMU about the registers after a change. */
    public static void update(Cpu cpu) {
        cpu.mmu.walker().configure(cpu.cr0, cpu.cr4, cpu.efer);
        cpu.mmu.walker().setRoot(cpu.cr3);
        cpu.mmu.flush();
        cpu.chooseTable();
    }

    public static void setCr0(Cpu cpu, long value) {
        if (value >>> 32 != 0
                || (value & Cpu.CR0_PG) != 0 && (value & Cpu.CR0_PE) == 0
                || (value & 1 << 29) != 0 && (value & 1 << 30) == 0) {
            throw cpu.fault.protection();
        }
        long changed = cpu.cr0 ^ value;
        if ((changed & Cpu.CR0_PG) != 0) {
            if ((value & Cpu.CR0_PG) == 0) {
                if (cpu.code64()) {
                    throw cpu.fault.protection();
                }
                cpu.efer &= ~Cpu.EFER_LMA;
            } else if ((cpu.efer & Cpu.EFER_LME) != 0) {
                if ((cpu.cr4 & Cpu.CR4_PAE) == 0 || (cpu.attributes[Segment.CS] & Segment.LONG) != 0) {
                    throw cpu.fault.protection();
                }
                cpu.efer |= Cpu.EFER_LMA;
            }
        }
        cpu.cr0 = value & CR0_ALL | 1 << 4;
        if ((changed & (Cpu.CR0_PG | Cpu.CR0_PE | Cpu.CR0_WP | Cpu.CR0_AM)) != 0) {
            update(cpu);
        }
    }

    public static void setCr3(Cpu cpu, long value) {
        cpu.cr3 = value;
        cpu.mmu.walker().setRoot(value);
        cpu.mmu.flush();
    }

    public static void setCr4(Cpu cpu, long value) {
        if ((value & ~CR4_ALL) != 0 || cpu.longMode() && (value & Cpu.CR4_PAE) == 0) {
            throw cpu.fault.protection();
        }
        cpu.cr4 = value;
        update(cpu);
    }

    public static void setEfer(Cpu cpu, long value) {
        if ((value & ~EFER_ALL) != 0 || (cpu.cr0 & Cpu.CR0_PG) != 0 && ((value ^ cpu.efer) & Cpu.EFER_LME) != 0) {
            throw cpu.fault.protection();
        }
        cpu.efer = value & ~(long) Cpu.EFER_LMA | cpu.efer & Cpu.EFER_LMA;
        update(cpu);
    }
}
