package io.jvirt.qemu.command;

import io.jvirt.model.domain.Watchdog;
import java.util.List;

/** Watchdogs and what happens when one bites; that is the same for all of a guest. */
final class WatchdogDevices {
    private WatchdogDevices() {
    }

    static void add(Guest guest, Arguments out) {
        List<Watchdog> watchdogs = guest.devices().watchdogs();
        if (watchdogs.isEmpty()) {
            return;
        }
        boolean chipset = false;
        for (Watchdog watchdog : watchdogs) {
            if (watchdog.model() == Watchdog.Model.ITCO) {
                chipset = true;
            } else {
                Addresses.extension(guest, out, watchdog.info());
                Props props = Props.device(watchdog.model().xml()).text("id", guest.alias(watchdog));
                Addresses.add(guest, props, watchdog.info());
                out.device(props);
            }
        }
        if (chipset) {
            // The chipset's own watchdog is strapped off unless told otherwise.
            out.add("global", "ICH9-LPC.noreboot=off");
        }
        Watchdog.Action action = watchdogs.getLast().action() == null
                ? Watchdog.Action.RESET : watchdogs.getLast().action();
        // QEMU cannot dump; it pauses, and whoever sees that dumps.
        out.add("watchdog-action", action == Watchdog.Action.DUMP ? Watchdog.Action.PAUSE.xml() : action.xml());
    }
}
