package io.jvirt.machine.cpu;

import java.util.Arrays;

/** The state after power-on and INIT (SDM volume 3, table 9-1). */
public final class Reset {
    private static final int DATA = Segment.PRESENT | Segment.NOT_SYSTEM | Segment.WRITABLE | Segment.ACCESSED;

    private Reset() {}

    /** Power-on, RESET. */
    public static void powerOn(Cpu cpu) {
        init(cpu);
        Arrays.fill(cpu.xmm, 0);
        cpu.mxcsr = 0x1f80;
        cpu.x87.reset();
    }

    /** INIT: what keeps x87 and SSE registers. */
    public static void init(Cpu cpu) {
        Arrays.fill(cpu.gpr, 0);
        cpu.gpr[Cpu.RDX] = Cpuid.SIGNATURE;
        cpu.rip = 0xfff0;
        cpu.flags = 0;
        Flags.setArithmetic(cpu, 0);
        for (int segment = 0; segment < Segment.COUNT; segment++) {
            cpu.selector[segment] = 0;
            cpu.base[segment] = 0;
            cpu.limit[segment] = 0xffff;
            cpu.attributes[segment] = DATA;
        }
        cpu.selector[Segment.CS] = 0xf000;
        cpu.base[Segment.CS] = 0xffff_0000L;
        cpu.attributes[Segment.CS] = DATA | Segment.CODE;
        cpu.limit[Segment.FLAT] = -1;
        cpu.attributes[Segment.LDT] = Segment.PRESENT | 2 << 8;
        cpu.attributes[Segment.TASK] = Segment.PRESENT | 11 << 8;
        cpu.gdtBase = 0;
        cpu.gdtLimit = 0xffff;
        cpu.idtBase = 0;
        cpu.idtLimit = 0xffff;
        cpu.cr0 = 0x6000_0010L;
        cpu.cr2 = 0;
        cpu.cr3 = 0;
        cpu.cr4 = 0;
        cpu.efer = 0;
        Arrays.fill(cpu.dr, 0);
        cpu.dr[6] = 0xffff_0ff0L;
        cpu.dr[7] = 0x400;
        cpu.shadow = false;
        Control.update(cpu);
        cpu.setCpl(0);
    }

    /** What a start-up interrupt does after INIT: real mode at a page's start. */
    public static void startUp(Cpu cpu, int page) {
        cpu.selector[Segment.CS] = page << 8;
        cpu.base[Segment.CS] = (long) page << 12;
        cpu.rip = 0;
    }
}
