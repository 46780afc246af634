package io.jvirt.machine.cpu;

/**
 * RFLAGS (SDM volume 1, 3.4.3). The six arithmetic flags are kept as two numbers, {@link Cpu#result} and {@link Cpu#carries}, from
 * which each is a cheap expression:
 *
 * <ul>
 *   <li>{@code result}: the last result, sign-extended to 64 bits: ZF is {@code result == 0}, SF its sign, PF the parity of its low
 *       byte;
 *   <li>{@code carries}: bit 63 the carry out of the operand's top bit (CF), bit 62 the carry into it (OF is the two unequal), bit
 *       3 the carry out of bit 3 (AF); bit 0 turns SF and bits 8 to 15 change the byte that PF is taken from, which only
 *       {@link #set} needs.
 * </ul>
 */
public final class Flags {
    public static final int CF = 1;
    public static final int PF = 1 << 2;
    public static final int AF = 1 << 4;
    public static final int ZF = 1 << 6;
    public static final int SF = 1 << 7;
    public static final int TF = 1 << 8;
    public static final int IF = 1 << 9;
    public static final int DF = 1 << 10;
    public static final int OF = 1 << 11;
    public static final int IOPL = 3 << 12;
    public static final int NT = 1 << 14;
    public static final int RF = 1 << 16;
    public static final int VM = 1 << 17;
    public static final int AC = 1 << 18;
    public static final int VIF = 1 << 19;
    public static final int VIP = 1 << 20;
    public static final int ID = 1 << 21;
    public static final int ARITHMETIC = CF | PF | AF | ZF | SF | OF;
    /** The flags that exist; the rest reads as zero, but bit 1 as one. */
    public static final int ALL = ARITHMETIC | TF | IF | DF | IOPL | NT | RF | VM | AC | VIF | VIP | ID;

    /** The bits of {@code carries} that CF and OF are made of. */
    public static final long TOP = 3L << 62;

    private Flags() {}

    public static boolean carry(Cpu cpu) {
        return cpu.carries < 0;
    }

    public static boolean overflow(Cpu cpu) {
        return (cpu.carries ^ cpu.carries << 1) < 0;
    }

    public static boolean zero(Cpu cpu) {
        return cpu.result == 0;
    }

    public static boolean sign(Cpu cpu) {
        return (cpu.result ^ cpu.carries << 63) < 0;
    }

    public static boolean parity(Cpu cpu) {
        return (Integer.bitCount((int) (cpu.result ^ cpu.carries >>> 8) & 0xff) & 1) == 0;
    }

    /** SF differs from OF: the first operand of a comparison was less, as signed numbers. */
    public static boolean less(Cpu cpu) {
        return (cpu.result ^ cpu.carries << 63 ^ cpu.carries ^ cpu.carries << 1) < 0;
    }

    /** {@return whether condition 0 (O) to 15 (NLE), as opcodes number them, holds} */
    public static boolean condition(Cpu cpu, int condition) {
        boolean even =
                switch (condition >> 1) {
                    case 0 -> overflow(cpu);
                    case 1 -> carry(cpu);
                    case 2 -> zero(cpu);
                    case 3 -> carry(cpu) || zero(cpu);
                    case 4 -> sign(cpu);
                    case 5 -> parity(cpu);
                    case 6 -> less(cpu);
                    default -> less(cpu) || zero(cpu);
                };
        return even ^ (condition & 1) != 0;
    }

    /** {@return the arithmetic flags in their places} */
    public static int arithmetic(Cpu cpu) {
        return (carry(cpu) ? CF : 0)
                | (parity(cpu) ? PF : 0)
                | (int) (cpu.carries & 8) << 1
                | (zero(cpu) ? ZF : 0)
                | (sign(cpu) ? SF : 0)
                | (overflow(cpu) ? OF : 0);
    }

    /** Sets the arithmetic flags to those of {@code flags}. */
    public static void setArithmetic(Cpu cpu, int flags) {
        long result = (flags & ZF) != 0 ? 0 : 1;
        boolean carry = (flags & CF) != 0;
        boolean top = carry ^ (flags & OF) != 0;
        boolean evenParity = result == 0;
        cpu.result = result;
        cpu.carries = (carry ? 1L << 63 : 0)
                | (top ? 1L << 62 : 0)
                | ((flags & AF) != 0 ? 8 : 0)
                | ((flags & SF) != 0 ? 1 : 0)
                | (evenParity != ((flags & PF) != 0) ? 1 << 8 : 0);
    }

    /** {@return RFLAGS as PUSHF and an interrupt see it} */
    public static long get(Cpu cpu) {
        return cpu.flags | 2 | arithmetic(cpu);
    }

    /** Sets those bits of RFLAGS that are in {@code mask}. */
    public static void set(Cpu cpu, long value, int mask) {
        if ((mask & ARITHMETIC) == ARITHMETIC) {
            setArithmetic(cpu, (int) value);
        } else if ((mask & ARITHMETIC) != 0) {
            setArithmetic(cpu, arithmetic(cpu) & ~mask | (int) value & mask);
        }
        int system = mask & ~ARITHMETIC & ALL;
        int old = cpu.flags;
        cpu.flags = old & ~system | (int) value & system;
        if (((old ^ cpu.flags) & AC) != 0) {
            cpu.chooseTable();
        }
    }

    /** Sets CF and OF and leaves the other flags alone, as rotations do. */
    public static void setCarryOverflow(Cpu cpu, boolean carry, boolean overflow) {
        cpu.carries = cpu.carries & ~TOP | (carry ? 1L << 63 : 0) | (carry ^ overflow ? 1L << 62 : 0);
    }

    /** Sets CF and leaves the other flags alone. */
    public static void setCarry(Cpu cpu, boolean carry) {
        setCarryOverflow(cpu, carry, overflow(cpu));
    }

    /** Sets flags after an operation that makes CF and OF in its own way; AF becomes zero. */
    public static void setResult(Cpu cpu, long result, boolean carry, boolean overflow) {
        cpu.result = result;
        cpu.carries = (carry ? 1L << 63 : 0) | (carry ^ overflow ? 1L << 62 : 0);
    }
}
