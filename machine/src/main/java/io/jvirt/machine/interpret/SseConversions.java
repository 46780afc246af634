package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import io.jvirt.machine.cpu.op.Floats;
import io.jvirt.machine.cpu.op.Rounding;
import java.util.Map;

/** Conversions between integers and floating-point numbers, and between the two precisions. */
final class SseConversions {
    private static final long LOW = 0xffff_ffffL;

    private SseConversions() {}

    static void addTo(Map<String, Handler> table) {
        scalars(table);
        packed(table);
        mmx(table);
    }

    private static int mode(Cpu cpu, boolean truncate) {
        return truncate ? Rounding.ZERO : cpu.mxcsr >> 13 & 3;
    }

    private static void scalars(Map<String, Handler> table) {
        table.put("CVTSI2SS", (cpu, i) -> {
            cpu.requireSse();
            Rounding rounding = cpu.rounding.mxcsr(cpu.mxcsr, false);
            long r = Floats.ofInteger(integer(cpu, i), false, rounding);
            SseFloats.report(cpu, rounding);
            cpu.xmm[2 * i.a] = cpu.xmm[2 * i.a] & ~LOW | r;
        });
        table.put("CVTSI2SD", (cpu, i) -> {
            cpu.requireSse();
            Rounding rounding = cpu.rounding.mxcsr(cpu.mxcsr, true);
            long r = Floats.ofInteger(integer(cpu, i), true, rounding);
            SseFloats.report(cpu, rounding);
            cpu.xmm[2 * i.a] = r;
        });
        for (boolean truncate : new boolean[] {false, true}) {
            String name = truncate ? "CVTT" : "CVT";
            table.put(name + "SS2SI", (cpu, i) -> toInteger(cpu, i, Sse.word(cpu, i) & LOW, false, truncate));
            table.put(name + "SD2SI", (cpu, i) -> toInteger(cpu, i, Sse.quad(cpu, i), true, truncate));
        }
        table.put("CVTSS2SD", (cpu, i) -> {
            cpu.requireSse();
            long b = Sse.word(cpu, i) & LOW;
            Rounding rounding = cpu.rounding.mxcsr(cpu.mxcsr, true);
            long r = Floats.convert(b, false, rounding);
            SseFloats.report(cpu, rounding);
            cpu.xmm[2 * i.a] = r;
        });
        table.put("CVTSD2SS", (cpu, i) -> {
            cpu.requireSse();
            long b = Sse.quad(cpu, i);
            Rounding rounding = cpu.rounding.mxcsr(cpu.mxcsr, false);
            long r = Floats.convert(b, true, rounding);
            SseFloats.report(cpu, rounding);
            cpu.xmm[2 * i.a] = cpu.xmm[2 * i.a] & ~LOW | r;
        });
    }

    private static long integer(Cpu cpu, Instruction i) {
        return Operands.value(cpu, i, i.b, i.shiftB) << i.shiftB >> i.shiftB;
    }

    private static void toInteger(Cpu cpu, Instruction i, long b, boolean isDouble, boolean truncate) {
        cpu.requireSse();
        Rounding rounding = cpu.rounding.mxcsr(cpu.mxcsr, isDouble);
        long r = Floats.toInteger(b, 64 - i.shift, isDouble, mode(cpu, truncate), rounding);
        SseFloats.report(cpu, rounding);
        cpu.setReg(i.a, i.shift, r);
    }

    /** {@return two integers of 32 bits from two numbers of single precision} */
    private static long integers(Cpu cpu, long lanes, boolean truncate, Rounding rounding) {
        int mode = mode(cpu, truncate);
        return Floats.toInteger(lanes & LOW, 32, false, mode, rounding) & LOW
                | Floats.toInteger(lanes >>> 32, 32, false, mode, rounding) << 32;
    }

    /** {@return two integers of 32 bits from two numbers of double precision} */
    private static long integers(Cpu cpu, long a, long b, boolean truncate, Rounding rounding) {
        int mode = mode(cpu, truncate);
        return Floats.toInteger(a, 32, true, mode, rounding) & LOW | Floats.toInteger(b, 32, true, mode, rounding) << 32;
    }

    private static long singles(long lanes, Rounding rounding) {
        return Floats.ofInteger((int) lanes, false, rounding) | Floats.ofInteger((int) (lanes >>> 32), false, rounding) << 32;
    }

    private static void packed(Map<String, Handler> table) {
        table.put("CVTDQ2PS", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, false);
            finish(cpu, i, singles(low, r), singles(high, r), r);
        });
        table.put("CVTDQ2PD", (cpu, i) -> {
            cpu.requireSse();
            long b = Sse.quad(cpu, i);
            Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, true);
            finish(cpu, i, Floats.ofInteger((int) b, true, r), Floats.ofInteger((int) (b >>> 32), true, r), r);
        });
        table.put("CVTPS2PD", (cpu, i) -> {
            cpu.requireSse();
            long b = Sse.quad(cpu, i);
            Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, true);
            finish(cpu, i, Floats.convert(b & LOW, false, r), Floats.convert(b >>> 32, false, r), r);
        });
        table.put("CVTPD2PS", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, false);
            finish(cpu, i, Floats.convert(low, true, r) | Floats.convert(high, true, r) << 32, 0, r);
        });
        for (boolean truncate : new boolean[] {false, true}) {
            String name = truncate ? "CVTT" : "CVT";
            table.put(name + "PS2DQ", (cpu, i) -> {
                cpu.requireSse();
                long low = Sse.low(cpu, i);
                long high = Sse.high(cpu, i);
                Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, false);
                finish(cpu, i, integers(cpu, low, truncate, r), integers(cpu, high, truncate, r), r);
            });
            table.put(name + "PD2DQ", (cpu, i) -> {
                cpu.requireSse();
                long low = Sse.low(cpu, i);
                long high = Sse.high(cpu, i);
                Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, true);
                finish(cpu, i, integers(cpu, low, high, truncate, r), 0, r);
            });
            table.put(name + "PS2PI", (cpu, i) -> {
                cpu.requireMmx();
                long b = Sse.quad(cpu, i);
                Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, false);
                finishMmx(cpu, i, integers(cpu, b, truncate, r), r);
            });
            table.put(name + "PD2PI", (cpu, i) -> {
                cpu.requireMmx();
                long low = Sse.low(cpu, i);
                long high = Sse.high(cpu, i);
                Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, true);
                finishMmx(cpu, i, integers(cpu, low, high, truncate, r), r);
            });
        }
    }

    private static void finish(Cpu cpu, Instruction i, long low, long high, Rounding rounding) {
        SseFloats.report(cpu, rounding);
        Sse.set(cpu, i.a, low, high);
    }

    private static void finishMmx(Cpu cpu, Instruction i, long value, Rounding rounding) {
        SseFloats.report(cpu, rounding);
        cpu.x87.enterMmx();
        cpu.x87.setMmx(i.a, value);
    }

    private static void mmx(Map<String, Handler> table) {
        table.put("CVTPI2PS", (cpu, i) -> {
            cpu.requireMmx();
            long b = Sse.mmx(cpu, i);
            Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, false);
            long value = singles(b, r);
            SseFloats.report(cpu, r);
            if (i.b >= 0) {
                cpu.x87.enterMmx();
            }
            cpu.xmm[2 * i.a] = value;
        });
        table.put("CVTPI2PD", (cpu, i) -> {
            cpu.requireMmx();
            long b = Sse.mmx(cpu, i);
            Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, true);
            if (i.b >= 0) {
                cpu.x87.enterMmx();
            }
            finish(cpu, i, Floats.ofInteger((int) b, true, r), Floats.ofInteger((int) (b >>> 32), true, r), r);
        });
    }
}
