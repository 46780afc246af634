package io.jvirt.qemu.life;

import io.jvirt.api.DomainEvent.Change;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainState;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.StateReason;
import io.jvirt.host.process.HostProcess;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.LifecycleAction;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.job.LongJob;
import io.jvirt.qemu.qmp.QmpException;
import io.jvirt.qemu.save.Restorer;
import java.util.Map;

/** Starting, stopping and what lies between: the calls that change what a guest does. */
public final class Lifecycle {
    private final Starter starter;
    private final Stopper stopper;
    private final Restorer restorer;

    Lifecycle(Starter starter, Stopper stopper, Restorer restorer) {
        this.starter = starter;
        this.stopper = stopper;
        this.restorer = restorer;
    }

    /** Starts a stored guest: from its managed save image if it has one, else booting. */
    public void start(Guest guest, DomainFlags.Create... flags) {
        LongJob work = new LongJob(guest.managedSave() ? LongJob.Operation.RESTORE : LongJob.Operation.START);
        try (JobLock.Job job = guest.jobs().begin("virDomainCreateWithFlags", work)) {
            requireOff(guest);
            if (guest.managedSave()) {
                if (Flag.has(flags, DomainFlags.Create.FORCE_BOOT)) {
                    restorer.removeManaged(guest);
                } else if (restorer.startManaged(guest, flags)) {
                    return;
                }
            }
            DomainDescription definition =
                    guest.definition().orElseThrow(() -> Errors.noDomain(guest.uuid(), guest.name()));
            starter.start(guest, definition, mode(flags));
        }
    }

    /** Boots a guest whose job the caller has with a document that need not be stored. */
    public void boot(Guest guest, DomainDescription description, DomainFlags.Create... flags) {
        requireOff(guest);
        starter.start(guest, description, mode(flags));
    }

    private static Starter.Mode mode(DomainFlags.Create... flags) {
        return Starter.Mode.boot(
                Flag.has(flags, DomainFlags.Create.PAUSED), Flag.has(flags, DomainFlags.Create.RESET_NVRAM));
    }

    private static void requireOff(Guest guest) {
        if (guest.active()) {
            throw Errors.invalid("domain is already running");
        }
    }

    /** Stops the CPUs. */
    public void suspend(Guest guest) {
        try (JobLock.Job job = guest.jobs().begin("virDomainSuspend")) {
            Run run = guest.run();
            if (guest.state() == DomainState.PMSUSPENDED) {
                throw Errors.invalid("domain is pmsuspended");
            }
            if (guest.state() != DomainState.PAUSED) {
                pause(guest, run, StateReason.PAUSED_USER);
            }
        }
    }

    /** Stops the CPUs of a guest whose job the caller has; returns when the state tells so. */
    public static void pause(Guest guest, Run run, StateReason reason) {
        try {
            run.expectPause(reason);
            run.monitor().execute("stop");
            run.monitor().settle();
            // A QEMU that stood still already, for an error that we did not hear of, sends no event.
            guest.changeFrom(DomainState.RUNNING, reason, Change.SUSPENDED_PAUSED);
        } catch (QmpException e) {
            throw e.toJvirt();
        }
    }

    /** Lets the CPUs go on. */
    public void resume(Guest guest) {
        try (JobLock.Job job = guest.jobs().begin("virDomainResume")) {
            Run run = guest.run();
            switch (guest.state()) {
                case PMSUSPENDED -> throw Errors.invalid("domain is pmsuspended");
                case RUNNING -> throw Errors.invalid("domain is already running");
                case PAUSED, CRASHED, NOSTATE, BLOCKED, SHUTDOWN, SHUTOFF -> unpause(guest, run, StateReason.RUNNING_UNPAUSED);
            }
        }
    }

    /** Lets the CPUs of a guest go on whose job the caller has; returns when the state tells so. */
    public static void unpause(Guest guest, Run run, StateReason reason) {
        try {
            run.expectResume(reason);
            run.monitor().execute("cont");
            run.monitor().settle();
            if (guest.state() == DomainState.PAUSED) {
                guest.change(reason, Change.RESUMED_UNPAUSED);
            }
        } catch (QmpException e) {
            throw e.toJvirt();
        }
    }

    /** Presses the reset button. */
    public void reset(Guest guest) {
        try (JobLock.Job job = guest.jobs().begin("virDomainReset")) {
            Run run = guest.run();
            execute(run, "system_reset");
            run.monitor().settle();
            if (guest.state() == DomainState.CRASHED) {
                guest.change(StateReason.PAUSED_CRASHED, null);
            }
        }
    }

    private static void execute(Run run, String command) {
        try {
            run.monitor().execute(command, Map.of());
        } catch (QmpException e) {
            throw e.toJvirt();
        }
    }

    /** Presses the power button, to power off or, with {@code reboot}, to come back afterwards. */
    public void powerButton(Guest guest, boolean reboot) {
        try (JobLock.Job job = guest.jobs().begin(reboot ? "virDomainReboot" : "virDomainShutdownFlags")) {
            Run run = guest.run();
            boolean comeBack = reboot && guest.description().onReboot() != LifecycleAction.DESTROY;
            guest.note(run, notes -> notes.fakeReboot(comeBack));
            execute(run, "system_powerdown");
        }
    }

    /** Wakes a guest that sleeps. */
    public void wakeUp(Guest guest) {
        try (JobLock.Job job = guest.jobs().begin("virDomainPMWakeup")) {
            Run run = guest.run();
            if (guest.state() != DomainState.PMSUSPENDED) {
                throw Errors.invalid("domain is not suspended");
            }
            execute(run, "system_wakeup");
        }
    }

    /** Pulls the plug. Goes before everything else: work under way fails because its guest is gone. */
    public void destroy(Guest guest, DomainFlags.Destroy... flags) {
        boolean gentle = Flag.has(flags, DomainFlags.Destroy.GRACEFUL);
        Run run = guest.run();
        HostProcess process = run.processOrNull();
        if (process == null) {
            // Being built: what builds it cannot be cut short here, so its turn is waited for.
            try (JobLock.Job job = guest.jobs().beginDestroy("virDomainDestroyFlags")) {
                stopper.stop(guest, guest.run(), Stopper.Ending.DESTROYED, gentle);
            }
            return;
        }
        stopper.stop(guest, run, Stopper.Ending.DESTROYED, gentle);
    }

    /** Destroys a guest if the run that somebody cared for is still on. */
    public void destroyRun(Guest guest, int id) {
        Run run = guest.runOrNull();
        if (run != null && run.id() == id) {
            try {
                stopper.stop(guest, run, Stopper.Ending.DESTROYED, false);
            } catch (JvirtException e) {
                System.getLogger(Lifecycle.class.getName())
                        .log(System.Logger.Level.WARNING, "Cannot destroy {0}: {1}", guest, e.getMessage());
            }
        }
    }
}
