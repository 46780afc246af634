package io.jvirt.machine.interpret;

import static io.jvirt.machine.interpret.Operands.a;
import static io.jvirt.machine.interpret.Operands.jump;
import static io.jvirt.machine.interpret.Operands.jumpRelative;
import static io.jvirt.machine.interpret.Operands.next;
import static io.jvirt.machine.interpret.Operands.setA;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Delivery;
import io.jvirt.machine.cpu.FarTransfer;
import io.jvirt.machine.cpu.Fault;
import io.jvirt.machine.cpu.Flags;
import io.jvirt.machine.cpu.Segment;
import io.jvirt.machine.cpu.Segments;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import java.util.Map;

/** Jumps, calls, returns, software interrupts and the stack. RIP is that of the next instruction when a handler begins. */
final class FlowHandlers {
    private FlowHandlers() {}

    static void addTo(Map<String, Handler> table) {
        near(table);
        far(table);
        stack(table);
        segmentRegisters(table);
    }

    private static void near(Map<String, Handler> table) {
        table.put("JCC", (cpu, i) -> {
            if (Flags.condition(cpu, i.condition)) {
                jumpRelative(cpu, i);
            }
        });
        table.put("JMP", (cpu, i) -> jumpRelative(cpu, i));
        table.put("JMP_NEAR", (cpu, i) -> jump(cpu, i, trim(i, a(cpu, i))));
        table.put("CALL", (cpu, i) -> {
            cpu.push(i.shift, cpu.rip);
            jumpRelative(cpu, i);
        });
        table.put("CALL_NEAR", (cpu, i) -> {
            long target = trim(i, a(cpu, i));
            if (i.flat && target << 16 >> 16 != target) {
                throw cpu.fault.protection();
            }
            cpu.push(i.shift, cpu.rip);
            jump(cpu, i, target);
        });
        table.put("RET", (cpu, i) -> {
            jump(cpu, i, cpu.peek(i.shift, 0));
            cpu.drop(i.size() + (i.immediate & 0xffff));
        });
        table.put("LOOP", (cpu, i) -> loop(cpu, i, true));
        table.put("LOOPE", (cpu, i) -> loop(cpu, i, Flags.zero(cpu)));
        table.put("LOOPNE", (cpu, i) -> loop(cpu, i, !Flags.zero(cpu)));
        table.put("JCXZ", (cpu, i) -> {
            if ((cpu.gpr[Cpu.RCX] & i.addressMask) == 0) {
                jumpRelative(cpu, i);
            }
        });
    }

    private static long trim(Instruction i, long target) {
        return i.flat ? target : target << i.shift >>> i.shift;
    }

    private static void loop(Cpu cpu, Instruction i, boolean condition) {
        long count = cpu.gpr[Cpu.RCX] - 1 & i.addressMask;
        if (count != 0 && condition) {
            jumpRelative(cpu, i);
        }
        cpu.gpr[Cpu.RCX] = i.addressMask == 0xffff ? cpu.gpr[Cpu.RCX] & ~0xffffL | count : count;
    }

    private static void far(Map<String, Handler> table) {
        table.put("JMP_FAR", (cpu, i) -> FarTransfer.jump(cpu, (int) i.immediate & 0xffff, i.displacement));
        table.put("CALL_FAR", (cpu, i) ->
                FarTransfer.call(cpu, (int) i.immediate & 0xffff, i.displacement, next(cpu, i), i.shift));
        table.put("JMP_FAR_MEMORY", (cpu, i) -> {
            long at = cpu.address(i, i.size() + 2);
            long offset = cpu.mmu.load(at, i.shift);
            FarTransfer.jump(cpu, (int) cpu.mmu.load16(at + i.size()), offset);
        });
        table.put("CALL_FAR_MEMORY", (cpu, i) -> {
            long at = cpu.address(i, i.size() + 2);
            long offset = cpu.mmu.load(at, i.shift);
            FarTransfer.call(cpu, (int) cpu.mmu.load16(at + i.size()), offset, next(cpu, i), i.shift);
        });
        table.put("RET_FAR", (cpu, i) -> FarTransfer.ret(cpu, i.shift, (int) i.immediate & 0xffff));
        table.put("IRET", (cpu, i) -> FarTransfer.iret(cpu, i.shift));
        table.put("INT", (cpu, i) ->
                Delivery.deliver(cpu, (int) i.immediate & 0xff, false, 0, Delivery.Source.SOFTWARE));
        table.put("INT3", (cpu, i) ->
                Delivery.deliver(cpu, Fault.BREAKPOINT, false, 0, Delivery.Source.SOFTWARE));
        table.put("INT1", (cpu, i) -> Delivery.deliver(cpu, Fault.DEBUG, false, 0, Delivery.Source.EXCEPTION));
        table.put("INTO", (cpu, i) -> {
            if (Flags.overflow(cpu)) {
                Delivery.deliver(cpu, Fault.OVERFLOW, false, 0, Delivery.Source.SOFTWARE);
            }
        });
        table.put("UD", (cpu, i) -> {
            throw cpu.fault.of(Fault.INVALID_OPCODE);
        });
        table.put("BOUND", (cpu, i) -> {
            long at = cpu.address(i, 2 * i.size());
            long low = cpu.mmu.load(at, i.shift) << i.shift >> i.shift;
            long high = cpu.mmu.load(at + i.size(), i.shift) << i.shift >> i.shift;
            long value = cpu.reg(i.a) << i.shift >> i.shift;
            if (value < low || value > high) {
                throw cpu.fault.of(Fault.BOUND);
            }
        });
    }

    private static void stack(Map<String, Handler> table) {
        table.put("PUSH", (cpu, i) -> cpu.push(i.shift, Operands.value(cpu, i, i.a, i.shift)));
        table.put("POP", FlowHandlers::pop);
        table.put("PUSHF", (cpu, i) -> cpu.push(i.shift, Flags.get(cpu) & ~(Flags.RF | Flags.VM)));
        table.put("POPF", (cpu, i) -> {
            long value = cpu.peek(i.shift, 0);
            cpu.drop(i.size());
            FarTransfer.setFlags(cpu, value & ~Flags.RF, i.shift, cpu.cpl);
            cpu.flags &= ~Flags.RF;
        });
        table.put("LEAVE", (cpu, i) -> {
            long mask = cpu.stackMask();
            long top = cpu.gpr[Cpu.RBP] & mask;
            long value = cpu.mmu.load(cpu.linear(Segment.SS, top, i.size(), false), i.shift);
            cpu.setStack(top + i.size() & mask, mask);
            cpu.setReg(Cpu.RBP, i.shift, value);
        });
        table.put("ENTER", FlowHandlers::enter);
        table.put("PUSHA", (cpu, i) -> {
            long top = cpu.gpr[Cpu.RSP];
            for (int r = 0; r < 8; r++) {
                cpu.push(i.shift, r == Cpu.RSP ? top : cpu.gpr[r]);
            }
        });
        table.put("POPA", (cpu, i) -> {
            long[] values = new long[8];
            for (int r = 0; r < 8; r++) {
                values[7 - r] = cpu.peek(i.shift, r * i.size());
            }
            cpu.drop(8 * i.size());
            for (int r = 0; r < 8; r++) {
                if (r != Cpu.RSP) {
                    cpu.setReg(r, i.shift, values[r]);
                }
            }
        });
    }

    /** POP: an address made from RSP is made from its new value. */
    private static void pop(Cpu cpu, Instruction i) {
        long value = cpu.peek(i.shift, 0);
        long old = cpu.gpr[Cpu.RSP];
        cpu.drop(i.size());
        if (i.a >= 0) {
            cpu.setReg(i.a, i.shift, value);
            return;
        }
        try {
            setA(cpu, i, value);
        } catch (RuntimeException e) {
            cpu.gpr[Cpu.RSP] = old;
            throw e;
        }
    }

    private static void enter(Cpu cpu, Instruction i) {
        int level = (int) (i.immediate >> 16) & 31;
        int shift = i.shift;
        int size = i.size();
        long mask = cpu.stackMask();
        long old = cpu.gpr[Cpu.RSP];
        try {
            cpu.push(shift, cpu.gpr[Cpu.RBP]);
            long frame = cpu.gpr[Cpu.RSP];
            for (int n = 1; n < level; n++) {
                long from = cpu.gpr[Cpu.RBP] - n * size & mask;
                cpu.push(shift, cpu.mmu.load(cpu.linear(Segment.SS, from, size, false), shift));
            }
            if (level > 0) {
                cpu.push(shift, frame);
            }
            long top = cpu.gpr[Cpu.RSP] - (i.immediate & 0xffff) & mask;
            cpu.mmu.probeStore(cpu.linear(Segment.SS, top, 1, true), 1);
            cpu.setStack(top, mask);
            cpu.setReg(Cpu.RBP, shift, frame);
        } catch (RuntimeException e) {
            cpu.gpr[Cpu.RSP] = old;
            throw e;
        }
    }

    private static void segmentRegisters(Map<String, Handler> table) {
        table.put("MOV_FROM_SEGMENT", (cpu, i) -> {
            if (i.a >= 0) {
                cpu.setReg(i.a, i.shift, segment(cpu, i.b));
            } else {
                cpu.mmu.store16(cpu.addressToWrite(i, 2), segment(cpu, i.b));
            }
        });
        table.put("MOV_TO_SEGMENT", (cpu, i) -> {
            if (i.a == Segment.CS || i.a > Segment.GS) {
                throw cpu.fault.of(Fault.INVALID_OPCODE);
            }
            Segments.load(cpu, i.a, (int) Operands.value(cpu, i, i.b, 48));
            cpu.shadow = i.a == Segment.SS;
        });
        String[] names = {"ES", "CS", "SS", "DS", "FS", "GS"};
        for (int segment = 0; segment < names.length; segment++) {
            int number = segment;
            table.put("PUSH_" + names[number], (cpu, i) -> cpu.push(i.shift, cpu.selector[number]));
            table.put("POP_" + names[number], (cpu, i) -> {
                int selector = (int) cpu.peek(i.shift, 0) & 0xffff;
                long old = cpu.gpr[Cpu.RSP];
                Segments.load(cpu, number, selector);
                cpu.gpr[Cpu.RSP] = old;
                cpu.drop(i.size());
                cpu.shadow = number == Segment.SS;
            });
            table.put("L" + names[number], (cpu, i) -> {
                long at = cpu.address(i, i.size() + 2);
                long offset = cpu.mmu.load(at, i.shift);
                Segments.load(cpu, number, (int) cpu.mmu.load16(at + i.size()));
                cpu.setReg(i.a, i.shift, offset);
            });
        }
    }

    private static int segment(Cpu cpu, int number) {
        if (number > Segment.GS) {
            throw cpu.fault.of(Fault.INVALID_OPCODE);
        }
        return cpu.selector[number];
    }
}
