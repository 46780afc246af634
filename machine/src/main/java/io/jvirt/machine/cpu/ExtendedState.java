package io.jvirt.machine.cpu;

import java.util.Arrays;

/** FXSAVE, FXRSTOR, XSAVE and XRSTOR (SDM volume 1, 10.5 and chapter 13): x87 and SSE state, standard form. */
public final class ExtendedState {
    private static final int X87 = 1;
    private static final int SSE = 2;
    private static final int MXCSR_MASK = 0xffff;

    private ExtendedState() {}

    /** FXSAVE to an aligned address. */
    public static void fxsave(Cpu cpu, long at, boolean wide) {
        cpu.mmu.probeStore(at, 512);
        saveX87(cpu, at, wide);
        cpu.mmu.store32(at + 24, cpu.mxcsr);
        cpu.mmu.store32(at + 28, MXCSR_MASK);
        saveSse(cpu, at);
    }

    private static void saveX87(Cpu cpu, long at, boolean wide) {
        X87 x87 = cpu.x87;
        cpu.mmu.store16(at, x87.control);
        cpu.mmu.store16(at + 2, x87.statusWord());
        cpu.mmu.store16(at + 4, x87.used);
        cpu.mmu.store16(at + 6, x87.opcode);
        if (wide) {
            cpu.mmu.store64(at + 8, x87.instructionPointer);
            cpu.mmu.store64(at + 16, x87.dataPointer);
        } else {
            cpu.mmu.store64(at + 8, x87.instructionPointer & 0xffff_ffffL);
            cpu.mmu.store64(at + 16, x87.dataPointer & 0xffff_ffffL);
        }
        for (int n = 0; n < 8; n++) {
            int r = x87.top + n & 7;
            cpu.mmu.store64(at + 32 + 16 * n, x87.significand[r]);
            cpu.mmu.store64(at + 40 + 16 * n, x87.signExponent[r]);
        }
    }

    private static void saveSse(Cpu cpu, long at) {
        int registers = cpu.code64() ? 16 : 8;
        for (int n = 0; n < 2 * registers; n++) {
            cpu.mmu.store64(at + 160 + 8 * n, cpu.xmm[n]);
        }
    }

    /** FXRSTOR from an aligned address. */
    public static void fxrstor(Cpu cpu, long at) {
        int mxcsr = (int) cpu.mmu.load32(at + 24);
        if ((mxcsr & ~MXCSR_MASK) != 0) {
            throw cpu.fault.protection();
        }
        cpu.mmu.load64(at + 504);
        loadX87(cpu, at);
        cpu.mxcsr = mxcsr;
        loadSse(cpu, at);
    }

    private static void loadX87(Cpu cpu, long at) {
        X87 x87 = cpu.x87;
        x87.control = (int) cpu.mmu.load16(at) & 0x1f3f | 0x40;
        x87.setStatusWord((int) cpu.mmu.load16(at + 2));
        x87.used = (int) cpu.mmu.load8(at + 4);
        x87.opcode = (int) cpu.mmu.load16(at + 6) & 0x7ff;
        x87.instructionPointer = cpu.mmu.load64(at + 8);
        x87.dataPointer = cpu.mmu.load64(at + 16);
        for (int n = 0; n < 8; n++) {
            int r = x87.top + n & 7;
            x87.significand[r] = cpu.mmu.load64(at + 32 + 16 * n);
            x87.signExponent[r] = (int) cpu.mmu.load16(at + 40 + 16 * n);
        }
    }

    private static void loadSse(Cpu cpu, long at) {
        int registers = cpu.code64() ? 16 : 8;
        for (int n = 0; n < 2 * registers; n++) {
            cpu.xmm[n] = cpu.mmu.load64(at + 160 + 8 * n);
        }
    }

    private static int requested(Cpu cpu) {
        return (int) cpu.gpr[Cpu.RAX] & cpu.xcr0;
    }

    /** XSAVE to an aligned address, of the components in EAX that XCR0 allows. */
    public static void xsave(Cpu cpu, long at) {
        int components = requested(cpu);
        cpu.mmu.probeStore(at, 576);
        long header = cpu.mmu.load64(at + 512);
        if ((components & X87) != 0) {
            saveX87(cpu, at, cpu.code64());
        }
        if ((components & SSE) != 0) {
            saveSse(cpu, at);
            cpu.mmu.store32(at + 24, cpu.mxcsr);
            cpu.mmu.store32(at + 28, MXCSR_MASK);
        }
        cpu.mmu.store64(at + 512, header & ~(long) components | components);
    }

    /** XRSTOR from an aligned address: components that the header does not have get their initial state. */
    public static void xrstor(Cpu cpu, long at) {
        int components = requested(cpu);
        long present = cpu.mmu.load64(at + 512);
        long compacted = cpu.mmu.load64(at + 520);
        if ((present & ~(long) cpu.xcr0) != 0 || compacted != 0) {
            throw cpu.fault.protection();
        }
        if ((components & SSE) != 0) {
            int mxcsr = (int) cpu.mmu.load32(at + 24);
            if ((mxcsr & ~MXCSR_MASK) != 0) {
                throw cpu.fault.protection();
            }
            cpu.mxcsr = mxcsr;
            if ((present & SSE) != 0) {
                loadSse(cpu, at);
            } else {
                Arrays.fill(cpu.xmm, 0, cpu.code64() ? 32 : 16, 0);
            }
        }
        if ((components & X87) != 0) {
            if ((present & X87) != 0) {
                loadX87(cpu, at);
            } else {
                cpu.x87.reset();
            }
        }
    }
}
