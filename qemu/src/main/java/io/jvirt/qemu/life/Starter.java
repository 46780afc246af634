package io.jvirt.qemu.life;

import io.jvirt.api.DomainEvent.Change;
import io.jvirt.api.DomainState;
import io.jvirt.api.JvirtException;
import io.jvirt.api.StateReason;
import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import io.jvirt.host.process.HostProcess;
import io.jvirt.host.process.ProcessSpec;
import io.jvirt.host.process.Signal;
import io.jvirt.host.socket.UnixListener;
import io.jvirt.host.socket.UnixSocket;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.cpu.RunningCpu;
import io.jvirt.qemu.event.EventBus;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.GuestTable;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.qmp.QmpClient;
import io.jvirt.qemu.qmp.QmpException;
import io.jvirt.qemu.store.Layout;
import io.jvirt.qemu.store.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Starts guests. The order matters: what a successor of this process would have to clean up is announced in the status
 * file before it is made; QEMU gets its monitor's socket as an open descriptor, so nobody waits for a file to appear;
 * the CPUs stand still until all is set. What fails half way is taken down again.
 */
public final class Starter {
    /** The number that QEMU's monitor socket has there. */
    private static final int MONITOR_FD = 3;
    /** The number of the descriptor with the memory to begin with. */
    private static final int INCOMING_FD = 4;
    /** A QEMU that is swapped or waits for a disk may be slow; one that is dead is noticed at once. */
    private static final Duration MONITOR_PATIENCE = Duration.ofSeconds(120);
    /** How long the process may take to be gone after it closed its monitor. */
    private static final Duration DEATH = Duration.ofSeconds(5);
    /** O_WRONLY | O_APPEND of open(2), on every Linux architecture of Java 25. */
    private static final int APPEND = 1 | 02000;

    private final Layout layout;
    private final GuestTable table;
    private final Launcher launcher;
    private final Displays displays;
    private final QemuUser user;
    private final Stopper stopper;
    private final Reactions reactions;
    private final LiveDevices devices;
    private final GuestCards cards;
    private final EventBus bus;

    Starter(
            Layout layout,
            GuestTable table,
            Launcher launcher,
            Displays displays,
            QemuUser user,
            Stopper stopper,
            Reactions reactions,
            LiveDevices devices,
            GuestCards cards,
            EventBus bus) {
        this.layout = layout;
        this.table = table;
        this.launcher = launcher;
        this.displays = displays;
        this.user = user;
        this.stopper = stopper;
        this.reactions = reactions;
        this.devices = devices;
        this.cards = cards;
        this.bus = bus;
    }

    /**
     * How a guest comes to life.
     *
     * @param incoming memory and state to begin with, at the position where they begin; null boots
     * @param running whether the CPUs run in the end
     * @param resumed the reason of the running state
     * @param started the event that tells of the start
     * @param resetVariables whether the firmware's variables are made anew of their template
     * @param work the restoring of a managed save image, which is removed once the guest has its memory; or null
     */
    public record Mode(
            @Nullable Descriptor incoming,
            boolean running,
            StateReason resumed,
            Change started,
            boolean resetVariables,
            RunStatus.@Nullable Work work) {
        /** {@return a fresh boot} */
        public static Mode boot(boolean paused, boolean resetVariables) {
            return new Mode(null, !paused, StateReason.RUNNING_BOOTED, Change.STARTED_BOOTED, resetVariables, null);
        }

        /** {@return a life that goes on from memory in an image} */
        public static Mode restore(
                Descriptor image, boolean running, boolean resetVariables, RunStatus.@Nullable Work work) {
            return new Mode(
                    image, running, StateReason.RUNNING_RESTORED, Change.STARTED_RESTORED, resetVariables, work);
        }
    }

    /** Starts a guest, whose job the caller has. */
    public Run start(Guest guest, DomainDescription description, Mode mode) {
        while (true) {
            try {
                return startOnce(guest, description, mode);
            } catch (PortTakenException e) {
                // Somebody else was quicker; the pool now sees that the port is in use.
                continue;
            }
        }
    }

    /** A port that was free when it was chosen was taken by a stranger before QEMU listened. */
    private static final class PortTakenException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private Run startOnce(Guest guest, DomainDescription description, Mode mode) throws PortTakenException {
        int id = table.nextId();
        Run run = new Run(id, layout.folder(id, guest.name()), Records.with(description, "id", id));
        guest.begin(run, StateReason.PAUSED_STARTING_UP);
        table.putId(id, guest);
        boolean started = false;
        try {
            build(guest, run, mode);
            started = true;
            return run;
        } catch (QmpException e) {
            throw e.toJvirt();
        } catch (HostException e) {
            throw Errors.failed(String.valueOf(e.getMessage()), e);
        } finally {
            if (!started) {
                abandon(guest, run);
            }
        }
    }

    private void abandon(Guest guest, Run run) {
        HostProcess process = run.processOrNull();
        if (process != null) {
            process.signal(Signal.KILL);
            try {
                process.await(DEATH);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        stopper.takeDownSilently(guest, run, StateReason.SHUTOFF_FAILED);
    }

    private void build(Guest guest, Run run, Mode mode) throws PortTakenException {
        Path folder = run.folder();
        Folders.makePrivate(folder);
        run.teardown().add("folder " + folder, () -> Folders.deleteTree(folder));
        DiskFiles.check(guest, run, mode.incoming() != null);
        boolean chosen = displays.assignPorts(guest, run);
        try (CardFiles files = cards.plugAll(guest, run);
                Launch launch = launcher.launch(new LaunchRequest(
                        guest.description(), layout, folder, MONITOR_FD, mode.incoming() != null, files))) {
            FirmwareVariables.prepare(launch.description(), mode.resetVariables());
            user.lend(guest, run);
            RunLog log = RunLog.begin(layout.log(guest.name()), launch);
            Path socketPath = folder.resolve("monitor.sock");
            UnixListener listener = UnixListener.listen(socketPath, 0600, OptionalInt.empty());
            UnixSocket socket;
            try {
                // Connected before QEMU exists: its death is the end of the connection, whenever it comes.
                socket = UnixSocket.connect(socketPath, MONITOR_PATIENCE);
                run.process(spawn(guest, launch, listener, mode));
            } finally {
                listener.release();
            }
            guest.note(run, notes -> notes.process(run.process().identity()).description(d -> launch.description()));
            user.handOver(guest, run);
            connect(guest, run, socket, log, chosen);
            VcpuSlots.plugAtStart(launch.description(), run.monitor());
            configure(guest, run);
            if (mode.incoming() != null) {
                run.monitor().execute("migrate-incoming", Map.of("uri", "fd:" + INCOMING_FD));
                finishIncoming(guest, run, mode);
            }
            setGoing(guest, run, mode);
        }
        stopper.watch(guest, run);
    }

    /**
     * Waits until the guest has its memory. From then on it lives in QEMU alone: that is written down before the managed
     * image goes, and the image goes before the guest takes a step that would make it untrue.
     */
    private static void finishIncoming(Guest guest, Run run, Mode mode) {
        awaitIncoming(run);
        RunStatus.Work work = mode.work();
        if (work != null) {
            guest.note(run, notes -> notes.phase(RunStatus.Phase.UP).work(work));
            AtomicFile.delete(work.file());
            guest.noteQuietly(run, notes -> notes.work(null));
        }
    }

    private static void setGoing(Guest guest, Run run, Mode mode) {
        if (!mode.running()) {
            guest.note(run, notes -> notes.phase(RunStatus.Phase.UP));
            guest.publish(mode.started()::of);
            if (mode.incoming() == null) {
                guest.change(StateReason.PAUSED_USER, Change.SUSPENDED_PAUSED);
            } else {
                guest.change(StateReason.PAUSED_MIGRATION, Change.SUSPENDED_RESTORED);
            }
            return;
        }
        // What is noted here is written with the change of state that follows; until then a successor asks QEMU.
        run.expectResume(mode.resumed());
        guest.noteQuietly(run, notes -> notes.phase(RunStatus.Phase.UP));
        if (mode.incoming() != null) {
            guest.publish(mode.started()::of);
        }
        run.monitor().execute("cont");
        run.monitor().settle();
        if (guest.state() == DomainState.PAUSED) {
            guest.change(mode.resumed(), Change.RESUMED_UNPAUSED);
        }
        if (mode.incoming() == null) {
            guest.publish(mode.started()::of);
        }
    }

    private HostProcess spawn(Guest guest, Launch launch, UnixListener listener, Mode mode) {
        try (Descriptor log = Descriptor.open(layout.log(guest.name()), APPEND)) {
            ProcessSpec spec = ProcessSpec.of(launch.program(), launch.arguments())
                    .withEnvironment(launch.environment())
                    .withFolder(Path.of("/"))
                    .withOutput(log)
                    .withDescriptor(MONITOR_FD, listener.descriptor());
            if (user.credentials().isPresent()) {
                spec = spec.withCredentials(user.credentials().get());
            }
            if (mode.incoming() != null) {
                spec = spec.withDescriptor(INCOMING_FD, mode.incoming());
            }
            for (Map.Entry<Integer, Descriptor> more : launch.descriptors().entrySet()) {
                spec = spec.withDescriptor(more.getKey(), more.getValue());
            }
            return HostProcess.start(spec);
        }
    }

    private void connect(Guest guest, Run run, UnixSocket socket, RunLog log, boolean chosenPorts) throws PortTakenException {
        try {
            run.monitor(QmpClient.over(socket, MONITOR_PATIENCE, new MonitorEvents(guest, run, reactions, devices, bus)));
        } catch (QmpException.TimedOut e) {
            throw e;
        } catch (QmpException e) {
            awaitDeath(run);
            String said = log.tail();
            if (chosenPorts && said.contains("Address already in use")) {
                throw new PortTakenException();
            }
            throw Errors.internal(
                    "process exited while connecting to monitor" + (said.isEmpty() ? "" : ": " + said), e);
        }
    }

    private static void awaitDeath(Run run) {
        try {
            run.process().await(DEATH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sets and asks what can only be set and asked now, in as few round trips as there are needs. */
    private void configure(Guest guest, Run run) {
        DomainDescription running = RunningCpu.adopt(guest.description(), run.monitor());
        guest.noteQuietly(run, notes -> notes.description(d -> Records.with(d, "cpu", running.cpu())));
        Displays.setPasswords(guest, run.monitor());
        guest.description().devices().disks().stream()
                .filter(disk -> disk.iotune() != null && disk.throttlefilters().isEmpty())
                .forEach(disk -> DiskThrottle.set(run.monitor(), disk));
        Terminals.learn(guest, run);
        guest.description().devices().interfaces().forEach(card -> devices.setLink(run, card));
        Balloon.setUp(guest.description(), run.monitor());
    }

    private static void awaitIncoming(Run run) {
        while (true) {
            String status = run.monitor().execute("query-migrate").path("status").asString("");
            switch (status) {
                case "completed" -> {
                    return;
                }
                case "failed", "cancelled" ->
                    throw new JvirtException(
                            io.jvirt.api.ErrorCode.OPERATION_FAILED,
                            io.jvirt.api.ErrorDomain.QEMU,
                            "the saved memory cannot be loaded: QEMU says '" + status + "'");
                default -> {
                    String state = run.monitor().execute("query-status").path("status").asString("");
                    if (!state.equals("inmigrate")) {
                        return;
                    }
                    try {
                        Thread.sleep(5);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw Errors.failed("interrupted while the saved memory was loaded", e);
                    }
                }
            }
        }
    }
}
