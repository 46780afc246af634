package io.jvirt.qemu.command;

import io.jvirt.qemu.capabilities.QemuFact;

/** QEMU confines itself: no obsolete calls, no more rights, no programs, no resource control. */
final class SandboxOption {
    private SandboxOption() {
    }

    static void add(Guest guest, Arguments out) {
        if (!guest.has(QemuFact.SECCOMP_SANDBOX)) {
            return;
        }
        if (guest.settings().sandbox()) {
            out.add("sandbox", KeyValues.of("on").put("obsolete", "deny").put("elevateprivileges", "deny")
                    .put("spawn", "deny").put("resourcecontrol", "deny"));
        } else {
            out.add("sandbox", "off");
        }
    }
}
