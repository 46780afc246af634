package io.jvirt.machine.bus;

/**
 * A processor's local APIC as its processor sees it (SDM volume 3, chapter "Advanced Programmable Interrupt Controller").
 *
 * <p>The registers in memory are reached through {@link MemoryDevice} with offsets in the APIC page: the processor knows the page
 * from IA32_APIC_BASE, since each processor finds its own APIC there. A change that makes a request deliverable, or takes the last
 * one away, is told to {@link ProcessorPort#setInterrupt}.
 */
public interface LocalApic extends InterruptController, MemoryDevice {
    /** {@return IA32_APIC_BASE (MSR 1bh): address, enable, x2APIC mode, bootstrap processor} */
    long base();

    /**
     * Writes IA32_APIC_BASE.
     *
     * @return whether the value is allowed; the processor raises #GP otherwise
     */
    boolean setBase(long value);

    /** {@return the task priority register's class, which CR8 shows: 0 to 15} */
    int taskPriority();

    /** What a write of CR8 does. */
    void setTaskPriority(int priority);

    /** {@return whether {@link #readX2} and {@link #writeX2} are reachable by RDMSR and WRMSR now} */
    boolean x2();

    /** {@return the x2APIC register of MSR {@code 0x800 + index}} */
    long readX2(int index);

    /** Writes the x2APIC register of MSR {@code 0x800 + index}. */
    void writeX2(int index, long value);

    /** {@return IA32_TSC_DEADLINE, zero when it is not armed} */
    long deadline();

    /** Arms the timer in TSC-deadline mode, zero disarms it. */
    void setDeadline(long tsc);
}
