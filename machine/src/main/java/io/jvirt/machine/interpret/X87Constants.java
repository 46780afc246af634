package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.decode.Instruction.Handler;
import io.jvirt.machine.cpu.op.Extended;
import io.jvirt.machine.cpu.op.Rounding;
import java.util.Map;

/** The constants that the x87 unit knows to 66 bits; the rounding mode decides the last one (SDM volume 1, 8.3.8). */
final class X87Constants {
    private X87Constants() {}

    static void addTo(Map<String, Handler> table) {
        exact(table, "FLD1", Extended.ONE);
        exact(table, "FLDZ", Extended.ZERO);
        // Significands cut to 64 bits, and whether the bits that follow are above one half.
        rounded(table, "FLDL2T", 0x4000, 0xd49a_784b_cd1b_8afeL, false);
        rounded(table, "FLDL2E", 0x3fff, 0xb8aa_3b29_5c17_f0bbL, true);
        rounded(table, "FLDPI", 0x4000, 0xc90f_daa2_2168_c234L, true);
        rounded(table, "FLDLG2", 0x3ffd, 0x9a20_9a84_fbcf_f798L, true);
        rounded(table, "FLDLN2", 0x3ffe, 0xb172_17f7_d1cf_79abL, true);
    }

    private static void exact(Map<String, Handler> table, String name, Extended value) {
        table.put(name, (cpu, i) -> {
            X87Stack.begin(cpu);
            X87Stack.push(cpu, value, 0);
        });
    }

    private static void rounded(Map<String, Handler> table, String name, int exponent, long cut, boolean above) {
        table.put(name, (cpu, i) -> {
            X87Stack.begin(cpu);
            int mode = cpu.x87.control >> 10 & 3;
            boolean up = mode == Rounding.UP || mode == Rounding.NEAREST && above;
            X87Stack.push(cpu, new Extended(exponent, cut + (up ? 1 : 0)), 0);
        });
    }
}
