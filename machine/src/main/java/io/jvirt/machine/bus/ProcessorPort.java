package io.jvirt.machine.bus;

/** A processor as interrupt controllers see it. Every method may be called from any thread and returns at once. */
public interface ProcessorPort {
    /** The INTR wire: whether a maskable request waits to be acknowledged. A processor that halts wakes up. */
    void setInterrupt(boolean pending);

    /** A non-maskable interrupt. */
    void nonMaskable();

    /** INIT: the processor resets and waits for {@link #startUp}, or for its reset vector if it is the bootstrap processor. */
    void init();

    /** A start-up inter-processor interrupt: execution begins in real mode at {@code page << 12}, if the processor waits for it. */
    void startUp(int page);
}
