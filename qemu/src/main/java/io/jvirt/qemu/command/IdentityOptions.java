package io.jvirt.qemu.command;

import io.jvirt.model.domain.Genid;

/** Who the guest is: name, UUID and generation. */
final class IdentityOptions {
    private IdentityOptions() {
    }

    static void name(Guest guest, Arguments out) {
        String name = guest.domain().name();
        KeyValues values = KeyValues.of().put("guest", name);
        if (guest.settings().processNames()) {
            values.put("process", "qemu:" + name);
        }
        out.add("name", values.put("debug-threads", "on"));
    }

    static void uuid(Guest guest, Arguments out) {
        if (guest.domain().uuid() != null) {
            out.add("uuid", guest.domain().uuid().toString());
        }
    }

    static void generation(Guest guest, Arguments out) {
        Genid genid = guest.domain().genid();
        if (genid != null && genid.value() != null) {
            out.device(Props.device("vmgenid").text("guid", genid.value().toString()).text("id", "vmgenid0"));
        }
    }
}
