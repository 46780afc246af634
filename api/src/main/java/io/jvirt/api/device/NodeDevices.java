package io.jvirt.api.device;

import io.jvirt.api.EventRegistration;
import io.jvirt.api.JvirtException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The devices of the host. Reached by {@link io.jvirt.api.Connection#nodeDevices()}. Safe for use by many threads at
 * once; calls block. What a driver does not offer fails with {@link io.jvirt.api.ErrorCode#NO_SUPPORT}.
 */
public interface NodeDevices extends AutoCloseable {
    /** Answers NO_SUPPORT to everything. */
    NodeDevices NONE = new NodeDevices() {};

    /** {@return the devices that match} ({@code virConnectListAllNodeDevices}) */
    default List<NodeDevice> list(NodeDeviceFlags.ListAll... flags) {
        throw JvirtException.noSupport("virConnectListAllNodeDevices");
    }

    /**
     * {@return the device of this name} ({@code virNodeDeviceLookupByName})
     *
     * @throws JvirtException {@link io.jvirt.api.ErrorCode#NO_NODE_DEVICE} when there is none
     */
    default NodeDevice device(String name) {
        throw JvirtException.noSupport("virNodeDeviceLookupByName");
    }

    /** {@return the SCSI host adapter with these world wide names} ({@code virNodeDeviceLookupSCSIHostByWWN}) */
    default NodeDevice scsiHost(String wwnn, String wwpn) {
        throw JvirtException.noSupport("virNodeDeviceLookupSCSIHostByWWN");
    }

    /** Makes a virtual device that is gone when the host restarts ({@code virNodeDeviceCreateXML}). */
    default NodeDevice create(String xml, NodeDeviceFlags.Define... flags) {
        throw JvirtException.noSupport("virNodeDeviceCreateXML");
    }

    /** Stores the definition of a virtual device ({@code virNodeDeviceDefineXML}). */
    default NodeDevice define(String xml, NodeDeviceFlags.Define... flags) {
        throw JvirtException.noSupport("virNodeDeviceDefineXML");
    }

    /**
     * Registers a listener ({@code virConnectNodeDeviceEventRegisterAny}).
     *
     * @param device the device that concerns it; null for all
     */
    default EventRegistration onEvent(
            NodeDeviceEvent.Kind kind, @Nullable NodeDevice device, Consumer<? super NodeDeviceEvent> listener) {
        throw JvirtException.noSupport("virConnectNodeDeviceEventRegisterAny");
    }

    /** Ends the registrations for events; done with the connection. */
    @Override
    default void close() {}
}
