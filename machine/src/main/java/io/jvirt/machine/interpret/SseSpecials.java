package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import io.jvirt.machine.cpu.op.Aes;
import io.jvirt.machine.cpu.op.Floats;
import io.jvirt.machine.cpu.op.Floats.Operation;
import io.jvirt.machine.cpu.op.Rounding;
import io.jvirt.machine.cpu.op.StringCompare;
import java.util.Map;

/** AES-NI, PCLMULQDQ, string comparison, blends, dot products and other single instructions of SSE4. */
final class SseSpecials {
    private static final long LOW = 0xffff_ffffL;

    /** An operation on a whole register and the second operand. */
    @FunctionalInterface
    private interface Whole {
        long[] apply(Cpu cpu, Instruction i, long[] a, long[] b);
    }

    private SseSpecials() {}

    static void addTo(Map<String, Handler> table) {
        whole(table, "AESENC", (cpu, i, a, b) -> xor(Aes.encrypt(a, false), b));
        whole(table, "AESENCLAST", (cpu, i, a, b) -> xor(Aes.encrypt(a, true), b));
        whole(table, "AESDEC", (cpu, i, a, b) -> xor(Aes.decrypt(a, false), b));
        whole(table, "AESDECLAST", (cpu, i, a, b) -> xor(Aes.decrypt(a, true), b));
        whole(table, "AESIMC", (cpu, i, a, b) -> Aes.inverseMix(b));
        whole(table, "AESKEYGENASSIST", (cpu, i, a, b) -> Aes.keyAssist(b, (int) i.immediate & 0xff));
        whole(table, "PCLMULQDQ", (cpu, i, a, b) ->
                Aes.carryless(a[(int) i.immediate & 1], b[(int) i.immediate >> 4 & 1]));
        strings(table);
        blends(table);
        whole(table, "PHMINPOSUW", (cpu, i, a, b) -> new long[] {least(b), 0});
        whole(table, "MPSADBW", (cpu, i, a, b) -> differences(a, b, (int) i.immediate));
        whole(table, "DPPD", SseSpecials::dotDouble);
        whole(table, "DPPS", SseSpecials::dotSingle);
        table.put("INSERTPS", SseSpecials::insert);
    }

    private static void whole(Map<String, Handler> table, String name, Whole operation) {
        table.put(name, (cpu, i) -> {
            cpu.requireSse();
            long[] b = {Sse.low(cpu, i), Sse.high(cpu, i)};
            long[] r = operation.apply(cpu, i, new long[] {cpu.xmm[2 * i.a], cpu.xmm[2 * i.a + 1]}, b);
            Sse.set(cpu, i.a, r[0], r[1]);
        });
    }

    private static long[] xor(long[] a, long[] b) {
        return new long[] {a[0] ^ b[0], a[1] ^ b[1]};
    }

    private static void strings(Map<String, Handler> table) {
        for (boolean explicit : new boolean[] {false, true}) {
            for (boolean index : new boolean[] {false, true}) {
                table.put("PCMP" + (explicit ? "E" : "I") + "STR" + (index ? "I" : "M"), (cpu, i) -> {
                    cpu.requireSse();
                    compareStrings(cpu, i, explicit, index);
                });
            }
        }
    }

    /** The string instructions take operands that are not aligned. */
    private static void compareStrings(Cpu cpu, Instruction i, boolean explicit, boolean index) {
        int control = (int) i.immediate & 0xff;
        long[] a = {cpu.xmm[2 * i.a], cpu.xmm[2 * i.a + 1]};
        long at = i.b >= 0 ? 0 : cpu.address(i, 16);
        long[] b = i.b >= 0
                ? new long[] {cpu.xmm[2 * i.b], cpu.xmm[2 * i.b + 1]}
                : new long[] {cpu.mmu.load64(at), cpu.mmu.load64(at + 8)};
        boolean wide = i.operandSize == 0;
        int lengthA = explicit
                ? StringCompare.explicitLength(cpu.gpr[Cpu.RAX], wide, control)
                : StringCompare.implicitLength(a[0], a[1], control);
        int lengthB = explicit
                ? StringCompare.explicitLength(cpu.gpr[Cpu.RDX], wide, control)
                : StringCompare.implicitLength(b[0], b[1], control);
        int result = StringCompare.compare(cpu, a, lengthA, b, lengthB, control);
        if (index) {
            cpu.gpr[Cpu.RCX] = StringCompare.index(result, control);
        } else {
            Sse.set(cpu, 0, StringCompare.mask(result, control, 0), StringCompare.mask(result, control, 1));
        }
    }

    private static void blends(Map<String, Handler> table) {
        blend(table, "PBLENDVB", 8);
        blend(table, "BLENDVPS", 32);
        blend(table, "BLENDVPD", 64);
        choose(table, "PBLENDW", 16);
        choose(table, "BLENDPS", 32);
        choose(table, "BLENDPD", 64);
    }

    /** Lanes of the second operand where the top bit of XMM0's lane is set. */
    private static void blend(Map<String, Handler> table, String name, int bits) {
        whole(table, name, (cpu, i, a, b) -> {
            long[] r = new long[2];
            for (int half = 0; half < 2; half++) {
                long mask = 0;
                for (int n = bits - 1; n < 64; n += bits) {
                    mask |= (cpu.xmm[half] >>> n & 1) != 0 ? -1L >>> 64 - bits << n + 1 - bits : 0;
                }
                r[half] = a[half] & ~mask | b[half] & mask;
            }
            return r;
        });
    }

    /** Lanes of the second operand where the immediate's bit is set. */
    private static void choose(Map<String, Handler> table, String name, int bits) {
        int perHalf = 64 / bits;
        whole(table, name, (cpu, i, a, b) -> {
            long[] r = new long[2];
            for (int n = 0; n < 2 * perHalf; n++) {
                long mask = -1L >>> 64 - bits << n % perHalf * bits;
                r[n / perHalf] |= ((i.immediate >> n & 1) != 0 ? b : a)[n / perHalf] & mask;
            }
            return r;
        });
    }

    private static long least(long[] b) {
        long best = 0x1_0000;
        long place = 0;
        for (int n = 0; n < 8; n++) {
            long value = b[n >> 2] >>> 16 * (n & 3) & 0xffff;
            if (value < best) {
                best = value;
                place = n;
            }
        }
        return best | place << 16;
    }

    private static long[] differences(long[] a, long[] b, int control) {
        long[] r = new long[2];
        int fromA = (control >> 2 & 1) * 4;
        int fromB = (control & 3) * 4;
        for (int n = 0; n < 8; n++) {
            long sum = 0;
            for (int k = 0; k < 4; k++) {
                sum += Math.abs(octet(a, fromA + n + k) - octet(b, fromB + k));
            }
            r[n >> 2] |= sum << 16 * (n & 3);
        }
        return r;
    }

    private static long octet(long[] bytes, int number) {
        return bytes[number >> 3] >>> 8 * (number & 7) & 0xff;
    }

    private static long[] dotDouble(Cpu cpu, Instruction i, long[] a, long[] b) {
        Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, true);
        int control = (int) i.immediate;
        long first = (control & 0x10) != 0 ? Floats.apply(Operation.MUL, a[0], b[0], true, r, false) : 0;
        long second = (control & 0x20) != 0 ? Floats.apply(Operation.MUL, a[1], b[1], true, r, false) : 0;
        long sum = Floats.apply(Operation.ADD, first, second, true, r, false);
        SseFloats.report(cpu, r);
        return new long[] {(control & 1) != 0 ? sum : 0, (control & 2) != 0 ? sum : 0};
    }

    private static long[] dotSingle(Cpu cpu, Instruction i, long[] a, long[] b) {
        Rounding r = cpu.rounding.mxcsr(cpu.mxcsr, false);
        int control = (int) i.immediate;
        long[] products = new long[4];
        for (int n = 0; n < 4; n++) {
            if ((control >> 4 + n & 1) != 0) {
                products[n] = Floats.apply(Operation.MUL, single(a, n), single(b, n), false, r, false);
            }
        }
        long low = Floats.apply(Operation.ADD, products[0], products[1], false, r, false);
        long high = Floats.apply(Operation.ADD, products[2], products[3], false, r, false);
        long sum = Floats.apply(Operation.ADD, low, high, false, r, false);
        SseFloats.report(cpu, r);
        long[] result = new long[2];
        for (int n = 0; n < 4; n++) {
            result[n >> 1] |= (control >> n & 1) != 0 ? sum << 32 * (n & 1) : 0;
        }
        return result;
    }

    private static long single(long[] lanes, int number) {
        return lanes[number >> 1] >>> 32 * (number & 1) & LOW;
    }

    private static void insert(Cpu cpu, Instruction i) {
        cpu.requireSse();
        int control = (int) i.immediate;
        long value = i.b < 0
                ? cpu.mmu.load32(cpu.address(i, 4))
                : cpu.xmm[2 * i.b + (control >> 7 & 1)] >>> 32 * (control >> 6 & 1) & LOW;
        for (int n = 0; n < 4; n++) {
            boolean target = n == (control >> 4 & 3);
            boolean zero = (control >> n & 1) != 0;
            if (target || zero) {
                int half = 2 * i.a + (n >> 1);
                int at = 32 * (n & 1);
                cpu.xmm[half] = cpu.xmm[half] & ~(LOW << at) | (zero ? 0 : value << at);
            }
        }
    }
}
