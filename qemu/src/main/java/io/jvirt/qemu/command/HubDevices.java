package io.jvirt.qemu.command;

import io.jvirt.model.domain.Hub;

/** USB hubs. */
final class HubDevices {
    private HubDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (Hub hub : guest.devices().hubs()) {
            Props props = Props.device("usb-hub").text("id", guest.alias(hub));
            Addresses.add(guest, props, hub.info());
            out.device(props);
        }
    }
}
