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
    record User(@Attr("source@dev") @Nullable String dev, @Child("source/ip") List<NetworkInterface.Ip> ip, @Child("source/route") List<NetworkInterface.Route> route) implements InterfaceSource {
        public User {
            ip = List.copyOf(ip);
            route = List.copyOf(route);
        }
    }

    @Case("ethernet")
    @Doc("A tap device.")
    record Ethernet(@Child("source/ip") List<NetworkInterface.Ip> ip, @Child("source/route") List<NetworkInterface.Route> route) implements InterfaceSource {
        public Ethernet {
            ip = List.copyOf(ip);
            route = List.copyOf(route);
        }
    }

    @Case("vhostuser")
    @Doc("A switch in user space.")
    record VhostUser(
            @Attr("source@type") @Nullable String type,
            @Attr("source@path") @Nullable String path,
            @Attr("source@mode") @Nullable SocketMode mode,
            @Attr("source@dev") @Nullable String dev,
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
    record Udp(@Inline("source") SocketAddress address, @Child("source/local") @Nullable LocalAddress local) implements InterfaceSource {
    }

    record SocketAddress(@Attr @Nullable String address, @Attr @Range(max = 65535) @Nullable Integer port) {
    }

    record LocalAddress(@Attr @Nullable String address, @Attr @Range(max = 65535) @Nullable Integer port) {
    }

    @Case("network")
    @Doc("A virtual network.")
    record Network(
            @Attr("source@network") @Nullable String network,
            @Attr("source@portgroup") @Nullable String portgroup,
            @Attr("source@portid") @Live @Nullable UUID portid,
            @Attr("source@bridge") @Live @Nullable String bridge,
            @Attr("source@dev") @Live @Nullable String dev,
            @Attr("source@mode") @Live @Nullable DirectMode mode) implements InterfaceSource {
    }

    @Case("bridge")
    @Doc("A bridge of the host.")
    record Bridge(
            @Attr("source@network") @Live @Nullable String network,
            @Attr("source@portgroup") @Live @Nullable String portgroup,
            @Attr("source@portid") @Live @Nullable UUID portid,
            @Attr("source@bridge") @Nullable String bridge) implements InterfaceSource {
    }

    @Case("internal")
    record Internal(@Attr("source@name") @Nullable String name) implements InterfaceSource {
    }

    @Case("direct")
    @Doc("A macvtap device on a card of the host.")
    record Direct(
            @Attr("source@network") @Live @Nullable String network,
            @Attr("source@portgroup") @Live @Nullable String portgroup,
            @Attr("source@portid") @Live @Nullable UUID portid,
            @Attr("source@dev") @Nullable String dev,
            @Attr("source@mode") @Nullable DirectMode mode) implements InterfaceSource {
    }

    enum DirectMode implements XmlEnum { VEPA, PRIVATE, BRIDGE, PASSTHROUGH }

    @Case("hostdev")
    @Doc("A PCI network card of the host.")
    record HostCard(@Child("source/address") @Nullable SourceAddress address) implements InterfaceSource {
    }

    @Choice("type")
    sealed interface SourceAddress {
    }

    @Case("pci")
    record PciSource(@Inline @Nullable PciAddress address) implements SourceAddress {
    }

    @Case("usb")
    record UsbSource(@Attr int bus, @Attr int device) implements SourceAddress {
    }

    @Case("vdpa")
    @Doc("A vDPA device.")
    record Vdpa(@Attr("source@dev") @Nullable String dev) implements InterfaceSource {
    }

    @Case("null")
    record Null() implements InterfaceSource {
    }

    @Case("vds")
    @Doc("A distributed switch of vSphere.")
    record DistributedSwitch(
            @Attr("source@switchid") @Nullable String switchid,
            @Attr("source@portid") @Nullable Long portid,
            @Attr("source@portgroupid") @Nullable String portgroupid,
            @Attr("source@connectionid") @Nullable Long connectionid) implements InterfaceSource {
    }
}
