package io.jvirt.model.network;

import io.jvirt.model.IpAddress;
import io.jvirt.model.xml.XmlException;

/**
 * Rules of single entries of DNS and DHCP. An entry that only says what to look for ({@code partial}) may leave out
 * what an entry of a network must have.
 */
final class Entries {
    private static final int SERVICE_LIMIT = 512;
    private static final long RANGE_LIMIT = 65535;

    private Entries() {
    }

    static void check(Dns.Txt txt, String network, boolean partial) {
        if (txt.name() == null) {
            throw XmlException.invalid("missing required name attribute in DNS TXT record of network " + network);
        }
        if (txt.name().indexOf(' ') >= 0 || txt.name().indexOf(',') >= 0) {
            throw XmlException.invalid("prohibited character in DNS TXT record name '" + txt.name() + "' of network " + network);
        }
        if (txt.value() == null && !partial) {
            throw XmlException.invalid("missing required value attribute in DNS TXT record named '" + txt.name() + "' of network " + network);
        }
    }

    static void check(Dns.Srv srv, String network, boolean partial) {
        String words = " in DNS SRV record of network '" + network + "'";
        if (srv.service() == null && !partial) {
            throw XmlException.invalid("missing required service attribute" + words);
        }
        if (srv.service() != null && srv.service().length() > SERVICE_LIMIT) {
            throw XmlException.invalid("service attribute '" + srv.service() + "' is too long, limit is " + SERVICE_LIMIT + " bytes" + words);
        }
        if (srv.service() != null && !plain(srv.service(), "_-+/*")) {
            throw XmlException.invalid("invalid character in service attribute '" + srv.service() + "'" + words);
        }
        if (srv.protocol() == null && !partial) {
            throw XmlException.invalid("missing required protocol attribute" + words);
        }
        if (srv.protocol() != null && !plain(srv.protocol(), "-+/")) {
            throw XmlException.invalid("invalid character in protocol attribute '" + srv.protocol() + "'" + words);
        }
        if (srv.target() == null && (srv.port() != null || srv.priority() != null || srv.weight() != null)) {
            throw XmlException.invalid("port, priority and weight are not permitted without target" + words);
        }
    }

    private static boolean plain(String text, String also) {
        return text.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || also.indexOf(c) >= 0));
    }

    static void check(Dns.Host host, String network, boolean partial) {
        String words = " in network '" + network + "' DNS HOST record";
        if (host.hostname().isEmpty() && (!partial || host.ip() == null)) {
            throw XmlException.invalid("Missing hostname" + words);
        }
        if (host.ip() == null && !partial) {
            throw XmlException.invalid("Missing IP address" + words);
        }
    }

    static void check(Dhcp.Host host, NetworkIp parent, String network, boolean partial) {
        if (host.mac() != null && host.mac().isMulticast()) {
            throw XmlException.invalid("expected unicast mac address, found multicast '" + host.mac() + "' in network '" + network + "'");
        }
        if (host.id() != null && !host.id().chars().allMatch(c -> c == ':' || c < 0x80 && Character.digit(c, 16) >= 0)) {
            throw XmlException.invalid("Invalid character in id '" + host.id() + "' of network '" + network + "'");
        }
        if (host.name() != null && (host.name().isEmpty() || !plain(host.name().substring(0, 1), ""))) {
            throw XmlException.invalid("Cannot use host name '" + host.name() + "' in network '" + network + "'");
        }
        if (partial) {
            if (host.mac() == null && host.name() == null && host.ip() == null) {
                throw XmlException.invalid("At least one of name, mac, or ip attribute must be specified for static host definition in network '"
                        + network + "'");
            }
            return;
        }
        boolean named = host.name() != null || (parent.address().v6() ? host.id() != null : host.mac() != null);
        if (!named) {
            throw XmlException.invalid("Static host definition in " + (parent.address().v6() ? "IPv6" : "IPv4") + " network '" + network
                    + "' must have " + (parent.address().v6() ? "id" : "mac") + " or name attribute");
        }
        if (host.ip() == null) {
            throw XmlException.invalid("Missing IP address in static host definition for network '" + network + "'");
        }
    }

    /** {@return how many addresses a range has, after it was checked against the network that it is in} */
    static long check(Dhcp.Range range, NetworkIp parent, String network) {
        IpAddress start = range.start();
        IpAddress end = range.end();
        String words = "range " + start + " - " + end + " of network '" + network + "' ";
        if (start.v6() != end.v6() || start.v6() != parent.address().v6()) {
            throw XmlException.invalid(words + "mixes IPv4 and IPv6");
        }
        int prefix = parent.prefixLength();
        if (!start.sameNetwork(parent.address(), prefix) || !end.sameNetwork(parent.address(), prefix)) {
            throw XmlException.invalid(words + "is not entirely within network " + parent.address() + "/" + prefix);
        }
        if (start.compareTo(end) > 0) {
            throw XmlException.invalid(words + "is reversed");
        }
        boolean ends = !start.v6() && prefix < 31;
        if (ends && start.equals(start.network(prefix))) {
            throw XmlException.invalid(words + "begins with the address of the network");
        }
        if (ends && end.equals(end.broadcast(prefix))) {
            throw XmlException.invalid(words + "ends with the broadcast address of the network");
        }
        long size = start.high() == end.high() ? end.low() - start.low() : Long.MAX_VALUE;
        if (size < 0 || size > RANGE_LIMIT) {
            throw XmlException.invalid(words + "is too large, limit is " + RANGE_LIMIT + " addresses");
        }
        return size + 1;
    }
}
