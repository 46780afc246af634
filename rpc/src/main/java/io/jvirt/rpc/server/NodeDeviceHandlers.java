package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.HostProcedures.*;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.device.NodeDevice;
import io.jvirt.api.device.NodeDeviceEvent;
import io.jvirt.api.device.NodeDeviceFlags;
import io.jvirt.api.device.NodeDevices;
import io.jvirt.rpc.protocol.HostMessages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Devices of the host. */
final class NodeDeviceHandlers {
    private NodeDeviceHandlers() {}

    static void bind(Dispatch on) {
        on.call(NODE_NUM_OF_DEVICES, (call, a) -> names(call, a.capability(), a.flags()).size());
        on.call(NODE_LIST_DEVICES, (call, a) ->
                new HostMessages.DeviceNames(Convert.atMost(names(call, a.capability(), a.flags()), a.max())));
        on.call(CONNECT_LIST_ALL_NODE_DEVICES, (call, a) -> {
            List<NodeDevice> found = devices(call).list(flags(call, NodeDeviceFlags.ListAll.class, a.flags()));
            return new HostMessages.Devices(
                    a.needResults() != 0 ? found.stream().map(NodeDevice::name).toList() : List.of(), found.size());
        });
        on.call(NODE_DEVICE_LOOKUP_BY_NAME, (call, name) -> device(call, name).name());
        on.call(NODE_DEVICE_LOOKUP_SCSI_HOST_BY_WWN, (call, a) -> {
            call.noFlags(a.flags());
            return devices(call).scsiHost(a.wwnn(), a.wwpn()).name();
        });
        on.call(NODE_DEVICE_GET_XML_DESC, (call, a) ->
                device(call, a.name()).xml(flags(call, NodeDeviceFlags.Xml.class, a.flags())));
        on.call(NODE_DEVICE_GET_PARENT, (call, name) -> new HostMessages.OptionalName(device(call, name).parent().orElse(null)));
        on.call(NODE_DEVICE_NUM_OF_CAPS, (call, name) -> device(call, name).capabilities().size());
        on.call(NODE_DEVICE_LIST_CAPS, (call, a) ->
                new HostMessages.DeviceNames(Convert.atMost(device(call, a.name()).capabilities(), a.value())));
        on.run(NODE_DEVICE_DETTACH, (call, name) -> device(call, name).detach(null));
        on.run(NODE_DEVICE_DETACH_FLAGS, (call, a) -> {
            call.noFlags(a.flags());
            device(call, a.name()).detach(a.driver());
        });
        on.run(NODE_DEVICE_RE_ATTACH, (call, name) -> device(call, name).reattach());
        on.run(NODE_DEVICE_RESET, (call, name) -> device(call, name).reset());
        on.call(NODE_DEVICE_CREATE_XML, (call, a) ->
                devices(call).create(a.xml(), flags(call, NodeDeviceFlags.Define.class, a.flags())).name());
        on.call(NODE_DEVICE_DEFINE_XML, (call, a) ->
                devices(call).define(a.xml(), flags(call, NodeDeviceFlags.Define.class, a.flags())).name());
        on.run(NODE_DEVICE_DESTROY, (call, name) -> device(call, name).destroy());
        on.run(NODE_DEVICE_UNDEFINE, (call, a) -> {
            call.noFlags(a.flags());
            device(call, a.name()).undefine();
        });
        on.run(NODE_DEVICE_CREATE, (call, a) -> {
            call.noFlags(a.flags());
            device(call, a.name()).create();
        });
        on.call(NODE_DEVICE_GET_AUTOSTART, (call, name) -> Convert.number(device(call, name).autostart()));
        on.run(NODE_DEVICE_SET_AUTOSTART, (call, a) -> device(call, a.name()).setAutostart(a.value() != 0));
        on.call(NODE_DEVICE_IS_PERSISTENT, (call, name) -> Convert.number(device(call, name).persistent()));
        on.call(NODE_DEVICE_IS_ACTIVE, (call, name) -> Convert.number(device(call, name).active()));
        on.run(NODE_DEVICE_UPDATE, (call, a) ->
                device(call, a.name()).update(a.xml(), flags(call, NodeDeviceFlags.Update.class, a.flags())));
        on.call(CONNECT_NODE_DEVICE_EVENT_REGISTER_ANY, (call, a) -> {
            NodeDeviceEvent.Kind kind = Convert.constant(NodeDeviceEvent.Kind.class, a.eventId(), "event ID");
            NodeDevices devices = devices(call);
            NodeDevice device = a.device() == null ? null : device(call, a.device());
            return call.session().events().registerObject(call, (id, sender) -> listen(devices, kind, device, id, sender));
        });
        on.run(CONNECT_NODE_DEVICE_EVENT_DEREGISTER_ANY, (call, id) -> call.session().events().deregisterObject(id));
    }

    private static EventRegistration listen(
            NodeDevices devices, NodeDeviceEvent.Kind kind, @Nullable NodeDevice device, int id, ClientEvents.Sender sender) {
        return devices.onEvent(kind, device, event -> sender.send(switch (event) {
            case NodeDeviceEvent.Lifecycle changed -> EventMessage.of(
                    NODE_DEVICE_EVENT_LIFECYCLE,
                    new HostMessages.Lifecycle(id, changed.device().name(), changed.change().ordinal(), 0));
            case NodeDeviceEvent.Update changed -> EventMessage.of(
                    NODE_DEVICE_EVENT_UPDATE, new HostMessages.Update(id, changed.device().name()));
        }));
    }

    private static List<String> names(Call call, @Nullable String capability, int flags) {
        call.noFlags(flags);
        return devices(call).list(NodeDeviceFlags.ListAll.ACTIVE).stream()
                .filter(device -> capability == null || device.capabilities().contains(capability))
                .map(NodeDevice::name)
                .toList();
    }

    private static NodeDevices devices(Call call) {
        return call.connection().nodeDevices();
    }

    private static NodeDevice device(Call call, String name) {
        return devices(call).device(name);
    }

    private static <F extends Enum<F> & Flag> F[] flags(Call call, Class<F> type, int bits) {
        return Flag.parse(type, bits, call.procedure().name(), ErrorDomain.NODEDEV);
    }
}
