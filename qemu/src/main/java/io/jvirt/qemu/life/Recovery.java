package io.jvirt.qemu.life;

import io.jvirt.api.DomainEvent.Change;
import io.jvirt.api.DomainState;
import io.jvirt.api.JvirtException;
import io.jvirt.api.StateReason;
import io.jvirt.host.HostException;
import io.jvirt.host.file.Folders;
import io.jvirt.host.process.HostProcess;
import io.jvirt.host.process.ProcessIdentity;
import io.jvirt.host.process.Signal;
import io.jvirt.host.socket.UnixSocket;
import io.jvirt.qemu.Documents;
import io.jvirt.qemu.event.EventBus;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.GuestTable;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.qmp.QmpClient;
import io.jvirt.qemu.qmp.QmpException;
import io.jvirt.qemu.store.Layout;
import io.jvirt.qemu.store.RunStatus;
import io.jvirt.qemu.store.StatusStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes over from a predecessor that ended, however it ended. The status files say what it had announced; QEMU itself
 * says what is true. A guest that runs goes on with the same number, state and reason; one that died is reported; one
 * that was being started or stopped is cleaned up.
 */
final class Recovery {
    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());
    private static final Duration MONITOR_PATIENCE = Duration.ofSeconds(30);
    /** How long opening the instance waits for QEMUs that are slow to answer; they are taken over later. */
    private static final Duration OPENING = Duration.ofSeconds(5);

    private final Layout layout;
    private final GuestTable table;
    private final Displays displays;
    private final QemuUser user;
    private final Stopper stopper;
    private final Reactions reactions;
    private final LiveDevices devices;
    private final GuestCards cards;
    private final EventBus bus;

    Recovery(
            Layout layout,
            GuestTable table,
            Displays displays,
            QemuUser user,
            Stopper stopper,
            Reactions reactions,
            LiveDevices devices,
            GuestCards cards,
            EventBus bus) {
        this.layout = layout;
        this.table = table;
        this.displays = displays;
        this.user = user;
        this.stopper = stopper;
        this.reactions = reactions;
        this.devices = devices;
        this.cards = cards;
        this.bus = bus;
    }

    void recover(StatusStore.Contents left, String boot) {
        for (StatusStore.Broken broken : left.broken()) {
            LOG.log(System.Logger.Level.ERROR, "{0}: {1}; its guest cannot be taken over", broken.file(), broken.problem());
        }
        List<Runnable> takeovers = new ArrayList<>();
        for (RunStatus status : left.runs()) {
            Guest guest;
            Run run;
            try {
                guest = table.findOrAdd(status.uuid(), status.name());
                run = new Run(status.id(), status.folder(), Documents.parseLive(status.document()), status.phase());
            } catch (JvirtException e) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "Guest ''{0}'' cannot be taken over: {1}",
                        status.name(),
                        e.getMessage());
                continue;
            }
            guest.adopt(run, status.reason(), status);
            table.putId(status.id(), guest);
            run.teardown().add("folder " + run.folder(), () -> Folders.deleteTree(run.folder()));
            cards.reclaim(guest, run);
            displays.reclaim(run, status.ports());
            user.reclaim(run, status.owners());
            takeovers.add(() -> takeOver(guest, run, status, boot));
        }
        removeStrayFolders(left);
        await(takeovers);
    }

    private static void await(List<Runnable> takeovers) {
        CountDownLatch done = new CountDownLatch(takeovers.size());
        for (Runnable takeover : takeovers) {
            Thread.ofVirtual().name("jvirt-takeover").start(() -> {
                try {
                    takeover.run();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "A guest could not be taken over", e);
                } finally {
                    done.countDown();
                }
            });
        }
        try {
            if (!done.await(OPENING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "{0} guests do not answer yet; they are taken over later", done.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A folder that no status file tells of was made by a run that had not begun or is over. */
    private void removeStrayFolders(StatusStore.Contents left) {
        try (var folders = Files.newDirectoryStream(layout.run(), "domain-*")) {
            for (Path folder : folders) {
                boolean known = left.runs().stream().anyMatch(status -> status.folder().equals(folder));
                if (!known && left.broken().isEmpty()) {
                    Folders.deleteTree(folder);
                }
            }
        } catch (IOException e) {
            throw new HostException("Cannot list '" + layout.run() + "': " + e.getMessage(), e);
        }
    }

    private void takeOver(Guest guest, Run run, RunStatus status, String boot) {
        try (var job = guest.jobs().begin("reconnect")) {
            Optional<HostProcess> found = status.boot().equals(boot) ? find(status) : Optional.empty();
            found.ifPresent(run::process);
            if (found.isEmpty()) {
                end(guest, run, status);
                return;
            }
            if (status.phase() == RunStatus.Phase.STOPPING) {
                kill(guest, found.get());
                end(guest, run, status);
                return;
            }
            try {
                connectPatiently(guest, run, status, found.get());
            } catch (QmpException | HostException e) {
                LOG.log(
                        status.phase() == RunStatus.Phase.STARTING ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                        "{0} cannot be taken over and is ended: {1}",
                        guest,
                        e.getMessage());
                kill(guest, found.get());
                end(guest, run, status);
            }
        }
    }

    /** A QEMU that ran is not given up for being slow: a host short of memory or a stopped process may answer much later. */
    private void connectPatiently(Guest guest, Run run, RunStatus status, HostProcess process) {
        while (true) {
            try {
                connect(guest, run, status);
                return;
            } catch (QmpException.TimedOut e) {
                if (status.phase() != RunStatus.Phase.UP || !process.running()) {
                    throw e;
                }
                LOG.log(System.Logger.Level.WARNING, "{0} does not answer yet: {1}", guest, e.getMessage());
            }
        }
    }

    /** {@return the run's QEMU; one that was started but not noted yet is known by its folder, which only its command line names} */
    private static Optional<HostProcess> find(RunStatus status) {
        ProcessIdentity identity = status.process();
        if (identity != null) {
            return HostProcess.find(identity);
        }
        String mark = status.folder() + "/";
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : processes) {
                long pid = Long.parseLong(entry.getFileName().toString());
                Optional<ProcessIdentity> candidate = ProcessIdentity.of(pid);
                if (candidate.isPresent()
                        && candidate.get().commandLine().orElse(List.of()).stream().anyMatch(a -> a.contains(mark))) {
                    return HostProcess.find(candidate.get());
                }
            }
        } catch (IOException e) {
            throw new HostException("Cannot list '/proc': " + e.getMessage(), e);
        }
        return Optional.empty();
    }

    private static void kill(Guest guest, HostProcess process) {
        process.signal(Signal.KILL);
        try {
            if (process.await(MONITOR_PATIENCE).isEmpty()) {
                LOG.log(System.Logger.Level.ERROR, "{0} of {1} does not end", process, guest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Cleans up after a run whose QEMU is gone, and tells how it ended as far as is known. */
    private void end(Guest guest, Run run, RunStatus status) {
        StateReason stopping = status.stopping();
        RunStatus.Work work = status.work();
        if (work != null && Interrupted.wasSaved(guest, work)) {
            stopper.takeDown(guest, run, Stopper.Ending.SAVED);
        } else if (status.phase() == RunStatus.Phase.STARTING) {
            stopper.takeDown(guest, run, Stopper.Ending.FAILED);
        } else if (stopping != null) {
            stopper.takeDown(guest, run, Stopper.Ending.of(stopping));
        } else if (status.state() == DomainState.SHUTDOWN) {
            stopper.takeDown(guest, run, Stopper.Ending.SHUTDOWN);
        } else {
            // QEMU is told to wait after a guest's power-off, so it ended by force or by its own fault.
            stopper.takeDown(guest, run, Stopper.Ending.CRASHED);
        }
    }

    private void connect(Guest guest, Run run, RunStatus status) {
        UnixSocket socket = UnixSocket.connect(run.folder().resolve("monitor.sock"), MONITOR_PATIENCE);
        run.monitor(QmpClient.over(socket, MONITOR_PATIENCE, new MonitorEvents(guest, run, reactions, devices, bus)));
        String truth = run.monitor().execute("query-status").path("status").asString("");
        boolean begun = status.phase() == RunStatus.Phase.UP || truth.equals("running");
        if (!begun) {
            throw new HostException("it was still being started");
        }
        guest.noteQuietly(run, notes -> notes.phase(RunStatus.Phase.UP));
        RunStatus.Work work = status.work();
        if (work != null && Interrupted.finish(guest, run, work, stopper)) {
            return;
        }
        devices.reconcile(guest, run);
        reconcile(guest, run, run.monitor().execute("query-status").path("status").asString(""));
        stopper.watch(guest, run);
    }

    /** Brings what was known in line with what QEMU says. */
    private void reconcile(Guest guest, Run run, String truth) {
        switch (truth) {
            case "running" -> {
                if (guest.reason() == StateReason.PAUSED_STARTING_UP) {
                    guest.change(StateReason.RUNNING_BOOTED, Change.STARTED_BOOTED);
                } else if (guest.state() != DomainState.RUNNING) {
                    guest.change(StateReason.RUNNING_UNPAUSED, Change.RESUMED_UNPAUSED);
                } else {
                    guest.change(guest.reason(), null);
                }
            }
            case "shutdown" -> {
                run.shutdownSeen();
                if (guest.state() != DomainState.SHUTDOWN) {
                    guest.change(StateReason.SHUTDOWN_UNKNOWN, Change.SHUTDOWN_FINISHED);
                }
                reactions.poweredOff(guest, run);
            }
            case "guest-panicked" -> {
                if (guest.state() != DomainState.CRASHED) {
                    guest.change(StateReason.CRASHED_PANICKED, Change.CRASHED_PANICKED);
                    reactions.panicked(guest, run);
                }
            }
            case "suspended" -> guest.changeFrom(DomainState.RUNNING, StateReason.PMSUSPENDED_UNKNOWN, Change.PMSUSPENDED_MEMORY);
            case "io-error" -> guest.changeFrom(DomainState.RUNNING, StateReason.PAUSED_IOERROR, Change.SUSPENDED_IOERROR);
            case "watchdog" -> guest.changeFrom(DomainState.RUNNING, StateReason.PAUSED_WATCHDOG, Change.SUSPENDED_WATCHDOG);
            default -> guest.changeFrom(DomainState.RUNNING, StateReason.PAUSED_UNKNOWN, Change.SUSPENDED_PAUSED);
        }
    }
}
