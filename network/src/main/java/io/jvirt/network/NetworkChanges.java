package io.jvirt.network;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.Metadata;
import io.jvirt.api.network.NetworkEvent;
import io.jvirt.api.network.NetworkFlags;
import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.net.Links;
import io.jvirt.host.net.Routes;
import io.jvirt.model.MacAddress;
import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkRules;
import io.jvirt.model.network.NetworkUpdate;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.RawElement;
import io.jvirt.model.xml.XmlException;
import io.jvirt.service.DefinitionStore;
import io.jvirt.service.MetadataElements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes of networks: defined, started, updated, stopped, undefined. What a call reports as done is on the disk. */
final class NetworkChanges {
    private static final long OWN_PREFIX = 0x525400L;
    private static final int OWN_BITS = 24;
    private static final String DEFAULT_NAME = "default";
    private static final int USUAL_THIRD_OCTET = 122;

    private final NetworkInstance instance;
    private final DefinitionStore definitions;
    private final NetworkLife life;
    private final SecureRandom random = new SecureRandom();

    NetworkChanges(NetworkInstance instance, DefinitionStore definitions, NetworkLife life) {
        this.instance = instance;
        this.definitions = definitions;
        this.life = life;
    }

    /** {@return a user's document, completed and checked} */
    private NetworkDescription read(String xml, boolean strict) {
        try {
            var network = NetworkDescription.parse(xml, false, strict);
            if (network.uuid() == null) {
                network = network.withUuid(instance.find(network.name()).map(VirtualNetwork::uuid).orElseGet(UUID::randomUUID));
            }
            NetworkRules.check(network);
            return network.mode().ownsBridge() ? withBridge(network) : network;
        } catch (XmlException e) {
            throw NetworkErrors.document(e);
        }
    }

    private NetworkDescription withBridge(NetworkDescription network) {
        var bridge = network.bridge();
        if (bridge == null) {
            throw new IllegalStateException("completion gives every such network a bridge");
        }
        String name = bridge.name();
        boolean pattern = name == null || name.contains("%d");
        String chosen = pattern ? freeBridge(name == null ? "virbr%d" : name, network.name()) : name;
        if (!pattern && bridgeInUse(name, network.name())) {
            throw NetworkErrors.internal("bridge name '" + name + "' already in use by another network");
        }
        var mac = network.mac() != null ? network.mac() : new MacAddress(OWN_PREFIX << OWN_BITS | random.nextInt(1 << OWN_BITS));
        return network.withMac(mac).withBridge(new NetworkDescription.Bridge(
                chosen, bridge.zone(), bridge.stp(), bridge.delay(), bridge.macTableManager()));
    }

    private boolean bridgeInUse(@Nullable String bridge, String except) {
        return instance.all().stream().filter(other -> !other.name().equals(except))
                .flatMap(other -> Stream.concat(other.definition().stream(), other.live().stream()))
                .anyMatch(other -> other.bridgeName().equals(Optional.ofNullable(bridge)));
    }

    private String freeBridge(String pattern, String network) {
        return IntStream.range(0, 256).mapToObj(i -> pattern.replace("%d", Integer.toString(i)))
                .filter(name -> !bridgeInUse(name, network) && !Links.exists(name))
                .findFirst()
                .orElseThrow(() -> NetworkErrors.internal("no name for a bridge like '" + pattern + "' is free"));
    }

    VirtualNetwork define(String xml, NetworkFlags.Define... flags) {
        var description = read(xml, Flag.has(flags, NetworkFlags.Define.VALIDATE));
        return define(description);
    }

    private VirtualNetwork define(NetworkDescription description) {
        var network = instance.findOrAdd(description.identity(), description.name());
        network.job().lock();
        try {
            store(network, description);
            instance.publish(network, NetworkEvent.Change.DEFINED);
            return network;
        } finally {
            network.job().unlock();
            instance.removeIfGone(network);
        }
    }

    private void store(VirtualNetwork network, NetworkDescription description) {
        try {
            definitions.write(network.name(), description.format(FormatOptions.STORED));
        } catch (HostException e) {
            throw NetworkErrors.system(e);
        }
        network.definition(description);
    }

    VirtualNetwork create(String xml, NetworkFlags.Define... flags) {
        var description = read(xml, Flag.has(flags, NetworkFlags.Define.VALIDATE));
        var network = instance.findOrAdd(description.identity(), description.name());
        network.job().lock();
        try {
            start(network, description);
            return network;
        } finally {
            network.job().unlock();
            instance.removeIfGone(network);
        }
    }

    void start(VirtualNetwork network) {
        network.job().lock();
        try {
            start(network, network.definition().orElseThrow(() -> NetworkErrors.noNetwork(network.uuid(), network.name())));
        } finally {
            network.job().unlock();
        }
    }

    private void start(VirtualNetwork network, NetworkDescription description) {
        if (network.active()) {
            throw NetworkErrors.invalid("network is already active as '" + network.name() + "'");
        }
        network.live(life.start(description));
        instance.publish(network, NetworkEvent.Change.STARTED);
    }

    void destroy(VirtualNetwork network) {
        network.job().lock();
        try {
            life.stop(network.running());
            network.live(null);
            network.ports().forEach(port -> {
                if (port.uuid() != null) {
                    network.port(port.uuid(), null);
                }
            });
            instance.publish(network, NetworkEvent.Change.STOPPED);
        } finally {
            network.job().unlock();
            instance.removeIfGone(network);
        }
    }

    void undefine(VirtualNetwork network) {
        network.job().lock();
        try {
            if (!network.persistent()) {
                throw NetworkErrors.invalid("can't undefine transient network");
            }
            definitions.delete(network.name());
            Path leases = instance.folders().dnsmasq(network.name()).leases();
            if (!network.active() && Files.exists(leases)) {
                AtomicFile.delete(leases);
            }
            network.definition(null);
            network.autostart(false);
            instance.publish(network, NetworkEvent.Change.UNDEFINED);
        } catch (HostException e) {
            throw NetworkErrors.system(e);
        } finally {
            network.job().unlock();
            instance.removeIfGone(network);
        }
    }

    void setAutostart(VirtualNetwork network, boolean autostart) {
        network.job().lock();
        try {
            if (!network.persistent()) {
                throw NetworkErrors.invalid("cannot set autostart for transient network");
            }
            definitions.setAutostart(network.name(), autostart);
            network.autostart(autostart);
        } catch (HostException e) {
            throw NetworkErrors.system(e);
        } finally {
            network.job().unlock();
        }
    }

    void update(VirtualNetwork network, NetworkUpdate update, NetworkFlags.Affect... flags) {
        change(network, old -> {
            try {
                var changed = update.apply(old);
                NetworkRules.check(changed);
                return changed;
            } catch (XmlException e) {
                throw NetworkErrors.document(e);
            } catch (NetworkUpdate.RefusedException e) {
                throw NetworkErrors.refused(e);
            }
        }, flags);
    }

    void setMetadata(
            VirtualNetwork network, Metadata type, @Nullable String value, @Nullable String key, @Nullable String uri, NetworkFlags.Affect... flags) {
        change(network, withMetadata(type, value == null || value.isEmpty() ? null : value, key, uri), flags);
        instance.events().publish(connection -> new NetworkEvent.MetadataChange(connection.handle(network), type, uri));
    }

    private static UnaryOperator<NetworkDescription> withMetadata(Metadata type, @Nullable String value, @Nullable String key, @Nullable String uri) {
        return switch (type) {
            case TITLE -> {
                if (value != null && value.indexOf('\n') >= 0) {
                    throw NetworkErrors.argument("metadata title can't contain newlines");
                }
                yield old -> old.withTitle(value);
            }
            case DESCRIPTION -> old -> old.withDescription(value);
            case ELEMENT -> {
                if (uri == null || value != null && key == null) {
                    throw NetworkErrors.argument("uri and key in virNetworkSetMetadata must not be NULL");
                }
                RawElement element = value == null ? null : MetadataElements.own(value, key == null ? "" : key, uri);
                yield old -> old.withMetadata(MetadataElements.replace(old.metadata(), uri, element));
            }
        };
    }

    static String metadata(VirtualNetwork network, Metadata type, @Nullable String uri, NetworkFlags.Affect... flags) {
        var wanted = Flag.has(flags, NetworkFlags.Affect.CONFIG)
                ? network.definition().orElseThrow(() -> NetworkErrors.invalid("transient network has no persistent config"))
                : Flag.has(flags, NetworkFlags.Affect.LIVE) ? network.running() : network.description();
        String found = switch (type) {
            case TITLE -> wanted.title();
            case DESCRIPTION -> wanted.description();
            case ELEMENT -> uri == null ? null : MetadataElements.find(wanted.metadata(), uri).orElse(null);
        };
        if (found == null) {
            throw new JvirtException(ErrorCode.NO_NETWORK_METADATA, ErrorDomain.NETWORK, "Requested metadata element is not present");
        }
        return found;
    }

    /** Changes the run, the definition or both; when one of them cannot be changed, neither is. */
    private void change(VirtualNetwork network, UnaryOperator<NetworkDescription> change, NetworkFlags.Affect... flags) {
        network.job().lock();
        try {
            boolean current = flags.length == 0;
            boolean inRun = Flag.has(flags, NetworkFlags.Affect.LIVE) || current && network.active();
            boolean inDefinition = Flag.has(flags, NetworkFlags.Affect.CONFIG) || current && !network.active();
            var run = inRun ? network.running() : null;
            var changedRun = run == null ? null : change.apply(run);
            var changedDefinition = inDefinition
                    ? change.apply(network.definition().orElseThrow(() -> NetworkErrors.invalid("cannot change persistent config of a transient network")))
                    : null;
            if (run != null && changedRun != null) {
                life.change(run, changedRun);
                network.live(changedRun);
            }
            if (changedDefinition != null) {
                store(network, changedDefinition);
            }
        } finally {
            network.job().unlock();
        }
    }

    /** Makes the network that everybody expects, once, for the host's own instance. */
    void makeDefault(NetworkFolders folders) {
        if (!folders.place().instance().equals("system") || Files.exists(folders.defaultMade())) {
            return;
        }
        if (instance.find(DEFAULT_NAME).isEmpty()) {
            var network = define(read(defaultXml(freeThirdOctet()), true));
            // Only the installed service: a daemon with a root of its own shall not touch the host's devices unasked.
            if (folders.place().config().startsWith("/etc")) {
                setAutostart(network, true);
            }
        }
        AtomicFile.replace(folders.defaultMade(), new byte[0], 0600);
    }

    private static int freeThirdOctet() {
        var routes = Routes.all();
        return IntStream.concat(IntStream.rangeClosed(USUAL_THIRD_OCTET, 254), IntStream.range(1, USUAL_THIRD_OCTET))
                .filter(octet -> routes.stream().noneMatch(route -> route.overlaps(192L << 24 | 168L << 16 | (long) octet << 8, 0xffffff00L)))
                .findFirst()
                .orElse(USUAL_THIRD_OCTET);
    }

    private static String defaultXml(int octet) {
        String net = "192.168." + octet;
        return """
                <network>
                  <name>default</name>
                  <forward mode='nat'/>
                  <bridge name='virbr%%d'/>
                  <ip address='%1$s.1' netmask='255.255.255.0'>
                    <dhcp>
                      <range start='%1$s.2' end='%1$s.254'/>
                    </dhcp>
                  </ip>
                </network>
                """.formatted(net);
    }
}
