package io.jvirt.machine.cpu.decode;

import io.jvirt.machine.cpu.Cpu;
import org.jspecify.annotations.Nullable;

/**
 * A decoded instruction. Operands are numbered as the {@link Form} lists them: each is a register's number, {@link #MEMORY} or
 * {@link #IMMEDIATE}. Immutable after decoding but for the handler, which the interpreter chooses.
 */
public final class Instruction {
    public static final int MEMORY = -1;
    public static final int IMMEDIATE = -2;

    /** What an engine does for an instruction. */
    @FunctionalInterface
    public interface Handler {
        void run(Cpu cpu, Instruction instruction);
    }

    public final Form form;
    /** Offset of the first byte, and of the byte after the last, in the page. */
    public final int start;

    public final int end;
    /** First, second and third operand. */
    public final int a;

    public final int b;
    public final int c;
    /** 64 minus the operand size in bits. */
    public final int shift;
    /** 64 minus the size of the second operand in bits, where it differs (MOVZX). */
    public final int shiftB;
    /** 64 minus the size in bits that prefixes and code size give, whatever the operands' sizes. */
    public final int operandSize;

    public final int base;
    public final int index;
    public final int scale;
    public final long displacement;
    public final long addressMask;
    public final int segment;
    /** The segment's base is all that matters: 64-bit code. */
    public final boolean flat;

    public final long immediate;
    /** The low four bits of the opcode: a condition. */
    public final int condition;
    /** 0xf3 or 0xf2 when the instruction has that prefix. */
    public final int repeat;

    public final boolean locked;
    public @Nullable Handler handler;

    Instruction(Form form, Decoder d) {
        this.form = form;
        start = d.start;
        end = d.position;
        a = d.operands[0];
        b = d.operands[1];
        c = d.operands[2];
        shift = d.shift;
        shiftB = d.shiftB;
        operandSize = d.operandSize();
        base = d.base;
        index = d.index;
        scale = d.scale;
        displacement = d.displacement;
        addressMask = d.addressMask();
        segment = d.segment();
        flat = d.bits == 64;
        immediate = d.immediate;
        condition = d.opcode & 15;
        repeat = d.repeat;
        locked = d.locked;
    }

    private Instruction(Form form, int start, int end, Handler handler) {
        this.form = form;
        this.start = start;
        this.end = end;
        this.handler = handler;
        a = 0;
        b = 0;
        c = 0;
        shift = 0;
        shiftB = 0;
        operandSize = 0;
        base = Cpu.ZERO;
        index = Cpu.ZERO;
        scale = 0;
        displacement = 0;
        addressMask = -1;
        segment = 0;
        flat = true;
        immediate = 0;
        condition = 0;
        repeat = 0;
        locked = false;
    }

    /** {@return an instruction that only does what a handler does: one that cannot be decoded} */
    public static Instruction of(Form form, int start, int end, Handler handler) {
        return new Instruction(form, start, end, handler);
    }

    /** {@return the operand size in bytes} */
    public int size() {
        return 8 - (shift >> 3);
    }
}
