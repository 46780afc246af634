package io.jvirt.storage;

import io.jvirt.api.spi.Place;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePoolEvent;
import io.jvirt.host.HostException;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StoragePoolSource;
import io.jvirt.model.xml.XmlException;
import io.jvirt.service.DefinitionStore;
import io.jvirt.service.EventChannel;
import io.jvirt.service.EventHub;
import io.jvirt.service.InstanceLock;
import io.jvirt.service.ServiceErrors;
import io.jvirt.service.SharedInstances;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All pools of a place, which connections of this process share. */
final class StorageInstance implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StorageInstance.class.getName());
    private static final SharedInstances<Place, StorageInstance> SHARED = new SharedInstances<>();

    private final InstanceLock lock;
    private final DefinitionStore store;
    private final RunState runState;
    private final Leases leases;
    private final EventHub<LocalPools> events = new EventHub<>();
    private final Map<String, Pool> pools = new TreeMap<>();

    private StorageInstance(Place place, InstanceLock lock) {
        this.lock = lock;
        store = new DefinitionStore(place.config(), new DefinitionStore.Kind("pool", "storage pool", "pool-edit"));
        runState = new RunState(place.run().resolve("active"));
        leases = new Leases(place.run().resolve("leases"));
    }

    /**
     * Joins the instance of a place.
     *
     * @throws io.jvirt.api.JvirtException when another process has it
     */
    static SharedInstances.Hold<StorageInstance> open(Place place) {
        Place own = place.part("storage");
        return SHARED.join(own, StorageInstance::tryOpen)
                .orElseThrow(() -> StorageErrors.busy(InstanceLock.owner(own.run()) + " has the storage pools of " + own.run()
                        + " in its care; connect to it"));
    }

    private static Optional<StorageInstance> tryOpen(Place own) {
        return InstanceLock.tryLock(own.run()).map(lock -> {
            boolean open = false;
            try {
                StorageInstance instance = new StorageInstance(own, lock);
                instance.load();
                open = true;
                return instance;
            } finally {
                if (!open) {
                    lock.close();
                }
            }
        });
    }

    private void load() {
        DefinitionStore.Contents contents = store.load();
        contents.broken().forEach(broken ->
                LOG.log(System.Logger.Level.WARNING, "Storage pool {0} {1}", broken.file(), broken.problem()));
        for (DefinitionStore.Entry entry : contents.entries()) {
            read(entry.name(), store.read(entry.name()), true).ifPresent(pool -> {
                pool.loaded(contents.autostart().contains(pool.name()));
                pools.put(pool.name(), pool);
            });
        }
        runState.read().forEach(this::resume);
    }

    private void resume(String name, String xml) {
        Pool pool = pools.get(name);
        if (pool == null) {
            pool = read(name, xml, false).orElse(null);
            if (pool != null) {
                pools.put(name, pool);
            }
        }
        if (pool != null) {
            pool.resume();
        }
    }

    private Optional<Pool> read(String name, String xml, boolean persistent) {
        try {
            return Optional.of(new Pool(this, StoragePoolDescription.parse(xml), persistent));
        } catch (XmlException | io.jvirt.api.JvirtException e) {
            LOG.log(System.Logger.Level.WARNING, "The document of storage pool ''{0}'' cannot be used: {1}", name, e.getMessage());
            return Optional.empty();
        }
    }

    DefinitionStore store() {
        return store;
    }

    RunState runState() {
        return runState;
    }

    Leases leases() {
        return leases;
    }

    EventChannel<LocalPools> listen(LocalPools connection) {
        return events.open(connection);
    }

    void publish(Function<LocalPools, StoragePoolEvent> event) {
        events.publish(event);
    }

    // ---- look-up ----

    synchronized List<Pool> pools() {
        return List.copyOf(pools.values());
    }

    synchronized Pool pool(String name) {
        Pool pool = pools.get(name);
        if (pool == null) {
            throw StorageErrors.noPool("no storage pool with matching name '" + name + "'");
        }
        return pool;
    }

    synchronized Optional<Pool> find(UUID uuid) {
        return pools.values().stream().filter(pool -> pool.uuid().equals(uuid)).findFirst();
    }

    synchronized void forget(Pool pool) {
        pools.remove(pool.name(), pool);
    }

    // ---- new pools ----

    /** Stores a definition. */
    synchronized Pool define(String xml) {
        StoragePoolDescription wanted = parse(xml);
        Pool known = known(wanted);
        checkConflicts(wanted, known);
        if (known == null) {
            known = new Pool(this, wanted, true);
            pools.put(known.name(), known);
        }
        boolean stored = false;
        Pool pool = known;
        try {
            StorageErrors.translating(() -> pool.redefine(wanted));
            stored = true;
        } finally {
            if (!stored && !pool.persistent() && !pool.active()) {
                pools.remove(pool.name());
            }
        }
        return pool;
    }

    /** Starts a pool, stored or not. */
    Pool create(String xml, Set<StorageFlags.CreatePool> flags) {
        Pool pool;
        synchronized (this) {
            StoragePoolDescription wanted = parse(xml);
            Pool known = known(wanted);
            if (known != null && known.active()) {
                throw StorageErrors.invalid("pool is already active as '" + known.name() + "'");
            }
            checkConflicts(wanted, known);
            pool = known == null ? new Pool(this, wanted, false) : known;
            pools.put(pool.name(), pool);
        }
        boolean started = false;
        try {
            pool.start(flags);
            started = true;
        } finally {
            if (!started && !pool.persistent()) {
                forget(pool);
            }
        }
        return pool;
    }

    private static StoragePoolDescription parse(String xml) {
        StoragePoolDescription parsed =
                ServiceErrors.reading(io.jvirt.api.ErrorDomain.STORAGE, () -> StoragePoolDescription.parse(xml));
        io.jvirt.storage.backend.Backends.of(parsed.type());
        return parsed.uuid() == null ? parsed.withUuid(UUID.randomUUID()) : parsed;
    }

    /** {@return the pool that a definition changes, null when it is a new one} */
    private @Nullable Pool known(StoragePoolDescription wanted) {
        Pool sameId = find(java.util.Objects.requireNonNull(wanted.uuid())).orElse(null);
        Pool sameName = pools.get(wanted.name());
        if (sameId != null && !sameId.name().equals(wanted.name())) {
            throw StorageErrors.failed("pool '" + sameId.name() + "' is already defined with uuid " + sameId.uuid());
        }
        if (sameName != null && !sameName.uuid().equals(wanted.uuid())) {
            throw StorageErrors.failed("pool '" + sameName.name() + "' already exists with uuid " + sameName.uuid());
        }
        return sameId;
    }

    /** Two pools of one storage would not know of each other's changes. */
    private void checkConflicts(StoragePoolDescription wanted, @Nullable Pool self) {
        for (Pool other : pools.values()) {
            if (other != self && sameStorage(other.description(), wanted)) {
                throw StorageErrors.failed("Storage source conflict with pool: '" + other.name() + "'");
            }
        }
    }

    private static boolean sameStorage(StoragePoolDescription one, StoragePoolDescription other) {
        if (one.type() != other.type()) {
            return false;
        }
        StoragePoolSource a = one.source();
        StoragePoolSource b = other.source();
        return switch (one.type()) {
            case DIR -> one.target().path() != null && one.target().path().equals(other.target().path());
            case GLUSTER -> sameHosts(a, b) && String.valueOf(a.name()).equals(b.name()) && String.valueOf(a.dir()).equals(b.dir());
            case NETFS -> sameHosts(a, b) && String.valueOf(a.dir()).equals(b.dir());
            case SCSI -> a.adapter() != null && a.adapter().equals(b.adapter());
            case ISCSI -> sameHosts(a, b) && sameDevice(a, b) && java.util.Objects.equals(a.initiator(), b.initiator());
            case ISCSI_DIRECT -> sameHosts(a, b) && sameDevice(a, b);
            case FS, DISK -> sameDevice(a, b);
            case LOGICAL -> String.valueOf(a.name()).equals(b.name()) || sameDevice(a, b);
            case SHEEPDOG -> sameHosts(a, b) && String.valueOf(a.name()).equals(b.name());
            case VSTORAGE, ZFS -> String.valueOf(a.name()).equals(b.name());
            case MPATH -> true;
            case RBD -> sameHosts(a, b) && String.valueOf(a.name()).equals(b.name());
        };
    }

    private static boolean sameHosts(StoragePoolSource a, StoragePoolSource b) {
        return a.host().equals(b.host());
    }

    private static boolean sameDevice(StoragePoolSource a, StoragePoolSource b) {
        return a.device().stream().anyMatch(one -> b.device().stream().anyMatch(two -> one.path().equals(two.path())));
    }

    /** Starts pools that start by themselves and are not started. */
    void autostart() {
        for (Pool pool : pools()) {
            if (pool.autostart() && !pool.active()) {
                try {
                    pool.start(Set.of());
                } catch (io.jvirt.api.JvirtException | HostException e) {
                    LOG.log(System.Logger.Level.ERROR, "Storage pool ''{0}'' does not start: {1}", pool.name(), e.getMessage());
                }
            }
        }
    }

    /** {@return the path of a file below the host's folders, links followed, so that two names of one are seen as one} */
    static String real(String path) {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (java.io.IOException e) {
            return path;
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
