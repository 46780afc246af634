package io.jvirt.qemu.life;

import io.jvirt.api.JvirtException;
import io.jvirt.api.StateReason;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.LifecycleAction;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.qmp.QmpException;
import io.jvirt.qemu.store.RunStatus;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the driver does by itself when a guest powers off, reboots or crashes: the document's on_... actions. */
final class Reactions {
    private static final System.Logger LOG = System.getLogger(Reactions.class.getName());

    private final Stopper stopper;
    private final BiConsumer<Guest, Run> dump;

    /**
     * The reactions.
     *
     * @param dump writes a guest's memory to the folder for automatic dumps
     */
    Reactions(Stopper stopper, BiConsumer<Guest, Run> dump) {
        this.stopper = stopper;
        this.dump = dump;
    }

    private static void async(String what, Guest guest, Runnable task) {
        Thread.ofVirtual().name("jvirt-" + what + "-" + guest.name()).start(() -> {
            try {
                task.run();
            } catch (JvirtException | QmpException e) {
                LOG.log(System.Logger.Level.WARNING, "Cannot follow {0} of {1}: {2}", what, guest, e.getMessage());
            }
        });
    }

    /** The guest powered off; QEMU stands still and waits. */
    void poweredOff(Guest guest, Run run) {
        RunStatus status = guest.status(run);
        LifecycleAction action = guest.description().onPoweroff();
        if (status.fakeReboot() || action == LifecycleAction.RESTART) {
            async("reboot", guest, () -> restart(guest, run));
        } else {
            async("power-off", guest, () -> stopper.stop(guest, run, Stopper.Ending.SHUTDOWN, false));
        }
    }

    /** Starts the same QEMU over: the guest sees a reboot. */
    private static void restart(Guest guest, Run run) {
        try (JobLock.Job job = guest.jobs().begin("reboot")) {
            guest.note(run, notes -> notes.fakeReboot(false));
            run.forgetShutdown();
            run.monitor().execute("system_reset");
            run.expectResume(StateReason.RUNNING_BOOTED);
            run.monitor().execute("cont");
        }
    }

    /** The guest reset itself. */
    void rebooted(Guest guest, Run run) {
        if (guest.description().onReboot() == LifecycleAction.DESTROY) {
            async("reboot", guest, () -> stopper.stop(guest, run, Stopper.Ending.DESTROYED, false));
        }
    }

    /** The guest's kernel gave up; QEMU stands still. */
    void panicked(Guest guest, Run run) {
        DomainDescription description = guest.description();
        @Nullable LifecycleAction action = description.onCrash();
        switch (action == null ? LifecycleAction.DESTROY : action) {
            case DESTROY -> async("crash", guest, () -> stopper.stop(guest, run, Stopper.Ending.PANICKED, false));
            case COREDUMP_DESTROY ->
                async("crash", guest, () -> {
                    dump.accept(guest, run);
                    stopper.stop(guest, run, Stopper.Ending.PANICKED, false);
                });
            case RESTART, RENAME_RESTART -> async("crash", guest, () -> restart(guest, run));
            case COREDUMP_RESTART ->
                async("crash", guest, () -> {
                    dump.accept(guest, run);
                    restart(guest, run);
                });
            case PRESERVE -> {
                // It stays as it is, for somebody to look at.
            }
        }
    }
}
