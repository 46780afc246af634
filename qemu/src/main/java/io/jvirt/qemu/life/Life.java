package io.jvirt.qemu.life;

import io.jvirt.qemu.QemuSettings;
import io.jvirt.qemu.console.LogKeeper;
import io.jvirt.qemu.event.EventBus;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.GuestTable;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.ports.PortPool;
import io.jvirt.qemu.save.Dumper;
import io.jvirt.qemu.save.Restorer;
import io.jvirt.qemu.save.Saver;
import io.jvirt.qemu.store.Layout;
import io.jvirt.qemu.store.StatusStore;
import java.time.Duration;

/** What makes guests of one instance live: its parts, put together. */
public final class Life {
    private static final Duration LOOK_AT_LOGS = Duration.ofSeconds(5);

    private final LogKeeper logs = new LogKeeper(LOOK_AT_LOGS);
    private final GuestTable table;
    private final Lifecycle lifecycle;
    private final Saver saver;
    private final Restorer restorer;
    private final Dumper dumper;
    private final Recovery recovery;
    private final LiveDevices devices;

    /** For the guests of a table. */
    public Life(
            Layout layout,
            QemuSettings settings,
            GuestTable table,
            Launcher launcher,
            GuestImages images,
            GuestCards cards,
            EventBus bus) {
        this.table = table;
        Displays displays = new Displays(
                new PortPool(settings.displayPortFirst(), settings.displayPortLast()),
                new PortPool(settings.websocketPortFirst(), settings.websocketPortLast()));
        Stopper stopper = new Stopper(layout, table, logs);
        this.dumper = new Dumper(layout, stopper);
        Reactions reactions = new Reactions(stopper, dumper::dumpCrashed);
        QemuUser user = QemuUser.choose(layout, settings.users(), images);
        this.devices = new LiveDevices(launcher, user, cards);
        Starter starter = new Starter(layout, table, launcher, displays, user, stopper, reactions, devices, cards, bus);
        this.restorer = new Restorer(layout, table, starter);
        this.saver = new Saver(layout, stopper, settings.saveFormat());
        this.lifecycle = new Lifecycle(starter, stopper, restorer);
        this.recovery = new Recovery(layout, table, displays, user, stopper, reactions, devices, cards, bus);
    }

    /** {@return the calls that change what guests do} */
    public Lifecycle lifecycle() {
        return lifecycle;
    }

    /** {@return what writes guests' memory to files} */
    public Saver saver() {
        return saver;
    }

    /** {@return what brings saved guests back} */
    public Restorer restorer() {
        return restorer;
    }

    /** {@return what writes memory for debuggers} */
    public Dumper dumper() {
        return dumper;
    }

    /** {@return what gives devices to running guests and takes them away} */
    public LiveDevices devices() {
        return devices;
    }

    /** Takes over what a predecessor left running, and cleans up what it left half done. */
    public void recover(StatusStore.Contents left, String boot) {
        recovery.recover(left, boot);
    }

    /** Lets go of the guests, which run on. */
    public void close() {
        logs.close();
        for (Guest guest : table.running()) {
            Run run = guest.runOrNull();
            if (run != null) {
                run.release();
            }
        }
    }
}
