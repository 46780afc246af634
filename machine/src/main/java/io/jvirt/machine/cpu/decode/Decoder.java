package io.jvirt.machine.cpu.decode;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Reads instructions (SDM volume 2A, chapter 2): prefixes, REX, VEX, opcode, ModRM, SIB, displacement, immediate. Used by one
 * thread for one instruction after another.
 */
public final class Decoder {
    /** Longer instructions raise #GP. */
    public static final int MAXIMUM_LENGTH = 15;

    /** Where the bytes of code come from; may throw the fault of a page that is not there. */
    @FunctionalInterface
    public interface Source {
        /** {@return the byte at {@code position}, counted from the start of the first instruction's page} */
        int at(int position);
    }

    /** The bytes are no instruction: #UD. */
    public static final class Undefined extends RuntimeException {
        private static final long serialVersionUID = 1;
        static final Undefined UNDEFINED = new Undefined();

        private Undefined() {
            super("undefined instruction", null, false, false);
        }
    }

    /** The instruction has more than 15 bytes: #GP(0). */
    public static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;
        static final TooLong TOO_LONG = new TooLong();

        private TooLong() {
            super("instruction longer than 15 bytes", null, false, false);
        }
    }

    private final Source source;
    int start;
    int position;
    int bits;
    int opcode;
    int shift;
    int shiftB;
    int base;
    int index;
    int scale;
    long displacement;
    long immediate;
    int repeat;
    boolean locked;
    final int[] operands = new int[3];

    private int rex;
    private boolean operand16;
    private boolean otherAddress;
    private int segmentOverride;
    private int defaultSegment;
    private boolean vex;
    private int vexRegister;
    private int modrm;
    private boolean memory;
    private boolean ripRelative;

    public Decoder(Source source) {
        this.source = source;
    }

    /**
     * {@return the instruction at {@code at}}
     *
     * @param codeBits 16, 32 or 64
     * @throws Undefined if there is no such instruction
     * @throws TooLong if it has more than 15 bytes
     */
    public Instruction decode(int at, int codeBits) {
        start = at;
        position = at;
        bits = codeBits;
        base = Cpu.ZERO;
        index = Cpu.ZERO;
        scale = 0;
        displacement = 0;
        immediate = 0;
        defaultSegment = Segment.DS;
        vex = false;
        vexRegister = 0;
        modrm = -1;
        memory = false;
        ripRelative = false;
        prefixes();
        Form form = form();
        sizes(form);
        operands(form);
        if (vex && vexRegister != 0 && form.operands().stream().noneMatch(o -> o.kind() == Operand.Kind.B)) {
            throw Undefined.UNDEFINED;
        }
        if (locked && !(form.lockable() && operands[0] == Instruction.MEMORY)) {
            throw Undefined.UNDEFINED;
        }
        if (ripRelative) {
            displacement += position;
        }
        return new Instruction(form, this);
    }

    private int next() {
        if (position - start >= MAXIMUM_LENGTH) {
            throw TooLong.TOO_LONG;
        }
        return source.at(position++);
    }

    private long next(int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (long) next() << 8 * i;
        }
        int unused = 64 - 8 * size;
        return value << unused >> unused;
    }

    private void prefixes() {
        rex = 0;
        operand16 = bits == 16;
        otherAddress = false;
        segmentOverride = -1;
        repeat = 0;
        locked = false;
        boolean sizePrefix = false;
        while (true) {
            int b = next();
            if (bits == 64 && (b & 0xf0) == 0x40) {
                rex = b;
                continue;
            }
            switch (b) {
                case 0x26, 0x2e, 0x36, 0x3e -> {
                    if (bits != 64) {
                        segmentOverride = b >> 3 & 3;
                    }
                }
                case 0x64, 0x65 -> segmentOverride = b - 0x60;
                case 0x66 -> sizePrefix = true;
                case 0x67 -> otherAddress = true;
                case 0xf0 -> locked = true;
                case 0xf2, 0xf3 -> repeat = b;
                default -> {
                    opcode = b;
                    operand16 = sizePrefix != (bits == 16);
                    mandatory = repeat != 0 ? repeat : sizePrefix ? 0x66 : 1;
                    return;
                }
            }
            rex = 0;
        }
    }

    private int mandatory;

    private Form form() {
        int map = 0;
        if (opcode == 0x0f) {
            opcode = next();
            map = 1;
            if (opcode == 0x38 || opcode == 0x3a) {
                map = opcode == 0x38 ? 2 : 3;
                opcode = next();
            }
        } else if (opcode == 0xc4 || opcode == 0xc5) {
            int second = source.at(position);
            if (bits == 64 || second >= 0xc0) {
                map = vexPrefix(opcode);
            }
        }
        Form[] candidates = Forms.candidates(map, opcode);
        if (candidates.length > 0 && Forms.needsModrm(map, opcode)) {
            modrm = next();
        }
        Form found = match(candidates, mandatory);
        if (found == null && mandatory != 1) {
            // A prefix that selects nothing here is one that is ignored, or only repeats.
            found = matchAny(candidates);
        }
        if (found == null) {
            throw Undefined.UNDEFINED;
        }
        if (!found.hasModrm() && modrm >= 0) {
            position--;
            modrm = -1;
        }
        if (modrm >= 0) {
            memory = modrm < 0xc0;
            if (found.operands().stream().anyMatch(o -> o.kind() == Operand.Kind.C || o.kind() == Operand.Kind.D)) {
                memory = false;
            }
            if (memory) {
                if (addressBits() == 16) {
                    address16();
                } else {
                    address();
                }
            }
        }
        return found;
    }

    private @Nullable Form match(Form[] candidates, int prefix) {
        for (Form form : candidates) {
            if (form.matches(prefix, vex, bits == 64, modrm)) {
                return form;
            }
        }
        return null;
    }

    /** A row with F3 or F2 wins over 66; then 66 tells rows apart even if REP stands before it. */
    private @Nullable Form matchAny(Form[] candidates) {
        return repeat != 0 && operand16 != (bits == 16) ? match(candidates, 0x66) : null;
    }

    private int vexPrefix(int first) {
        if (rex != 0 || mandatory != 1 || locked) {
            throw Undefined.UNDEFINED;
        }
        vex = true;
        int b1 = next();
        int last = b1;
        int map = 1;
        int w = 0;
        int inverted = ~b1;
        rex = 0x40 | (inverted & 0x80) >> 5;
        if (first == 0xc4) {
            last = next();
            map = b1 & 31;
            w = last >> 7;
            rex |= (inverted & 0x40) >> 5 | (inverted & 0x20) >> 5 | w << 3;
        }
        vexRegister = ~last >> 3 & 15;
        if ((last & 4) != 0 || map < 1 || map > 3) {
            throw Undefined.UNDEFINED;
        }
        if (bits != 64) {
            rex = 0x40 | (rex & 8);
            vexRegister &= 7;
            rex &= ~8;
        }
        mandatory = new int[] {1, 0x66, 0xf3, 0xf2}[last & 3];
        opcode = next();
        return map;
    }

    private int addressBits() {
        return switch (bits) {
            case 64 -> otherAddress ? 32 : 64;
            case 32 -> otherAddress ? 16 : 32;
            default -> otherAddress ? 32 : 16;
        };
    }

    long addressMask() {
        return switch (addressBits()) {
            case 64 -> -1;
            case 32 -> 0xffff_ffffL;
            default -> 0xffff;
        };
    }

    int segment() {
        int segment = segmentOverride >= 0 ? segmentOverride : defaultSegment;
        return bits == 64 && segment < Segment.FS ? Segment.FLAT : segment;
    }

    private void address() {
        int mod = modrm >> 6;
        int rm = modrm & 7;
        if (rm == 4) {
            int sib = next();
            scale = sib >> 6;
            int number = sib >> 3 & 7 | (rex & 2) << 2;
            index = number == 4 ? Cpu.ZERO : number;
            rm = sib & 7;
            if (rm == 5 && mod == 0) {
                displacement = next(4);
                return;
            }
        } else if (rm == 5 && mod == 0) {
            displacement = next(4);
            if (bits == 64) {
                base = Cpu.CODE;
                ripRelative = true;
            }
            return;
        }
        base = rm | (rex & 1) << 3;
        if (rm == 4 || rm == 5) {
            // RSP and RBP, but not R12 and R13, address the stack.
            defaultSegment = base < 8 ? Segment.SS : Segment.DS;
        }
        displacement = mod == 1 ? next(1) : mod == 2 ? next(4) : 0;
    }

    private void address16() {
        int mod = modrm >> 6;
        int rm = modrm & 7;
        base = rm < 2 || rm == 7 ? Cpu.RBX : rm < 4 || rm == 6 ? Cpu.RBP : rm == 4 ? Cpu.RSI : Cpu.RDI;
        index = rm >= 4 ? Cpu.ZERO : (rm & 1) == 0 ? Cpu.RSI : Cpu.RDI;
        if (rm == 6 && mod == 0) {
            base = Cpu.ZERO;
            displacement = next(2);
            return;
        }
        if (base == Cpu.RBP) {
            defaultSegment = Segment.SS;
        }
        displacement = mod == 1 ? next(1) : mod == 2 ? next(2) : 0;
    }

    private int sizeShift(char letter, Form form) {
        return switch (letter) {
            case 'b' -> 56;
            case 'w' -> 48;
            case 'd' -> 32;
            case 'q', 'x', 't' -> 0;
            case 'y' -> (rex & 8) != 0 || form.wide() && bits == 64 ? 0 : 32;
            case 'z' -> operand16 && (rex & 8) == 0 ? 48 : 32;
            default -> (rex & 8) != 0 ? 0 : operand16 ? 48 : form.wide() && bits == 64 ? 0 : 32;
        };
    }

    int operandSize() {
        return (rex & 8) != 0 ? 0 : operand16 ? 48 : 32;
    }

    private void sizes(Form form) {
        shift = sizeShift('v', form);
        shiftB = shift;
        int known = 0;
        for (Operand operand : form.operands()) {
            if (operand.size() != 0 && !operand.isConstant() && known < 2) {
                int size = sizeShift(operand.size(), form);
                if (known == 0) {
                    shift = size;
                }
                shiftB = size;
                known++;
            }
        }
    }

    private void operands(Form form) {
        operands[0] = 0;
        operands[1] = 0;
        operands[2] = 0;
        int at = 0;
        for (Operand operand : form.operands()) {
            int value = operand(operand, form);
            if (at < 3) {
                operands[at++] = value;
            }
        }
    }

    private int operand(Operand operand, Form form) {
        boolean isByte = operand.size() == 'b';
        int reg = (modrm >> 3 & 7) | (rex & 4) << 1;
        int rm = modrm & 7 | (rex & 1) << 3;
        return switch (operand.kind()) {
            case E, R -> memory ? Instruction.MEMORY : isByte ? byteRegister(rm) : rm;
            case M -> Instruction.MEMORY;
            case W, U -> memory ? Instruction.MEMORY : rm;
            case Q, N, T -> memory ? Instruction.MEMORY : modrm & 7;
            case G -> isByte ? byteRegister(reg) : reg;
            case V, C -> reg;
            case D -> reg;
            case P, S -> modrm >> 3 & 7;
            case B -> vexRegister;
            case Z -> {
                int number = opcode & 7 | (rex & 1) << 3;
                yield isByte ? byteRegister(number) : number;
            }
            case FIXED -> operand.number();
            case SIZE -> 0;
            case ONE -> {
                immediate = 1;
                yield Instruction.IMMEDIATE;
            }
            case I -> {
                int size = 8 - (sizeShift(operand.size(), form) >> 3);
                long value = next(size);
                // ENTER and EXTRQ have two; the second goes above the first.
                immediate = form.name().equals("ENTER") && isByte ? immediate & 0xffff | (value & 0xff) << 16 : value;
                yield Instruction.IMMEDIATE;
            }
            case J -> {
                int size = isByte ? 1 : operand16 && bits != 64 ? 2 : 4;
                immediate = next(size) + position;
                yield Instruction.IMMEDIATE;
            }
            case O -> {
                displacement = next(addressBits() / 8);
                yield Instruction.MEMORY;
            }
            case A -> {
                long offset = next(operand16 ? 2 : 4);
                displacement = offset & (operand16 ? 0xffff : 0xffff_ffffL);
                immediate = next(2) & 0xffff;
                yield Instruction.IMMEDIATE;
            }
        };
    }

    /** AH, CH, DH and BH stand in the place of SPL, BPL, SIL and DIL, unless there is a REX prefix. */
    private int byteRegister(int number) {
        return rex == 0 && number >= 4 ? Cpu.HIGH + number - 4 : number;
    }
}
