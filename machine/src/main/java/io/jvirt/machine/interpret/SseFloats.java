package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Fault;
import io.jvirt.machine.cpu.Flags;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import io.jvirt.machine.cpu.op.Floats;
import io.jvirt.machine.cpu.op.Floats.Operation;
import io.jvirt.machine.cpu.op.Rounding;
import java.util.Map;

/** SSE arithmetic and comparisons on floating-point numbers, packed (PS, PD) and scalar (SS, SD). */
final class SseFloats {
    private static final long LOW = 0xffff_ffffL;

    /** Something computed lane by lane; numbers are bits. */
    @FunctionalInterface
    interface Lane {
        long apply(long a, long b, boolean isDouble, Rounding rounding);
    }

    private SseFloats() {}

    static void addTo(Map<String, Handler> table) {
        for (Operation operation : Operation.values()) {
            fourKinds(table, operation.name(), (cpu, i, isDouble) -> {
                boolean inexact = (cpu.mxcsr & Rounding.INEXACT) != 0;
                return (a, b, d, r) -> Floats.apply(operation, a, b, d, r, inexact);
            });
        }
        fourKinds(table, "SQRT", (cpu, i, isDouble) -> (a, b, d, r) -> Floats.squareRoot(b, d, r));
        fourKinds(table, "CMP", (cpu, i, isDouble) -> (a, b, d, r) -> matches(a, b, d, r, (int) i.immediate & 7) ? -1 : 0);
        fourKinds(table, "ROUND", (cpu, i, isDouble) -> {
            int control = (int) i.immediate;
            int mode = (control & 4) != 0 ? cpu.mxcsr >> 13 & 3 : control & 3;
            return (a, b, d, r) -> Floats.roundToInteger(b, d, mode, (control & 8) != 0, r);
        });
        comparisons(table);
        approximations(table);
        horizontal(table);
    }

    /** What makes the lanes' operation for one instruction. */
    @FunctionalInterface
    private interface Maker {
        Lane make(Cpu cpu, Instruction i, boolean isDouble);
    }

    private static void fourKinds(Map<String, Handler> table, String name, Maker maker) {
        table.put(name + "PS", packed(maker, false));
        table.put(name + "PD", packed(maker, true));
        table.put(name + "SS", (cpu, i) -> {
            cpu.requireSse();
            long b = Sse.word(cpu, i) & LOW;
            Rounding rounding = cpu.rounding.mxcsr(cpu.mxcsr, false);
            long r = maker.make(cpu, i, false).apply(cpu.xmm[2 * i.a] & LOW, b, false, rounding);
            report(cpu, rounding);
            cpu.xmm[2 * i.a] = cpu.xmm[2 * i.a] & ~LOW | r & LOW;
        });
        table.put(name + "SD", (cpu, i) -> {
            cpu.requireSse();
            long b = Sse.quad(cpu, i);
            Rounding rounding = cpu.rounding.mxcsr(cpu.mxcsr, true);
            long r = maker.make(cpu, i, true).apply(cpu.xmm[2 * i.a], b, true, rounding);
            report(cpu, rounding);
            cpu.xmm[2 * i.a] = r;
        });
    }

    private static Handler packed(Maker maker, boolean isDouble) {
        return (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            Rounding rounding = cpu.rounding.mxcsr(cpu.mxcsr, isDouble);
            Lane lane = maker.make(cpu, i, isDouble);
            long first = half(lane, cpu.xmm[2 * i.a], low, isDouble, rounding);
            long second = half(lane, cpu.xmm[2 * i.a + 1], high, isDouble, rounding);
            report(cpu, rounding);
            Sse.set(cpu, i.a, first, second);
        };
    }

    private static long half(Lane lane, long a, long b, boolean isDouble, Rounding rounding) {
        if (isDouble) {
            return lane.apply(a, b, true, rounding);
        }
        return lane.apply(a & LOW, b & LOW, false, rounding) & LOW | lane.apply(a >>> 32, b >>> 32, false, rounding) << 32;
    }

    /** Adds exceptions to MXCSR; one that is not masked raises #XM and nothing is written. */
    static void report(Cpu cpu, Rounding rounding) {
        cpu.mxcsr |= rounding.flags();
        if ((rounding.flags() & ~(cpu.mxcsr >> 7)) != 0) {
            throw cpu.fault.of(Fault.SIMD);
        }
    }

    /** {@return whether a comparison of CMPPS and its like holds: EQ, LT, LE, UNORD, and their opposites} */
    private static boolean matches(long a, long b, boolean isDouble, Rounding rounding, int predicate) {
        boolean quiet = (predicate & 3) == 0 || (predicate & 3) == 3;
        int order = Floats.compare(a, b, isDouble, quiet, rounding);
        boolean holds = switch (predicate & 3) {
            case 0 -> order == 0;
            case 1 -> order == -1;
            case 2 -> order == -1 || order == 0;
            default -> order == 2;
        };
        return holds != predicate >= 4;
    }

    private static void comparisons(Map<String, Handler> table) {
        for (boolean quiet : new boolean[] {false, true}) {
            String name = quiet ? "UCOMI" : "COMI";
            table.put(name + "SS", (cpu, i) -> compare(cpu, cpu.xmm[2 * i.a] & LOW, Sse.word(cpu, i) & LOW, false, quiet));
            table.put(name + "SD", (cpu, i) -> compare(cpu, cpu.xmm[2 * i.a], Sse.quad(cpu, i), true, quiet));
        }
    }

    private static void compare(Cpu cpu, long a, long b, boolean isDouble, boolean quiet) {
        cpu.requireSse();
        Rounding rounding = cpu.rounding.mxcsr(cpu.mxcsr, isDouble);
        int order = Floats.compare(a, b, isDouble, quiet, rounding);
        report(cpu, rounding);
        Flags.setArithmetic(cpu, X87Handlers.ordered(order));
    }

    /** RCP and RSQRT: their precision is the implementation's choice; here it is that of the division. */
    private static void approximations(Map<String, Handler> table) {
        approximation(table, "RCP", x -> 1 / x);
        approximation(table, "RSQRT", x -> (float) (1 / Math.sqrt(x)));
    }

    /** A function of a number. */
    @FunctionalInterface
    private interface Function {
        float apply(float x);
    }

    private static void approximation(Map<String, Handler> table, String name, Function function) {
        table.put(name + "PS", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            Sse.set(cpu, i.a, one(function, low) | one(function, low >>> 32) << 32, one(function, high) | one(function, high >>> 32) << 32);
        });
        table.put(name + "SS", (cpu, i) -> {
            cpu.requireSse();
            cpu.xmm[2 * i.a] = cpu.xmm[2 * i.a] & ~LOW | one(function, Sse.word(cpu, i));
        });
    }

    private static long one(Function function, long bits) {
        return Float.floatToRawIntBits(function.apply(Float.intBitsToFloat((int) bits))) & LOW;
    }

    private static void horizontal(Map<String, Handler> table) {
        for (Operation operation : new Operation[] {Operation.ADD, Operation.SUB}) {
            table.put("H" + operation + "PD", (cpu, i) -> {
                cpu.requireSse();
                long low = Sse.low(cpu, i);
                long high = Sse.high(cpu, i);
                Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, true);
                long first = Floats.apply(operation, cpu.xmm[2 * i.a], cpu.xmm[2 * i.a + 1], true, r, false);
                long second = Floats.apply(operation, low, high, true, r, false);
                report(cpu, r);
                Sse.set(cpu, i.a, first, second);
            });
            table.put("H" + operation + "PS", (cpu, i) -> {
                cpu.requireSse();
                long low = Sse.low(cpu, i);
                long high = Sse.high(cpu, i);
                Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, false);
                long first = pair(operation, cpu.xmm[2 * i.a], r) | pair(operation, cpu.xmm[2 * i.a + 1], r) << 32;
                long second = pair(operation, low, r) | pair(operation, high, r) << 32;
                report(cpu, r);
                Sse.set(cpu, i.a, first, second);
            });
        }
        table.put("ADDSUBPD", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, true);
            long first = Floats.apply(Operation.SUB, cpu.xmm[2 * i.a], low, true, r, false);
            long second = Floats.apply(Operation.ADD, cpu.xmm[2 * i.a + 1], high, true, r, false);
            report(cpu, r);
            Sse.set(cpu, i.a, first, second);
        });
        table.put("ADDSUBPS", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, false);
            long first = alternate(cpu.xmm[2 * i.a], low, r);
            long second = alternate(cpu.xmm[2 * i.a + 1], high, r);
            report(cpu, r);
            Sse.set(cpu, i.a, first, second);
        });
    }

    private static long pair(Operation operation, long lanes, Rounding rounding) {
        return Floats.apply(operation, lanes & LOW, lanes >>> 32, false, rounding, false) & LOW;
    }

    private static long alternate(long a, long b, Rounding rounding) {
        long low = Floats.apply(Operation.SUB, a & LOW, b & LOW, false, rounding, false) & LOW;
        return low | Floats.apply(Operation.ADD, a >>> 32, b >>> 32, false, rounding, false) << 32;
    }
}
