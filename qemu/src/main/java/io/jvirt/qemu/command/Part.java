package io.jvirt.qemu.command;

/** One subject of the command line. */
@FunctionalInterface
interface Part {
    /** Adds the subject's arguments, none when the guest has nothing of the kind. */
    void add(Guest guest, Arguments out);
}
