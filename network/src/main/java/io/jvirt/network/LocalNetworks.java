package io.jvirt.network;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.network.Network;
import io.jvirt.api.network.NetworkEvent;
import io.jvirt.api.network.NetworkFlags;
import io.jvirt.api.network.NetworkFlags.ListAll;
import io.jvirt.api.network.Networks;
import io.jvirt.service.EventChannel;
import io.jvirt.service.SharedInstances;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The networks of one connection in this process. */
final class LocalNetworks implements Networks {
    private final SharedInstances.Hold<NetworkInstance> hold;
    private final NetworkInstance instance;
    private final boolean readOnly;
    private final EventChannel<LocalNetworks> events;

    LocalNetworks(SharedInstances.Hold<NetworkInstance> hold, boolean readOnly) {
        this.hold = hold;
        this.instance = hold.value();
        this.readOnly = readOnly;
        this.events = instance.events().open(this);
    }

    NetworkInstance instance() {
        return instance;
    }

    Network handle(VirtualNetwork network) {
        return new LocalNetwork(this, network.uuid(), network.name());
    }

    void requireWrite(String function) {
        if (readOnly) {
            throw new JvirtException(ErrorCode.OPERATION_DENIED, ErrorDomain.NETWORK, "read only access prevents " + function);
        }
    }

    @Override
    public List<Network> list(ListAll... flags) {
        return NetworkInstance.sorted(instance.all()).stream()
                .filter(n -> n.active() || n.persistent())
                .filter(n -> matches(flags, ListAll.ACTIVE, ListAll.INACTIVE, n.active()))
                .filter(n -> matches(flags, ListAll.PERSISTENT, ListAll.TRANSIENT, n.persistent()))
                .filter(n -> matches(flags, ListAll.AUTOSTART, ListAll.NO_AUTOSTART, n.autostart()))
                .map(this::handle)
                .toList();
    }

    private static boolean matches(ListAll[] flags, ListAll yes, ListAll no, boolean value) {
        boolean wanted = Flag.has(flags, yes);
        boolean unwanted = Flag.has(flags, no);
        return wanted == unwanted || wanted == value;
    }

    @Override
    public Network network(String name) {
        return handle(instance.find(name).orElseThrow(() -> NetworkInstance.noNetwork(name)));
    }

    @Override
    public Network network(UUID uuid) {
        return handle(instance.find(uuid).orElseThrow(
                () -> new JvirtException(ErrorCode.NO_NETWORK, ErrorDomain.NETWORK, "no network with matching uuid '" + uuid + "'")));
    }

    @Override
    public Network define(String xml, NetworkFlags.Define... flags) {
        requireWrite("virNetworkDefineXMLFlags");
        return handle(instance.changes().define(xml, flags));
    }

    @Override
    public Network create(String xml, NetworkFlags.Define... flags) {
        requireWrite("virNetworkCreateXMLFlags");
        return handle(instance.changes().create(xml, flags));
    }

    @Override
    public EventRegistration onEvent(NetworkEvent.Kind kind, @Nullable Network network, Consumer<? super NetworkEvent> listener) {
        UUID wanted = network == null ? null : network.uuid();
        return events.listen(
                NetworkEvent.class,
                event -> event.kind() == kind && (wanted == null || wanted.equals(event.network().uuid())),
                listener);
    }

    @Override
    public void close() {
        events.close();
        hold.close();
    }
}
