package io.jvirt.machine.cpu;

import io.jvirt.machine.bus.PortSpace;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.op.Rounding;
import io.jvirt.machine.cpu.paging.Mmu;
import io.jvirt.machine.memory.PhysicalSpace;
import io.jvirt.machine.time.MachineClock;

/**
 * The architectural state of one processor, and how instructions reach their operands. Fields are public: this is the register
 * file that both engines work on. Only the processor's thread touches it, except where a method says otherwise.
 *
 * <p>An operand of n bits is a long whose bits above n mean nothing; {@code shift} is 64 - n.
 */
public final class Cpu {
    /** Index in {@link #gpr} that always holds zero: the base or index that an address does not have. */
    public static final int ZERO = 16;
    /** Index in {@link #gpr} of what makes RIP from an offset in the block that runs. */
    public static final int CODE = 17;
    /** An operand's number for byte registers AH, CH, DH, BH: this and 0 to 3. */
    public static final int HIGH = 32;

    public static final int RAX = 0;
    public static final int RCX = 1;
    public static final int RDX = 2;
    public static final int RBX = 3;
    public static final int RSP = 4;
    public static final int RBP = 5;
    public static final int RSI = 6;
    public static final int RDI = 7;

    public static final long CR0_PE = 1;
    public static final long CR0_MP = 1 << 1;
    public static final long CR0_EM = 1 << 2;
    public static final long CR0_TS = 1 << 3;
    public static final long CR0_NE = 1 << 5;
    public static final long CR0_WP = 1 << 16;
    public static final long CR0_AM = 1 << 18;
    public static final long CR0_PG = 1L << 31;
    public static final long CR4_TSD = 1 << 2;
    public static final long CR4_PAE = 1 << 5;
    public static final long CR4_PGE = 1 << 7;
    public static final long CR4_OSFXSR = 1 << 9;
    public static final long CR4_UMIP = 1 << 11;
    public static final long CR4_FSGSBASE = 1 << 16;
    public static final long CR4_OSXSAVE = 1 << 18;
    public static final long CR4_SMEP = 1 << 20;
    public static final long CR4_SMAP = 1 << 21;
    public static final int EFER_SCE = 1;
    public static final int EFER_LME = 1 << 8;
    public static final int EFER_LMA = 1 << 10;
    public static final int EFER_NXE = 1 << 11;

    public final long[] gpr = new long[18];
    /** XMM registers, low and high halves in turn. */
    public final long[] xmm = new long[32];

    public final X87 x87 = new X87();
    public int mxcsr = 0x1f80;
    /** How the SSE instruction that runs rounds. */
    public final Rounding rounding = new Rounding();

    public int xcr0 = 1;

    /** RIP at the start of the block that runs, or of the next instruction between blocks. */
    public long rip;

    /** The two numbers that the arithmetic flags are made of; see {@link Flags}. */
    public long result = 1;

    public long carries;
    /** All other flags, in their places. */
    public int flags;

    public final int[] selector = new int[Segment.COUNT];
    public final long[] base = new long[Segment.COUNT];
    public final long[] limit = new long[Segment.COUNT];
    public final int[] attributes = new int[Segment.COUNT];
    public long gdtBase;
    public int gdtLimit;
    public long idtBase;
    public int idtLimit;

    public long cr0;
    public long cr2;
    public long cr3;
    public long cr4;
    public long efer;
    public final long[] dr = new long[8];
    public int cpl;

    /** No interrupt is accepted before the next instruction: STI, MOV SS. */
    public boolean shadow;
    /** HLT was executed: nothing happens before an interrupt. */
    public boolean halted;

    public final Fault fault = new Fault();
    public final Mmu mmu;
    public final Requests requests = new Requests();
    public final Msrs msrs;
    public final PortSpace ports;
    public final MachineClock clock;
    public final int index;

    public Cpu(int index, PhysicalSpace space, PortSpace ports, MachineClock clock) {
        this.index = index;
        this.ports = ports;
        this.clock = clock;
        mmu = new Mmu(space, fault);
        msrs = new Msrs(this, space);
        Reset.powerOn(this);
    }

    /** {@return whether EFER.LMA is set: 64-bit or compatibility mode} */
    public boolean longMode() {
        return (efer & EFER_LMA) != 0;
    }

    /** {@return whether code is 64-bit code} */
    public boolean code64() {
        return (efer & EFER_LMA) != 0 && (attributes[Segment.CS] & Segment.LONG) != 0;
    }

    /** {@return whether addresses are made as in real mode: real-address and virtual-8086 mode} */
    public boolean real() {
        return (cr0 & CR0_PE) == 0 || (flags & Flags.VM) != 0;
    }

    /** {@return bits of code: 64, 32 or 16} */
    public int codeBits() {
        return code64() ? 64 : (attributes[Segment.CS] & Segment.BIG) != 0 ? 32 : 16;
    }

    /** {@return the mask of the stack pointer} */
    public long stackMask() {
        return code64() ? -1 : (attributes[Segment.SS] & Segment.BIG) != 0 ? 0xffff_ffffL : 0xffff;
    }

    /** Chooses the table of translations after a change of privilege, of RFLAGS.AC or of CR0 and CR4. */
    public void chooseTable() {
        boolean user = cpl == 3;
        boolean ac = (flags & Flags.AC) != 0;
        int kind = user ? Mmu.USER : (cr4 & CR4_SMAP) != 0 && !ac ? Mmu.KERNEL_SMAP : Mmu.KERNEL;
        mmu.select(kind, user && ac && (cr0 & CR0_AM) != 0);
    }

    public void setCpl(int level) {
        cpl = level;
        chooseTable();
    }

    // Operands. -----------------------------------------------------------------------------------------------------

    /** {@return a register's value; the bits above the operand's size mean nothing} */
    public long reg(int number) {
        return number < HIGH ? gpr[number] : gpr[number - HIGH] >>> 8;
    }

    /** Writes a register as the operand size demands: 32 bits clear the upper half, 8 and 16 bits leave the rest. */
    public void setReg(int number, int shift, long value) {
        switch (shift) {
            case 0 -> gpr[number] = value;
            case 32 -> gpr[number] = value & 0xffff_ffffL;
            case 48 -> gpr[number] = gpr[number] & ~0xffffL | value & 0xffff;
            default -> {
                if (number < HIGH) {
                    gpr[number] = gpr[number] & ~0xffL | value & 0xff;
                } else {
                    gpr[number - HIGH] = gpr[number - HIGH] & ~0xff00L | (value & 0xff) << 8;
                }
            }
        }
    }

    /** {@return the offset that an instruction's memory operand names} */
    public long offset(Instruction i) {
        return gpr[i.base] + (gpr[i.index] << i.scale) + i.displacement & i.addressMask;
    }

    /** {@return the linear address of an instruction's memory operand of {@code size} bytes, about to be read} */
    public long address(Instruction i, int size) {
        long offset = gpr[i.base] + (gpr[i.index] << i.scale) + i.displacement & i.addressMask;
        return i.flat ? offset + base[i.segment] : Segments.linear(this, i.segment, offset, size, false);
    }

    /** {@return the linear address of an instruction's memory operand of {@code size} bytes, about to be written} */
    public long addressToWrite(Instruction i, int size) {
        long offset = gpr[i.base] + (gpr[i.index] << i.scale) + i.displacement & i.addressMask;
        return i.flat ? offset + base[i.segment] : Segments.linear(this, i.segment, offset, size, true);
    }

    /** {@return linear address {@code offset} in a segment, which is not one of 64-bit code's flat ones} */
    public long linear(int segment, long offset, int size, boolean write) {
        if (code64()) {
            return segment == Segment.FS || segment == Segment.GS ? base[segment] + offset : offset;
        }
        return Segments.linear(this, segment, offset, size, write);
    }

    // Stack. --------------------------------------------------------------------------------------------------------

    /** Pushes the low {@code 64 - shift} bits; RSP changes after the store. */
    public void push(int shift, long value) {
        int size = 8 - (shift >> 3);
        long mask = stackMask();
        long top = gpr[RSP] - size & mask;
        mmu.store(linear(Segment.SS, top, size, true), shift, value);
        setStack(top, mask);
    }

    /** {@return what lies {@code distance} bytes above the stack's top} */
    public long peek(int shift, int distance) {
        long top = gpr[RSP] + distance & stackMask();
        return mmu.load(linear(Segment.SS, top, 8 - (shift >> 3), false), shift);
    }

    /** Takes {@code bytes} off the stack. */
    public void drop(long bytes) {
        long mask = stackMask();
        setStack(gpr[RSP] + bytes & mask, mask);
    }

    /** Sets the part of RSP that the stack's size covers. */
    public void setStack(long top, long mask) {
        gpr[RSP] = mask == 0xffff ? gpr[RSP] & ~0xffffL | top : top;
    }

    // Conditions of execution. --------------------------------------------------------------------------------------

    /** Raises #GP(0) unless the privilege level is 0. */
    public void requireSupervisor() {
        if (cpl != 0) {
            throw fault.protection();
        }
    }

    /** Raises what an x87, MMX or WAIT instruction raises when the unit is off. */
    public void requireX87() {
        if ((cr0 & (CR0_EM | CR0_TS)) != 0) {
            throw fault.of(Fault.NO_DEVICE);
        }
    }

    /** Raises what an MMX instruction raises when the unit is off, and what a pending x87 exception demands. */
    public void requireMmx() {
        if ((cr0 & CR0_EM) != 0) {
            throw fault.of(Fault.INVALID_OPCODE);
        }
        requireX87();
    }

    /** Raises what an SSE instruction raises when the unit is off. */
    public void requireSse() {
        if ((cr0 & CR0_EM) != 0 || (cr4 & CR4_OSFXSR) == 0) {
            throw fault.of(Fault.INVALID_OPCODE);
        }
        if ((cr0 & CR0_TS) != 0) {
            throw fault.of(Fault.NO_DEVICE);
        }
    }

    /** {@return the time stamp counter: nanoseconds, so that it needs no scaling, and IA32_TSC_ADJUST} */
    public long timeStamp() {
        return clock.nanos() + msrs.timeStampAdjust;
    }
}
