package io.jvirt.network;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.network.NetworkEvent;
import io.jvirt.api.spi.Place;
import io.jvirt.host.HostException;
import io.jvirt.host.Undo;
import io.jvirt.host.facts.Kernel;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkStatus;
import io.jvirt.model.xml.XmlException;
import io.jvirt.service.DefinitionStore;
import io.jvirt.service.EventHub;
import io.jvirt.service.InstanceLock;
import io.jvirt.service.SharedInstances;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The networks of one place, for all connections to it in this process. They go on when it is closed. */
final class NetworkInstance implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NetworkInstance.class.getName());
    private static final SharedInstances<Place, NetworkInstance> OPEN = new SharedInstances<>();
    private static final DefinitionStore.Kind KIND = new DefinitionStore.Kind("network", "network", "net-edit");

    private final Undo closing = new Undo();
    private final NetworkFolders folders;
    private final ConcurrentHashMap<UUID, VirtualNetwork> table = new ConcurrentHashMap<>();
    private final EventHub<LocalNetworks> events = new EventHub<>();
    private final DefinitionStore definitions;
    private final StatusStore statuses;
    private final NetworkLife life;
    private final NetworkChanges changes;
    private final NetworkPorts ports;

    private NetworkInstance(Place place, InstanceLock lock) {
        closing.closing(lock);
        folders = NetworkFolders.of(place);
        folders.create();
        definitions = new DefinitionStore(folders.place().config(), KIND);
        statuses = new StatusStore(folders);
        var hooks = new Hooks(folders.hooks());
        life = new NetworkLife(folders, statuses, hooks);
        changes = new NetworkChanges(this, definitions, life);
        ports = new NetworkPorts(this, statuses, hooks);
    }

    /**
     * Opens the instance of a place, or joins the one that is open in this process.
     *
     * @return empty when another process owns the place
     */
    static Optional<SharedInstances.Hold<NetworkInstance>> open(Place place) {
        return OPEN.join(place, NetworkInstance::tryOpen);
    }

    private static Optional<NetworkInstance> tryOpen(Place place) {
        Optional<InstanceLock> lock = InstanceLock.tryLock(place.part("network").run());
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (Undo undo = new Undo()) {
            undo.add("lock", lock.get()::close);
            var opened = new NetworkInstance(place, lock.get());
            opened.load();
            undo.commit();
            return Optional.of(opened);
        } catch (HostException e) {
            throw NetworkErrors.system(e);
        }
    }

    private void load() {
        var stored = definitions.load();
        for (var broken : stored.broken()) {
            LOG.log(System.Logger.Level.ERROR, "{0} {1}; the other networks are not affected", broken.file(), broken.problem());
        }
        for (var entry : stored.entries()) {
            try {
                var network = new VirtualNetwork(entry.uuid(), entry.name());
                network.definition(NetworkDescription.parse(definitions.read(entry.name()), false, false));
                network.autostart(stored.autostart().contains(entry.name()));
                table.put(entry.uuid(), network);
            } catch (XmlException | HostException e) {
                LOG.log(System.Logger.Level.ERROR, "{0}: {1}", definitions.file(entry.name()), e.getMessage());
            }
        }
        statuses.load().forEach(this::recover);
        changes.makeDefault(folders);
    }

    private void recover(NetworkStatus status) {
        var run = status.network();
        UUID uuid = run.uuid();
        if (uuid == null || !life.recover(status)) {
            return;
        }
        var network = table.computeIfAbsent(uuid, id -> new VirtualNetwork(id, run.name()));
        network.live(run);
        for (var port : statuses.ports(uuid)) {
            if (port.uuid() != null) {
                network.port(port.uuid(), port);
            }
        }
    }

    /** Starts the networks that start by themselves, once in each run of the host. */
    void autostart() {
        String boot = Kernel.bootId();
        try {
            if (Files.exists(folders.autostarted())
                    && Files.readString(folders.autostarted(), StandardCharsets.UTF_8).strip().equals(boot)) {
                return;
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read {0}: {1}", folders.autostarted(), e.getMessage());
        }
        for (var network : table.values()) {
            if (network.autostart() && !network.active()) {
                try {
                    changes.start(network);
                } catch (JvirtException e) {
                    LOG.log(System.Logger.Level.ERROR, "Failed to autostart network {0}: {1}", network.name(), e.getMessage());
                }
            }
        }
        AtomicFile.replace(folders.autostarted(), boot.getBytes(StandardCharsets.UTF_8), 0600);
    }

    NetworkFolders folders() {
        return folders;
    }

    NetworkChanges changes() {
        return changes;
    }

    NetworkPorts ports() {
        return ports;
    }

    EventHub<LocalNetworks> events() {
        return events;
    }

    Collection<VirtualNetwork> all() {
        return table.values();
    }

    Optional<VirtualNetwork> find(String name) {
        return first(network -> network.name().equals(name));
    }

    private Optional<VirtualNetwork> first(Predicate<VirtualNetwork> wanted) {
        return table.values().stream().filter(wanted).findFirst();
    }

    /** {@return the network of this identity} */
    VirtualNetwork get(UUID uuid, String name) {
        var network = table.get(uuid);
        if (network == null) {
            throw NetworkErrors.noNetwork(uuid, name);
        }
        return network;
    }

    Optional<VirtualNetwork> find(UUID uuid) {
        return Optional.ofNullable(table.get(uuid));
    }

    /** {@return the network that a document names, new or known; one that has its name or its UUID alone is refused} */
    synchronized VirtualNetwork findOrAdd(UUID uuid, String name) {
        var known = table.get(uuid);
        if (known != null && !known.name().equals(name)) {
            throw NetworkErrors.failed("network '" + known.name() + "' is already defined with uuid " + uuid);
        }
        var other = find(name);
        if (known == null && other.isPresent()) {
            throw NetworkErrors.failed("network '" + name + "' already exists with uuid " + other.get().uuid());
        }
        return table.computeIfAbsent(uuid, id -> new VirtualNetwork(id, name));
    }

    /** Forgets a network that neither runs nor is defined. */
    synchronized void removeIfGone(VirtualNetwork network) {
        if (!network.active() && !network.persistent()) {
            table.remove(network.uuid(), network);
        }
    }

    void publish(VirtualNetwork network, NetworkEvent.Change change) {
        events.publish(connection -> new NetworkEvent.Lifecycle(connection.handle(network), change));
    }

    static JvirtException noNetwork(String name) {
        return new JvirtException(ErrorCode.NO_NETWORK, ErrorDomain.NETWORK, "no network with matching name '" + name + "'");
    }

    static List<VirtualNetwork> sorted(Collection<VirtualNetwork> networks) {
        return networks.stream().sorted(java.util.Comparator.comparing(VirtualNetwork::name)).toList();
    }

    /** Gives the place up; networks go on. */
    @Override
    public void close() {
        closing.close();
    }
}
