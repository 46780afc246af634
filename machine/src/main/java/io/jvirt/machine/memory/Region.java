package io.jvirt.machine.memory;

import io.jvirt.machine.bus.MemoryDevice;

/** A range of guest physical addresses and what lies there. First and last byte belong to the range and are of whole pages. */
public sealed interface Region {
    long first();

    long last();

    /**
     * RAM, or ROM if it is not writable: writes to it are then ignored.
     *
     * @param offset where in {@link Ram} the range's first byte is
     */
    record Bytes(long first, long last, long offset, boolean writable) implements Region {}

    /** The registers of a device. */
    record Registers(long first, long last, MemoryDevice device) implements Region {}
}
