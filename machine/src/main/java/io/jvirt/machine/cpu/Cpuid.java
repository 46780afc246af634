package io.jvirt.machine.cpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * CPUID (SDM volume 2A): exactly what this processor has. It calls itself one of AMD's, which has none of the faults that
 * kernels work around at a price in every system call, and a hypervisor with KVM's paravirtual clock, so that nothing needs
 * to be measured at boot.
 */
public final class Cpuid {
    /** Family 1ah, model 2, stepping 1. */
    public static final int SIGNATURE = 0x00b0_0f21;

    private static final String BRAND = "Jvirt x86-64 processor";
    /** TSC ticks a second: the counter counts nanoseconds. */
    public static final int TSC_KHZ = 1_000_000;

    private static final int[] STANDARD_EDX = {0, 2, 3, 4, 5, 6, 8, 9, 11, 13, 15, 16, 17, 19, 23, 24, 25, 26};
    private static final int[] STANDARD_ECX = {0, 1, 9, 13, 19, 20, 22, 23, 25, 26, 30, 31};
    private static final int[] EXTENDED_EDX = {0, 2, 3, 4, 5, 6, 8, 9, 11, 13, 15, 16, 17, 20, 23, 24, 26, 27, 29};
    private static final int[] EXTENDED_ECX = {0, 4, 5};
    private static final int[] STRUCTURED_EBX = {0, 1, 3, 7, 8, 9, 18, 19, 20};

    private Cpuid() {}

    private static int bits(int... numbers) {
        int all = 0;
        for (int number : numbers) {
            all |= 1 << number;
        }
        return all;
    }

    private static int word(String text, int at) {
        byte[] padded = java.util.Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 48);
        return ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    /** The instruction: leaf in EAX, subleaf in ECX. */
    public static void execute(Cpu cpu) {
        int leaf = (int) cpu.gpr[Cpu.RAX];
        int sub = (int) cpu.gpr[Cpu.RCX];
        switch (leaf) {
            case 0 -> set(cpu, 0xd, word("AuthenticAMD", 0), word("AuthenticAMD", 8), word("AuthenticAMD", 4));
            case 1 -> features(cpu);
            case 7 -> set(cpu, 0, sub == 0 ? bits(STRUCTURED_EBX) : 0, sub == 0 ? 1 << 2 : 0, 0);
            case 0xd -> extendedState(cpu, sub);
            case 0x4000_0000 -> set(cpu, 0x4000_0010, word("KVMKVMKVM", 0), word("KVMKVMKVM", 4), word("KVMKVMKVM", 8));
            case 0x4000_0001 -> set(cpu, ParavirtualClock.FEATURES, 0, 0, 0);
            case 0x4000_0010 -> set(cpu, TSC_KHZ, TSC_KHZ, 0, 0);
            case 0x8000_0000 -> set(cpu, 0x8000_0008, word("AuthenticAMD", 0), word("AuthenticAMD", 8), word("AuthenticAMD", 4));
            case 0x8000_0001 -> set(cpu, SIGNATURE, 0, bits(EXTENDED_ECX), bits(EXTENDED_EDX));
            case 0x8000_0002, 0x8000_0003, 0x8000_0004 -> {
                int at = (leaf - 0x8000_0002) * 16;
                set(cpu, word(BRAND, at), word(BRAND, at + 4), word(BRAND, at + 8), word(BRAND, at + 12));
            }
            case 0x8000_0007 -> set(cpu, 0, 0, 0, 1 << 8);
            case 0x8000_0008 -> set(cpu, 48 << 8 | 40, 0, 0, 0);
            default -> set(cpu, 0, 0, 0, 0);
        }
    }

    private static void features(Cpu cpu) {
        int ecx = bits(STANDARD_ECX);
        if ((cpu.cr4 & Cpu.CR4_OSXSAVE) != 0) {
            ecx |= 1 << 27;
        }
        int edx = bits(STANDARD_EDX);
        if (cpu.msrs.apic() == null) {
            edx &= ~(1 << 9);
        } else {
            ecx |= 1 << 21 | 1 << 24;
        }
        set(cpu, SIGNATURE, cpu.index << 24 | 8 << 8, ecx, edx);
    }

    /** Extended state: x87 and SSE, which lie in the first 576 bytes. */
    private static void extendedState(Cpu cpu, int sub) {
        switch (sub) {
            case 0 -> set(cpu, 3, 576, 576, 0);
            default -> set(cpu, 0, 0, 0, 0);
        }
    }

    private static void set(Cpu cpu, int eax, int ebx, int ecx, int edx) {
        cpu.gpr[Cpu.RAX] = eax & 0xffff_ffffL;
        cpu.gpr[Cpu.RBX] = ebx & 0xffff_ffffL;
        cpu.gpr[Cpu.RCX] = ecx & 0xffff_ffffL;
        cpu.gpr[Cpu.RDX] = edx & 0xffff_ffffL;
    }
}
