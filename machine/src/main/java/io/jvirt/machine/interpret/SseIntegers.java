package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Flags;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import io.jvirt.machine.cpu.op.Packed;
import java.util.Map;

/** Packed integer arithmetic, logic, shifts, packing and shuffling, of SSE and MMX. */
final class SseIntegers {
    private SseIntegers() {}

    static void addTo(Map<String, Handler> table) {
        lanes(table);
        comparisons(table);
        packing(table);
        horizontal(table);
        shifts(table);
        shuffles(table);
        inserts(table);
    }

    /** Puts an operation in for SSE and for MMX. */
    private static void both(Map<String, Handler> table, String name, Sse.Lanes operation) {
        table.put(name, Sse.both(operation));
        table.put(name + "_M", Sse.mmx(operation));
    }

    private static void signed(Map<String, Handler> table, String name, int bits, Packed.Lane lane) {
        both(table, name, (a, b) -> Packed.lanes(a, b, bits, lane));
    }

    private static void unsigned(Map<String, Handler> table, String name, int bits, Packed.Lane lane) {
        both(table, name, (a, b) -> Packed.unsignedLanes(a, b, bits, lane));
    }

    private static void lanes(Map<String, Handler> table) {
        both(table, "PADDB", Packed::add8);
        both(table, "PADDW", Packed::add16);
        both(table, "PADDD", Packed::add32);
        both(table, "PADDQ", (a, b) -> a + b);
        both(table, "PSUBB", Packed::sub8);
        both(table, "PSUBW", Packed::sub16);
        both(table, "PSUBD", Packed::sub32);
        both(table, "PSUBQ", (a, b) -> a - b);
        both(table, "PAND", (a, b) -> a & b);
        both(table, "PANDN", (a, b) -> ~a & b);
        both(table, "POR", (a, b) -> a | b);
        both(table, "PXOR", (a, b) -> a ^ b);
        signed(table, "PADDSB", 8, (a, b) -> Packed.clamp(a + b, Byte.MIN_VALUE, Byte.MAX_VALUE));
        signed(table, "PADDSW", 16, (a, b) -> Packed.clamp(a + b, Short.MIN_VALUE, Short.MAX_VALUE));
        signed(table, "PSUBSB", 8, (a, b) -> Packed.clamp(a - b, Byte.MIN_VALUE, Byte.MAX_VALUE));
        signed(table, "PSUBSW", 16, (a, b) -> Packed.clamp(a - b, Short.MIN_VALUE, Short.MAX_VALUE));
        unsigned(table, "PADDUSB", 8, (a, b) -> Math.min(a + b, 0xff));
        unsigned(table, "PADDUSW", 16, (a, b) -> Math.min(a + b, 0xffff));
        unsigned(table, "PSUBUSB", 8, (a, b) -> Math.max(a - b, 0));
        unsigned(table, "PSUBUSW", 16, (a, b) -> Math.max(a - b, 0));
        unsigned(table, "PAVGB", 8, (a, b) -> a + b + 1 >> 1);
        unsigned(table, "PAVGW", 16, (a, b) -> a + b + 1 >> 1);
        signed(table, "PMULLW", 16, (a, b) -> a * b);
        signed(table, "PMULHW", 16, (a, b) -> a * b >> 16);
        unsigned(table, "PMULHUW", 16, (a, b) -> a * b >> 16);
        signed(table, "PMULHRSW", 16, (a, b) -> (a * b >> 14) + 1 >> 1);
        signed(table, "PMULLD", 32, (a, b) -> a * b);
        both(table, "PMULUDQ", (a, b) -> (a & 0xffff_ffffL) * (b & 0xffff_ffffL));
        both(table, "PMULDQ", (a, b) -> (long) (int) a * (int) b);
        both(table, "PMADDWD", Packed::multiplyAdd);
        both(table, "PMADDUBSW", Packed::multiplyAddBytes);
        both(table, "PSADBW", Packed::sumOfDifferences);
        int[] sizes = {8, 16, 32};
        for (int n = 0; n < 3; n++) {
            int bits = sizes[n];
            char letter = "BWD".charAt(n);
            signed(table, "PSIGN" + letter, bits, (a, b) -> b < 0 ? -a : b == 0 ? 0 : a);
            signed(table, "PABS" + letter, bits, (a, b) -> Math.abs(b));
            signed(table, "PMINS" + letter, bits, Math::min);
            signed(table, "PMAXS" + letter, bits, Math::max);
            unsigned(table, "PMINU" + letter, bits, Math::min);
            unsigned(table, "PMAXU" + letter, bits, Math::max);
        }
    }

    private static void comparisons(Map<String, Handler> table) {
        both(table, "PCMPEQB", Packed::equal8);
        both(table, "PCMPEQW", Packed::equal16);
        both(table, "PCMPEQD", Packed::equal32);
        both(table, "PCMPEQQ", (a, b) -> a == b ? -1 : 0);
        signed(table, "PCMPGTB", 8, (a, b) -> a > b ? -1 : 0);
        signed(table, "PCMPGTW", 16, (a, b) -> a > b ? -1 : 0);
        signed(table, "PCMPGTD", 32, (a, b) -> a > b ? -1 : 0);
        both(table, "PCMPGTQ", (a, b) -> a > b ? -1 : 0);
        table.put("PTEST", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            long a = cpu.xmm[2 * i.a];
            long b = cpu.xmm[2 * i.a + 1];
            boolean zero = (a & low | b & high) == 0;
            boolean carry = (~a & low | ~b & high) == 0;
            Flags.setArithmetic(cpu, (zero ? Flags.ZF : 0) | (carry ? Flags.CF : 0));
        });
    }

    /** An operation that makes 32 bits of each 64 of an operand. */
    @FunctionalInterface
    private interface Narrow {
        long apply(long a);
    }

    private static void pack(Map<String, Handler> table, String name, Narrow narrow) {
        table.put(name, (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            Sse.set(
                    cpu,
                    i.a,
                    narrow.apply(cpu.xmm[2 * i.a]) | narrow.apply(cpu.xmm[2 * i.a + 1]) << 32,
                    narrow.apply(low) | narrow.apply(high) << 32);
        });
        table.put(name + "_M", Sse.mmx((a, b) -> narrow.apply(a) | narrow.apply(b) << 32));
    }

    private static void packing(Map<String, Handler> table) {
        pack(table, "PACKSSWB", a -> Packed.pack16(a, Byte.MIN_VALUE, Byte.MAX_VALUE));
        pack(table, "PACKUSWB", a -> Packed.pack16(a, 0, 0xff));
        pack(table, "PACKSSDW", a -> Packed.pack32(a, Short.MIN_VALUE, Short.MAX_VALUE));
        pack(table, "PACKUSDW", a -> Packed.pack32(a, 0, 0xffff));
        String[] names = {"BW", "WD", "DQ", "QDQ"};
        int[] sizes = {8, 16, 32, 64};
        for (int n = 0; n < 4; n++) {
            int bits = sizes[n];
            table.put("PUNPCKL" + names[n], unpack(bits, false));
            table.put("PUNPCKH" + names[n], unpack(bits, true));
            if (bits < 64) {
                table.put("PUNPCKL" + names[n] + "_M", Sse.mmx((a, b) -> Packed.interleave(a, b, bits)));
                table.put("PUNPCKH" + names[n] + "_M", Sse.mmx((a, b) -> Packed.interleave(a >>> 32, b >>> 32, bits)));
            }
        }
        table.put("UNPCKLPS", unpack(32, false));
        table.put("UNPCKHPS", unpack(32, true));
        table.put("UNPCKLPD", unpack(64, false));
        table.put("UNPCKHPD", unpack(64, true));
        extensions(table);
    }

    private static Handler unpack(int bits, boolean upper) {
        return (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long b = upper ? Sse.high(cpu, i) : low;
            long a = cpu.xmm[2 * i.a + (upper ? 1 : 0)];
            if (bits == 64) {
                Sse.set(cpu, i.a, a, b);
            } else {
                Sse.set(cpu, i.a, Packed.interleave(a, b, bits), Packed.interleave(a >>> 32, b >>> 32, bits));
            }
        };
    }

    private static void extensions(Map<String, Handler> table) {
        String letters = "BWDQ";
        for (int from = 0; from < 3; from++) {
            for (int to = from + 1; to < 4; to++) {
                int narrow = 8 << from;
                int wide = 8 << to;
                String kind = "" + letters.charAt(from) + letters.charAt(to);
                table.put("PMOVSX" + kind, extend(narrow, wide, true));
                table.put("PMOVZX" + kind, extend(narrow, wide, false));
            }
        }
    }

    private static Handler extend(int narrow, int wide, boolean signed) {
        int bytes = 128 / wide * narrow / 8;
        int count = 64 / wide;
        return (cpu, i) -> {
            cpu.requireSse();
            long source = i.b >= 0 ? cpu.xmm[2 * i.b] : cpu.mmu.load(cpu.address(i, bytes), 64 - 8 * bytes);
            long[] halves = new long[2];
            for (int n = 0; n < 2 * count; n++) {
                int unused = 64 - narrow;
                long lane = source << unused - n * narrow;
                long value = signed ? lane >> unused : lane >>> unused;
                halves[n / count] |= value << 64 - wide >>> 64 - wide << n % count * wide;
            }
            Sse.set(cpu, i.a, halves[0], halves[1]);
        };
    }

    private static void horizontal(Map<String, Handler> table) {
        pack(table, "PHADDW", a -> pairs16(a, 1, false));
        pack(table, "PHSUBW", a -> pairs16(a, -1, false));
        pack(table, "PHADDSW", a -> pairs16(a, 1, true));
        pack(table, "PHSUBSW", a -> pairs16(a, -1, true));
        pack(table, "PHADDD", a -> a + (a >>> 32) & 0xffff_ffffL);
        pack(table, "PHSUBD", a -> a - (a >>> 32) & 0xffff_ffffL);
    }

    private static long pairs16(long a, int sign, boolean saturate) {
        long r = 0;
        for (int n = 0; n < 2; n++) {
            long sum = (short) (a >>> 32 * n) + sign * (short) (a >>> 32 * n + 16);
            r |= ((saturate ? Packed.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE) : sum) & 0xffff) << 16 * n;
        }
        return r;
    }

    /** An operation on 64 bits by a count. */
    @FunctionalInterface
    private interface ByCount {
        long apply(long a, long count, int bits);
    }

    private static void shifts(Map<String, Handler> table) {
        int[] sizes = {16, 32, 64};
        for (int n = 0; n < 3; n++) {
            char letter = "WDQ".charAt(n);
            shift(table, "PSLL" + letter, sizes[n], Packed::shiftLeft);
            shift(table, "PSRL" + letter, sizes[n], Packed::shiftRight);
            if (n < 2) {
                shift(table, "PSRA" + letter, sizes[n], Packed::shiftRightSigned);
            }
        }
        table.put("PSLLDQ", (cpu, i) -> {
            cpu.requireSse();
            long count = Math.min(i.immediate & 0xff, 16);
            Sse.set(cpu, i.a, align(0, 0, cpu.xmm[2 * i.a], 16 - count), align(0, cpu.xmm[2 * i.a], cpu.xmm[2 * i.a + 1], 16 - count));
        });
        table.put("PSRLDQ", (cpu, i) -> {
            cpu.requireSse();
            long count = Math.min(i.immediate & 0xff, 16);
            long low = cpu.xmm[2 * i.a];
            long high = cpu.xmm[2 * i.a + 1];
            Sse.set(cpu, i.a, bytes(low, high, count), bytes(high, 0, count));
        });
    }

    /** {@return eight bytes of {@code high:middle:low} from byte {@code from} on, counted from {@code low}'s first of 16} */
    private static long align(long low, long middle, long high, long from) {
        return from >= 16 ? high : from >= 8 ? bytes(middle, high, from - 8) : bytes(low, middle, from);
    }

    /** {@return eight bytes of {@code high:low} from byte {@code from} on; zero above} */
    private static long bytes(long low, long high, long from) {
        if (from >= 16) {
            return 0;
        }
        if (from >= 8) {
            return from == 8 ? high : high >>> 8 * (from - 8);
        }
        return from == 0 ? low : low >>> 8 * from | high << 64 - 8 * from;
    }

    private static void shift(Map<String, Handler> table, String name, int bits, ByCount operation) {
        table.put(name, (cpu, i) -> {
            cpu.requireSse();
            long count = i.b == Instruction.IMMEDIATE ? i.immediate & 0xff : Sse.low(cpu, i);
            Sse.set(
                    cpu,
                    i.a,
                    operation.apply(cpu.xmm[2 * i.a], count, bits),
                    operation.apply(cpu.xmm[2 * i.a + 1], count, bits));
        });
        table.put(name + "_M", (cpu, i) -> {
            cpu.requireMmx();
            long count = i.b == Instruction.IMMEDIATE ? i.immediate & 0xff : Sse.mmx(cpu, i);
            cpu.x87.enterMmx();
            cpu.x87.setMmx(i.a, operation.apply(cpu.x87.mmx(i.a), count, bits));
        });
    }

    private static void shuffles(Map<String, Handler> table) {
        table.put("PSHUFB", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            long a = cpu.xmm[2 * i.a];
            long b = cpu.xmm[2 * i.a + 1];
            Sse.set(cpu, i.a, Packed.shuffle(a, b, low), Packed.shuffle(a, b, high));
        });
        table.put("PSHUFB_M", Sse.mmx((a, b) -> Packed.shuffle(a, 0, b & 0x8787_8787_8787_8787L)));
        table.put("PSHUFW", (cpu, i) -> {
            cpu.requireMmx();
            long b = Sse.mmx(cpu, i);
            cpu.x87.enterMmx();
            cpu.x87.setMmx(i.a, Packed.shuffle16(b, (int) i.immediate));
        });
        table.put("PSHUFLW", (cpu, i) -> {
            cpu.requireSse();
            Sse.set(cpu, i.a, Packed.shuffle16(Sse.low(cpu, i), (int) i.immediate), Sse.high(cpu, i));
        });
        table.put("PSHUFHW", (cpu, i) -> {
            cpu.requireSse();
            Sse.set(cpu, i.a, Sse.low(cpu, i), Packed.shuffle16(Sse.high(cpu, i), (int) i.immediate));
        });
        table.put("PSHUFD", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            int order = (int) i.immediate;
            Sse.set(cpu, i.a, pick(low, high, order) | pick(low, high, order >> 2) << 32,
                    pick(low, high, order >> 4) | pick(low, high, order >> 6) << 32);
        });
        table.put("SHUFPS", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            long a = cpu.xmm[2 * i.a];
            long b = cpu.xmm[2 * i.a + 1];
            int order = (int) i.immediate;
            Sse.set(cpu, i.a, pick(a, b, order) | pick(a, b, order >> 2) << 32,
                    pick(low, high, order >> 4) | pick(low, high, order >> 6) << 32);
        });
        table.put("SHUFPD", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            Sse.set(cpu, i.a, cpu.xmm[2 * i.a + ((int) i.immediate & 1)], (i.immediate & 2) == 0 ? low : high);
        });
        table.put("PALIGNR", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            long from = i.immediate & 0xff;
            long a = cpu.xmm[2 * i.a];
            long b = cpu.xmm[2 * i.a + 1];
            long[] all = {low, high, a, b, 0, 0};
            Sse.set(cpu, i.a, window(all, from), window(all, from + 8));
        });
        table.put("PALIGNR_M", (cpu, i) -> {
            cpu.requireMmx();
            long b = Sse.mmx(cpu, i);
            cpu.x87.enterMmx();
            cpu.x87.setMmx(i.a, bytes(b, cpu.x87.mmx(i.a), i.immediate & 0xff));
        });
    }

    private static long window(long[] all, long from) {
        int word = (int) Math.min(from >> 3, 4);
        return from >= 32 ? 0 : bytes(all[word], all[word + 1], from & 7);
    }

    private static long pick(long low, long high, int number) {
        return ((number & 2) == 0 ? low : high) >>> 32 * (number & 1) & 0xffff_ffffL;
    }

    private static void inserts(Map<String, Handler> table) {
        insert(table, "PINSRB", 8);
        insert(table, "PINSRW", 16);
        table.put("PINSRD", (cpu, i) -> {
            cpu.requireSse();
            int bits = 64 - i.shiftB;
            put(cpu, i.a, bits, Operands.value(cpu, i, i.b, i.shiftB), (int) i.immediate);
        });
        table.put("PINSRW_M", (cpu, i) -> {
            cpu.requireMmx();
            long value = Operands.value(cpu, i, i.b, 48) & 0xffff;
            int at = 16 * ((int) i.immediate & 3);
            cpu.x87.enterMmx();
            cpu.x87.setMmx(i.a, cpu.x87.mmx(i.a) & ~(0xffffL << at) | value << at);
        });
        table.put("PEXTRW", (cpu, i) -> {
            cpu.requireSse();
            cpu.gpr[i.a] = get(cpu, i.b, 16, (int) i.immediate);
        });
        table.put("PEXTRW_M", (cpu, i) -> {
            cpu.requireMmx();
            cpu.x87.enterMmx();
            cpu.gpr[i.a] = cpu.x87.mmx(i.b) >>> 16 * (i.immediate & 3) & 0xffff;
        });
        extract(table, "PEXTRB", 8);
        extract(table, "PEXTRW_STORE", 16);
        extract(table, "EXTRACTPS", 32);
        table.put("PEXTRD", (cpu, i) -> {
            cpu.requireSse();
            Operands.setA(cpu, i, get(cpu, i.b, 64 - i.shift, (int) i.immediate));
        });
    }

    private static long get(Cpu cpu, int register, int bits, int number) {
        int at = number * bits & 127;
        return cpu.xmm[2 * register + at / 64] >>> (at & 63) & -1L >>> 64 - bits;
    }

    private static void put(Cpu cpu, int register, int bits, long value, int number) {
        int at = number * bits & 127;
        long mask = -1L >>> 64 - bits << (at & 63);
        int half = 2 * register + at / 64;
        cpu.xmm[half] = cpu.xmm[half] & ~mask | value << (at & 63) & mask;
    }

    private static void insert(Map<String, Handler> table, String name, int bits) {
        table.put(name, (cpu, i) -> {
            cpu.requireSse();
            put(cpu, i.a, bits, Operands.value(cpu, i, i.b, 64 - bits), (int) i.immediate);
        });
    }

    private static void extract(Map<String, Handler> table, String name, int bits) {
        table.put(name, (cpu, i) -> {
            cpu.requireSse();
            long value = get(cpu, i.b, bits, (int) i.immediate);
            if (i.a >= 0) {
                cpu.gpr[i.a] = value;
            } else {
                cpu.mmu.store(cpu.addressToWrite(i, bits / 8), 64 - bits, value);
            }
        });
    }
}
