package io.jvirt.model.network;

import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.network.NetworkDescription.Mode;
import io.jvirt.model.xml.XmlException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a document must keep to so that its network can be run; asked when it is defined, as libvirt does. */
public final class NetworkRules {
    private NetworkRules() {
    }

    /**
     * Checks a network.
     *
     * @throws XmlException when it can never run, saying what to leave out
     */
    public static void check(NetworkDescription network) {
        if (network.name().contains("\n") || network.name().startsWith(".")) {
            throw XmlException.invalid("the name of network '" + network.name() + "' must have no newline and not begin with a dot");
        }
        if (!network.mode().ownsBridge()) {
            checkBorrowed(network);
        }
        checkOneDhcp(network, false);
        checkOneDhcp(network, true);
        checkGroups(network);
    }

    private static void checkBorrowed(NetworkDescription network) {
        refuse(network.mac(), "mac", network);
        refuse(network.ip().isEmpty() ? null : network.ip(), "ip", network);
        refuse(network.domain(), "domain", network);
        refuse(network.bandwidth(), "bandwidth", network);
        var dns = network.dns();
        refuse(dns == null || Stream.of(dns.txt(), dns.srv(), dns.host()).allMatch(java.util.List::isEmpty) ? null : dns, "dns", network);
    }

    private static void refuse(@Nullable Object given, String element, NetworkDescription network) {
        if (given != null) {
            throw XmlException.unsupported("Unsupported <" + element + "> element in network " + network.name() + " with forward mode='"
                    + network.mode().xml() + "'");
        }
    }

    private static void checkOneDhcp(NetworkDescription network, boolean v6) {
        if (network.ips(v6).stream().filter(NetworkIp::hasDhcp).count() > 1) {
            String version = v6 ? "IPv6" : "IPv4";
            throw XmlException.unsupported("multiple " + version + " dhcp sections found -- dhcp is supported only for a single " + version
                    + " address on each network");
        }
        if (network.ips(v6).stream().filter(ip -> ip.tftpRoot() != null).count() > 1) {
            throw XmlException.unsupported("multiple <tftp> elements found in network " + network.name() + ": files are given out on one address");
        }
    }

    private static void checkGroups(NetworkDescription network) {
        var defaults = network.portgroup().stream().filter(NetworkDescription.PortGroup::isDefault).map(NetworkDescription.PortGroup::name).toList();
        if (defaults.size() > 1) {
            throw XmlException.invalid("network '" + network.name() + "' has multiple default <portgroup> elements (" + String.join(" and ", defaults)
                    + "), but only one default is allowed");
        }
        boolean bandwidthAllowed = network.mode() != Mode.HOSTDEV && network.mode() != Mode.PASSTHROUGH;
        for (var group : network.portgroup()) {
            if (group.bandwidth() != null && !bandwidthAllowed) {
                throw XmlException.unsupported("Unsupported <bandwidth> element in portgroup '" + group.name() + "' of network '" + network.name()
                        + "' with forward mode='" + network.mode().xml() + "'");
            }
            checkVlan(group.vlan(), group.virtualport(), network);
        }
        checkVlan(network.vlan(), network.virtualport(), network);
    }

    private static void checkVlan(
            NetworkInterface.@Nullable Vlan vlan, NetworkInterface.@Nullable VirtualPort port, NetworkDescription network) {
        boolean possible = switch (network.mode()) {
            case HOSTDEV, PASSTHROUGH, BRIDGE -> true;
            case NONE, NAT, ROUTE, OPEN, PRIVATE, VEPA -> isSwitch(port) || isSwitch(network.virtualport());
        };
        if (vlan != null && !possible) {
            throw XmlException.unsupported("<vlan> element specified for network " + network.name() + ", whose type doesn't support vlan configuration");
        }
    }

    private static boolean isSwitch(NetworkInterface.@Nullable VirtualPort port) {
        return port != null && "openvswitch".equals(port.type());
    }
}
