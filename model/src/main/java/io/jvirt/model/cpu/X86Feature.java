package io.jvirt.model.cpu;

/**
 * A feature of x86 CPUs: one bit.
 *
 * @param name the name in documents
 * @param qemuName the name of QEMU's property, mostly the same
 * @param place where the bit is
 * @param migratable whether a guest that sees it can move to another host
 * @param index its position in the order of all features, by which documents list them
 */
public record X86Feature(String name, String qemuName, Place place, boolean migratable, int index) {
    /**
     * A bit of a register.
     *
     * @param source where the register is read
     * @param number leaf of CPUID, or number of the model-specific register
     * @param subleaf subleaf of CPUID, 0 for a model-specific register
     * @param register which register, or half of a model-specific one
     * @param bit 0 to 31
     */
    public record Place(Source source, int number, int subleaf, Register register, int bit) {
    }

    /** Where a CPU tells of its features. */
    public enum Source { CPUID, MSR }

    /** A 32-bit part of an answer. {@code LOW} and {@code HIGH} are the halves of a model-specific register. */
    public enum Register { EAX, EBX, ECX, EDX, LOW, HIGH }
}
