package io.jvirt.model.domain;

import io.jvirt.model.PciAddress;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a network card is plugged into; the interface's type says which. */
@Choice("type")
public sealed interface InterfaceSource {
    @Case("user")
    @Doc("The host's own network, through user space.")
    record User(
            @Attr("source@dev") @Doc("Network card of the host.") @Nullable String dev,
            @Child("source/ip") @Doc("An address.") List<NetworkInterface.Ip> ip,
            @Child("source/route") @Doc("A route.") List<NetworkInterface.Route> route) implements InterfaceSource {
        public User {
            ip = List.copyOf(ip);
            route = List.copyOf(route);
        }
    }

    @Case("ethernet")
    @Doc("A tap device.")
    record Ethernet(
            @Child("source/ip") @Doc("An address.") List<NetworkInterface.Ip> ip,
            @Child("source/route") @Doc("A route.") List<NetworkInterface.Route> route) implements InterfaceSource {
        public Ethernet {
            ip = List.copyOf(ip);
            route = List.copyOf(route);
        }
    }

    @Case("vhostuser")
    @Doc("A switch in user space.")
    record VhostUser(
            @Attr("source@type") @Doc("Always unix.") @Nullable String type,
            @Attr("source@path") @Doc("Path of the socket.") @Nullable String path,
            @Attr("source@mode") @Doc("Who waits.") @Nullable SocketMode mode,
            @Attr("source@dev") @Doc("Network card of the host (passt).") @Nullable String dev,
            @Child("source/reconnect") @Nullable Reconnect reconnect) implements InterfaceSource {
    }

    enum SocketMode implements XmlEnum { SERVER, CLIENT }

    @Case("server")
    @Doc("A TCP socket that waits for another guest.")
    record Server(@Inline("source") SocketAddress address) implements InterfaceSource {
    }

    @Case("client")
    @Doc("A TCP connection to another guest.")
    record Client(@Inline("source") SocketAddress address) implements InterfaceSource {
    }

    @Case("mcast")
    @Doc("A multicast group.")
    record Multicast(@Inline("source") SocketAddress address) implements InterfaceSource {
    }

    @Case("udp")
    @Doc("UDP packets to another guest.")
    record Udp(
            @Inline("source") SocketAddress address,
            @Child("source/local") @Doc("Address to receive on.") @Nullable LocalAddress local) implements InterfaceSource {
    }

    record SocketAddress(
            @Attr @Doc("IP address.") @Nullable String address,
            @Attr @Range(max = 65535) @Doc("UDP or TCP port.") @Nullable Integer port) {
    }

    record LocalAddress(
            @Attr @Doc("IP address.") @Nullable String address,
            @Attr @Range(max = 65535) @Doc("UDP port.") @Nullable Integer port) {
    }

    @Case("network")
    @Doc("A virtual network.")
    record Network(
            @Attr("source@network") @Doc("Name of the virtual network.") @Nullable String network,
            @Attr("source@portgroup") @Doc("Group of ports of the network.") @Nullable String portgroup,
            @Attr("source@portid") @Live @Doc("Identity of the network's port.") @Nullable UUID portid,
            @Attr("source@bridge") @Live @Doc("Name of the bridge.") @Nullable String bridge,
            @Attr("source@dev") @Live @Doc("Network card of the host.") @Nullable String dev,
            @Attr("source@mode") @Live @Doc("Mode of the macvtap device.") @Nullable DirectMode mode) implements InterfaceSource {
    }

    @Case("bridge")
    @Doc("A bridge of the host.")
    record Bridge(
            @Attr("source@network") @Live @Doc("Name of the virtual network.") @Nullable String network,
            @Attr("source@portgroup") @Live @Doc("Group of ports of the network.") @Nullable String portgroup,
            @Attr("source@portid") @Live @Doc("Identity of the network's port.") @Nullable UUID portid,
            @Attr("source@bridge") @Doc("Name of the bridge.") @Nullable String bridge) implements InterfaceSource {
    }

    @Case("internal")
    record Internal(
            @Attr("source@name") @Doc("Name of the network.") @Nullable String name) implements InterfaceSource {
    }

    @Case("direct")
    @Doc("A macvtap device on a card of the host.")
    record Direct(
            @Attr("source@network") @Live @Doc("Name of the virtual network.") @Nullable String network,
            @Attr("source@portgroup") @Live @Doc("Group of ports of the network.") @Nullable String portgroup,
            @Attr("source@portid") @Live @Doc("Identity of the network's port.") @Nullable UUID portid,
            @Attr("source@dev") @Doc("Network card of the host.") @Nullable String dev,
            @Attr("source@mode") @Doc("Mode of the macvtap device.") @Nullable DirectMode mode) implements InterfaceSource {
    }

    enum DirectMode implements XmlEnum { VEPA, PRIVATE, BRIDGE, PASSTHROUGH }

    @Case("hostdev")
    @Doc("A PCI network card of the host.")
    record HostCard(
            @Child("source/address") @Doc("The card.") @Nullable SourceAddress address) implements InterfaceSource {
    }

    @Choice("type")
    sealed interface SourceAddress {
    }

    @Case("pci")
    record PciSource(@Inline @Nullable PciAddress address) implements SourceAddress {
    }

    @Case("usb")
    record UsbSource(
            @Attr @Doc("Number of the bus.") int bus,
            @Attr @Doc("Number of the device.") int device) implements SourceAddress {
    }

    @Case("vdpa")
    @Doc("A vDPA device.")
    record Vdpa(
            @Attr("source@dev") @Doc("Device of the host.") @Nullable String dev) implements InterfaceSource {
    }

    @Case("null")
    record Null() implements InterfaceSource {
    }

    @Case("vds")
    @Doc("A distributed switch of vSphere.")
    record DistributedSwitch(
            @Attr("source@switchid") @Doc("Identity of the switch.") @Nullable String switchid,
            @Attr("source@portid") @Doc("Identity of the network's port.") @Nullable Long portid,
            @Attr("source@portgroupid") @Doc("Identity of the port group.") @Nullable String portgroupid,
            @Attr("source@connectionid") @Doc("Number of the connection.") @Nullable Long connectionid) implements InterfaceSource {
    }
}
