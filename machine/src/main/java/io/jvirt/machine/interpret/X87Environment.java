package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.X87;
import io.jvirt.machine.cpu.decode.Instruction;

/** FNSTENV, FLDENV, FNSAVE, FRSTOR: the environment in its 32-bit form, or the 16-bit one (SDM volume 1, 8.1.10). */
final class X87Environment {
    private X87Environment() {}

    private static boolean narrow(Instruction i) {
        return i.operandSize == 48;
    }

    static void store(Cpu cpu, long at, Instruction i) {
        int[] words = words(cpu.x87);
        boolean narrow = narrow(i);
        int size = narrow ? 2 : 4;
        cpu.mmu.probeStore(at, 7 * size);
        for (int n = 0; n < 7; n++) {
            if (narrow) {
                cpu.mmu.store16(at + 2L * n, words[n]);
            } else {
                cpu.mmu.store32(at + 4L * n, words[n] & 0xffff_ffffL | (n < 3 || n == 6 ? 0xffff_0000L : 0));
            }
        }
        cpu.x87.control |= 0x3f;
        X87Stack.raise(cpu, 0);
    }

    private static int[] words(X87 x87) {
        return new int[] {
            x87.control,
            x87.statusWord(),
            x87.tagWord(),
            (int) x87.instructionPointer,
            x87.opcode << 16,
            (int) x87.dataPointer,
            0
        };
    }

    static void load(Cpu cpu, long at, Instruction i) {
        int size = narrow(i) ? 2 : 4;
        int control = (int) cpu.mmu.load16(at);
        int status = (int) cpu.mmu.load16(at + size);
        int tags = (int) cpu.mmu.load16(at + 2L * size);
        cpu.x87.control = control & 0x1f3f | 0x40;
        cpu.x87.setStatusWord(status);
        cpu.x87.setTagWord(tags);
        X87Stack.raise(cpu, 0);
    }

    static void save(Cpu cpu, long at, Instruction i) {
        int size = narrow(i) ? 14 : 28;
        cpu.mmu.probeStore(at, size + 80);
        store(cpu, at, i);
        for (int n = 0; n < 8; n++) {
            int r = cpu.x87.top + n & 7;
            cpu.mmu.store64(at + size + 10L * n, cpu.x87.significand[r]);
            cpu.mmu.store16(at + size + 10L * n + 8, cpu.x87.signExponent[r]);
        }
        cpu.x87.init();
    }

    static void restore(Cpu cpu, long at, Instruction i) {
        int size = narrow(i) ? 14 : 28;
        load(cpu, at, i);
        for (int n = 0; n < 8; n++) {
            int r = cpu.x87.top + n & 7;
            cpu.x87.significand[r] = cpu.mmu.load64(at + size + 10L * n);
            cpu.x87.signExponent[r] = (int) cpu.mmu.load16(at + size + 10L * n + 8);
        }
    }
}
