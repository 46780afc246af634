package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.NetworkProcedures.*;

import io.jvirt.api.Flag;
import io.jvirt.api.Metadata;
import io.jvirt.api.TypedParameters;
import io.jvirt.api.network.DhcpLease;
import io.jvirt.api.network.Network;
import io.jvirt.api.network.NetworkFlags;
import io.jvirt.api.network.NetworkPort;
import io.jvirt.rpc.protocol.ConnectProcedures;
import io.jvirt.rpc.protocol.NetworkMessages;
import io.jvirt.rpc.protocol.NetworkPortRef;
import io.jvirt.rpc.protocol.NetworkRef;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A daemon's network. */
record RemoteNetwork(RemoteNetworks networks, NetworkRef ref) implements Network {
    /** Daemons that lack it take the two numbers of an update the other way round. */
    private static final int FEATURE_UPDATE_ORDER = 16;

    private RpcClient client() {
        return networks.client();
    }

    private NetworkMessages.Flags with(Flag... flags) {
        return new NetworkMessages.Flags(ref, Flag.bits(flags));
    }

    @Override
    public String name() {
        return ref.name();
    }

    @Override
    public UUID uuid() {
        return ref.uuid();
    }

    @Override
    public String xml(NetworkFlags.Xml... flags) {
        return client().call(NETWORK_GET_XML_DESC, with(flags));
    }

    @Override
    public String bridgeName() {
        return client().call(NETWORK_GET_BRIDGE_NAME, ref);
    }

    @Override
    public boolean active() {
        return client().call(NETWORK_IS_ACTIVE, ref) != 0;
    }

    @Override
    public boolean persistent() {
        return client().call(NETWORK_IS_PERSISTENT, ref) != 0;
    }

    @Override
    public boolean autostart() {
        return client().call(NETWORK_GET_AUTOSTART, ref) != 0;
    }

    @Override
    public void setAutostart(boolean autostart) {
        client().call(NETWORK_SET_AUTOSTART, new NetworkMessages.Flags(ref, autostart ? 1 : 0));
    }

    @Override
    public void start() {
        client().call(NETWORK_CREATE, ref);
    }

    @Override
    public void destroy() {
        client().call(NETWORK_DESTROY, ref);
    }

    @Override
    public void undefine() {
        client().call(NETWORK_UNDEFINE, ref);
    }

    @Override
    public void update(int command, int section, int parentIndex, String xml, NetworkFlags.Affect... flags) {
        boolean ordered = client().call(ConnectProcedures.CONNECT_SUPPORTS_FEATURE, FEATURE_UPDATE_ORDER) != 0;
        client().call(NETWORK_UPDATE, new NetworkMessages.Update(
                ref, ordered ? command : section, ordered ? section : command, parentIndex, xml, Flag.bits(flags)));
    }

    @Override
    public List<DhcpLease> leases(@Nullable String mac) {
        return client().call(NETWORK_GET_DHCP_LEASES, new NetworkMessages.GetLeases(ref, mac, 1, 0)).leases().stream()
                .map(l -> new DhcpLease(
                        l.bridge(), l.expiry(), l.type() != 0, l.mac(), l.iaid(), l.address(), l.prefix(), l.hostname(), l.clientId()))
                .toList();
    }

    @Override
    public String metadata(Metadata type, @Nullable String uri, NetworkFlags.Affect... flags) {
        return client().call(NETWORK_GET_METADATA, new NetworkMessages.GetMetadata(ref, type.ordinal(), uri, Flag.bits(flags)));
    }

    @Override
    public void setMetadata(Metadata type, @Nullable String value, @Nullable String key, @Nullable String uri, NetworkFlags.Affect... flags) {
        client().call(NETWORK_SET_METADATA, new NetworkMessages.SetMetadata(ref, type.ordinal(), value, key, uri, Flag.bits(flags)));
    }

    private NetworkPort handle(NetworkPortRef port) {
        return new Port(this, port);
    }

    @Override
    public List<NetworkPort> ports() {
        return client().call(NETWORK_LIST_ALL_PORTS, new NetworkMessages.ListPorts(ref, 1, 0)).ports().stream().map(this::handle).toList();
    }

    @Override
    public NetworkPort port(UUID port) {
        return handle(client().call(NETWORK_PORT_LOOKUP_BY_UUID, new NetworkPortRef(ref, port)));
    }

    @Override
    public NetworkPort createPort(String xml, NetworkFlags.CreatePort... flags) {
        return handle(client().call(NETWORK_PORT_CREATE_XML, new NetworkMessages.TextFlags(ref, xml, Flag.bits(flags))));
    }

    /** A port of it. */
    private record Port(RemoteNetwork owner, NetworkPortRef ref) implements NetworkPort {
        @Override
        public UUID uuid() {
            return ref.uuid();
        }

        @Override
        public Network network() {
            return owner;
        }

        private NetworkMessages.PortFlags plain() {
            return new NetworkMessages.PortFlags(ref, 0);
        }

        @Override
        public String xml() {
            return owner.client().call(NETWORK_PORT_GET_XML_DESC, plain());
        }

        @Override
        public void delete() {
            owner.client().call(NETWORK_PORT_DELETE, plain());
        }

        @Override
        public TypedParameters parameters() {
            int count = owner.client().call(NETWORK_PORT_GET_PARAMETERS, new NetworkMessages.GetPortParameters(ref, 0, 0)).nparams();
            return owner.client().call(NETWORK_PORT_GET_PARAMETERS, new NetworkMessages.GetPortParameters(ref, count, 0)).params();
        }

        @Override
        public void setParameters(TypedParameters parameters) {
            owner.client().call(NETWORK_PORT_SET_PARAMETERS, new NetworkMessages.SetPortParameters(ref, parameters, 0));
        }
    }
}
