package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import java.util.Map;

/** Moves between SSE, MMX and general registers and memory. */
final class SseMoves {
    private static final long LOW = 0xffff_ffffL;

    private SseMoves() {}

    static void addTo(Map<String, Handler> table) {
        whole(table);
        halves(table);
        scalars(table);
        mmx(table);
        masks(table);
    }

    private static void whole(Map<String, Handler> table) {
        table.put("MOVUPS", (cpu, i) -> {
            cpu.requireSse();
            if (i.a >= 0 && i.b >= 0) {
                Sse.set(cpu, i.a, cpu.xmm[2 * i.b], cpu.xmm[2 * i.b + 1]);
            } else if (i.a >= 0) {
                long at = cpu.address(i, 16);
                Sse.set(cpu, i.a, cpu.mmu.load64(at), cpu.mmu.load64(at + 8));
            } else {
                store(cpu, i, cpu.addressToWrite(i, 16));
            }
        });
        table.put("MOVAPS", (cpu, i) -> {
            cpu.requireSse();
            if (i.a >= 0) {
                Sse.set(cpu, i.a, Sse.low(cpu, i), Sse.high(cpu, i));
            } else {
                storeAligned(cpu, i);
            }
        });
        table.put("MOVNTPS", (cpu, i) -> {
            cpu.requireSse();
            storeAligned(cpu, i);
        });
    }

    private static void storeAligned(Cpu cpu, Instruction i) {
        long at = cpu.addressToWrite(i, 16);
        if ((at & 15) != 0) {
            throw cpu.fault.protection();
        }
        store(cpu, i, at);
    }

    private static void store(Cpu cpu, Instruction i, long at) {
        if ((at & 4095) > 4080) {
            cpu.mmu.probeStore(at, 16);
        }
        cpu.mmu.store64(at, cpu.xmm[2 * i.b]);
        cpu.mmu.store64(at + 8, cpu.xmm[2 * i.b + 1]);
    }

    private static void halves(Map<String, Handler> table) {
        table.put("MOVLPS", (cpu, i) -> {
            cpu.requireSse();
            if (i.a >= 0) {
                cpu.xmm[2 * i.a] = cpu.mmu.load64(cpu.address(i, 8));
            } else {
                cpu.mmu.store64(cpu.addressToWrite(i, 8), cpu.xmm[2 * i.b]);
            }
        });
        table.put("MOVHPS", (cpu, i) -> {
            cpu.requireSse();
            if (i.a >= 0) {
                cpu.xmm[2 * i.a + 1] = cpu.mmu.load64(cpu.address(i, 8));
            } else {
                cpu.mmu.store64(cpu.addressToWrite(i, 8), cpu.xmm[2 * i.b + 1]);
            }
        });
        table.put("MOVHLPS", (cpu, i) -> {
            cpu.requireSse();
            cpu.xmm[2 * i.a] = cpu.xmm[2 * i.b + 1];
        });
        table.put("MOVLHPS", (cpu, i) -> {
            cpu.requireSse();
            cpu.xmm[2 * i.a + 1] = cpu.xmm[2 * i.b];
        });
        table.put("MOVDDUP", (cpu, i) -> {
            cpu.requireSse();
            long value = Sse.quad(cpu, i);
            Sse.set(cpu, i.a, value, value);
        });
        table.put("MOVSLDUP", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            Sse.set(cpu, i.a, (low & LOW) * 0x1_0000_0001L, (high & LOW) * 0x1_0000_0001L);
        });
        table.put("MOVSHDUP", (cpu, i) -> {
            cpu.requireSse();
            long low = Sse.low(cpu, i);
            long high = Sse.high(cpu, i);
            Sse.set(cpu, i.a, (low >>> 32) * 0x1_0000_0001L, (high >>> 32) * 0x1_0000_0001L);
        });
    }

    private static void scalars(Map<String, Handler> table) {
        table.put("MOVSS", (cpu, i) -> {
            cpu.requireSse();
            if (i.a < 0) {
                cpu.mmu.store32(cpu.addressToWrite(i, 4), cpu.xmm[2 * i.b]);
            } else if (i.b < 0) {
                Sse.set(cpu, i.a, cpu.mmu.load32(cpu.address(i, 4)), 0);
            } else {
                cpu.xmm[2 * i.a] = cpu.xmm[2 * i.a] & ~LOW | cpu.xmm[2 * i.b] & LOW;
            }
        });
        table.put("MOVSD", (cpu, i) -> {
            cpu.requireSse();
            if (i.a < 0) {
                cpu.mmu.store64(cpu.addressToWrite(i, 8), cpu.xmm[2 * i.b]);
            } else if (i.b < 0) {
                Sse.set(cpu, i.a, cpu.mmu.load64(cpu.address(i, 8)), 0);
            } else {
                cpu.xmm[2 * i.a] = cpu.xmm[2 * i.b];
            }
        });
        table.put("MOVQ", (cpu, i) -> {
            cpu.requireSse();
            if (i.a < 0) {
                cpu.mmu.store64(cpu.addressToWrite(i, 8), cpu.xmm[2 * i.b]);
            } else {
                Sse.set(cpu, i.a, Sse.quad(cpu, i), 0);
            }
        });
        table.put("MOVD", (cpu, i) -> {
            cpu.requireSse();
            if (i.form.opcode() == 0x6e) {
                long value = Operands.value(cpu, i, i.b, i.shiftB);
                Sse.set(cpu, i.a, value << i.shiftB >>> i.shiftB, 0);
            } else {
                Operands.setA(cpu, i, cpu.xmm[2 * i.b]);
            }
        });
    }

    private static void mmx(Map<String, Handler> table) {
        table.put("MOVD_M", (cpu, i) -> {
            cpu.requireMmx();
            if (i.form.opcode() == 0x6e) {
                long value = Operands.value(cpu, i, i.b, i.shiftB) << i.shiftB >>> i.shiftB;
                cpu.x87.enterMmx();
                cpu.x87.setMmx(i.a, value);
            } else {
                Operands.setA(cpu, i, cpu.x87.mmx(i.b));
                cpu.x87.enterMmx();
            }
        });
        table.put("MOVQ_M", (cpu, i) -> {
            cpu.requireMmx();
            if (i.a >= 0) {
                long value = Sse.mmx(cpu, i);
                cpu.x87.enterMmx();
                cpu.x87.setMmx(i.a, value);
            } else {
                cpu.mmu.store64(cpu.addressToWrite(i, 8), cpu.x87.mmx(i.b));
                cpu.x87.enterMmx();
            }
        });
        table.put("MOVNTQ", (cpu, i) -> {
            cpu.requireMmx();
            cpu.mmu.store64(cpu.addressToWrite(i, 8), cpu.x87.mmx(i.b));
            cpu.x87.enterMmx();
        });
        table.put("MOVQ2DQ", (cpu, i) -> {
            cpu.requireMmx();
            cpu.requireSse();
            cpu.x87.enterMmx();
            Sse.set(cpu, i.a, cpu.x87.mmx(i.b), 0);
        });
        table.put("MOVDQ2Q", (cpu, i) -> {
            cpu.requireMmx();
            cpu.requireSse();
            cpu.x87.enterMmx();
            cpu.x87.setMmx(i.a, cpu.xmm[2 * i.b]);
        });
    }

    private static void masks(Map<String, Handler> table) {
        table.put("MOVMSKPS", (cpu, i) -> {
            cpu.requireSse();
            long low = cpu.xmm[2 * i.b];
            long high = cpu.xmm[2 * i.b + 1];
            cpu.gpr[i.a] = low >>> 31 & 1 | low >>> 62 & 2 | high >>> 29 & 4 | high >>> 60 & 8;
        });
        table.put("MOVMSKPD", (cpu, i) -> {
            cpu.requireSse();
            cpu.gpr[i.a] = cpu.xmm[2 * i.b] >>> 63 | cpu.xmm[2 * i.b + 1] >>> 62 & 2;
        });
        table.put("PMOVMSKB", (cpu, i) -> {
            cpu.requireSse();
            cpu.gpr[i.a] = byteSigns(cpu.xmm[2 * i.b]) | byteSigns(cpu.xmm[2 * i.b + 1]) << 8;
        });
        table.put("PMOVMSKB_M", (cpu, i) -> {
            cpu.requireMmx();
            cpu.x87.enterMmx();
            cpu.gpr[i.a] = byteSigns(cpu.x87.mmx(i.b));
        });
        table.put("MASKMOVDQU", (cpu, i) -> {
            cpu.requireSse();
            maskedStore(cpu, i, cpu.xmm[2 * i.a], cpu.xmm[2 * i.b], 0);
            maskedStore(cpu, i, cpu.xmm[2 * i.a + 1], cpu.xmm[2 * i.b + 1], 8);
        });
        table.put("MASKMOVQ", (cpu, i) -> {
            cpu.requireMmx();
            maskedStore(cpu, i, cpu.x87.mmx(i.a), cpu.x87.mmx(i.b), 0);
            cpu.x87.enterMmx();
        });
    }

    /** {@return the top bits of eight bytes, together} */
    private static long byteSigns(long value) {
        return (value & 0x8080_8080_8080_8080L) * 0x0002_0408_1020_4081L >>> 56;
    }

    private static void maskedStore(Cpu cpu, Instruction i, long value, long mask, int distance) {
        for (int n = 0; n < 8; n++) {
            if ((mask >>> 8 * n & 0x80) != 0) {
                long offset = cpu.gpr[Cpu.RDI] + distance + n & i.addressMask;
                cpu.mmu.store8(cpu.linear(i.segment, offset, 1, true), value >>> 8 * n);
            }
        }
    }
}
