package io.jvirt.qemu;

import io.jvirt.api.DomainFlags.ListAll;
import io.jvirt.api.DomainState;
import io.jvirt.qemu.guest.Guest;

/** Which guests a list is to have: any flag of a group lets a guest pass that group, and it has to pass all groups. */
final class GuestFilter {
    private GuestFilter() {}

    static boolean matches(Guest guest, int wanted) {
        if (wanted == 0) {
            return true;
        }
        boolean active = guest.active();
        boolean persistent = guest.persistent();
        DomainState state = guest.state();
        boolean running = state == DomainState.RUNNING;
        boolean paused = state == DomainState.PAUSED;
        boolean off = state == DomainState.SHUTOFF;
        return either(wanted, ListAll.ACTIVE, active, ListAll.INACTIVE, !active)
                && either(wanted, ListAll.PERSISTENT, persistent, ListAll.TRANSIENT, !persistent)
                && (!any(wanted, ListAll.RUNNING, ListAll.PAUSED, ListAll.SHUTOFF, ListAll.OTHER)
                        || (has(wanted, ListAll.RUNNING) && running)
                        || (has(wanted, ListAll.PAUSED) && paused)
                        || (has(wanted, ListAll.SHUTOFF) && off)
                        || (has(wanted, ListAll.OTHER) && !running && !paused && !off))
                && either(wanted, ListAll.MANAGEDSAVE, guest.managedSave(), ListAll.NO_MANAGEDSAVE, !guest.managedSave())
                && either(wanted, ListAll.AUTOSTART, guest.autostart(), ListAll.NO_AUTOSTART, !guest.autostart())
                && either(wanted, ListAll.HAS_SNAPSHOT, false, ListAll.NO_SNAPSHOT, true)
                && either(wanted, ListAll.HAS_CHECKPOINT, false, ListAll.NO_CHECKPOINT, true);
    }

    private static boolean has(int wanted, ListAll flag) {
        return (wanted & flag.bit()) != 0;
    }

    private static boolean any(int wanted, ListAll... flags) {
        for (ListAll flag : flags) {
            if (has(wanted, flag)) {
                return true;
            }
        }
        return false;
    }

    private static boolean either(int wanted, ListAll one, boolean isOne, ListAll other, boolean isOther) {
        return !any(wanted, one, other) || (has(wanted, one) && isOne) || (has(wanted, other) && isOther);
    }
}
