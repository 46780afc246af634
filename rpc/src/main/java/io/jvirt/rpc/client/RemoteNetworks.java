package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.NetworkProcedures.*;

import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.Metadata;
import io.jvirt.api.network.Network;
import io.jvirt.api.network.NetworkEvent;
import io.jvirt.api.network.NetworkFlags;
import io.jvirt.api.network.Networks;
import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.NetworkMessages;
import io.jvirt.rpc.protocol.NetworkRef;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The networks of a daemon. */
record RemoteNetworks(RemoteConnection connection) implements Networks {
    RpcClient client() {
        return connection.client();
    }

    private Network handle(NetworkRef ref) {
        return new RemoteNetwork(this, ref);
    }

    @Override
    public List<Network> list(NetworkFlags.ListAll... flags) {
        var answer = client().call(CONNECT_LIST_ALL_NETWORKS, new ConnectMessages.ListAll(1, Flag.bits(flags)));
        return answer.networks().stream().map(this::handle).toList();
    }

    @Override
    public Network network(String name) {
        return handle(client().call(NETWORK_LOOKUP_BY_NAME, name));
    }

    @Override
    public Network network(UUID uuid) {
        return handle(client().call(NETWORK_LOOKUP_BY_UUID, uuid));
    }

    @Override
    public Network define(String xml, NetworkFlags.Define... flags) {
        // Daemons of any age know the calls without flags.
        return handle(flags.length == 0
                ? client().call(NETWORK_DEFINE_XML, xml)
                : client().call(NETWORK_DEFINE_XML_FLAGS, new DomainMessages.Document(xml, Flag.bits(flags))));
    }

    @Override
    public Network create(String xml, NetworkFlags.Define... flags) {
        return handle(flags.length == 0
                ? client().call(NETWORK_CREATE_XML, xml)
                : client().call(NETWORK_CREATE_XML_FLAGS, new DomainMessages.Document(xml, Flag.bits(flags))));
    }

    @Override
    public EventRegistration onEvent(NetworkEvent.Kind kind, @Nullable Network network, Consumer<? super NetworkEvent> listener) {
        var wanted = new NetworkMessages.RegisterEvent(kind.ordinal(), network == null ? null : new NetworkRef(network.name(), network.uuid()));
        return switch (kind) {
            case LIFECYCLE -> connection.events().onObjectEvent(
                    CONNECT_NETWORK_EVENT_REGISTER_ANY, wanted, CONNECT_NETWORK_EVENT_DEREGISTER_ANY,
                    new RemoteEvents.ObjectEvent<>(NETWORK_EVENT_LIFECYCLE, NetworkMessages.Lifecycle::callbackId),
                    m -> listener.accept(new NetworkEvent.Lifecycle(handle(m.network()), NetworkEvent.Change.values()[m.event()])));
            case METADATA_CHANGE -> connection.events().onObjectEvent(
                    CONNECT_NETWORK_EVENT_REGISTER_ANY, wanted, CONNECT_NETWORK_EVENT_DEREGISTER_ANY,
                    new RemoteEvents.ObjectEvent<>(NETWORK_EVENT_CALLBACK_METADATA_CHANGE, NetworkMessages.MetadataChange::callbackId),
                    m -> listener.accept(new NetworkEvent.MetadataChange(handle(m.network()), Metadata.values()[m.type()], m.uri())));
        };
    }
}
