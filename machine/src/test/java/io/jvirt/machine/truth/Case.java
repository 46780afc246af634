package io.jvirt.machine.truth;

import io.jvirt.machine.cpu.decode.Form;
import io.jvirt.machine.cpu.decode.Operand;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.Set;

/**
 * Makes a random instruction of a form whose memory operands lie in the data area: RBX, RBP, RSI, RDI, R12 and R13 point there, R9 is a
 * small number, RCX a small count, RSP is in the stack. Nothing it makes faults.
 */
final class Case {
    static final int[] POINTERS = {3, 5, 6, 7, 12, 13};
    private static final int SMALL = 9;

    /** Not for user mode, not deterministic, leaving the code, or able to fault whatever the operands. */
    private static final Set<String> LEFT_OUT = Set.of(
            "INS", "OUTS", "IN", "IN_DX", "OUT", "OUT_DX", "HLT", "CLI", "STI", "PUSHF", "POPF", "LEAVE", "ENTER", "IRET",
            "RET", "RET_FAR", "CALL", "CALL_NEAR", "JMP_NEAR", "CALL_FAR_MEMORY", "JMP_FAR_MEMORY", "INT", "INT3", "INT1", "UD",
            "MOV_TO_SEGMENT", "MOV_FROM_SEGMENT", "POP_FS", "POP_GS", "PUSH_FS", "PUSH_GS", "LSS", "LFS", "LGS", "XLAT",
            "RDRAND", "RDSEED", "RDTSC", "RDTSCP", "RDPMC", "CPUID", "SYSCALL", "SYSRET", "SYSENTER", "SYSEXIT", "SWAPGS", "CLTS",
            "NOP_SUPERVISOR", "LLDT", "LTR", "SLDT", "STR", "SGDT", "SIDT", "LGDT", "LIDT", "SMSW", "LMSW", "INVLPG", "CLAC",
            "STAC", "WRMSR", "RDMSR", "MOV_FROM_CR", "MOV_TO_CR", "MOV_FROM_DR", "MOV_TO_DR", "XGETBV", "XSETBV", "XSAVE",
            "XRSTOR", "FXSAVE", "FXRSTOR", "LDMXCSR", "STMXCSR", "RDFSBASE", "RDGSBASE", "WRFSBASE", "WRGSBASE", "VERR", "VERW",
            "LAR", "LSL", "JCC", "JMP", "LOOP", "LOOPE", "LOOPNE", "JCXZ", "MOVDIRI", "DIV", "IDIV", "FLDENV", "FRSTOR", "MASKMOVQ", "MASKMOVDQU", "FLDCW", "POP", "PUSH", "RCPPS", "RCPSS", "RSQRTPS", "RSQRTSS");

    private final Random random;
    private int rex;

    Case(Random random) {
        this.random = random;
    }

    static boolean suits(Form form) {
        return !form.not64()
                && !LEFT_OUT.contains(form.name())
                && form.operands().stream().noneMatch(o -> o.kind() == Operand.Kind.O || o.kind() == Operand.Kind.S);
    }

    /** {@return the instruction's bytes, of at most 15} */
    byte[] make(Form form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        rex = 0;
        boolean operandPrefix = form.prefix() == 0x66
                || form.prefix() == 0 && !form.vex() && random.nextInt(4) == 0 && !form.operands().isEmpty();
        boolean string = form.operands().size() == 1 && form.operands().getFirst().kind() == Operand.Kind.SIZE
                && form.opcode() >= 0xa4 && form.opcode() <= 0xaf;
        if (operandPrefix && !form.vex()) {
            out.write(0x66);
        }
        if (string && random.nextBoolean()) {
            out.write(0xf2 + random.nextInt(2));
        }
        if (!form.vex() && (form.prefix() == 0xf2 || form.prefix() == 0xf3)) {
            out.write(form.prefix());
        }
        int opcode = form.opcode() + (form.count() > 1 ? random.nextInt(form.count()) : 0);
        if (opcode == 0x90 && form.map() == 0 && form.count() > 1) {
            opcode++;
        }
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        boolean wide = random.nextInt(3) == 0;
        if (random.nextInt(4) == 0 || wide) {
            rex = 0x40 | (wide ? 8 : 0);
        }
        if (form.count() == 8 && random.nextBoolean() && !string) {
            rex |= 0x41;
        }
        if (form.hasModrm()) {
            modrm(form, tail);
        }
        boolean word = operandPrefix;
        immediate(form, tail, word);
        if (form.count() == 8 && form.operands().stream().anyMatch(o -> o.kind() == Operand.Kind.Z)) {
            int register = opcode & 7 | (rex & 1) << 3;
            if (register == 4) {
                opcode = opcode & ~7 | 2;
            }
        }
        if (form.vex()) {
            vex(form, out, opcode);
        } else {
            if (rex != 0) {
                out.write(rex);
            }
            if (form.map() > 0) {
                out.write(0x0f);
            }
            if (form.map() > 1) {
                out.write(form.map() == 2 ? 0x38 : 0x3a);
            }
            out.write(opcode);
        }
        out.writeBytes(tail.toByteArray());
        return out.toByteArray();
    }

    private void vex(Form form, ByteArrayOutputStream out, int opcode) {
        int pp = switch (form.prefix()) {
            case 0x66 -> 1;
            case 0xf3 -> 2;
            case 0xf2 -> 3;
            default -> 0;
        };
        int v = form.operands().stream().anyMatch(o -> o.kind() == Operand.Kind.B) ? register() : 0;
        out.write(0xc4);
        out.write((~rex & 7) << 5 & 0xe0 & flip(rex) | form.map());
        out.write((rex & 8) << 4 | (~v & 15) << 3 | pp);
        out.write(opcode);
    }

    private static int flip(int rex) {
        return (rex & 4) << 5 ^ 0x80 | (rex & 2) << 5 ^ 0x40 | (rex & 1) << 5 ^ 0x20;
    }

    /** {@return any register but RSP} */
    private int register() {
        int r;
        do {
            r = random.nextInt(16);
        } while (r == 4);
        return r;
    }

    private void modrm(Form form, ByteArrayOutputStream tail) {
        if (form.modrm() >= 0) {
            tail.write(form.modrm());
            return;
        }
        boolean control = form.operands().stream().anyMatch(o -> o.kind() == Operand.Kind.G);
        boolean bitString = form.name().startsWith("BT") && form.operands().size() == 2
                && form.operands().get(1).kind() == Operand.Kind.G;
        int reg = form.extension() >= 0 ? form.extension() : bitString ? SMALL : register();
        if (form.extension() < 0) {
            boolean eight = form.operands().stream().anyMatch(o -> o.kind() == Operand.Kind.P);
            if (eight) {
                reg &= 7;
            }
            if (reg >= 8) {
                rex |= 0x44;
            }
            boolean byteReg = form.operands().stream().anyMatch(o -> o.kind() == Operand.Kind.G && o.size() == 'b');
            if (byteReg && reg == 4 && control) {
                reg = 0;
            }
        }
        boolean memory = form.place() == Form.Place.MEMORY
                || form.place() == Form.Place.ANY
                        && form.operands().stream().anyMatch(Operand::mayBeMemory)
                        && random.nextBoolean();
        if (!memory) {
            int rm = register();
            if (form.operands().stream().anyMatch(o -> switch (o.kind()) {
                case N, Q, T -> true;
                default -> false;
            })) {
                rm &= 7;
            }
            if (rm >= 8) {
                rex |= 0x41;
            }
            tail.write(0xc0 | (reg & 7) << 3 | rm & 7);
            return;
        }
        memory(form, tail, reg & 7);
    }

    private void memory(Form form, ByteArrayOutputStream tail, int reg) {
        boolean aligned = needsAlignment(form);
        int base = POINTERS[random.nextInt(POINTERS.length)];
        if (base >= 8) {
            rex |= 0x41;
        }
        boolean index = !aligned && random.nextInt(3) == 0;
        int displacement = aligned ? (random.nextInt(16) - 8) * 16 : random.nextInt(256) - 128;
        boolean large = random.nextInt(3) == 0 || aligned && (displacement < -128 || displacement > 127);
        int mod = large ? 0x80 : 0x40;
        if (index || base == 12) {
            tail.write(mod | reg << 3 | 4);
            if (index) {
                rex |= 0x42;
                tail.write(random.nextInt(4) << 6 | (SMALL & 7) << 3 | base & 7);
            } else {
                tail.write(4 << 3 | base & 7);
            }
        } else {
            tail.write(mod | reg << 3 | base & 7);
        }
        write(tail, displacement, large ? 4 : 1);
    }

    private static boolean needsAlignment(Form form) {
        return form.name().equals("CMPXCHG8B")
                || form.operands().stream().anyMatch(o -> o.size() == 'x' && (o.kind() == Operand.Kind.W || o.kind() == Operand.Kind.M));
    }

    private void immediate(Form form, ByteArrayOutputStream tail, boolean word) {
        for (Operand operand : form.operands()) {
            if (operand.kind() == Operand.Kind.I) {
                boolean wide = (rex & 8) != 0;
                int size = switch (operand.size()) {
                    case 'b' -> 1;
                    case 'w' -> 2;
                    case 'z' -> word && !wide ? 2 : 4;
                    default -> wide ? 8 : word ? 2 : 4;
                };
                write(tail, random.nextInt(3) == 0 ? random.nextInt(4) : random.nextLong(), size);
            }
        }
    }

    private static void write(ByteArrayOutputStream out, long value, int size) {
        for (int i = 0; i < size; i++) {
            out.write((int) (value >> 8 * i));
        }
    }
}
