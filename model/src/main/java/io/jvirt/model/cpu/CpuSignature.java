package io.jvirt.model.cpu;

/**
 * Which product a CPU is (CPUID leaf 1, EAX).
 *
 * @param family family with the extension added
 * @param model model with the extension in front
 * @param stepping stepping, 0 to 15
 */
public record CpuSignature(int family, int model, int stepping) {
    private static final int EXTENDED = 15;

    /** {@return the product that CPUID's answer names} Intel SDM volume 2A, CPUID, figure "Version Information". */
    public static CpuSignature ofCpuid(int eax) {
        int base = eax >>> 8 & 0xf;
        int family = base == EXTENDED ? base + (eax >>> 20 & 0xff) : base;
        int model = eax >>> 4 & 0xf | (base == EXTENDED || base == 6 ? eax >>> 12 & 0xf0 : 0);
        return new CpuSignature(family, model, eax & 0xf);
    }
}
