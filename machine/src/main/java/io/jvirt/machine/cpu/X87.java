package io.jvirt.machine.cpu;

import io.jvirt.machine.cpu.op.Rounding;
import java.util.Arrays;

/** The registers of the x87 unit (SDM volume 1, chapter 8), which MMX registers are the significands of. */
public final class X87 {
    /** Significands of the eight physical registers, the explicit integer bit on top. */
    public final long[] significand = new long[8];
    /** Sign and exponent of the eight physical registers, as the 16 upper bits of the 80-bit format. */
    public final int[] signExponent = new int[8];
    /** Bit n: physical register n is in use. */
    public int used;

    public int control;
    /** How the operation that runs rounds. */
    public final Rounding rounding = new Rounding();
    /** The status word without the top of the stack. */
    public int status;

    public int top;
    public int opcode;
    public long instructionPointer;
    public long dataPointer;

    /** FNINIT. */
    public void init() {
        control = 0x37f;
        status = 0;
        top = 0;
        used = 0;
        opcode = 0;
        instructionPointer = 0;
        dataPointer = 0;
    }

    /** Power-on. */
    public void reset() {
        init();
        Arrays.fill(significand, 0);
        Arrays.fill(signExponent, 0);
    }

    /** {@return the status word with the top of the stack} */
    public int statusWord() {
        return status | top << 11;
    }

    public void setStatusWord(int word) {
        status = word & ~(7 << 11);
        top = word >> 11 & 7;
    }

    /** {@return the tag word in the form of FNSTENV: two bits a register} */
    public int tagWord() {
        int tags = 0;
        for (int r = 0; r < 8; r++) {
            tags |= tag(r) << 2 * r;
        }
        return tags;
    }

    private int tag(int r) {
        if ((used >> r & 1) == 0) {
            return 3;
        }
        int exponent = signExponent[r] & 0x7fff;
        if (exponent == 0 && significand[r] == 0) {
            return 1;
        }
        return exponent == 0 || exponent == 0x7fff || significand[r] >= 0 ? 2 : 0;
    }

    public void setTagWord(int tags) {
        used = 0;
        for (int r = 0; r < 8; r++) {
            if ((tags >> 2 * r & 3) != 3) {
                used |= 1 << r;
            }
        }
    }

    /** {@return an MMX register} */
    public long mmx(int number) {
        return significand[number];
    }

    /** Writes an MMX register: the exponent becomes all ones. */
    public void setMmx(int number, long value) {
        significand[number] = value;
        signExponent[number] = 0xffff;
    }

    /** What every MMX instruction but EMMS does to the unit: the stack is full and begins at register 0. */
    public void enterMmx() {
        top = 0;
        used = 0xff;
    }
}
