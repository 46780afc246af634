package io.jvirt.qemu.guest;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainState;
import io.jvirt.api.StateReason;
import io.jvirt.host.process.ProcessIdentity;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.job.LongJob;
import io.jvirt.qemu.store.RunStatus;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A guest the driver knows: stored, running or both. This is the one place that changes what a guest is: each change of
 * state is made, written to the status file and published in one step, so events come in the order of the changes and
 * a successor of this process finds what was told. Thread-safe; who changes a guest by a call holds its
 * {@linkplain #jobs() job}.
 */
public final class Guest {
    private final UUID uuid;
    private final GuestContext context;
    private final JobLock jobs;
    private final Object definitionLock = new Object();

    // Written under the guest's lock, read by lists of thousands of guests without it.
    private volatile String name;
    private volatile boolean persistent;
    private volatile boolean autostart;
    private volatile boolean managedSave;
    private volatile StateReason reason = StateReason.SHUTOFF_UNKNOWN;
    private volatile @Nullable Run run;
    // Guarded by this.
    private SoftReference<DomainDescription> definition = new SoftReference<>(null);
    private @Nullable LongJob completed;

    /** A guest that is off and not stored. */
    Guest(UUID uuid, String name, GuestContext context) {
        this.uuid = uuid;
        this.name = name;
        this.context = context;
        this.jobs = new JobLock(context.jobPatience());
    }

    /** {@return the identity that lasts} */
    public UUID uuid() {
        return uuid;
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return the right to change this guest} */
    public JobLock jobs() {
        return jobs;
    }

    /** {@return the lock of the stored definition, which changes without regard to what the guest does} */
    public Object definitionLock() {
        return definitionLock;
    }

    /** {@return whether there is a stored definition} */
    public boolean persistent() {
        return persistent;
    }

    /** {@return whether it starts by itself} */
    public boolean autostart() {
        return autostart;
    }

    /** Notes whether it starts by itself. */
    public synchronized void autostart(boolean value) {
        autostart = value;
    }

    /** {@return whether the next start restores} */
    public boolean managedSave() {
        return managedSave;
    }

    /** Notes whether the next start restores. */
    public synchronized void managedSave(boolean value) {
        managedSave = value;
    }

    /** {@return state and reason} */
    public StateReason reason() {
        return reason;
    }

    /** {@return the state} */
    public DomainState state() {
        return reason().state();
    }

    /** {@return the present run, or null when it is off} */
    public @Nullable Run runOrNull() {
        return run;
    }

    /** {@return whether it has a run} */
    public boolean active() {
        return run != null;
    }

    /**
     * {@return the present run}
     *
     * @throws io.jvirt.api.JvirtException "domain is not running"
     */
    public Run run() {
        Run current = run;
        if (current == null) {
            throw Errors.notRunning();
        }
        return current;
    }

    /** {@return the stored definition, empty for a transient guest} */
    public Optional<DomainDescription> definition() {
        String stored;
        synchronized (this) {
            if (!persistent) {
                return Optional.empty();
            }
            DomainDescription known = definition.get();
            if (known != null) {
                return Optional.of(known);
            }
            stored = name;
        }
        DomainDescription read = context.readDefinition(stored);
        synchronized (this) {
            // A change that came between is newer than what was read.
            DomainDescription known = definition.get();
            if (known == null && persistent && stored.equals(name)) {
                definition = new SoftReference<>(read);
            }
            return Optional.of(known == null ? read : known);
        }
    }

    /** {@return the live document of a running guest, the stored one otherwise} */
    public DomainDescription description() {
        synchronized (this) {
            if (run != null) {
                return run.description;
            }
        }
        return definition().orElseThrow(() -> Errors.noDomain(uuid, name()));
    }

    /** Notes a stored definition that is on the disk already. */
    public synchronized void defined(String newName, @Nullable DomainDescription description) {
        name = newName;
        persistent = true;
        definition = new SoftReference<>(description);
        if (run != null) {
            run.definitionChanged();
        }
    }

    /** Notes that the stored definition is gone. */
    public synchronized void undefined() {
        persistent = false;
        autostart = false;
        definition = new SoftReference<>(null);
    }

    /** Begins a run: the number is the guest's from now on, and the status file tells so. */
    public synchronized void begin(Run started, StateReason first) {
        if (run != null) {
            throw Errors.invalid("domain is already running");
        }
        run = started;
        reason = first;
        persist();
    }

    /** Takes a run over that the status file tells of. */
    public synchronized void adopt(Run found, StateReason state, RunStatus status) {
        run = found;
        reason = state;
        found.identity = status.process();
        found.ports.addAll(status.ports());
        found.stopping = status.stopping();
        found.fakeReboot = status.fakeReboot();
        found.work = status.work();
        found.owners.addAll(status.owners());
    }

    /** Changes state and reason of the running guest and tells everybody; {@code event} null: nobody. */
    public synchronized void change(StateReason next, DomainEvent.@Nullable Change event) {
        if (run == null) {
            return;
        }
        reason = next;
        persist();
        if (event != null) {
            publish(event::of);
        }
    }

    /**
     * Changes state and reason if the guest is in one of the states {@code from}; otherwise nothing happens.
     *
     * @return whether it was
     */
    public synchronized boolean changeFrom(DomainState from, StateReason next, DomainEvent.@Nullable Change event) {
        if (run == null || reason.state() != from) {
            return false;
        }
        change(next, event);
        return true;
    }

    /** Changes what the status file tells of the run. The function sees the run under the guest's lock. */
    public synchronized void note(Run of, Consumer<Notes> change) {
        change.accept(new Notes(of));
        if (run == of) {
            persist();
        }
    }

    /** The same without writing: a note of a run that the next write tells of soon enough. */
    public synchronized void noteQuietly(Run of, Consumer<Notes> change) {
        change.accept(new Notes(of));
    }

    /** What of a run can be changed by {@link #note}. */
    public static final class Notes {
        private final Run run;

        private Notes(Run run) {
            this.run = run;
        }

        /** Sets how far the run is. */
        public Notes phase(RunStatus.Phase phase) {
            run.phase = phase;
            return this;
        }

        /** Sets QEMU's identity. */
        public Notes process(ProcessIdentity identity) {
            run.identity = identity;
            return this;
        }

        /** Adds a reserved port. */
        public Notes port(int port) {
            run.ports.add(port);
            return this;
        }

        /** Sets why the run is being ended. */
        public Notes stopping(StateReason reason) {
            run.phase = RunStatus.Phase.STOPPING;
            run.stopping = reason;
            return this;
        }

        /** Sets whether the next power-off is a reboot. */
        public Notes fakeReboot(boolean value) {
            run.fakeReboot = value;
            return this;
        }

        /** Sets the long work under way. */
        public Notes work(RunStatus.@Nullable Work work) {
            run.work = work;
            return this;
        }

        /** Adds a file whose owner is being changed. */
        public Notes owner(RunStatus.Owner owner) {
            run.owners.add(owner);
            return this;
        }

        /** Forgets a file whose owner has it back. */
        public Notes ownerBack(Path file) {
            run.owners.removeIf(owner -> owner.file().equals(file));
            return this;
        }

        /** Changes the live document. */
        public Notes description(UnaryOperator<DomainDescription> change) {
            run.description(change.apply(run.description));
            return this;
        }
    }

    /** {@return the status of a run as it would be written now} */
    public synchronized RunStatus status(Run of) {
        return new RunStatus(
                uuid,
                name,
                of.id(),
                context.boot(),
                of.phase,
                reason,
                of.folder(),
                of.identity,
                of.ports,
                of.stopping,
                of.fakeReboot,
                of.work,
                of.owners,
                of.text(context::formatLive));
    }

    private void persist() {
        Run current = run;
        // Once let go, a run is its next owner's, and so is its status file.
        if (current != null && !current.isReleased()) {
            context.writeStatus(status(current));
        }
    }

    /** Ends the run, when all it had is taken down: the status file goes, the state and everybody's knowledge change. */
    public synchronized void end(Run ended, StateReason last, DomainEvent.@Nullable Change event) {
        if (run != ended) {
            return;
        }
        context.deleteStatus(name);
        run = null;
        reason = last;
        if (event != null) {
            publish(event::of);
        }
    }

    /** Tells everybody of something that is no change of state. */
    public synchronized void publish(Function<Domain, ? extends DomainEvent> event) {
        context.events().publish(uuid, name, event);
    }

    /** {@return the long work that ended last, or null} */
    public synchronized @Nullable LongJob completed() {
        return completed;
    }

    /** Notes the long work that ended last. */
    public synchronized void completed(@Nullable LongJob job) {
        completed = job;
    }

    @Override
    public String toString() {
        return "guest '" + name() + "'";
    }
}
