package io.jvirt.machine.bus;

/**
 * A wire from a device to an interrupt controller's input.
 *
 * <p>May be set from any thread. Setting it to the level it has changes nothing, so a device may simply state its level after
 * each change of its registers. A device sets a line while it holds its own lock; a controller never calls a device back.
 */
@FunctionalInterface
public interface InterruptLine {
    void set(boolean high);

    /** An edge: high, then low. */
    default void pulse() {
        set(true);
        set(false);
    }
}
