package io.jvirt.network;

import io.jvirt.api.Flag;
import io.jvirt.api.Metadata;
import io.jvirt.api.network.DhcpLease;
import io.jvirt.api.network.Network;
import io.jvirt.api.network.NetworkFlags;
import io.jvirt.api.network.NetworkPort;
import io.jvirt.host.HostException;
import io.jvirt.model.IpAddress;
import io.jvirt.model.MacAddress;
import io.jvirt.model.network.NetworkUpdate;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.network.dnsmasq.LeaseFile;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connection's handle of a network. */
record LocalNetwork(LocalNetworks networks, UUID uuid, String name) implements Network {
    VirtualNetwork network() {
        return networks.instance().get(uuid, name);
    }

    private NetworkChanges changes() {
        return networks.instance().changes();
    }

    @Override
    public String xml(NetworkFlags.Xml... flags) {
        var network = network();
        boolean inactive = Flag.has(flags, NetworkFlags.Xml.INACTIVE);
        if (inactive && network.persistent()) {
            return network.definition().orElseThrow().format(FormatOptions.INACTIVE);
        }
        return network.active() ? network.counted().format(inactive ? FormatOptions.INACTIVE : FormatOptions.LIVE)
                : network.description().format(FormatOptions.INACTIVE);
    }

    @Override
    public String bridgeName() {
        return network().description().bridgeName()
                .orElseThrow(() -> NetworkErrors.internal("network '" + name + "' does not have a bridge name."));
    }

    @Override
    public boolean active() {
        return network().active();
    }

    @Override
    public boolean persistent() {
        return network().persistent();
    }

    @Override
    public boolean autostart() {
        return network().autostart();
    }

    @Override
    public void setAutostart(boolean autostart) {
        networks.requireWrite("virNetworkSetAutostart");
        changes().setAutostart(network(), autostart);
    }

    @Override
    public void start() {
        networks.requireWrite("virNetworkCreate");
        changes().start(network());
    }

    @Override
    public void destroy() {
        networks.requireWrite("virNetworkDestroy");
        changes().destroy(network());
    }

    @Override
    public void undefine() {
        networks.requireWrite("virNetworkUndefine");
        changes().undefine(network());
    }

    @Override
    public void update(int command, int section, int parentIndex, String xml, NetworkFlags.Affect... flags) {
        networks.requireWrite("virNetworkUpdate");
        var commands = NetworkUpdate.Command.values();
        var sections = NetworkUpdate.Section.values();
        if (command < 1 || command > commands.length || section < 1 || section > sections.length) {
            throw NetworkErrors.argument("unrecognized network update command code " + command + " or section " + section);
        }
        changes().update(network(), new NetworkUpdate(sections[section - 1], commands[command - 1], parentIndex, xml), flags);
    }

    @Override
    public List<DhcpLease> leases(@Nullable String mac) {
        MacAddress wanted;
        try {
            wanted = mac == null ? null : MacAddress.parse(mac);
        } catch (IllegalArgumentException e) {
            throw NetworkErrors.argument(String.valueOf(e.getMessage()));
        }
        var network = network().running();
        var found = new ArrayList<DhcpLease>();
        try {
            for (var lease : LeaseFile.read(networks.instance().folders().dnsmasq(name).leases())) {
                var address = IpAddress.parse(lease.address());
                if (wanted == null || lease.mac() != null && wanted.equals(MacAddress.parse(lease.mac()))) {
                    int prefix = network.ip().stream().filter(ip -> ip.address().sameNetwork(address, ip.prefixLength())).findFirst()
                            .map(ip -> ip.prefixLength()).orElse(address.width());
                    found.add(new DhcpLease(network.bridgeName().orElse(""), lease.expiry(), address.v6(), lease.mac(), lease.iaid(),
                            lease.address(), prefix, lease.hostname(), lease.clientId()));
                }
            }
        } catch (HostException e) {
            throw NetworkErrors.system(e);
        }
        return found;
    }

    @Override
    public String metadata(Metadata type, @Nullable String uri, NetworkFlags.Affect... flags) {
        return NetworkChanges.metadata(network(), type, uri, flags);
    }

    @Override
    public void setMetadata(Metadata type, @Nullable String value, @Nullable String key, @Nullable String uri, NetworkFlags.Affect... flags) {
        networks.requireWrite("virNetworkSetMetadata");
        changes().setMetadata(network(), type, value, key, uri, flags);
    }

    private NetworkPort handle(UUID port) {
        return new LocalPort(this, port);
    }

    @Override
    public List<NetworkPort> ports() {
        return network().ports().stream().flatMap(port -> java.util.Optional.ofNullable(port.uuid()).stream()).map(this::handle).toList();
    }

    @Override
    public NetworkPort port(UUID port) {
        NetworkPorts.get(network(), port);
        return handle(port);
    }

    @Override
    public NetworkPort createPort(String xml, NetworkFlags.CreatePort... flags) {
        networks.requireWrite("virNetworkPortCreateXML");
        var uuid = networks.instance().ports().create(network(), xml, flags).uuid();
        return handle(java.util.Objects.requireNonNull(uuid));
    }
}
