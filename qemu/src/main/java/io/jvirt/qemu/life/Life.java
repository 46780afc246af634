package io.jvirt.qemu.life;

import io.jvirt.qemu.QemuSettings;
import io.jvirt.qemu.event.EventBus;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.GuestTable;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.ports.PortPool;
import io.jvirt.qemu.store.Layout;
import io.jvirt.qemu.store.StatusStore;

/** What makes guests of one instance live: its parts, put together. */
public final class Life {
    private final GuestTable table;
    private final Lifecycle lifecycle;
    private final Recovery recovery;

    /** For the guests of a table. */
    public Life(Layout layout, QemuSettings settings, GuestTable table, Launcher launcher, EventBus bus) {
        this.table = table;
        Displays displays = new Displays(
                new PortPool(settings.displayPortFirst(), settings.displayPortLast()),
                new PortPool(settings.websocketPortFirst(), settings.websocketPortLast()));
        Stopper stopper = new Stopper(layout, table);
        Reactions reactions = new Reactions(stopper, Life::dump);
        Starter starter = new Starter(layout, table, launcher, displays, stopper, reactions, bus);
        this.lifecycle = new Lifecycle(starter, stopper);
        this.recovery = new Recovery(layout, table, displays, stopper, reactions, bus);
    }

    private static void dump(Guest guest, Run run) {
        throw io.jvirt.qemu.Errors.operationUnsupported("automatic dumps of " + guest + " (run " + run.id() + ")");
    }

    /** {@return the calls that change what guests do} */
    public Lifecycle lifecycle() {
        return lifecycle;
    }

    /** Takes over what a predecessor left running, and cleans up what it left half done. */
    public void recover(StatusStore.Contents left, String boot) {
        recovery.recover(left, boot);
    }

    /** Lets go of the guests, which run on. */
    public void close() {
        for (Guest guest : table.running()) {
            Run run = guest.runOrNull();
            if (run != null) {
                run.release();
            }
        }
    }
}
