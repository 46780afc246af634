package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.HostProcedures.*;

import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.device.NodeDevice;
import io.jvirt.api.device.NodeDeviceEvent;
import io.jvirt.api.device.NodeDeviceFlags;
import io.jvirt.api.device.NodeDevices;
import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.HostMessages;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The devices of a daemon's host. */
final class RemoteNodeDevices implements NodeDevices {
    private static final RemoteEvents.ObjectEvent<HostMessages.Lifecycle> LIFECYCLE =
            new RemoteEvents.ObjectEvent<>(NODE_DEVICE_EVENT_LIFECYCLE, HostMessages.Lifecycle::callbackId);
    private static final RemoteEvents.ObjectEvent<HostMessages.Update> UPDATE =
            new RemoteEvents.ObjectEvent<>(NODE_DEVICE_EVENT_UPDATE, HostMessages.Update::callbackId);

    private final RemoteConnection connection;
    private final RpcClient client;

    RemoteNodeDevices(RemoteConnection connection) {
        this.connection = connection;
        this.client = connection.client();
    }

    private NodeDevice handle(String name) {
        return new Handle(name);
    }

    @Override
    public List<NodeDevice> list(NodeDeviceFlags.ListAll... flags) {
        return client.call(CONNECT_LIST_ALL_NODE_DEVICES, new ConnectMessages.ListAll(1, Flag.bits(flags))).devices().stream()
                .map(this::handle)
                .toList();
    }

    @Override
    public NodeDevice device(String name) {
        return handle(client.call(NODE_DEVICE_LOOKUP_BY_NAME, name));
    }

    @Override
    public NodeDevice scsiHost(String wwnn, String wwpn) {
        return handle(client.call(NODE_DEVICE_LOOKUP_SCSI_HOST_BY_WWN, new HostMessages.WorldWideNames(wwnn, wwpn, 0)));
    }

    @Override
    public NodeDevice create(String xml, NodeDeviceFlags.Define... flags) {
        return handle(client.call(NODE_DEVICE_CREATE_XML, new HostMessages.Document(xml, Flag.bits(flags))));
    }

    @Override
    public NodeDevice define(String xml, NodeDeviceFlags.Define... flags) {
        return handle(client.call(NODE_DEVICE_DEFINE_XML, new HostMessages.Document(xml, Flag.bits(flags))));
    }

    @Override
    public EventRegistration onEvent(
            NodeDeviceEvent.Kind kind, @Nullable NodeDevice device, Consumer<? super NodeDeviceEvent> listener) {
        HostMessages.RegisterEvent wanted = new HostMessages.RegisterEvent(kind.ordinal(), device == null ? null : device.name());
        return switch (kind) {
            case LIFECYCLE -> connection.events().onObjectEvent(
                    CONNECT_NODE_DEVICE_EVENT_REGISTER_ANY, wanted, CONNECT_NODE_DEVICE_EVENT_DEREGISTER_ANY, LIFECYCLE, m -> {
                        NodeDeviceEvent.Change[] changes = NodeDeviceEvent.Change.values();
                        if (m.event() >= 0 && m.event() < changes.length) {
                            listener.accept(new NodeDeviceEvent.Lifecycle(handle(m.device()), changes[m.event()]));
                        }
                    });
            case UPDATE -> connection.events().onObjectEvent(
                    CONNECT_NODE_DEVICE_EVENT_REGISTER_ANY, wanted, CONNECT_NODE_DEVICE_EVENT_DEREGISTER_ANY, UPDATE,
                    m -> listener.accept(new NodeDeviceEvent.Update(handle(m.device()))));
        };
    }

    private final class Handle implements NodeDevice {
        private final String name;

        Handle(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String xml(NodeDeviceFlags.Xml... flags) {
            return client.call(NODE_DEVICE_GET_XML_DESC, new HostMessages.NameFlags(name, Flag.bits(flags)));
        }

        @Override
        public Optional<String> parent() {
            return Optional.ofNullable(client.call(NODE_DEVICE_GET_PARENT, name).name());
        }

        @Override
        public List<String> capabilities() {
            int count = client.call(NODE_DEVICE_NUM_OF_CAPS, name);
            return client.call(NODE_DEVICE_LIST_CAPS, new HostMessages.NameNumber(name, count)).names();
        }

        @Override
        public void detach(@Nullable String driver) {
            if (driver == null) {
                client.call(NODE_DEVICE_DETTACH, name);
            } else {
                client.call(NODE_DEVICE_DETACH_FLAGS, new HostMessages.Detach(name, driver, 0));
            }
        }

        @Override
        public void reattach() {
            client.call(NODE_DEVICE_RE_ATTACH, name);
        }

        @Override
        public void reset() {
            client.call(NODE_DEVICE_RESET, name);
        }

        @Override
        public void destroy() {
            client.call(NODE_DEVICE_DESTROY, name);
        }

        @Override
        public void create() {
            client.call(NODE_DEVICE_CREATE, new HostMessages.NameFlags(name, 0));
        }

        @Override
        public void undefine() {
            client.call(NODE_DEVICE_UNDEFINE, new HostMessages.NameFlags(name, 0));
        }

        @Override
        public boolean autostart() {
            return client.call(NODE_DEVICE_GET_AUTOSTART, name) != 0;
        }

        @Override
        public void setAutostart(boolean autostart) {
            client.call(NODE_DEVICE_SET_AUTOSTART, new HostMessages.NameNumber(name, autostart ? 1 : 0));
        }

        @Override
        public boolean persistent() {
            return client.call(NODE_DEVICE_IS_PERSISTENT, name) != 0;
        }

        @Override
        public boolean active() {
            return client.call(NODE_DEVICE_IS_ACTIVE, name) != 0;
        }

        @Override
        public void update(String xml, NodeDeviceFlags.Update... flags) {
            client.call(NODE_DEVICE_UPDATE, new HostMessages.NameDocument(name, xml, Flag.bits(flags)));
        }
    }
}
