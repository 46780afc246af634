package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Flags;
import io.jvirt.machine.cpu.Segment;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import io.jvirt.machine.cpu.op.Alu;
import org.jspecify.annotations.Nullable;

/**
 * Handlers without questions for the commonest operands: 32 and 64 bits in registers, loads and stores, jumps and the stack of
 * 64-bit code. Each does exactly what the general handler does.
 */
final class FastHandlers {
    private FastHandlers() {}

    static @Nullable Handler of(Instruction i) {
        if (!i.flat) {
            return null;
        }
        return switch (i.form.name()) {
            case "MOV" -> move(i);
            case "LEA" -> i.shift == 0 ? (cpu, x) -> cpu.gpr[x.a] = cpu.offset(x) : null;
            case "ADD" -> i.shift == 0 ? onRegisters(i, (cpu, x) -> cpu.gpr[x.a] = Alu.add(cpu, cpu.gpr[x.a], cpu.gpr[x.b], 0),
                            (cpu, x) -> cpu.gpr[x.a] = Alu.add(cpu, cpu.gpr[x.a], x.immediate, 0)) : null;
            case "SUB" -> i.shift == 0 ? onRegisters(i, (cpu, x) -> cpu.gpr[x.a] = Alu.sub(cpu, cpu.gpr[x.a], cpu.gpr[x.b], 0),
                            (cpu, x) -> cpu.gpr[x.a] = Alu.sub(cpu, cpu.gpr[x.a], x.immediate, 0)) : null;
            case "CMP" -> compare(i);
            case "TEST" -> test(i);
            case "XOR" -> i.shift == 32 && i.a == i.b && i.a >= 0 ? (cpu, x) -> {
                cpu.gpr[x.a] = 0;
                cpu.result = 0;
                cpu.carries = 0;
            } : null;
            case "JCC" -> jump(i);
            case "JMP" -> (cpu, x) -> cpu.rip = cpu.gpr[Cpu.CODE] + x.immediate;
            case "PUSH" -> i.shift == 0 && i.a >= 0 ? (cpu, x) -> {
                long top = cpu.gpr[Cpu.RSP] - 8;
                cpu.mmu.store64(top, cpu.gpr[x.a]);
                cpu.gpr[Cpu.RSP] = top;
            } : null;
            case "POP" -> i.shift == 0 && i.a >= 0 ? (cpu, x) -> {
                long value = cpu.mmu.load64(cpu.gpr[Cpu.RSP]);
                cpu.gpr[Cpu.RSP] += 8;
                cpu.gpr[x.a] = value;
            } : null;
            default -> null;
        };
    }

    private static @Nullable Handler onRegisters(Instruction i, Handler both, @Nullable Handler immediate) {
        if (i.a < 0) {
            return null;
        }
        return i.b >= 0 ? both : i.b == Instruction.IMMEDIATE ? immediate : null;
    }

    private static boolean plain(Instruction i) {
        return i.segment == Segment.FLAT && i.addressMask == -1;
    }

    private static @Nullable Handler move(Instruction i) {
        if (i.shift == 0) {
            if (i.a >= 0) {
                return i.b >= 0 ? (cpu, x) -> cpu.gpr[x.a] = cpu.gpr[x.b]
                        : i.b == Instruction.IMMEDIATE ? (cpu, x) -> cpu.gpr[x.a] = x.immediate
                        : plain(i) ? (cpu, x) ->
                                cpu.gpr[x.a] = cpu.mmu.load64(cpu.gpr[x.base] + (cpu.gpr[x.index] << x.scale) + x.displacement)
                        : null;
            }
            return i.b >= 0 && plain(i) ? (cpu, x) ->
                    cpu.mmu.store64(cpu.gpr[x.base] + (cpu.gpr[x.index] << x.scale) + x.displacement, cpu.gpr[x.b]) : null;
        }
        if (i.shift == 32) {
            if (i.a >= 0) {
                return i.b >= 0 ? (cpu, x) -> cpu.gpr[x.a] = cpu.gpr[x.b] & 0xffff_ffffL
                        : i.b == Instruction.IMMEDIATE ? (cpu, x) -> cpu.gpr[x.a] = x.immediate & 0xffff_ffffL
                        : plain(i) ? (cpu, x) ->
                                cpu.gpr[x.a] = cpu.mmu.load32(cpu.gpr[x.base] + (cpu.gpr[x.index] << x.scale) + x.displacement)
                        : null;
            }
            return i.b >= 0 && plain(i) ? (cpu, x) ->
                    cpu.mmu.store32(cpu.gpr[x.base] + (cpu.gpr[x.index] << x.scale) + x.displacement, cpu.gpr[x.b]) : null;
        }
        return null;
    }

    private static @Nullable Handler compare(Instruction i) {
        return switch (i.shift) {
            case 0 -> onRegisters(i, (cpu, x) -> Alu.sub(cpu, cpu.gpr[x.a], cpu.gpr[x.b], 0),
                    (cpu, x) -> Alu.sub(cpu, cpu.gpr[x.a], x.immediate, 0));
            case 32 -> onRegisters(i, (cpu, x) -> Alu.sub(cpu, cpu.gpr[x.a], cpu.gpr[x.b], 32),
                    (cpu, x) -> Alu.sub(cpu, cpu.gpr[x.a], x.immediate, 32));
            default -> null;
        };
    }

    private static @Nullable Handler test(Instruction i) {
        return switch (i.shift) {
            case 0 -> onRegisters(i, (cpu, x) -> Alu.and(cpu, cpu.gpr[x.a], cpu.gpr[x.b], 0), null);
            case 32 -> onRegisters(i, (cpu, x) -> Alu.and(cpu, cpu.gpr[x.a], cpu.gpr[x.b], 32), null);
            default -> null;
        };
    }

    private static @Nullable Handler jump(Instruction i) {
        return switch (i.condition) {
            case 2 -> (cpu, x) -> go(cpu, x, Flags.carry(cpu));
            case 3 -> (cpu, x) -> go(cpu, x, !Flags.carry(cpu));
            case 4 -> (cpu, x) -> go(cpu, x, cpu.result == 0);
            case 5 -> (cpu, x) -> go(cpu, x, cpu.result != 0);
            default -> null;
        };
    }

    private static void go(Cpu cpu, Instruction i, boolean taken) {
        if (taken) {
            cpu.rip = cpu.gpr[Cpu.CODE] + i.immediate;
        }
    }
}
