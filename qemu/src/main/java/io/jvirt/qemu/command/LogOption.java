package io.jvirt.qemu.command;

import io.jvirt.qemu.capabilities.QemuFact;

/** How QEMU's own messages look. */
final class LogOption {
    private LogOption() {
    }

    static void add(Guest guest, Arguments out) {
        if (guest.settings().logTimestamps() && guest.has(QemuFact.MSG_TIMESTAMP)) {
            out.add("msg", "timestamp=on");
        }
    }
}
