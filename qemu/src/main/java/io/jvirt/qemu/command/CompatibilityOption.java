package io.jvirt.qemu.command;

import io.jvirt.model.domain.QemuNamespace;

/** What QEMU does with deprecated requests and answers; a help to find users of them. */
final class CompatibilityOption {
    private CompatibilityOption() {
    }

    static void add(Guest guest, Arguments out) {
        QemuNamespace qemu = guest.domain().qemu();
        String behavior = qemu != null && qemu.deprecationBehavior() != null ? qemu.deprecationBehavior()
                : guest.settings().deprecation();
        switch (behavior) {
            case "omit" -> out.add("compat", Props.of().text("deprecated-output", "hide"));
            case "reject", "crash" -> out.add("compat", Props.of().text("deprecated-output", "hide")
                    .text("deprecated-input", behavior));
            default -> { }
        }
    }
}
