package io.jvirt.rpc.protocol;

import io.jvirt.rpc.xdr.Max;
import io.jvirt.rpc.xdr.Opt;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the procedures of the host's devices, interfaces and network filters carry. */
public final class HostMessages {
    /** The most devices in a list. */
    public static final int DEVICES_MAX = 65536;

    /** The most interfaces or filters in a list. */
    public static final int OBJECTS_MAX = 16384;

    private HostMessages() {}

    /** A document. */
    public record Document(String xml, int flags) {}

    /** An object that is known by its name, and flags. */
    public record NameFlags(String name, int flags) {}

    /** A device and whether it starts by itself. */
    public record NameNumber(String name, int value) {}

    /** A device and its new document. */
    public record NameDocument(String name, String xml, int flags) {}

    /** Null stands for devices of every kind. */
    public record CountDevices(@Opt @Nullable String capability, int flags) {}

    /** Null stands for devices of every kind. */
    public record ListDevices(@Opt @Nullable String capability, int max, int flags) {}

    /** Names of devices or of what one can do. */
    public record DeviceNames(@Max(DEVICES_MAX) List<String> names) {}

    /** Devices, and how many there are. */
    public record Devices(@Max(DEVICES_MAX) List<String> devices, int count) {}

    /** A name that may be missing. */
    public record OptionalName(@Opt @Nullable String name) {}

    /** A SCSI host adapter by its world wide names. */
    public record WorldWideNames(String wwnn, String wwpn, int flags) {}

    /** A device and the driver that is to have it, null for the usual one. */
    public record Detach(String name, @Opt @Nullable String driver, int flags) {}

    /** Null stands for all devices. */
    public record RegisterEvent(int eventId, @Opt @Nullable String device) {}

    /** A device came, went, was defined or undefined. */
    public record Lifecycle(int callbackId, String device, int event, int detail) {}

    /** A device's document is another now. */
    public record Update(int callbackId, String device) {}

    /** An interface by name and hardware address. */
    public record Interface(String name, String mac) {}

    /** An interface and flags. */
    public record InterfaceFlags(Interface object, int flags) {}

    /** Names of interfaces. */
    public record Names(@Max(OBJECTS_MAX) List<String> names) {}

    /** Interfaces, and how many there are. */
    public record Interfaces(@Max(OBJECTS_MAX) List<Interface> interfaces, int count) {}

    /** A filter by name and identity. */
    public record Filter(String name, UUID uuid) {}

    /** A filter and flags. */
    public record FilterFlags(Filter filter, int flags) {}

    /** Filters, and how many there are. */
    public record Filters(@Max(OBJECTS_MAX) List<Filter> filters, int count) {}

    /** A binding by its interface and filter. */
    public record Binding(String portDevice, String filterName) {}

    /** A binding and flags. */
    public record BindingFlags(Binding binding, int flags) {}

    /** Bindings, and how many there are. */
    public record Bindings(@Max(OBJECTS_MAX) List<Binding> bindings, int count) {}
}
