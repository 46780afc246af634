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
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Element("interface")
@Doc("A network card and what it is plugged into.")
public record NetworkInterface(
        @Attr @Doc("The driver of a host device is bound and unbound by libvirt; a tap device is made by it.") @Nullable YesNo managed,
        @Attr @Nullable YesNo trustGuestRxFilters,
        @Child @Nullable Mac mac,
        @Inline InterfaceSource source,
        @Child @Nullable Vlan vlan,
        @Child @Nullable VirtualPort virtualport,
        @Child(omitEmpty = true) @Nullable Bandwidth bandwidth,
        @Attr("port@isolated") @Nullable YesNo portIsolated,
        @Child List<Ip> ip,
        @Child List<Route> route,
        @Child List<PortForward> portForward,
        @Attr("script@path") @Doc("Program that sets the tap device up.") @Nullable String script,
        @Attr("downscript@path") @Nullable String downscript,
        @Attr("backenddomain@name") @Nullable String backendDomain,
        @Child(omitEmpty = true) @Nullable Target target,
        @Child @Nullable Guest guest,
        @Attr("model@type") @Doc("What the guest sees: virtio, e1000 ...") @Nullable String model,
        @Child(omitEmpty = true) @Nullable Driver driver,
        @Child(omitEmpty = true) @Nullable Backend backend,
        @Child @Nullable FilterRef filterref,
        @Child("tune/sndbuf") @Nullable Long sndbuf,
        @Attr("link@state") @Nullable LinkState link,
        @Attr("mtu@size") @Range(min = 1) @Nullable Integer mtu,
        @Child(value = "coalesce", omitEmpty = true) @Nullable Coalesce coalesce,
        @Child @Nullable Teaming teaming,
        @Inline DeviceInfo info) implements Device {
    public NetworkInterface {
        ip = List.copyOf(ip);
        route = List.copyOf(route);
        portForward = List.copyOf(portForward);
    }

    @Doc("The card's hardware address.")
    public record Mac(
            @Attr MacAddress address,
            @Attr @Nullable MacType type,
            @Attr @Nullable YesNo check,
            @Attr @Nullable YesNo currentAddress) {
        public Mac(MacAddress address) {
            this(address, null, null, null);
        }
    }

    public enum MacType implements XmlEnum { GENERATED, STATIC }

    public enum LinkState implements XmlEnum { UP, DOWN }

    @Doc("The device on the host.")
    public record Target(@Attr @Nullable String dev, @Attr @Nullable YesNo managed) {
        public Target withDev(@Nullable String value) {
            return Records.with(this, "dev", value);
        }
    }

    @Doc("The device in the guest (containers).")
    public record Guest(@Attr @Nullable String dev, @Attr @Nullable String actual) {
    }

    @Element("ip")
    public record Ip(
            @Attr String address,
            @Attr @Nullable Family family,
            @Attr @Range(max = 128) @Nullable Integer prefix,
            @Attr @Nullable String peer) {
    }

    public enum Family implements XmlEnum { IPV4, IPV6 }

    @Element("route")
    public record Route(
            @Attr @Nullable Family family,
            @Attr String address,
            @Attr @Nullable String netmask,
            @Attr @Nullable Integer prefix,
            @Attr @Nullable String gateway,
            @Attr @Nullable Long metric) {
    }

    @Doc("How the card's driver works.")
    public record Driver(
            @Attr @Nullable DriverName name,
            @Attr @Nullable TxMode txmode,
            @Attr @Nullable OnOff ioeventfd,
            @Attr("event_idx") @Nullable OnOff eventIdx,
            @Attr @Nullable Integer queues,
            @Attr("rx_queue_size") @Nullable Integer rxQueueSize,
            @Attr("tx_queue_size") @Nullable Integer txQueueSize,
            @Attr @Nullable OnOff rss,
            @Attr("rss_hash_report") @Nullable OnOff rssHashReport,
            @Inline VirtioOptions virtio,
            @Attr @Nullable String model,
            @Child(omitEmpty = true) @Nullable HostOffload host,
            @Child(omitEmpty = true) @Nullable GuestOffload guest) {
    }

    public enum DriverName implements XmlEnum { QEMU, VHOST, KVM, VFIO, XEN }

    public enum TxMode implements XmlEnum { IOTHREAD, TIMER }

    public record HostOffload(
            @Attr @Nullable OnOff csum,
            @Attr @Nullable OnOff gso,
            @Attr @Nullable OnOff tso4,
            @Attr @Nullable OnOff tso6,
            @Attr @Nullable OnOff ecn,
            @Attr @Nullable OnOff ufo,
            @Attr("mrg_rxbuf") @Nullable OnOff mrgRxbuf) {
    }

    public record GuestOffload(
            @Attr @Nullable OnOff csum,
            @Attr @Nullable OnOff tso4,
            @Attr @Nullable OnOff tso6,
            @Attr @Nullable OnOff ecn,
            @Attr @Nullable OnOff ufo) {
    }

    @Doc("The host's side of the card.")
    public record Backend(
            @Attr @Nullable BackendType type,
            @Attr @Nullable String tap,
            @Attr @Nullable String vhost,
            @Attr @Nullable String logFile,
            @Attr @Nullable String hostname,
            @Attr @Nullable String fqdn) {
    }

    public enum BackendType implements XmlEnum { DEFAULT, PASST }

    @Element("portForward")
    @Doc("Ports of the host that lead to the guest (passt).")
    public record PortForward(
            @Attr Protocol proto,
            @Attr @Nullable String address,
            @Attr @Nullable String dev,
            @Child List<PortRange> range) {
        public PortForward {
            range = List.copyOf(range);
        }
    }

    public enum Protocol implements XmlEnum { TCP, UDP }

    @Element("range")
    public record PortRange(
            @Attr @Range(min = 1, max = 65535) int start,
            @Attr @Range(min = 1, max = 65535) @Nullable Integer end,
            @Attr @Range(min = 1, max = 65535) @Nullable Integer to,
            @Attr @Nullable YesNo exclude) {
    }

    @Doc("The network filter to apply.")
    public record FilterRef(@Attr String filter, @Child List<Parameter> parameter) {
        public FilterRef {
            parameter = List.copyOf(parameter);
        }
    }

    @Element("parameter")
    public record Parameter(@Attr String name, @Attr String value) {
    }

    public record Coalesce(
            @Attr("rx/frames@max") @Nullable Integer rxFramesMax,
            @Attr("tx/frames@max") @Nullable Integer txFramesMax) {
    }

    @Doc("VLAN tags.")
    public record Vlan(@Attr @Nullable YesNo trunk, @Child List<VlanTag> tag) {
        public Vlan {
            tag = List.copyOf(tag);
        }
    }

    @Element("tag")
    public record VlanTag(@Attr @Range(max = 4095) int id, @Attr @Nullable NativeMode nativeMode) {
    }

    public enum NativeMode implements XmlEnum { TAGGED, UNTAGGED }

    @Doc("Data for a switch that knows virtual ports.")
    public record VirtualPort(@Attr @Nullable String type, @Child(omitEmpty = true) @Nullable PortParameters parameters) {
    }

    public record PortParameters(
            @Attr @Range(max = 255) @Nullable Integer managerid,
            @Attr @Range(max = 0xffffff) @Nullable Integer typeid,
            @Attr @Range(max = 255) @Nullable Integer typeidversion,
            @Attr @Nullable UUID instanceid,
            @Attr @Nullable UUID interfaceid,
            @Attr @Nullable String profileid) {
    }

    @Doc("Limits in KiB a second.")
    public record Bandwidth(@Child @Nullable Rate inbound, @Child @Nullable Rate outbound) {
    }

    public record Rate(
            @Attr @Nullable Long average,
            @Attr @Nullable Long peak,
            @Attr @Nullable Long floor,
            @Attr @Nullable Long burst) {
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
