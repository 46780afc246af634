package io.jvirt.machine.cpu.decode;

/**
 * An operand as the SDM's opcode maps write it (volume 2D, A.2.1): where it is, and its size.
 *
 * @param kind where the operand is
 * @param size the letter that tells its size: b, w, d, q and x are 1, 2, 4, 8 and 16 bytes, v the operand size, z the same but four
 *     bytes for 64 bits, y four or eight bytes by REX.W, t ten bytes, 0 none
 * @param number a fixed register's number
 */
public record Operand(Kind kind, char size, int number) {
    /** Where an operand is. */
    public enum Kind {
        /** ModRM.rm: a general register or memory. */
        E,
        /** ModRM.reg: a general register. */
        G,
        /** ModRM.rm: memory only. */
        M,
        /** ModRM.rm: a general register only. */
        R,
        /** VEX.vvvv: a general register. */
        B,
        /** The low bits of the opcode: a general register. */
        Z,
        /** A fixed general register. */
        FIXED,
        /** ModRM.reg: an XMM register. */
        V,
        /** ModRM.rm: an XMM register or memory. */
        W,
        /** ModRM.rm: an XMM register only. */
        U,
        /** ModRM.reg: an MMX register. */
        P,
        /** ModRM.rm: an MMX register or memory. */
        Q,
        /** ModRM.rm: an MMX register only. */
        N,
        /** ModRM.rm: an x87 register, counted from the top. */
        T,
        /** ModRM.reg: a segment register. */
        S,
        /** ModRM.reg: a control register. */
        C,
        /** ModRM.reg: a debug register. */
        D,
        /** An immediate value, sign-extended. */
        I,
        /** A distance from the next instruction. */
        J,
        /** Memory at an address in the instruction. */
        O,
        /** A far pointer in the instruction. */
        A,
        /** The constant one. */
        ONE,
        /** No operand: only tells the operand size. */
        SIZE
    }

    private static final String FIXED = "AL CL DL BL AX CX DX BX eAX eCX eDX eBX rAX rCX rDX rBX";

    static Operand parse(String text) {
        if (text.equals("1")) {
            return new Operand(Kind.ONE, 'b', 0);
        }
        if (text.length() == 1 && Character.isLowerCase(text.charAt(0))) {
            return new Operand(Kind.SIZE, text.charAt(0), 0);
        }
        if (FIXED.contains(text) && text.length() > 1) {
            char size = text.endsWith("L") ? 'b' : text.length() == 2 ? 'w' : text.charAt(0) == 'e' ? 'z' : 'v';
            int number = "ACDB".indexOf(text.charAt(text.length() == 3 ? 1 : 0));
            return new Operand(Kind.FIXED, size, number);
        }
        return new Operand(Kind.valueOf(text.substring(0, 1)), text.length() > 1 ? text.charAt(1) : 0, 0);
    }

    /** {@return whether the operand may be, or is, in memory} */
    public boolean mayBeMemory() {
        return switch (kind) {
            case E, M, W, Q, O -> true;
            case G, R, B, Z, FIXED, V, U, P, N, T, S, C, D, I, J, A, ONE, SIZE -> false;
        };
    }

    /** {@return whether the operand is a number in the instruction, which does not tell the operand size} */
    public boolean isConstant() {
        return kind == Kind.I || kind == Kind.J || kind == Kind.ONE || kind == Kind.A;
    }

    /** {@return whether the operand comes from ModRM.rm} */
    public boolean isRm() {
        return switch (kind) {
            case E, M, R, W, U, Q, N, T -> true;
            case G, B, Z, FIXED, V, P, S, C, D, I, J, O, A, ONE, SIZE -> false;
        };
    }

    /** {@return whether the operand comes from ModRM.reg} */
    public boolean isReg() {
        return switch (kind) {
            case G, V, P, S, C, D -> true;
            case E, M, R, B, Z, FIXED, W, U, Q, N, T, I, J, O, A, ONE, SIZE -> false;
        };
    }
}
