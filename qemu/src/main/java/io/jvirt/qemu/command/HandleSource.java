package io.jvirt.qemu.command;

import java.util.List;

/** Tells which open file descriptors a guest's QEMU process inherits. */
@FunctionalInterface
public interface HandleSource {
    /** Nothing is inherited. */
    HandleSource NONE = (alias, purpose) -> List.of();

    /**
     * {@return the descriptors' numbers in the new process; empty when QEMU shall open what it needs by itself}
     *
     * @param alias the device's live alias
     * @param purpose which of the device's descriptors
     */
    List<Integer> of(String alias, Handle purpose);
}
