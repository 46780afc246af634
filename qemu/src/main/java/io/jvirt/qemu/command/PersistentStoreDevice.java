package io.jvirt.qemu.command;

import io.jvirt.model.domain.PersistentStore;

/** Keeps the guest kernel's last words over a restart. */
final class PersistentStoreDevice {
    private PersistentStoreDevice() {
    }

    static void add(Guest guest, Arguments out) {
        PersistentStore store = guest.devices().pstore();
        if (store == null) {
            return;
        }
        String alias = guest.alias(store);
        out.object(Props.object("memory-backend-file", "mem" + alias).text("mem-path", store.path())
                .number("size", store.size() == null ? null : (Long) store.size().bytes()).flag("share", true));
        Props props = Props.device("acpi-erst").text("id", alias).text("memdev", "mem" + alias);
        Addresses.add(guest, props, store.info());
        out.device(props);
    }
}
