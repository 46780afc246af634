package io.jvirt.machine.bus;

/** The interrupt controller that a processor asks for the vector after its request wire went high: a local APIC, or the PIC pair. */
@FunctionalInterface
public interface InterruptController {
    /** No request is left: it was withdrawn before it was acknowledged. */
    int NONE = -1;

    /**
     * {@return the vector of the request of highest priority, which is in service from now on, or {@link #NONE}}
     *
     * <p>Called by the processor's own thread when it is about to deliver (RFLAGS.IF set, no shadow).
     */
    int acknowledge();
}
