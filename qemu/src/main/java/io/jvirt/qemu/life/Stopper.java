package io.jvirt.qemu.life;

import io.jvirt.api.DomainEvent.Change;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.StateReason;
import io.jvirt.host.process.HostProcess;
import io.jvirt.host.process.Signal;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.console.ConsoleLogs;
import io.jvirt.qemu.console.LogKeeper;
import io.jvirt.qemu.console.LogRollover;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.GuestTable;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.qmp.QmpClient;
import io.jvirt.qemu.store.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Ends runs: one way for all, whether a call, the guest itself or a crash is the cause. Each run is taken down once; who
 * else wants it waits for that.
 */
public final class Stopper {
    private static final System.Logger LOG = System.getLogger(Stopper.class.getName());

    /** How long QEMU may take to write what it has to write after SIGTERM. */
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** How long the kernel may take to end a killed process. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** How long a QEMU whose monitor is gone may go on. */
    private static final Duration SPEECHLESS = Duration.ofSeconds(5);

    private final Layout layout;
    private final GuestTable table;
    private final LogKeeper logs;

    /** For the guests of a table, whose logs are looked after as long as they run. */
    public Stopper(Layout layout, GuestTable table, LogKeeper logs) {
        this.layout = layout;
        this.table = table;
        this.logs = logs;
    }

    /** How a run ends: the state it leaves, and the event that tells of it. */
    public record Ending(StateReason reason, Change event) {
        /** Somebody pulled the plug. */
        public static final Ending DESTROYED = new Ending(StateReason.SHUTOFF_DESTROYED, Change.STOPPED_DESTROYED);
        /** The guest powered off. */
        public static final Ending SHUTDOWN = new Ending(StateReason.SHUTOFF_SHUTDOWN, Change.STOPPED_SHUTDOWN);
        /** The guest's kernel gave up. */
        public static final Ending PANICKED = new Ending(StateReason.SHUTOFF_CRASHED, Change.STOPPED_CRASHED);
        /** QEMU ended without a word. */
        public static final Ending CRASHED = new Ending(StateReason.SHUTOFF_CRASHED, Change.STOPPED_FAILED);
        /** It could not be started. */
        public static final Ending FAILED = new Ending(StateReason.SHUTOFF_FAILED, Change.STOPPED_FAILED);
        /** Its memory is in a file. */
        public static final Ending SAVED = new Ending(StateReason.SHUTOFF_SAVED, Change.STOPPED_SAVED);

        /** {@return the ending that was announced in a status file} */
        public static Ending of(StateReason reason) {
            return switch (reason) {
                case SHUTOFF_DESTROYED -> DESTROYED;
                case SHUTOFF_SHUTDOWN -> SHUTDOWN;
                case SHUTOFF_SAVED -> SAVED;
                case SHUTOFF_CRASHED -> PANICKED;
                default -> FAILED;
            };
        }
    }

    /** Takes a run down as soon as its QEMU has ended by itself. Call once when QEMU runs. */
    public void watch(Guest guest, Run run) {
        keepSmall(run, layout.log(guest.name()));
        ConsoleLogs.of(guest.description()).values().forEach(log -> keepSmall(run, Path.of(log.file())));
        Thread.ofVirtual().name("jvirt-end-" + run.id()).start(() -> {
            run.process().exit().join();
            ended(guest, run);
        });
        Thread.ofVirtual().name("jvirt-speechless-" + run.id()).start(() -> {
            run.quiet().join();
            speechless(run);
        });
    }

    private void keepSmall(Run run, Path log) {
        run.teardown().add("look at " + log, logs.keep(log, LogRollover.DEFAULT)::close);
    }

    private static void speechless(Run run) {
        if (run.isReleased()) {
            return;
        }
        try {
            if (run.process().await(SPEECHLESS).isEmpty()) {
                LOG.log(System.Logger.Level.WARNING, "{0} closed its monitor and went on; it is killed", run.process());
                run.process().signal(Signal.KILL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended(Guest guest, Run run) {
        awaitQuiet(run);
        StateReason announced = guest.status(run).stopping();
        Ending ending = announced != null
                ? Ending.of(announced)
                : run.wasShutdownSeen() ? Ending.SHUTDOWN : Ending.CRASHED;
        takeDown(guest, run, ending);
    }

    /** The last events, such as SHUTDOWN, may still be on their way when the process is gone. */
    private static void awaitQuiet(Run run) {
        if (run.monitorOrNull() == null) {
            return;
        }
        try {
            run.quiet().get(SPEECHLESS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "The monitor of run {0} does not end", run.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Ends a run and waits until nothing is left of it.
     *
     * @param gentle only ask QEMU to end (SIGTERM)
     * @throws JvirtException when it does not end
     */
    public void stop(Guest guest, Run run, Ending ending, boolean gentle) {
        HostProcess process = run.processOrNull();
        if (process != null) {
            guest.note(run, notes -> notes.stopping(ending.reason()));
            kill(guest, process, gentle);
        }
        takeDown(guest, run, ending);
    }

    private static void kill(Guest guest, HostProcess process, boolean gentle) {
        try {
            process.signal(Signal.TERM);
            Optional<?> ended = process.await(GRACE);
            if (ended.isEmpty() && !gentle) {
                LOG.log(System.Logger.Level.WARNING, "{0} of {1} ignores SIGTERM; it is killed", process, guest);
                process.signal(Signal.KILL);
                ended = process.await(PATIENCE);
            }
            if (ended.isEmpty()) {
                throw gentle
                        ? new JvirtException(
                                ErrorCode.RESOURCE_BUSY,
                                ErrorDomain.QEMU,
                                "failed to terminate process " + process.identity().pid() + " of domain '" + guest.name()
                                        + "' with SIGTERM; destroy it without the graceful flag")
                        : Errors.internal(
                                "process " + process.identity().pid() + " of domain '" + guest.name()
                                        + "' does not end, not even after SIGKILL: it hangs in the kernel",
                                null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Errors.failed("interrupted while domain '" + guest.name() + "' was being ended", e);
        }
    }

    /** Takes down what is left of a run whose QEMU has ended, or waits until somebody has. */
    public void takeDown(Guest guest, Run run, Ending ending) {
        takeDown(guest, run, ending.reason(), ending.event());
    }

    /** The same for a run that never was: nobody heard of its start, so nobody hears of its end. */
    void takeDownSilently(Guest guest, Run run, StateReason reason) {
        takeDown(guest, run, reason, null);
    }

    private void takeDown(Guest guest, Run run, StateReason reason, @Nullable Change event) {
        if (!run.claimEnd()) {
            run.over().join();
            return;
        }
        try {
            guest.note(run, notes -> notes.stopping(reason));
            @Nullable QmpClient monitor = run.monitorOrNull();
            if (monitor != null) {
                monitor.close();
            }
            run.teardown().close();
            if (run.processOrNull() != null) {
                RunLog.end(layout.log(guest.name()), reason.words());
            }
            table.removeId(run.id());
            guest.end(run, reason, event);
            table.removeIfGone(guest);
        } finally {
            run.over().complete(null);
        }
    }
}
