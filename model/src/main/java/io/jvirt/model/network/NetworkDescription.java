package io.jvirt.model.network;

import io.jvirt.model.IpAddress;
import io.jvirt.model.MacAddress;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.RawElement;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A virtual network. Components stand in the order of libvirt's output.
 *
 * <p>What {@link #parse} and {@link #format} do is what libvirt's {@code virNetworkDefParseString} and
 * {@code virNetworkDefFormat} do; {@link NetworkRules} says what a driver can run.
 */
@Element("network")
@Doc("A virtual network.")
public record NetworkDescription(
        @Attr @Live @Doc("How many guests are plugged in.") @Nullable Integer connections,
        @Attr @Doc("Guests may talk IPv6 to each other although the network has no IPv6 address.") @Nullable YesNo ipv6,
        @Attr @Doc("Whether the host follows the guests' filters.") @Nullable YesNo trustGuestRxFilters,
        @Child @Refusal(missing = "missing name information", missingKind = XmlException.Kind.NO_NAME) @Doc("The name; unique on a host.") String name,
        @Child @Refusal(invalid = "malformed uuid element", kind = XmlException.Kind.INVALID) @Doc("The identity.") @Nullable UUID uuid,
        @Child @Doc("One line for people.") @Nullable String title,
        @Child @Doc("Free text for people.") @Nullable String description,
        @Child @Doc("Data of applications, an element of its own namespace each.") @Nullable RawElement metadata,
        @Child @Nullable Forward forward,
        @Child @Nullable Bridge bridge,
        @Attr("mtu@size") @Doc("Largest packet.") @Nullable Integer mtu,
        @Attr("mac@address") @Refusal(invalid = "Invalid bridge mac address '%s'", kind = XmlException.Kind.INVALID)
        @Doc("The bridge's hardware address.") @Nullable MacAddress mac,
        @Child @Nullable Domain domain,
        @Child(omitEmpty = true) @Nullable Dns dns,
        @Child NetworkInterface.@Nullable Vlan vlan,
        @Child(omitEmpty = true) NetworkInterface.@Nullable Bandwidth bandwidth,
        @Attr("port@isolated") @Doc("Whether guests cannot talk to each other.") @Nullable YesNo portIsolated,
        @Child @Doc("An address of the host in the network, with the services behind it.") List<NetworkIp> ip,
        @Child @Doc("A route that leads through the network.") List<Route> route,
        @Child(omitEmpty = true) NetworkInterface.@Nullable VirtualPort virtualport,
        @Child @Doc("A kind of port with settings of its own.") List<PortGroup> portgroup,
        @Inline @Nullable DnsmasqNamespace dnsmasq) {
    private static final String LABEL = "(network_definition)";

    public NetworkDescription {
        ip = List.copyOf(ip);
        route = List.copyOf(route);
        portgroup = List.copyOf(portgroup);
        ipv6 = ipv6 == YesNo.NO ? null : ipv6;
        domain = domain == null || domain.name() == null ? null : domain;
        mtu = mtu != null && mtu == 0 ? null : mtu;
    }

    /**
     * {@return the network that a document describes, with libvirt's defaults, checked}
     *
     * @param live whether values of a running network are read too
     * @param strict whether unknown elements and attributes are refused
     * @throws XmlException when the document is malformed or contradicts itself
     */
    public static NetworkDescription parse(String xml, boolean live, boolean strict) {
        var options = (live ? ParseOptions.LIVE : ParseOptions.DEFINITION).withLabel(LABEL).withStrict(strict);
        return NetworkCompletion.complete(Xml.parse(NetworkDescription.class, xml, options));
    }

    /** {@return the document in libvirt's layout} */
    public String format(FormatOptions options) {
        return Xml.format(NetworkDescription.class, this, options);
    }

    @Doc("The bridge of the host that the guests are plugged into.")
    public record Bridge(
            @Attr @Doc("Name of the device.") @Nullable String name,
            @Attr @Doc("Zone of firewalld.") @Nullable String zone,
            @Attr @Doc("Whether the bridge finds loops.") io.jvirt.model.@Nullable OnOff stp,
            @Attr @Doc("Seconds until a new port forwards.") @Nullable Long delay,
            @Attr @Doc("Who keeps the table of hardware addresses.") @Nullable MacTableManager macTableManager) {
        /** A bridge of which only the name is given. */
        public Bridge(@Nullable String name) {
            this(name, null, null, null, null);
        }
    }

    /** Who fills a bridge's table of hardware addresses: its own learning, or the daemon. */
    public enum MacTableManager implements XmlEnum { KERNEL, LIBVIRT }

    @Doc("The DNS domain of the guests.")
    public record Domain(
            @Attr @Doc("Name of the domain.") @Nullable String name,
            @Attr @Doc("Whether names of the domain are never asked elsewhere.") @Nullable YesNo localOnly,
            @Attr @Doc("Whether the host's resolver learns of the domain (systemd-resolved).") @Nullable YesNo register) {
    }

    @Element("portgroup")
    @Doc("A kind of port with settings of its own.")
    public record PortGroup(
            @Attr @Refusal(missing = "Missing required name attribute in portgroup") @Doc("Name that a guest's card gives.") String name,
            @Attr("default") @Doc("Whether it is for cards that give no name.") @Nullable YesNo byDefault,
            @Attr @Doc("Whether the host follows the guests' filters.") @Nullable YesNo trustGuestRxFilters,
            @Child NetworkInterface.@Nullable Vlan vlan,
            @Child(omitEmpty = true) NetworkInterface.@Nullable VirtualPort virtualport,
            @Child(omitEmpty = true) NetworkInterface.@Nullable Bandwidth bandwidth) {
        public PortGroup {
            byDefault = byDefault == YesNo.NO ? null : byDefault;
        }

        /** {@return whether it is for cards that give no name} */
        public boolean isDefault() {
            return byDefault == YesNo.YES;
        }
    }

    /** How the network is connected to what lies outside of it. */
    public enum Mode implements XmlEnum {
        /** Not at all. */
        NONE,
        /** By the host, which lends its address. */
        NAT,
        /** By the host's routing; only what the network's rules let through. */
        ROUTE,
        /** By the host's routing, with no rules of the network's. */
        OPEN,
        /** Through a bridge of the host, or macvtap devices that form one. */
        BRIDGE,
        /** Macvtap devices that cannot talk to each other. */
        PRIVATE,
        /** Macvtap devices whose switch is outside of the host. */
        VEPA,
        /** Each guest has one device of the host for itself, through macvtap. */
        PASSTHROUGH,
        /** Each guest is given one PCI device of the host. */
        HOSTDEV;

        /** {@return whether the network has a bridge of its own, which its start makes} */
        public boolean ownsBridge() {
            return switch (this) {
                case NONE, NAT, ROUTE, OPEN -> true;
                case BRIDGE, PRIVATE, VEPA, PASSTHROUGH, HOSTDEV -> false;
            };
        }
    }

    /** Data of dnsmasq's own. */
    @io.jvirt.model.xml.XmlNamespace(uri = "http://libvirt.org/schemas/network/dnsmasq/1.0", prefix = "dnsmasq")
    public record DnsmasqNamespace(
            @Attr("options/option@value") @Doc("One more line of dnsmasq's configuration.") List<String> options) {
        public DnsmasqNamespace {
            options = List.copyOf(options);
        }
    }

    /** {@return the UUID of a network that was defined or started, which gave it one} */
    public UUID identity() {
        if (uuid == null) {
            throw new IllegalStateException("network '" + name + "' has no UUID");
        }
        return uuid;
    }

    /** {@return how the network is connected to what lies outside} */
    public Mode mode() {
        return forward == null ? Mode.NONE : forward.mode();
    }

    /** {@return the bridge's name, empty when the network has none (yet)} */
    public Optional<String> bridgeName() {
        return Optional.ofNullable(bridge).map(Bridge::name);
    }

    /** {@return the addresses of one version} */
    public List<NetworkIp> ips(boolean v6) {
        return ip.stream().filter(i -> i.address().v6() == v6).toList();
    }

    /** {@return the address that has DHCP, of one version} */
    public Optional<NetworkIp> dhcp(boolean v6) {
        return ips(v6).stream().filter(NetworkIp::hasDhcp).findFirst();
    }

    /** {@return the port group of this name; for null the default one} */
    public Optional<PortGroup> portgroup(@Nullable String group) {
        return portgroup.stream().filter(g -> group == null ? g.isDefault() : g.name().equals(group)).findFirst();
    }

    /** {@return whether the guests' addresses are given out for {@code address}'s network} */
    public boolean holds(IpAddress address) {
        return ip.stream().anyMatch(i -> i.address().sameNetwork(address, i.prefixLength()));
    }

    /** {@return what is said of DNS, which may be nothing} */
    public Dns dnsOrEmpty() {
        return dns == null ? Dns.EMPTY : dns;
    }

    public NetworkDescription withUuid(@Nullable UUID value) {
        return Records.with(this, "uuid", value);
    }

    public NetworkDescription withName(String value) {
        return Records.with(this, "name", value);
    }

    public NetworkDescription withConnections(@Nullable Integer value) {
        return Records.with(this, "connections", value);
    }

    public NetworkDescription withTitle(@Nullable String value) {
        return Records.with(this, "title", value);
    }

    public NetworkDescription withDescription(@Nullable String value) {
        return Records.with(this, "description", value);
    }

    public NetworkDescription withMetadata(@Nullable RawElement value) {
        return Records.with(this, "metadata", value);
    }

    public NetworkDescription withForward(@Nullable Forward value) {
        return Records.with(this, "forward", value);
    }

    public NetworkDescription withBridge(@Nullable Bridge value) {
        return Records.with(this, "bridge", value);
    }

    public NetworkDescription withMac(@Nullable MacAddress value) {
        return Records.with(this, "mac", value);
    }

    public NetworkDescription withDns(@Nullable Dns value) {
        return Records.with(this, "dns", value);
    }

    public NetworkDescription withVlan(NetworkInterface.@Nullable Vlan value) {
        return Records.with(this, "vlan", value);
    }

    public NetworkDescription withIp(List<NetworkIp> value) {
        return Records.with(this, "ip", value);
    }

    public NetworkDescription withPortgroup(List<PortGroup> value) {
        return Records.with(this, "portgroup", value);
    }
}
