package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Flags;
import io.jvirt.machine.cpu.Segment;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import io.jvirt.machine.cpu.op.Alu;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/**
 * String instructions. With REP they end their block: registers are those of the elements done so far after each element, so that
 * faults and interrupts find a state from which the instruction goes on.
 */
final class StringHandlers {
    /** Elements between two looks at what others want of the processor. */
    private static final int SLICE = 4096;

    /** One element; {@return whether a repetition goes on} */
    @FunctionalInterface
    private interface Element {
        boolean run(Cpu cpu, Instruction i, long step);
    }

    private StringHandlers() {}

    static void addTo(Map<String, Handler> table) {
        table.put("MOVS", repeated(StringHandlers::move));
        table.put("STOS", repeated(StringHandlers::store));
        table.put("LODS", repeated(StringHandlers::load));
        table.put("CMPS", repeated(StringHandlers::compare));
        table.put("SCAS", repeated(StringHandlers::scan));
        table.put("INS", repeated(StringHandlers::in));
        table.put("OUTS", repeated(StringHandlers::out));
    }

    private static Handler repeated(Element element) {
        return (cpu, i) -> {
            long step = (cpu.flags & Flags.DF) != 0 ? -i.size() : i.size();
            if (i.repeat == 0) {
                element.run(cpu, i, step);
                return;
            }
            for (int n = 0; count(cpu, i) != 0; n++) {
                if (n == SLICE) {
                    cpu.rip = again(cpu, i);
                    return;
                }
                boolean more = element.run(cpu, i, step);
                advance(cpu, i, Cpu.RCX, -1);
                if (!more) {
                    return;
                }
            }
        };
    }

    private static long again(Cpu cpu, Instruction i) {
        long rip = cpu.gpr[Cpu.CODE] + i.start;
        return i.flat ? rip : rip & 0xffff_ffffL;
    }

    private static long count(Cpu cpu, Instruction i) {
        return cpu.gpr[Cpu.RCX] & i.addressMask;
    }

    private static void advance(Cpu cpu, Instruction i, int register, long by) {
        long value = cpu.gpr[register] + by & i.addressMask;
        cpu.gpr[register] = i.addressMask == 0xffff ? cpu.gpr[register] & ~0xffffL | value : value;
    }

    private static long source(Cpu cpu, Instruction i) {
        return cpu.linear(i.segment, cpu.gpr[Cpu.RSI] & i.addressMask, i.size(), false);
    }

    private static long target(Cpu cpu, Instruction i, boolean write) {
        return cpu.linear(Segment.ES, cpu.gpr[Cpu.RDI] & i.addressMask, i.size(), write);
    }

    private static boolean move(Cpu cpu, Instruction i, long step) {
        if (i.repeat != 0 && i.flat && step > 0 && count(cpu, i) > 1) {
            long from = source(cpu, i);
            long to = target(cpu, i, true);
            long bytes = wholeBytes(cpu, i, Math.min(4096 - (from & 4095), 4096 - (to & 4095)));
            long a = bytes == 0 ? -1 : cpu.mmu.readable(from);
            long b = a < 0 ? -1 : cpu.mmu.writable(to);
            // Elements that read what earlier ones wrote are moved one by one.
            if (b >= 0 && (b <= a || b >= a + bytes)) {
                MemorySegment ram = cpu.mmu.bytes();
                MemorySegment.copy(ram, a, ram, b, bytes);
                return skipped(cpu, i, bytes, true);
            }
        }
        long value = cpu.mmu.load(source(cpu, i), i.shift);
        cpu.mmu.store(target(cpu, i, true), i.shift, value);
        advance(cpu, i, Cpu.RSI, step);
        advance(cpu, i, Cpu.RDI, step);
        return true;
    }

    private static boolean store(Cpu cpu, Instruction i, long step) {
        if (i.repeat != 0 && i.flat && step > 0 && count(cpu, i) > 1) {
            long to = target(cpu, i, true);
            long bytes = wholeBytes(cpu, i, 4096 - (to & 4095));
            long b = bytes == 0 || !uniform(cpu.gpr[Cpu.RAX], i.shift) ? -1 : cpu.mmu.writable(to);
            if (b >= 0) {
                cpu.mmu.bytes().asSlice(b, bytes).fill((byte) cpu.gpr[Cpu.RAX]);
                return skipped(cpu, i, bytes, false);
            }
        }
        cpu.mmu.store(target(cpu, i, true), i.shift, cpu.gpr[Cpu.RAX]);
        advance(cpu, i, Cpu.RDI, step);
        return true;
    }

    /** {@return how many of {@code room} bytes are whole elements within the count} */
    private static long wholeBytes(Cpu cpu, Instruction i, long room) {
        long elements = room / i.size();
        long count = count(cpu, i);
        return (Long.compareUnsigned(count, elements) < 0 ? count : elements) * i.size();
    }

    private static boolean uniform(long value, int shift) {
        long repeated = (value & 0xff) * 0x0101_0101_0101_0101L;
        return (value ^ repeated) << shift == 0;
    }

    /** After a block of elements: registers move but for the last element's count, which the loop takes. */
    private static boolean skipped(Cpu cpu, Instruction i, long bytes, boolean both) {
        if (both) {
            advance(cpu, i, Cpu.RSI, bytes);
        }
        advance(cpu, i, Cpu.RDI, bytes);
        advance(cpu, i, Cpu.RCX, 1 - bytes / i.size());
        return true;
    }

    private static boolean load(Cpu cpu, Instruction i, long step) {
        cpu.setReg(Cpu.RAX, i.shift, cpu.mmu.load(source(cpu, i), i.shift));
        advance(cpu, i, Cpu.RSI, step);
        return true;
    }

    private static boolean compare(Cpu cpu, Instruction i, long step) {
        long a = cpu.mmu.load(source(cpu, i), i.shift);
        long b = cpu.mmu.load(target(cpu, i, false), i.shift);
        Alu.sub(cpu, a, b, i.shift);
        advance(cpu, i, Cpu.RSI, step);
        advance(cpu, i, Cpu.RDI, step);
        return Flags.zero(cpu) == (i.repeat == 0xf3);
    }

    private static boolean scan(Cpu cpu, Instruction i, long step) {
        long b = cpu.mmu.load(target(cpu, i, false), i.shift);
        Alu.sub(cpu, cpu.gpr[Cpu.RAX], b, i.shift);
        advance(cpu, i, Cpu.RDI, step);
        return Flags.zero(cpu) == (i.repeat == 0xf3);
    }

    private static boolean in(Cpu cpu, Instruction i, long step) {
        int port = (int) cpu.gpr[Cpu.RDX] & 0xffff;
        SystemHandlers.requirePort(cpu, port, i.size());
        long at = target(cpu, i, true);
        cpu.mmu.probeStore(at, i.size());
        cpu.mmu.store(at, i.shift, cpu.ports.read(port, i.size()));
        advance(cpu, i, Cpu.RDI, step);
        return true;
    }

    private static boolean out(Cpu cpu, Instruction i, long step) {
        int port = (int) cpu.gpr[Cpu.RDX] & 0xffff;
        SystemHandlers.requirePort(cpu, port, i.size());
        cpu.ports.write(port, i.size(), (int) cpu.mmu.load(source(cpu, i), i.shift));
        advance(cpu, i, Cpu.RSI, step);
        return true;
    }
}
