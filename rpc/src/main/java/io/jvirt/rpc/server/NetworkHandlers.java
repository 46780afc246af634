package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.NetworkProcedures.*;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.Metadata;
import io.jvirt.api.TypedParameters;
import io.jvirt.api.network.DhcpLease;
import io.jvirt.api.network.Network;
import io.jvirt.api.network.NetworkEvent;
import io.jvirt.api.network.NetworkFlags;
import io.jvirt.api.network.NetworkFlags.ListAll;
import io.jvirt.api.network.NetworkPort;
import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.NetworkMessages;
import io.jvirt.rpc.protocol.NetworkPortRef;
import io.jvirt.rpc.protocol.NetworkRef;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Virtual networks and their ports. */
final class NetworkHandlers {
    private NetworkHandlers() {}

    static void bind(Dispatch on) {
        bindLists(on);
        bindLife(on);
        bindFacts(on);
        bindPorts(on);
        bindEvents(on);
    }

    private static Network network(Call call, NetworkRef ref) {
        return call.connection().networks().network(ref.uuid());
    }

    private static NetworkRef ref(Network network) {
        return new NetworkRef(network.name(), network.uuid());
    }

    private static NetworkPort port(Call call, NetworkPortRef ref) {
        return network(call, ref.network()).port(ref.uuid());
    }

    private static NetworkPortRef ref(NetworkPort port) {
        return new NetworkPortRef(ref(port.network()), port.uuid());
    }

    private static <F extends Enum<F> & Flag> F[] flags(Call call, Class<F> type, int bits) {
        return Flag.parse(type, bits, call.procedure().name(), ErrorDomain.NETWORK);
    }

    private static List<Network> list(Call call, ListAll... flags) {
        return call.connection().networks().list(flags);
    }

    private static ConnectMessages.Names names(Call call, int most, ListAll... flags) {
        return new ConnectMessages.Names(Convert.atMost(list(call, flags).stream().map(Network::name).toList(), most));
    }

    private static void bindLists(Dispatch on) {
        on.call(CONNECT_LIST_ALL_NETWORKS, (call, a) -> {
            List<NetworkRef> found = list(call, flags(call, ListAll.class, a.flags())).stream().map(NetworkHandlers::ref).toList();
            return new NetworkMessages.Networks(a.needResults() == 0 ? List.of() : found, found.size());
        });
        on.call(CONNECT_NUM_OF_NETWORKS, (call, _) -> list(call, ListAll.ACTIVE).size());
        on.call(CONNECT_LIST_NETWORKS, (call, most) -> names(call, most, ListAll.ACTIVE));
        on.call(CONNECT_NUM_OF_DEFINED_NETWORKS, (call, _) -> list(call, ListAll.INACTIVE).size());
        on.call(CONNECT_LIST_DEFINED_NETWORKS, (call, most) -> names(call, most, ListAll.INACTIVE));
        on.call(NETWORK_LOOKUP_BY_NAME, (call, name) -> ref(call.connection().networks().network(name)));
        on.call(NETWORK_LOOKUP_BY_UUID, (call, uuid) -> ref(call.connection().networks().network(uuid)));
    }

    private static void bindLife(Dispatch on) {
        on.call(NETWORK_CREATE_XML, (call, xml) -> ref(call.connection().networks().create(xml)));
        on.call(NETWORK_CREATE_XML_FLAGS, (call, a) -> ref(
                call.connection().networks().create(a.text(), flags(call, NetworkFlags.Define.class, a.flags()))));
        on.call(NETWORK_DEFINE_XML, (call, xml) -> ref(call.connection().networks().define(xml)));
        on.call(NETWORK_DEFINE_XML_FLAGS, (call, a) -> ref(
                call.connection().networks().define(a.text(), flags(call, NetworkFlags.Define.class, a.flags()))));
        on.run(NETWORK_CREATE, (call, ref) -> network(call, ref).start());
        on.run(NETWORK_DESTROY, (call, ref) -> network(call, ref).destroy());
        on.run(NETWORK_UNDEFINE, (call, ref) -> network(call, ref).undefine());
        on.run(NETWORK_SET_AUTOSTART, (call, a) -> network(call, a.network()).setAutostart(a.flags() != 0));
        on.run(NETWORK_UPDATE, (call, a) -> network(call, a.network())
                .update(a.command(), a.section(), a.parentIndex(), a.xml(), flags(call, NetworkFlags.Affect.class, a.flags())));
        on.run(NETWORK_SET_METADATA, (call, a) -> network(call, a.network())
                .setMetadata(
                        Convert.constant(Metadata.class, a.type(), "type"), a.metadata(), a.key(), a.uri(),
                        flags(call, NetworkFlags.Affect.class, a.flags())));
    }

    private static void bindFacts(Dispatch on) {
        on.call(NETWORK_GET_XML_DESC, (call, a) -> network(call, a.network()).xml(flags(call, NetworkFlags.Xml.class, a.flags())));
        on.call(NETWORK_GET_AUTOSTART, (call, ref) -> Convert.number(network(call, ref).autostart()));
        on.call(NETWORK_GET_BRIDGE_NAME, (call, ref) -> network(call, ref).bridgeName());
        on.call(NETWORK_IS_ACTIVE, (call, ref) -> Convert.number(network(call, ref).active()));
        on.call(NETWORK_IS_PERSISTENT, (call, ref) -> Convert.number(network(call, ref).persistent()));
        on.call(NETWORK_GET_METADATA, (call, a) -> network(call, a.network())
                .metadata(Convert.constant(Metadata.class, a.type(), "type"), a.uri(), flags(call, NetworkFlags.Affect.class, a.flags())));
        on.call(NETWORK_GET_DHCP_LEASES, (call, a) -> {
            call.noFlags(a.flags());
            var leases = network(call, a.network()).leases(a.mac()).stream().map(NetworkHandlers::lease).toList();
            return new NetworkMessages.Leases(a.needResults() == 0 ? List.of() : leases, leases.size());
        });
    }

    private static NetworkMessages.Lease lease(DhcpLease lease) {
        return new NetworkMessages.Lease(lease.bridge(), lease.expiry(), Convert.number(lease.v6()), lease.mac(), lease.iaid(),
                lease.address(), lease.prefix(), lease.hostname(), lease.clientId());
    }

    private static void bindPorts(Dispatch on) {
        on.call(NETWORK_LIST_ALL_PORTS, (call, a) -> {
            call.noFlags(a.flags());
            var ports = network(call, a.network()).ports().stream().map(NetworkHandlers::ref).toList();
            return new NetworkMessages.Ports(a.needResults() == 0 ? List.of() : ports, ports.size());
        });
        on.call(NETWORK_PORT_LOOKUP_BY_UUID, (call, ref) -> ref(port(call, ref)));
        on.call(NETWORK_PORT_CREATE_XML, (call, a) -> ref(
                network(call, a.network()).createPort(a.text(), flags(call, NetworkFlags.CreatePort.class, a.flags()))));
        on.call(NETWORK_PORT_GET_XML_DESC, (call, a) -> {
            call.noFlags(a.flags());
            return port(call, a.port()).xml();
        });
        on.run(NETWORK_PORT_DELETE, (call, a) -> {
            call.noFlags(a.flags());
            port(call, a.port()).delete();
        });
        on.call(NETWORK_PORT_GET_PARAMETERS, (call, a) -> {
            call.noFlags(call.withoutStringFlag(a.flags()));
            TypedParameters all = port(call, a.port()).parameters();
            int count = all.values().size();
            return new NetworkMessages.Parameters(a.nparams() == 0 ? new TypedParameters(Map.of()) : all, count);
        });
        on.run(NETWORK_PORT_SET_PARAMETERS, (call, a) -> {
            call.noFlags(call.withoutStringFlag(a.flags()));
            port(call, a.port()).setParameters(a.params());
        });
    }

    private static void bindEvents(Dispatch on) {
        on.call(CONNECT_NETWORK_EVENT_REGISTER_ANY, (call, a) -> {
            var kind = Convert.constant(NetworkEvent.Kind.class, a.eventId(), "eventID");
            var network = a.network() == null ? null : network(call, a.network());
            return call.session().events().registerObject(call, (id, sender) ->
                    call.connection().networks().onEvent(kind, network, event -> sender.send(message(event, id))));
        });
        on.run(CONNECT_NETWORK_EVENT_DEREGISTER_ANY, (call, id) -> {
            call.connection();
            call.session().events().deregisterObject(id);
        });
    }

    private static ByteBuffer message(NetworkEvent event, int id) {
        NetworkRef network = ref(event.network());
        return switch (event) {
            case NetworkEvent.Lifecycle e -> EventMessage.of(
                    NETWORK_EVENT_LIFECYCLE, new NetworkMessages.Lifecycle(id, network, e.change().ordinal(), 0));
            case NetworkEvent.MetadataChange e -> EventMessage.of(
                    NETWORK_EVENT_CALLBACK_METADATA_CHANGE, new NetworkMessages.MetadataChange(id, network, e.type().ordinal(), e.uri()));
        };
    }
}
