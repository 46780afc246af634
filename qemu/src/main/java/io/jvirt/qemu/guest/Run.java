package io.jvirt.qemu.guest;

import io.jvirt.api.StateReason;
import io.jvirt.host.Undo;
import io.jvirt.host.process.HostProcess;
import io.jvirt.host.process.ProcessIdentity;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.qmp.QmpClient;
import io.jvirt.qemu.store.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One run of a guest, from the moment it gets its number until it is off again. Its facts that a successor needs are
 * changed through {@link Guest} only, which writes them to the status file.
 */
public final class Run {
    private final int id;
    private final Path folder;
    private final Undo teardown = new Undo();

    // Guarded by the guest; kept in the status file.
    RunStatus.Phase phase;
    DomainDescription description;
    @Nullable ProcessIdentity identity;
    List<Integer> ports = new ArrayList<>();
    @Nullable StateReason stopping;
    boolean fakeReboot;
    RunStatus.@Nullable Work work;
    List<RunStatus.Owner> owners = new ArrayList<>();

    private volatile @Nullable HostProcess process;
    private volatile @Nullable QmpClient monitor;
    private volatile StateReason nextPause = StateReason.PAUSED_UNKNOWN;
    private volatile StateReason nextResume = StateReason.RUNNING_UNPAUSED;
    private volatile boolean definitionChanged;
    private volatile boolean shutdownSeen;
    private volatile boolean released;
    private final CompletableFuture<Void> quiet = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Map<Class<?>, Object> parts = new HashMap<>();
    /** The live document's text, once it was asked for. Guarded by the guest. */
    private @Nullable String text;

    /** A run that is being built. */
    public Run(int id, Path folder, DomainDescription description) {
        this(id, folder, description, RunStatus.Phase.STARTING);
    }

    /** A run that is taken over. */
    public Run(int id, Path folder, DomainDescription description, RunStatus.Phase phase) {
        this.id = id;
        this.folder = folder;
        this.description = description;
        this.phase = phase;
    }

    /** {@return the run's number} */
    public int id() {
        return id;
    }

    /** {@return the private folder: sockets and secrets} */
    public Path folder() {
        return folder;
    }

    /** {@return what to take down when the run ends, in reverse order} */
    public Undo teardown() {
        return teardown;
    }

    /** {@return QEMU} */
    public HostProcess process() {
        HostProcess current = process;
        if (current == null) {
            throw Errors.notRunning();
        }
        return current;
    }

    /** {@return QEMU, or null while it is not started} */
    public @Nullable HostProcess processOrNull() {
        return process;
    }

    /** Sets QEMU. */
    public void process(HostProcess started) {
        process = started;
    }

    /** {@return QEMU's monitor} */
    public QmpClient monitor() {
        QmpClient current = monitor;
        if (current == null) {
            throw Errors.notRunning();
        }
        return current;
    }

    /** {@return QEMU's monitor, or null while it is not connected} */
    public @Nullable QmpClient monitorOrNull() {
        return monitor;
    }

    /** Sets QEMU's monitor. */
    public void monitor(QmpClient connected) {
        monitor = connected;
    }

    /** Says what the next STOP event of QEMU means; it means nothing known by itself. */
    public void expectPause(StateReason reason) {
        nextPause = reason;
    }

    /** {@return the reason for a pause that QEMU tells of} Each expectation serves once. */
    public StateReason takePause() {
        StateReason reason = nextPause;
        nextPause = StateReason.PAUSED_UNKNOWN;
        return reason;
    }

    /** Says what the next RESUME event of QEMU means. */
    public void expectResume(StateReason reason) {
        nextResume = reason;
    }

    /** {@return the reason for a resumption that QEMU tells of} Each expectation serves once. */
    public StateReason takeResume() {
        StateReason reason = nextResume;
        nextResume = StateReason.RUNNING_UNPAUSED;
        return reason;
    }

    /** Notes that the stored definition was changed since the start. */
    public void definitionChanged() {
        definitionChanged = true;
    }

    /** {@return whether the stored definition was changed since the start} */
    public boolean isDefinitionChanged() {
        return definitionChanged;
    }

    /** Notes that the guest powered off, or QEMU was told to end. */
    public void shutdownSeen() {
        shutdownSeen = true;
    }

    /** Notes that the guest begins anew after a power-off. */
    public void forgetShutdown() {
        shutdownSeen = false;
    }

    /** {@return whether QEMU told that it is going to end} If it ends without, it crashed. */
    public boolean wasShutdownSeen() {
        return shutdownSeen;
    }

    /** {@return completes when the monitor has ended and its last event was handled} */
    public CompletableFuture<Void> quiet() {
        return quiet;
    }

    /** {@return completes when nothing is left of the run} */
    public CompletableFuture<Void> over() {
        return over;
    }

    /** Lets go of a run that goes on without us. */
    public void release() {
        if (claimEnd()) {
            released = true;
            QmpClient connected = monitor;
            if (connected != null) {
                connected.close();
            }
            over.complete(null);
        }
    }

    /** {@return whether the run goes on without us} */
    public boolean isReleased() {
        return released;
    }

    /** {@return true for the one caller who is to take the run down} */
    public boolean claimEnd() {
        return ending.compareAndSet(false, true);
    }

    /** Changes the live document. */
    void description(DomainDescription changed) {
        description = changed;
        text = null;
    }

    /** {@return the live document's text} */
    String text(Function<DomainDescription, String> format) {
        String current = text;
        if (current == null) {
            current = format.apply(description);
            text = current;
        }
        return current;
    }

    /** Keeps a part of the run, such as the guest agent, to be found by its class. */
    public synchronized <T> T part(Class<T> type, T part) {
        parts.put(type, part);
        return part;
    }

    /** Forgets the part of this class. */
    public synchronized void removePart(Class<?> type) {
        parts.remove(type);
    }

    /** {@return the part of this class, or null} */
    public synchronized <T> @Nullable T part(Class<T> type) {
        return type.cast(parts.get(type));
    }
}
