package io.jvirt.network;

import io.jvirt.model.network.Forward;
import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkPortDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one network. Whoever changes it, or needs several facts that belong together, holds {@link #job};
 * single facts can be read at any time.
 */
final class VirtualNetwork {
    private final UUID uuid;
    private final String name;
    private final ReentrantLock job = new ReentrantLock();
    private final Map<UUID, NetworkPortDescription> ports = new LinkedHashMap<>();
    private volatile @Nullable NetworkDescription definition;
    private volatile @Nullable NetworkDescription live;
    private volatile boolean autostart;

    VirtualNetwork(UUID uuid, String name) {
        this.uuid = uuid;
        this.name = name;
    }

    UUID uuid() {
        return uuid;
    }

    String name() {
        return name;
    }

    /** {@return what a change of the network holds} */
    ReentrantLock job() {
        return job;
    }

    boolean active() {
        return live != null;
    }

    boolean persistent() {
        return definition != null;
    }

    boolean autostart() {
        return autostart;
    }

    void autostart(boolean value) {
        autostart = value;
    }

    Optional<NetworkDescription> definition() {
        return Optional.ofNullable(definition);
    }

    void definition(@Nullable NetworkDescription value) {
        definition = value;
    }

    Optional<NetworkDescription> live() {
        return Optional.ofNullable(live);
    }

    void live(@Nullable NetworkDescription value) {
        live = value;
    }

    /** {@return the run of the network as it is, or the failure for one that does not run} */
    NetworkDescription running() {
        return live().orElseThrow(() -> NetworkErrors.notActive(name));
    }

    /** {@return what describes the network now: its run, else its definition} */
    NetworkDescription description() {
        var run = live;
        var stored = definition;
        if (run != null) {
            return run;
        }
        if (stored != null) {
            return stored;
        }
        throw NetworkErrors.noNetwork(uuid, name);
    }

    /** {@return the run with the number of guests that use it and its devices} */
    NetworkDescription counted() {
        var network = running();
        var all = ports();
        var forward = network.forward();
        if (forward != null) {
            network = network.withForward(forward
                    .withInterfaces(forward.interfaces().stream()
                            .map(i -> new Forward.HostInterface(i.dev(), count(all.stream().filter(p -> usesDevice(p, i.dev())).count())))
                            .toList())
                    .withAddresses(forward.addresses()));
        }
        return network.withConnections(count(all.size()));
    }

    private static @Nullable Integer count(long value) {
        return value == 0 ? null : (int) value;
    }

    static boolean usesDevice(NetworkPortDescription port, String device) {
        return port.plug() instanceof NetworkPortDescription.Direct direct && direct.dev().equals(device);
    }

    List<NetworkPortDescription> ports() {
        synchronized (ports) {
            return List.copyOf(ports.values());
        }
    }

    Optional<NetworkPortDescription> port(UUID port) {
        synchronized (ports) {
            return Optional.ofNullable(ports.get(port));
        }
    }

    void port(UUID port, @Nullable NetworkPortDescription value) {
        synchronized (ports) {
            if (value == null) {
                ports.remove(port);
            } else {
                ports.put(port, value);
            }
        }
    }
}
