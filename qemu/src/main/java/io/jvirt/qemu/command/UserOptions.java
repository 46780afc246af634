package io.jvirt.qemu.command;

import io.jvirt.model.domain.QemuNamespace;

/** What the document puts on the command line and into the environment word by word. */
final class UserOptions {
    private UserOptions() {
    }

    static void add(Guest guest, Arguments out) {
        QemuNamespace qemu = guest.domain().qemu();
        if (qemu != null && qemu.commandline() != null) {
            qemu.commandline().arg().forEach(out::verbatim);
            qemu.commandline().env().forEach(env -> out.environment(env.name(), env.value()));
        }
    }
}
