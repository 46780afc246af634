package io.jvirt.model.network;

import io.jvirt.model.network.NetworkDescription.PortGroup;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One change of one entry of a network's document ({@code virNetworkUpdate}).
 *
 * @param section which list of entries
 * @param command what is done
 * @param parent index of the {@code <ip>} element whose list is meant; -1 for the one that has DHCP
 * @param xml the entry, or as much of it as tells it from others when it is to be removed
 */
public record NetworkUpdate(Section section, Command command, int parent, String xml) {
    /** The lists of entries, in the order of libvirt's numbers from 1. */
    public enum Section {
        BRIDGE("bridge"), DOMAIN("domain"), IP("ip"), IP_DHCP_HOST("host"), IP_DHCP_RANGE("range"), FORWARD("forward"),
        FORWARD_INTERFACE("interface"), FORWARD_PF("forward pf"), PORTGROUP("portgroup"), DNS_HOST("host"), DNS_TXT("txt"), DNS_SRV("srv");

        private final String element;

        Section(String element) {
            this.element = element;
        }
    }

    /** What is done, in the order of libvirt's numbers from 1. */
    public enum Command { MODIFY, DELETE, ADD_LAST, ADD_FIRST }

    /** The change does not fit the network as it is. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean unsupported;

        RefusedException(String message, boolean unsupported) {
            super(message);
            this.unsupported = unsupported;
        }

        /** {@return true when such a change is never possible (VIR_ERR_OPERATION_UNSUPPORTED), not just now} */
        public boolean unsupported() {
            return unsupported;
        }
    }

    /**
     * {@return the network with the change made}
     *
     * @throws RefusedException when there is no such entry, already one, or several that match
     * @throws XmlException when the entry is malformed or does not fit the network
     */
    public NetworkDescription apply(NetworkDescription network) {
        return switch (section) {
            case BRIDGE, DOMAIN, IP, FORWARD, FORWARD_PF ->
                throw new RefusedException("can't update '" + section.element + "' section of network '" + network.name() + "'", true);
            case IP_DHCP_HOST -> dhcpHost(network);
            case IP_DHCP_RANGE -> dhcpRange(network);
            case FORWARD_INTERFACE -> forwardInterface(network);
            case PORTGROUP -> portGroup(network);
            case DNS_HOST -> dnsHost(network);
            case DNS_TXT -> dnsTxt(network);
            case DNS_SRV -> dnsSrv(network);
        };
    }

    private boolean adds() {
        return command == Command.ADD_FIRST || command == Command.ADD_LAST;
    }

    private <T> T entry(Class<T> type, NetworkDescription network) {
        String found = Xml.rootElement(xml, "(network_update)");
        if (!found.equals(section.element)) {
            throw XmlException.invalid("unexpected element <" + found + ">, expecting <" + section.element + ">, while updating network '"
                    + network.name() + "'");
        }
        return Xml.parse(type, xml, ParseOptions.DEFINITION.withLabel("(network_update)"));
    }

    private void refuseModify(String what) {
        if (command == Command.MODIFY) {
            throw new RefusedException(what + " cannot be modified, only added or deleted", true);
        }
    }

    /** Makes the change in a list, given which entries are the same as the new one and which ones it selects. */
    private <T> List<T> change(List<T> list, T entry, Predicate<T> match, NetworkDescription network) {
        var matches = list.stream().filter(match).toList();
        String words = " entry in network '" + network.name() + "' that matches " + xml.strip();
        if (adds()) {
            if (!matches.isEmpty()) {
                throw new RefusedException("there is an existing" + words, false);
            }
            var longer = new ArrayList<>(list);
            longer.add(command == Command.ADD_FIRST ? 0 : list.size(), entry);
            return longer;
        }
        if (matches.isEmpty()) {
            throw new RefusedException("couldn't locate an existing" + words, false);
        }
        var changed = new ArrayList<>(list);
        int index = list.indexOf(matches.getFirst());
        if (command == Command.MODIFY) {
            changed.set(index, entry);
        } else {
            changed.remove(index);
        }
        return changed;
    }

    /** As {@link #change}, where an entry that selects several is refused. */
    private <T> List<T> changeOne(List<T> list, T entry, Predicate<T> match, NetworkDescription network) {
        if (!adds() && list.stream().filter(match).count() > 1) {
            throw new RefusedException("multiple matching " + section.element + " entries were found in network '" + network.name()
                    + "': give more of the entry's attributes", false);
        }
        return change(list, entry, match, network);
    }

    private NetworkIp parent(NetworkDescription network) {
        var all = network.ip();
        if (parent >= 0) {
            if (parent >= all.size()) {
                throw new RefusedException("couldn't update dhcp host entry - no <ip> element found at index " + parent + " in network '"
                        + network.name() + "'", false);
            }
            return all.get(parent);
        }
        return all.stream().filter(NetworkIp::hasDhcp).findFirst()
                .or(() -> network.ips(false).stream().findFirst())
                .or(() -> network.ips(true).stream().findFirst())
                .orElseThrow(() -> new RefusedException("couldn't update dhcp host entry - no <ip> element found in network '"
                        + network.name() + "'", false));
    }

    private void checkOnlyDhcp(NetworkIp parent, NetworkDescription network) {
        boolean other = network.ips(parent.address().v6()).stream().anyMatch(ip -> !ip.equals(parent) && ip.hasDhcp());
        if (adds() && other) {
            throw new RefusedException("dhcp is supported only for a single " + (parent.address().v6() ? "IPv6" : "IPv4")
                    + " address on each network", false);
        }
    }

    private static NetworkDescription replace(NetworkDescription network, NetworkIp from, NetworkIp to) {
        var ips = new ArrayList<>(network.ip());
        for (int i = 0; i < ips.size(); i++) {
            if (ips.get(i).equals(from)) {
                ips.set(i, to);
                break;
            }
        }
        return network.withIp(ips);
    }

    private NetworkDescription dhcpHost(NetworkDescription network) {
        var parent = parent(network);
        var host = entry(Dhcp.Host.class, network);
        boolean partial = command == Command.DELETE;
        Entries.check(host, parent, network.name(), partial);
        if (!partial && host.ip() != null && host.ip().v6() != parent.address().v6()) {
            throw new RefusedException("the address family of a host entry IP must match the address family of the dhcp element's parent", false);
        }
        checkOnlyDhcp(parent, network);
        Predicate<Dhcp.Host> match = partial
                ? other -> (host.mac() == null || other.mac() == null || host.mac().equals(other.mac()))
                        && wanted(host.name(), other.name()) && wanted(host.ip(), other.ip())
                : other -> same(host.mac(), other.mac()) || same(host.ip(), other.ip()) || same(host.name(), other.name());
        var dhcp = parent.dhcpOrEmpty();
        return replace(network, parent, parent.withDhcp(dhcp.withHost(change(dhcp.host(), host, match, network))));
    }

    private NetworkDescription dhcpRange(NetworkDescription network) {
        refuseModify("dhcp ranges");
        var parent = parent(network);
        var range = entry(Dhcp.Range.class, network);
        if (range.start().v6() != parent.address().v6()) {
            throw new RefusedException("the address family of a dhcp range must match the address family of the dhcp element's parent", false);
        }
        Entries.check(range, parent, network.name());
        checkOnlyDhcp(parent, network);
        var dhcp = parent.dhcpOrEmpty();
        return replace(network, parent, parent.withDhcp(dhcp.withRange(change(dhcp.range(), range, range::sameAddresses, network))));
    }

    private NetworkDescription forwardInterface(NetworkDescription network) {
        refuseModify("forward interface entries");
        var device = entry(Forward.HostInterface.class, network);
        var forward = network.forward();
        if (forward == null) {
            throw new RefusedException("network '" + network.name() + "' has no <forward> element to hold an interface", false);
        }
        for (var used : forward.interfaces()) {
            if (command == Command.DELETE && used.dev().equals(device.dev()) && used.connections() != null && used.connections() > 0) {
                throw new RefusedException("unable to delete interface '" + device.dev() + "' in network '" + network.name()
                        + "'. It is currently being used by " + used.connections() + " domains.", false);
            }
        }
        var interfaces = change(forward.interfaces(), device, other -> other.dev().equals(device.dev()), network);
        return network.withForward(forward.withInterfaces(interfaces).withDev(interfaces.isEmpty() ? null : interfaces.getFirst().dev()));
    }

    private NetworkDescription portGroup(NetworkDescription network) {
        var group = NetworkCompletion.complete(entry(PortGroup.class, network));
        boolean secondDefault = network.portgroup().stream().anyMatch(other -> other.isDefault() && !other.name().equals(group.name()));
        if (command != Command.DELETE && group.isDefault() && secondDefault) {
            throw new RefusedException("a different portgroup entry in network '" + network.name()
                    + "' is already set as the default. Only one default is allowed.", false);
        }
        return network.withPortgroup(change(network.portgroup(), group, other -> other.name().equals(group.name()), network));
    }

    private NetworkDescription dnsHost(NetworkDescription network) {
        var host = entry(Dns.Host.class, network);
        Entries.check(host, network.name(), command == Command.DELETE);
        var dns = network.dnsOrEmpty();
        Predicate<Dns.Host> byAddress = other -> same(host.ip(), other.ip());
        Predicate<Dns.Host> byName = other -> host.hostname().stream().anyMatch(other.hostname()::contains);
        boolean addressFound = command == Command.MODIFY && dns.host().stream().anyMatch(byAddress);
        return network.withDns(dns.withHost(changeOne(dns.host(), host, addressFound ? byAddress : byAddress.or(byName), network)));
    }

    private NetworkDescription dnsTxt(NetworkDescription network) {
        var txt = entry(Dns.Txt.class, network);
        Entries.check(txt, network.name(), command == Command.DELETE);
        var dns = network.dnsOrEmpty();
        return network.withDns(dns.withTxt(change(dns.txt(), txt, other -> same(txt.name(), other.name()), network)));
    }

    private NetworkDescription dnsSrv(NetworkDescription network) {
        refuseModify("DNS SRV records");
        var srv = entry(Dns.Srv.class, network);
        Entries.check(srv, network.name(), !adds());
        var dns = network.dnsOrEmpty();
        Predicate<Dns.Srv> match = other -> wanted(srv.domain(), other.domain()) && wanted(srv.service(), other.service())
                && wanted(srv.protocol(), other.protocol()) && wanted(srv.target(), other.target()) && wanted(srv.port(), other.port())
                && wanted(srv.priority(), other.priority()) && wanted(srv.weight(), other.weight());
        return network.withDns(dns.withSrv(changeOne(dns.srv(), srv, match, network)));
    }

    /** Whether a value that may be left open is there. */
    private static boolean wanted(@Nullable Object wish, @Nullable Object value) {
        return wish == null || Objects.equals(wish, value);
    }

    /** Whether both are given and alike. */
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one != null && one.equals(other);
    }
}
