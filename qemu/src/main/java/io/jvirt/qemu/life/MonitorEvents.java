package io.jvirt.qemu.life;

import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainEvent.Change;
import io.jvirt.api.DomainState;
import io.jvirt.api.MonitorEvent;
import io.jvirt.api.StateReason;
import io.jvirt.model.MemorySize;
import io.jvirt.qemu.event.EventBus;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.qmp.QmpEvent;
import io.jvirt.qemu.qmp.QmpException;
import io.jvirt.qemu.qmp.QmpListener;
import io.jvirt.model.xml.Records;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/**
 * Makes of what one QEMU tells what is known of its guest. Runs on the monitor's event thread, in QEMU's order; what
 * takes time, such as restarting a guest that powered off, is handed to {@link Reactions}.
 */
final class MonitorEvents implements QmpListener {
    private static final System.Logger LOG = System.getLogger(MonitorEvents.class.getName());

    private final Guest guest;
    private final Run run;
    private final Reactions reactions;
    private final EventBus bus;
    private final DeviceEvents devices;

    MonitorEvents(Guest guest, Run run, Reactions reactions, LiveDevices live, EventBus bus) {
        this.guest = guest;
        this.run = run;
        this.reactions = reactions;
        this.bus = bus;
        this.devices = new DeviceEvents(guest, run, live);
    }

    @Override
    public void event(QmpEvent event) {
        JsonNode data = event.data();
        bus.publish(guest.uuid(), guest.name(), domain -> new MonitorEvent(
                domain,
                event.name(),
                event.time().getEpochSecond(),
                event.time().getNano() / 1000,
                data.isEmpty() ? null : data.toString()));
        switch (event.name()) {
            case "STOP" -> stop();
            case "RESUME" -> resume();
            case "SHUTDOWN" -> shutdown(data);
            case "RESET" -> reset(data);
            case "GUEST_PANICKED" -> panicked();
            case "GUEST_CRASHLOADED" -> guest.publish(Change.CRASHED_CRASHLOADED::of);
            case "SUSPEND" -> sleep(Change.PMSUSPENDED_MEMORY);
            case "SUSPEND_DISK" -> sleepOnDisk();
            case "WAKEUP" -> wakeUp();
            case "WATCHDOG" -> watchdog(data.path("action").asString(""));
            case "BLOCK_IO_ERROR" -> ioError(data);
            case "RTC_CHANGE" -> clock(data.path("offset").asLong(0));
            case "BALLOON_CHANGE" -> balloon(data.path("actual").asLong(0));
            case "MIGRATION" -> part(MigrationProgress.class).ifPresent(p -> p.status(data.path("status").asString("")));
            case "MIGRATION_PASS" -> pass(data.path("pass").asInt(0));
            case "DUMP_COMPLETED" -> part(DumpProgress.class).ifPresent(p -> p.completed(data));
            default -> devices.event(event.name(), data);
        }
    }

    private <T> java.util.Optional<T> part(Class<T> type) {
        return java.util.Optional.ofNullable(run.part(type));
    }

    private void stop() {
        StateReason reason = run.takePause();
        Change change = switch (reason) {
            case PAUSED_MIGRATION -> Change.SUSPENDED_MIGRATED;
            case PAUSED_IOERROR -> Change.SUSPENDED_IOERROR;
            case PAUSED_WATCHDOG -> Change.SUSPENDED_WATCHDOG;
            case PAUSED_FROM_SNAPSHOT, PAUSED_SNAPSHOT -> Change.SUSPENDED_FROM_SNAPSHOT;
            case PAUSED_API_ERROR -> Change.SUSPENDED_API_ERROR;
            default -> Change.SUSPENDED_PAUSED;
        };
        guest.changeFrom(DomainState.RUNNING, reason, change);
    }

    private void resume() {
        StateReason reason = run.takeResume();
        if (guest.state() == DomainState.RUNNING) {
            return;
        }
        Change change = switch (reason) {
            case RUNNING_MIGRATED -> Change.RESUMED_MIGRATED;
            case RUNNING_FROM_SNAPSHOT, RUNNING_RESTORED -> Change.RESUMED_FROM_SNAPSHOT;
            case RUNNING_POSTCOPY -> Change.RESUMED_POSTCOPY;
            default -> Change.RESUMED_UNPAUSED;
        };
        guest.change(reason, change);
    }

    private void shutdown(JsonNode data) {
        run.shutdownSeen();
        String reason = data.path("reason").asString("");
        boolean byGuest = data.path("guest").asBoolean(false);
        LOG.log(System.Logger.Level.DEBUG, "{0} shuts down: {1}", guest, reason);
        StateReason stopping = guest.status(run).stopping();
        boolean expected = stopping != null && stopping != StateReason.SHUTOFF_DESTROYED;
        if (guest.state() == DomainState.SHUTDOWN || expected) {
            return;
        }
        Change change = data.has("guest") ? (byGuest ? Change.SHUTDOWN_GUEST : Change.SHUTDOWN_HOST) : Change.SHUTDOWN_FINISHED;
        guest.change(StateReason.SHUTDOWN_UNKNOWN, change);
        // Told by a signal or by "quit", QEMU ends by itself; after the guest's own power-off it waits for us.
        if (stopping == null && !reason.equals("host-signal") && !reason.equals("host-qmp-quit")) {
            reactions.poweredOff(guest, run);
        }
    }

    private void reset(JsonNode data) {
        guest.publish(DomainEvent.Reboot::new);
        if (data.path("guest").asBoolean(true)) {
            reactions.rebooted(guest, run);
        }
    }

    private void panicked() {
        guest.change(StateReason.CRASHED_PANICKED, Change.CRASHED_PANICKED);
        reactions.panicked(guest, run);
    }

    private void sleep(Change change) {
        guest.publish(domain -> new DomainEvent.PmSuspend(domain, 0));
        guest.changeFrom(DomainState.RUNNING, StateReason.PMSUSPENDED_UNKNOWN, change);
    }

    private void sleepOnDisk() {
        guest.publish(domain -> new DomainEvent.PmSuspendDisk(domain, 0));
        guest.changeFrom(DomainState.RUNNING, StateReason.PMSUSPENDED_UNKNOWN, Change.PMSUSPENDED_DISK);
    }

    private void wakeUp() {
        guest.publish(domain -> new DomainEvent.PmWakeup(domain, 0));
        guest.changeFrom(DomainState.PMSUSPENDED, StateReason.RUNNING_WAKEUP, Change.STARTED_WAKEUP);
    }

    private void watchdog(String action) {
        int number = switch (action) {
            case "pause" -> 1;
            case "reset" -> 2;
            case "poweroff" -> 3;
            case "shutdown" -> 4;
            case "debug" -> 5;
            case "inject-nmi" -> 6;
            default -> 0;
        };
        guest.publish(domain -> new DomainEvent.Watchdog(domain, number));
        if (action.equals("pause")) {
            // The STOP event that follows then finds the guest paused already.
            guest.changeFrom(DomainState.RUNNING, StateReason.PAUSED_WATCHDOG, Change.SUSPENDED_WATCHDOG);
        }
    }

    private void ioError(JsonNode data) {
        devices.ioError(data);
        if (data.path("action").asString("").equals("stop")) {
            guest.changeFrom(DomainState.RUNNING, StateReason.PAUSED_IOERROR, Change.SUSPENDED_IOERROR);
        }
    }

    private void clock(long offset) {
        guest.publish(domain -> new DomainEvent.RtcChange(domain, offset));
    }

    private void balloon(long bytes) {
        MemorySize actual = MemorySize.ofBytes(bytes);
        guest.note(run, notes -> notes.description(d -> Records.with(d, "currentMemory", actual)));
        guest.publish(domain -> new DomainEvent.BalloonChange(domain, actual.kib()));
    }

    private void pass(int iteration) {
        guest.publish(domain -> new DomainEvent.MigrationIteration(domain, iteration));
    }

    @Override
    public void closed(QmpException reason) {
        if (reason instanceof QmpException.Garbled) {
            LOG.log(System.Logger.Level.ERROR, "The monitor of {0} is lost: {1}", guest, reason.getMessage());
            guest.publish(DomainEvent.ControlError::new);
        }
        part(MigrationProgress.class).ifPresent(p -> p.status("failed"));
        CompletableFuture<Void> quiet = run.quiet();
        quiet.complete(null);
    }
}
