package io.jvirt.qemu.command;

/** What the guest begins with when it does not begin anew. */
final class StartState {
    private StartState() {
    }

    static void incoming(Guest guest, Arguments out) {
        if (guest.environment().incoming() != null) {
            out.add("incoming", guest.environment().incoming());
        }
    }

    static void snapshot(Guest guest, Arguments out) {
        if (guest.environment().snapshot() != null) {
            out.add("loadvm", guest.environment().snapshot());
        }
    }
}
