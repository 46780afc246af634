package io.jvirt.network;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.network.NetworkFlags;
import io.jvirt.host.HostException;
import io.jvirt.model.domain.InterfaceSource.DirectMode;
import io.jvirt.model.network.Forward;
import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkDescription.Mode;
import io.jvirt.model.network.NetworkDescription.PortGroup;
import io.jvirt.model.network.NetworkPortDescription;
import io.jvirt.model.network.NetworkPortDescription.Bandwidth;
import io.jvirt.model.network.NetworkPortDescription.Direct;
import io.jvirt.model.network.NetworkPortDescription.HostBridge;
import io.jvirt.model.network.NetworkPortDescription.HostPci;
import io.jvirt.model.network.NetworkPortDescription.OwnBridge;
import io.jvirt.model.network.NetworkPortDescription.Plug;
import io.jvirt.model.xml.XmlException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives the cards of guests their ports: says what each is plugged into and keeps the account. */
final class NetworkPorts {
    private final NetworkInstance instance;
    private final StatusStore statuses;
    private final Hooks hooks;

    NetworkPorts(NetworkInstance instance, StatusStore statuses, Hooks hooks) {
        this.instance = instance;
        this.statuses = statuses;
        this.hooks = hooks;
    }

    NetworkPortDescription create(VirtualNetwork network, String xml, NetworkFlags.CreatePort... flags) {
        NetworkPortDescription wish;
        try {
            wish = NetworkPortDescription.parse(xml, Flag.has(flags, NetworkFlags.CreatePort.VALIDATE));
        } catch (XmlException e) {
            throw NetworkErrors.document(e);
        }
        network.job().lock();
        try {
            var run = network.running();
            UUID uuid = wish.uuid() == null ? UUID.randomUUID() : wish.uuid();
            if (network.port(uuid).isPresent()) {
                throw new JvirtException(ErrorCode.NETWORK_PORT_EXIST, ErrorDomain.NETWORK, "network port with UUID " + uuid + " already exists");
            }
            checkMac(wish);
            var port = completed(run, wish).withUuid(uuid);
            if (!Flag.has(flags, NetworkFlags.CreatePort.RECLAIM)) {
                port = port.withPlug(plug(network, run, port));
            }
            hooks.run(run, "port-created", "begin", port);
            statuses.writePort(network.uuid(), uuid, port);
            network.port(uuid, port);
            return port;
        } catch (HostException e) {
            throw NetworkErrors.system(e);
        } finally {
            network.job().unlock();
        }
    }

    /** Two cards with one hardware address would take each other's packets. */
    private void checkMac(NetworkPortDescription wish) {
        for (var network : instance.all()) {
            for (var port : network.ports()) {
                if (port.mac().equals(wish.mac())) {
                    throw new JvirtException(ErrorCode.CONFIG_UNSUPPORTED, ErrorDomain.NETWORK, "MAC address " + wish.mac()
                            + " is in use already, by guest '" + port.owner().name() + "' in network '" + network.name()
                            + "'; give the card of guest '" + wish.owner().name() + "' another");
                }
            }
        }
    }

    /** What a card does not say is said by its port group, and what that does not say by the network. */
    private static NetworkPortDescription completed(NetworkDescription network, NetworkPortDescription wish) {
        PortGroup group = network.portgroup(wish.group()).orElse(null);
        if (wish.group() != null && group == null && !network.portgroup().isEmpty()) {
            throw NetworkErrors.internal("no portgroup '" + wish.group() + "' in network '" + network.name() + "'");
        }
        var bandwidth = wish.bandwidth();
        if (bandwidth == null && group != null && group.bandwidth() != null) {
            bandwidth = new Bandwidth(null, group.bandwidth().inbound(), group.bandwidth().outbound());
        }
        return new NetworkPortDescription(
                wish.uuid(), wish.owner(), wish.group(), wish.mac(),
                first(wish.virtualport(), group == null ? null : group.virtualport(), network.virtualport()),
                bandwidth,
                first(wish.vlan(), group == null ? null : group.vlan(), network.vlan()),
                first(wish.isolated(), network.portIsolated(), null),
                first(wish.trustGuestRxFilters(), group == null ? null : group.trustGuestRxFilters(), network.trustGuestRxFilters()),
                wish.plug());
    }

    private static <T> @Nullable T first(@Nullable T one, @Nullable T two, @Nullable T three) {
        return one != null ? one : two != null ? two : three;
    }

    private static Plug plug(VirtualNetwork network, NetworkDescription run, NetworkPortDescription port) {
        var bridge = run.bridge();
        var manager = bridge == null ? null : bridge.macTableManager();
        return switch (run.mode()) {
            case NONE, NAT, ROUTE, OPEN -> new OwnBridge(run.bridgeName().orElseThrow(), manager);
            case BRIDGE -> run.bridgeName().isPresent() ? new HostBridge(run.bridgeName().get(), manager)
                    : new Direct(device(network, run, port, false), DirectMode.BRIDGE);
            case PRIVATE -> new Direct(device(network, run, port, false), DirectMode.PRIVATE);
            case VEPA -> new Direct(device(network, run, port, false), DirectMode.VEPA);
            case PASSTHROUGH -> new Direct(device(network, run, port, true), DirectMode.PASSTHROUGH);
            case HOSTDEV -> pci(network, run);
        };
    }

    /** {@return the device that the fewest guests use; in passthrough mode, and for switches that want it, one that nobody uses} */
    private static String device(VirtualNetwork network, NetworkDescription run, NetworkPortDescription port, boolean alone) {
        var forward = run.forward();
        var devices = forward == null ? List.<Forward.HostInterface>of() : forward.interfaces();
        boolean single = alone || port.virtualport() != null && "802.1Qbh".equals(port.virtualport().type());
        var chosen = devices.stream().min(Comparator.comparingLong(d -> users(network, d.dev())));
        if (chosen.isEmpty() || single && users(network, chosen.get().dev()) > 0) {
            throw NetworkErrors.internal("network '" + run.name() + "' requires exclusive access to interfaces, but none are available");
        }
        return chosen.get().dev();
    }

    private static long users(VirtualNetwork network, String device) {
        return network.ports().stream().filter(port -> VirtualNetwork.usesDevice(port, device)).count();
    }

    private static Plug pci(VirtualNetwork network, NetworkDescription run) {
        var forward = run.forward();
        if (forward == null || run.mode() != Mode.HOSTDEV) {
            throw new IllegalStateException("network '" + run.name() + "' hands out no PCI devices");
        }
        var used = network.ports().stream().map(NetworkPortDescription::plug).toList();
        for (var address : forward.addresses()) {
            if (address instanceof Forward.PciHostAddress pci
                    && used.stream().noneMatch(plug -> plug instanceof HostPci other && other.address().equals(pci.address()))) {
                return new HostPci(forward.managed(), forward.driver() == null ? null : forward.driver().name(), pci.address());
            }
        }
        throw NetworkErrors.internal("network '" + run.name() + "' requires exclusive access to PCI devices, but none are available");
    }

    void delete(VirtualNetwork network, UUID uuid) {
        network.job().lock();
        try {
            var port = get(network, uuid);
            statuses.deletePort(network.uuid(), uuid);
            network.port(uuid, null);
            network.live().ifPresent(run -> hooks.tell(run, "port-deleted", "end", port));
        } catch (HostException e) {
            throw NetworkErrors.system(e);
        } finally {
            network.job().unlock();
        }
    }

    void setBandwidth(VirtualNetwork network, UUID uuid, @Nullable Bandwidth bandwidth) {
        network.job().lock();
        try {
            var port = get(network, uuid).withBandwidth(bandwidth);
            statuses.writePort(network.uuid(), uuid, port);
            network.port(uuid, port);
        } finally {
            network.job().unlock();
        }
    }

    static NetworkPortDescription get(VirtualNetwork network, UUID uuid) {
        return network.port(uuid).orElseThrow(() -> new JvirtException(
                ErrorCode.NO_NETWORK_PORT, ErrorDomain.NETWORK, "network port with UUID " + uuid + " does not exist"));
    }
}
