package io.jvirt.model.domain;

import io.jvirt.model.MacAddress;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Element("interface")
@Doc("A network card and what it is plugged into.")
public record NetworkInterface(
        @Attr @Doc("The driver of a host device is bound and unbound by libvirt; a tap device is made by it.") @Nullable YesNo managed,
        @Attr @Doc("Whether the host follows the guest's filters.") @Nullable YesNo trustGuestRxFilters,
        @Child @Nullable Mac mac,
        @Inline InterfaceSource source,
        @Child @Nullable Vlan vlan,
        @Child @Nullable VirtualPort virtualport,
        @Child(omitEmpty = true) @Nullable Bandwidth bandwidth,
        @Attr("port@isolated") @Doc("Whether it cannot talk to other isolated ports.") @Nullable YesNo portIsolated,
        @Child @Doc("An address.") List<Ip> ip,
        @Child @Doc("A route.") List<Route> route,
        @Child List<PortForward> portForward,
        @Attr("script@path") @Doc("Program that sets the tap device up.") @Nullable String script,
        @Attr("downscript@path") @Doc("Program that takes the tap device down.") @Nullable String downscript,
        @Attr("backenddomain@name") @Doc("Guest that runs the driver (Xen).") @Nullable String backendDomain,
        @Child(omitEmpty = true) @Nullable Target target,
        @Child @Nullable Guest guest,
        @Attr("model@type") @Doc("What the guest sees: virtio, e1000 ...") @Nullable String model,
        @Child(omitEmpty = true) @Nullable Driver driver,
        @Child(omitEmpty = true) @Nullable Backend backend,
        @Child @Nullable FilterRef filterref,
        @Child("tune/sndbuf") @Doc("Size of the send buffer.") @Nullable Long sndbuf,
        @Attr("link@state") @Doc("Whether the cable is plugged in.") @Nullable LinkState link,
        @Attr("mtu@size") @Range(min = 1) @Doc("Largest packet.") @Nullable Integer mtu,
        @Child(value = "coalesce", omitEmpty = true) @Doc("How packets are gathered.") @Nullable Coalesce coalesce,
        @Child @Nullable Teaming teaming,
        @Inline DeviceInfo info) implements Device {
    public NetworkInterface {
        ip = List.copyOf(ip);
        route = List.copyOf(route);
        portForward = List.copyOf(portForward);
    }

    @Doc("The card's hardware address.")
    public record Mac(
            @Attr @Refusal(invalid = "unable to parse mac address '%s'", kind = XmlException.Kind.INVALID) @Doc("The address.") MacAddress address,
            @Attr @Doc("Whether it was made up (VMware).") @Nullable MacType type,
            @Attr @Doc("Whether it is checked (VMware).") @Nullable YesNo check,
            @Attr @Doc("Whether the guest has changed it.") @Nullable YesNo currentAddress) {
        public Mac(MacAddress address) {
            this(address, null, null, null);
        }
    }

    public enum MacType implements XmlEnum { GENERATED, STATIC }

    public enum LinkState implements XmlEnum { UP, DOWN }

    @Doc("The device on the host.")
    public record Target(
            @Attr @Doc("Name of the device.") @Nullable String dev,
            @Attr @Doc("Whether it is made and removed with the guest.") @Nullable YesNo managed) {
        public Target withDev(@Nullable String value) {
            return Records.with(this, "dev", value);
        }
    }

    @Doc("The device in the guest (containers).")
    public record Guest(
            @Attr @Doc("Name of the device.") @Nullable String dev,
            @Attr @Doc("Name it really has.") @Nullable String actual) {
    }

    @Element("ip")
    public record Ip(
            @Attr @Doc("The address.") String address,
            @Attr @Doc("Kind of address.") @Nullable Family family,
            @Attr @Range(max = 128) @Doc("Length of the network's part.") @Nullable Integer prefix,
            @Attr @Doc("The other end.") @Nullable String peer) {
    }

    public enum Family implements XmlEnum { IPV4, IPV6 }

    @Element("route")
    public record Route(
            @Attr @Doc("Kind of address.") @Nullable Family family,
            @Attr @Doc("The network.") String address,
            @Attr @Doc("Mask of the network.") @Nullable String netmask,
            @Attr @Doc("Length of the network's part.") @Nullable Integer prefix,
            @Attr @Doc("Where to send.") @Nullable String gateway,
            @Attr @Doc("Preference.") @Nullable Long metric) {
    }

    @Doc("How the card's driver works.")
    public record Driver(
            @Attr @Doc("Who moves the packets.") @Nullable DriverName name,
            @Attr @Doc("When packets are sent.") @Nullable TxMode txmode,
            @Attr @Doc("Handle requests outside of the CPU's thread.") @Nullable OnOff ioeventfd,
            @Attr("event_idx") @Doc("Fewer notifications.") @Nullable OnOff eventIdx,
            @Attr @Doc("Number of queues.") @Nullable Integer queues,
            @Attr("rx_queue_size") @Doc("Entries of the receive queue.") @Nullable Integer rxQueueSize,
            @Attr("tx_queue_size") @Doc("Entries of the send queue.") @Nullable Integer txQueueSize,
            @Attr @Doc("Whether packets are spread over the queues.") @Nullable OnOff rss,
            @Attr("rss_hash_report") @Doc("Whether the guest gets the hash.") @Nullable OnOff rssHashReport,
            @Inline VirtioOptions virtio,
            @Attr @Doc("Name of the kernel's driver for a host device.") @Nullable String model,
            @Child(omitEmpty = true) @Doc("What the host can do for the guest.") @Nullable HostOffload host,
            @Child(omitEmpty = true) @Doc("What the guest can take.") @Nullable GuestOffload guest) {
    }

    public enum DriverName implements XmlEnum { QEMU, VHOST, KVM, VFIO, XEN }

    public enum TxMode implements XmlEnum { IOTHREAD, TIMER }

    public record HostOffload(
            @Attr @Doc("Checksums left open.") @Nullable OnOff csum,
            @Attr @Doc("Large packets of any kind.") @Nullable OnOff gso,
            @Attr @Doc("Large TCP packets.") @Nullable OnOff tso4,
            @Attr @Doc("Large TCP packets of IPv6.") @Nullable OnOff tso6,
            @Attr @Doc("Congestion marks in large packets.") @Nullable OnOff ecn,
            @Attr @Doc("Large UDP packets.") @Nullable OnOff ufo,
            @Attr("mrg_rxbuf") @Doc("Packets over several buffers.") @Nullable OnOff mrgRxbuf) {
    }

    public record GuestOffload(
            @Attr @Doc("Checksums left open.") @Nullable OnOff csum,
            @Attr @Doc("Large TCP packets.") @Nullable OnOff tso4,
            @Attr @Doc("Large TCP packets of IPv6.") @Nullable OnOff tso6,
            @Attr @Doc("Congestion marks in large packets.") @Nullable OnOff ecn,
            @Attr @Doc("Large UDP packets.") @Nullable OnOff ufo) {
    }

    @Doc("The host's side of the card.")
    public record Backend(
            @Attr @Doc("Program that connects it.") @Nullable BackendType type,
            @Attr @Doc("Tap device file.") @Nullable String tap,
            @Attr @Doc("Vhost device file.") @Nullable String vhost,
            @Attr @Doc("Log of the program.") @Nullable String logFile,
            @Attr @Doc("Name that the guest is given.") @Nullable String hostname,
            @Attr @Doc("Full name that the guest is given.") @Nullable String fqdn) {
    }

    public enum BackendType implements XmlEnum { DEFAULT, PASST }

    @Element("portForward")
    @Doc("Ports of the host that lead to the guest (passt).")
    public record PortForward(
            @Attr @Doc("Protocol.") Protocol proto,
            @Attr @Doc("Address of the host.") @Nullable String address,
            @Attr @Doc("Network card of the host.") @Nullable String dev,
            @Child @Doc("A port or a range.") List<PortRange> range) {
        public PortForward {
            range = List.copyOf(range);
        }
    }

    public enum Protocol implements XmlEnum { TCP, UDP }

    @Element("range")
    public record PortRange(
            @Attr @Range(min = 1, max = 65535) @Doc("First port.") int start,
            @Attr @Range(min = 1, max = 65535) @Doc("Last port.") @Nullable Integer end,
            @Attr @Range(min = 1, max = 65535) @Doc("First port in the guest.") @Nullable Integer to,
            @Attr @Doc("Whether the range is left out.") @Nullable YesNo exclude) {
    }

    @Doc("The network filter to apply.")
    public record FilterRef(
            @Attr @Doc("Name of the filter.") String filter,
            @Child @Doc("Value of a variable of the filter.") List<Parameter> parameter) {
        public FilterRef {
            parameter = List.copyOf(parameter);
        }
    }

    @Element("parameter")
    public record Parameter(
            @Attr @Doc("Name of the variable.") String name,
            @Attr @Doc("Value of the variable.") String value) {
    }

    public record Coalesce(
            @Attr("rx/frames@max") @Doc("Most packets received before the guest is told.") @Nullable Integer rxFramesMax,
            @Attr("tx/frames@max") @Doc("Most packets sent before the guest is told.") @Nullable Integer txFramesMax) {
    }

    @Doc("VLAN tags.")
    public record Vlan(
            @Attr @Doc("Whether several tags pass.") @Nullable YesNo trunk,
            @Child @Doc("A tag.") List<VlanTag> tag) {
        public Vlan {
            tag = List.copyOf(tag);
        }
    }

    @Element("tag")
    public record VlanTag(
            @Attr @Range(max = 4095) @Doc("The number.") int id,
            @Attr @Doc("What happens with packets without tag.") @Nullable NativeMode nativeMode) {
    }

    public enum NativeMode implements XmlEnum { TAGGED, UNTAGGED }

    @Doc("Data for a switch that knows virtual ports.")
    public record VirtualPort(
            @Attr @Doc("Standard or switch: 802.1Qbg, 802.1Qbh, openvswitch, midonet.") @Nullable String type,
            @Child(omitEmpty = true) @Doc("Values for the switch.") @Nullable PortParameters parameters) {
    }

    public record PortParameters(
            @Attr @Range(max = 255) @Doc("Manager of the type database.") @Nullable Integer managerid,
            @Attr @Range(max = 0xffffff) @Doc("Type in that database.") @Nullable Integer typeid,
            @Attr @Range(max = 255) @Doc("Version of the type.") @Nullable Integer typeidversion,
            @Attr @Doc("Identity of the port.") @Nullable UUID instanceid,
            @Attr @Doc("Identity of the interface.") @Nullable UUID interfaceid,
            @Attr @Doc("Profile of the port.") @Nullable String profileid) {
    }

    @Doc("Limits in KiB a second.")
    public record Bandwidth(
            @Child @Doc("To the guest.") @Nullable Rate inbound,
            @Child @Doc("From the guest.") @Nullable Rate outbound) {
    }

    public record Rate(
            @Attr @Doc("Average rate.") @Nullable Long average,
            @Attr @Doc("Highest rate.") @Nullable Long peak,
            @Attr @Doc("Guaranteed rate.") @Nullable Long floor,
            @Attr @Doc("Amount at the highest rate.") @Nullable Long burst) {
    }

    public NetworkInterface withMac(@Nullable Mac value) {
        return Records.with(this, "mac", value);
    }

    public NetworkInterface withSource(InterfaceSource value) {
        return Records.with(this, "source", value);
    }

    public NetworkInterface withTarget(@Nullable Target value) {
        return Records.with(this, "target", value);
    }

    public NetworkInterface withModel(@Nullable String value) {
        return Records.with(this, "model", value);
    }

    public NetworkInterface withDriver(@Nullable Driver value) {
        return Records.with(this, "driver", value);
    }

    public NetworkInterface withBackend(@Nullable Backend value) {
        return Records.with(this, "backend", value);
    }

    public NetworkInterface withLink(@Nullable LinkState value) {
        return Records.with(this, "link", value);
    }

    public NetworkInterface withMtu(@Nullable Integer value) {
        return Records.with(this, "mtu", value);
    }

    public NetworkInterface withBandwidth(@Nullable Bandwidth value) {
        return Records.with(this, "bandwidth", value);
    }

    public NetworkInterface withPortIsolated(@Nullable YesNo value) {
        return Records.with(this, "portIsolated", value);
    }

    public NetworkInterface withFilterref(@Nullable FilterRef value) {
        return Records.with(this, "filterref", value);
    }

    public NetworkInterface withIp(List<Ip> value) {
        return Records.with(this, "ip", value);
    }
}
