package io.jvirt.storage;

import io.jvirt.api.JvirtException;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StoragePoolEvent;
import io.jvirt.host.Undo;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.storage.backend.Backends;
import io.jvirt.storage.backend.PoolBackend;
import io.jvirt.storage.backend.PoolContents;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One pool: what it is defined as, whether it is started, and which volumes it had at the last look. Every change of its
 * state happens here, is kept and told. Its lock is held while that is done and while the host is looked at; what takes
 * long with volumes (making, copying, wiping, streams) is done without it and counted as a job.
 */
final class Pool {
    private static final System.Logger LOG = System.getLogger(Pool.class.getName());

    private final StorageInstance instance;
    private final String name;
    private final UUID uuid;
    private final PoolBackend backend;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, Volume> volumes = new TreeMap<>();
    private final Set<String> making = new java.util.HashSet<>();
    private StoragePoolDescription description;
    /** What a change while it was started makes of it at the next start. */
    private @Nullable StoragePoolDescription next;
    private boolean active;
    private boolean persistent;
    private boolean autostart;
    private boolean gone;
    private int jobs;
    private volatile CountDownLatch resumed = new CountDownLatch(0);
    private volatile @Nullable Thread resumer;

    Pool(StorageInstance instance, StoragePoolDescription description, boolean persistent) {
        this.instance = instance;
        this.description = description;
        this.name = String.valueOf(description.name());
        this.uuid = java.util.Objects.requireNonNull(description.uuid());
        this.backend = Backends.of(description.type());
        this.persistent = persistent;
    }

    String name() {
        return name;
    }

    UUID uuid() {
        return uuid;
    }

    PoolBackend backend() {
        return backend;
    }

    private <T> T locked(Supplier<T> action) {
        if (!Thread.currentThread().equals(resumer)) {
            await(resumed);
        }
        lock.lock();
        try {
            return StorageErrors.translating(action);
        } finally {
            lock.unlock();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StorageErrors.internal("interrupted while waiting for a storage pool", e);
        }
    }

    private void locked(Runnable action) {
        locked(() -> {
            action.run();
            return true;
        });
    }

    // ---- facts ----

    StoragePoolDescription description() {
        return locked(() -> description);
    }

    boolean active() {
        return locked(() -> active);
    }

    boolean persistent() {
        return locked(() -> persistent);
    }

    boolean autostart() {
        return locked(() -> autostart);
    }

    boolean gone() {
        return locked(() -> gone);
    }

    String xml(boolean inactive) {
        return locked(() -> (inactive && next != null ? next : description).xml());
    }

    StoragePool.Info info() {
        return locked(() -> new StoragePool.Info(
                active ? StoragePool.State.RUNNING : StoragePool.State.INACTIVE,
                description.capacity().bytes(),
                description.allocation().bytes(),
                description.available().bytes()));
    }

    void requireActive() {
        if (!active) {
            throw StorageErrors.invalid("storage pool '" + name + "' is not active");
        }
    }

    private void requireIdle() {
        if (jobs > 0) {
            throw StorageErrors.internal("pool '" + name + "' has asynchronous jobs running.");
        }
    }

    private void requireStopped(String how) {
        if (active) {
            throw StorageErrors.invalid("storage pool '" + name + "' is " + how + " active");
        }
    }

    // ---- definition ----

    /** Takes a new definition, which counts at once or, when it is started, from the next start on. */
    void redefine(StoragePoolDescription definition) {
        locked(() -> {
            instance.store().write(name, definition.xml());
            persistent = true;
            if (active) {
                next = definition;
            } else {
                description = definition;
            }
            tell(StoragePoolEvent.Change.DEFINED);
        });
    }

    void loaded(boolean startsByItself) {
        autostart = startsByItself;
    }

    void undefine() {
        locked(() -> {
            requireStopped("still");
            requireIdle();
            instance.store().delete(name);
            persistent = false;
            autostart = false;
            leave();
            tell(StoragePoolEvent.Change.UNDEFINED);
        });
    }

    void setAutostart(boolean on) {
        locked(() -> {
            if (!persistent) {
                throw StorageErrors.invalid("pool has no config file");
            }
            instance.store().setAutostart(name, on);
            autostart = on;
        });
    }

    private void leave() {
        gone = true;
        instance.forget(this);
    }

    // ---- life ----

    /**
     * Finds out, after a start of this program, whether it is started as it was before: beside the caller, since a look at
     * the host can take long. Whoever asks for the pool meanwhile waits.
     */
    void resume() {
        CountDownLatch done = new CountDownLatch(1);
        resumed = done;
        Thread thread = Thread.ofVirtual().name("jvirt-pool-" + name).unstarted(() -> {
            try {
                locked(this::takeOver);
            } finally {
                done.countDown();
            }
        });
        resumer = thread;
        thread.start();
    }

    private void takeOver() {
        try {
            active = backend.active(description);
            if (active) {
                look();
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Storage pool ''{0}'' cannot be used any more: {1}", name, e.getMessage());
            active = false;
        }
        if (!active) {
            instance.runState().remove(name);
            if (!persistent) {
                leave();
            }
        }
    }

    void build(Set<StorageFlags.BuildPool> flags) {
        locked(() -> {
            requireStopped("already");
            requireIdle();
            backend.build(description, flags);
            tell(StoragePoolEvent.Change.CREATED);
        });
    }

    void start(Set<StorageFlags.CreatePool> flags) {
        locked(() -> {
            requireStopped("already");
            requireIdle();
            try (Undo undo = new Undo()) {
                buildFirst(flags);
                backend.start(description);
                undo.add("start of pool '" + name + "'", () -> backend.stop(description));
                look();
                instance.runState().write(name, description.xml());
                active = true;
                undo.commit();
            } catch (RuntimeException e) {
                volumes.clear();
                throw e;
            }
            tell(StoragePoolEvent.Change.STARTED);
        });
    }

    private void buildFirst(Set<StorageFlags.CreatePool> flags) {
        if (flags.isEmpty()) {
            return;
        }
        Set<StorageFlags.BuildPool> how = EnumSet.noneOf(StorageFlags.BuildPool.class);
        if (flags.contains(StorageFlags.CreatePool.WITH_BUILD_OVERWRITE)) {
            how.add(StorageFlags.BuildPool.OVERWRITE);
        }
        if (flags.contains(StorageFlags.CreatePool.WITH_BUILD_NO_OVERWRITE)) {
            how.add(StorageFlags.BuildPool.NO_OVERWRITE);
        }
        backend.build(description, how);
    }

    void stop() {
        locked(() -> {
            requireActive();
            requireIdle();
            backend.stop(description);
            stopped();
        });
    }

    private void stopped() {
        active = false;
        instance.runState().remove(name);
        volumes.clear();
        var nothing = io.jvirt.model.MemorySize.ofBytes(0);
        description = next != null ? next : description.withSizes(nothing, nothing, nothing);
        next = null;
        if (!persistent) {
            leave();
        }
        tell(StoragePoolEvent.Change.STOPPED);
    }

    void delete(Set<StorageFlags.DeletePool> flags) {
        locked(() -> {
            requireStopped("still");
            requireIdle();
            backend.delete(description, flags);
            tell(StoragePoolEvent.Change.DELETED);
        });
    }

    void refresh() {
        locked(() -> {
            requireActive();
            requireIdle();
            try {
                look();
            } catch (RuntimeException e) {
                // A pool whose storage has gone is no longer there to be used.
                StorageErrors.translating(() -> backend.stop(description));
                stopped();
                throw e;
            }
            instance.publish(own -> new StoragePoolEvent.Refresh(own.handle(this)));
        });
    }

    private void look() {
        PoolContents found = backend.refresh(description);
        description = found.pool();
        Map<String, Volume> known = new TreeMap<>(volumes);
        volumes.clear();
        for (StorageVolumeDescription volume : found.volumes()) {
            Volume same = known.get(volume.name());
            if (same == null) {
                volumes.put(volume.name(), new Volume(volume));
            } else {
                same.describe(volume);
                volumes.put(volume.name(), same);
            }
        }
    }

    private void tell(StoragePoolEvent.Change change) {
        instance.publish(own -> new StoragePoolEvent.Lifecycle(own.handle(this), change));
    }

    // ---- volumes ----

    List<StorageVolumeDescription> volumes() {
        return locked(() -> {
            requireActive();
            return volumes.values().stream().map(Volume::description).toList();
        });
    }

    /** {@return the volume of this name} */
    StorageVolumeDescription volume(String wanted) {
        return locked(() -> known(wanted).description());
    }

    /** {@return the first volume for which the function says so, null when none is or the pool is not started} */
    @Nullable StorageVolumeDescription find(Function<Volume, Boolean> wanted) {
        return locked(() -> {
            for (Volume volume : volumes.values()) {
                if (active && wanted.apply(volume)) {
                    return volume.description();
                }
            }
            return null;
        });
    }

    private Volume known(String wanted) {
        requireActive();
        Volume volume = volumes.get(wanted);
        if (volume == null) {
            throw StorageErrors.noVolume("no storage vol with matching name '" + wanted + "'");
        }
        return volume;
    }

    private static void requireUnused(Volume volume) {
        if (volume.used()) {
            throw StorageErrors.invalid("volume '" + volume.name() + "' is still in use.");
        }
    }

    /**
     * Does something with a volume that takes long: it cannot be removed meanwhile, nor the pool be stopped.
     *
     * @param alone whether nobody else may be at it
     */
    <T> T withVolume(String wanted, boolean alone, Function<StorageVolumeDescription, T> action) {
        Volume volume = begin(wanted, alone);
        try {
            return StorageErrors.translating(() -> action.apply(volume.description()));
        } finally {
            end(volume);
        }
    }

    /** Begins what {@link #end} ends. */
    Volume begin(String wanted, boolean alone) {
        return locked(() -> {
            Volume volume = known(wanted);
            if (alone) {
                requireUnused(volume);
                instance.leases().requireFree(volume.path());
            }
            volume.use();
            jobs++;
            return volume;
        });
    }

    void end(Volume volume) {
        locked(() -> {
            volume.leave();
            jobs--;
        });
    }

    /** Looks at a volume that was changed, and at the room that is left. */
    void changed(Volume volume) {
        locked(() -> {
            if (active && volumes.get(volume.name()) == volume) {
                backend.look(description, volume.description()).ifPresent(volume::describe);
                room();
            }
        });
    }

    /** {@return the volume as it is now on the host} */
    StorageVolumeDescription fresh(String wanted) {
        return locked(() -> {
            Volume volume = known(wanted);
            backend.look(description, volume.description()).ifPresent(volume::describe);
            return volume.description();
        });
    }

    private void room() {
        description = backend.room(description);
    }

    /** Makes a volume, empty or with the content of another. */
    StorageVolumeDescription make(
            StorageVolumeDescription wanted, @Nullable StorageVolumeDescription original, Set<StorageFlags.CreateVolume> flags) {
        StoragePoolDescription pool = description();
        StorageVolumeDescription planned = locked(() -> {
            requireActive();
            if (volumes.containsKey(wanted.name()) || !making.add(wanted.name())) {
                throw StorageErrors.volumeExists(wanted.name());
            }
            jobs++;
            try {
                return backend.plan(description, wanted);
            } catch (RuntimeException e) {
                making.remove(wanted.name());
                jobs--;
                throw e;
            }
        });
        boolean made = false;
        try {
            StorageErrors.translating(() -> backend.make(pool, planned, original, flags));
            made = true;
        } finally {
            boolean there = made;
            locked(() -> {
                making.remove(wanted.name());
                jobs--;
                if (there) {
                    volumes.put(planned.name(), new Volume(backend.look(description, planned).orElse(planned)));
                    room();
                }
            });
        }
        return volume(planned.name());
    }

    void remove(String wanted, Set<StorageFlags.DeleteVolume> flags) {
        locked(() -> {
            Volume volume = known(wanted);
            requireUnused(volume);
            instance.leases().requireFree(volume.path());
            backend.remove(description, volume.description(), flags);
            volumes.remove(wanted);
            room();
        });
    }

    void resize(String wanted, long capacity, Set<StorageFlags.ResizeVolume> flags) {
        Volume volume = begin(wanted, true);
        try {
            StorageErrors.translating(() -> {
                StorageVolumeDescription now = volume.description();
                long old = now.size().bytes();
                long size = flags.contains(StorageFlags.ResizeVolume.DELTA)
                        ? flags.contains(StorageFlags.ResizeVolume.SHRINK) ? old - Math.min(capacity, old) : Math.addExact(old, capacity)
                        : capacity;
                boolean shrink = flags.contains(StorageFlags.ResizeVolume.SHRINK);
                if (size < old && !shrink) {
                    throw StorageErrors.argument(
                            "Can't shrink capacity below current capacity unless shrink flag explicitly specified");
                }
                backend.resize(description(), now, size, flags);
                changed(volume);
            });
        } finally {
            end(volume);
        }
    }

    /** {@return the error for who asks for this pool and is too late} */
    JvirtException goneError() {
        return StorageErrors.noPool("no storage pool with matching uuid '" + uuid + "' (" + name + ")");
    }
}
