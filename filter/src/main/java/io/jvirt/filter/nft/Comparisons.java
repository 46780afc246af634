package io.jvirt.filter.nft;

import io.jvirt.filter.FilterException;
import io.jvirt.filter.command.Values;
import io.jvirt.model.filter.FieldValue;
import io.jvirt.model.filter.Protocol;
import io.jvirt.model.filter.RuleMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a rule compares, for one combination of variables and one direction.
 *
 * <p>Headers that nftables does not know by name are compared by place: {@code @nh,OFFSET,LENGTH} in bits from the start of
 * what an Ethernet frame carries, which is ARP's header (RFC 826) or LLC's (IEEE 802.2) with that of the spanning tree
 * (IEEE 802.1D) after it.
 */
final class Comparisons {
    /** Destination of spanning tree frames (IEEE 802.1D). */
    static final String BRIDGE_GROUP = "01:80:c2:00:00:00";

    private static final int MAC_BITS = 48;
    private static final int ADDRESS_BITS = 32;

    private final RuleMatch match;
    private final Values values;
    /** Whether packets are meant that go the other way than the rule's fields say. */
    private final boolean reverse;
    private final List<String> words = new ArrayList<>();

    private Comparisons(RuleMatch match, Values values, boolean reverse) {
        this.match = match;
        this.values = values;
        this.reverse = reverse;
    }

    /** {@return the expressions, which all have to hold} */
    static List<String> of(RuleMatch match, Values values, boolean reverse) {
        var comparisons = new Comparisons(match, values, reverse);
        comparisons.add();
        return comparisons.words;
    }

    private void add() {
        switch (match.protocol()) {
            case MAC -> {
                hardware();
                compare("ether type", values.inHex("protocolid"));
            }
            case VLAN -> {
                hardware();
                words.add("ether type 0x8100");
                compare("vlan id", values.of("vlanid"));
                compare("vlan type", values.inHex("encap-protocol"));
            }
            case STP -> spanningTree();
            case ARP -> arp("0x0806");
            case RARP -> arp("0x8035");
            case IP -> {
                hardware();
                words.add("ether type 0x0800");
                packet("ip");
            }
            case IPV6 -> {
                hardware();
                words.add("ether type 0x86dd");
                packet("ip6");
                messages();
            }
            case TCP, UDP, UDPLITE, ESP, AH, SCTP, ICMP, ALL, IGMP -> transport("ip", "0x0800");
            case TCP_IPV6, UDP_IPV6, UDPLITE_IPV6, ESP_IPV6, AH_IPV6, SCTP_IPV6, ICMPV6, ALL_IPV6 -> transport("ip6", "0x86dd");
        }
    }

    private String source() {
        return reverse ? "daddr" : "saddr";
    }

    private String destination() {
        return reverse ? "saddr" : "daddr";
    }

    private void compare(String what, Optional<Values.Signed> value) {
        value.ifPresent(given -> words.add(what + (given.negated() ? " != " : " ") + given.text()));
    }

    private void masked(String what, String field, String mask) {
        compare(values.plain(mask).map(bits -> what + " & " + bits + " ==").orElse(what), field);
    }

    /** A mask has its own sign of equality, which a negated comparison replaces. */
    private void compare(String what, String field) {
        values.of(field).ifPresent(given -> words.add(given.negated()
                ? (what.endsWith("==") ? what.substring(0, what.length() - 2).strip() : what) + " != " + given.text()
                : what + " " + given.text()));
    }

    private void hardware() {
        masked("ether " + source(), "srcmacaddr", "srcmacmask");
        masked("ether " + destination(), "dstmacaddr", "dstmacmask");
    }

    private static String raw(int offset, int length) {
        return "@nh," + offset + "," + length;
    }

    /** A hardware address as the number that a comparison by place needs. */
    private static String number(String mac) {
        return "0x" + mac.replace(":", "");
    }

    private void rawMac(int offset, String field, String mask) {
        values.of(field).ifPresent(given -> words.add(raw(offset, MAC_BITS)
                + values.plain(mask).map(bits -> " & " + number(bits)).orElse("")
                + (given.negated() ? " != " : " == ") + number(given.text())));
    }

    private void arp(String type) {
        hardware();
        words.add("ether type " + type);
        compare(raw(0, 16), values.of("hwtype"));
        compare(raw(16, 16), values.inHex("protocoltype"));
        compare(raw(48, 16), values.inHex("opcode"));
        rawMac(reverse ? 144 : 64, "arpsrcmacaddr", "");
        rawMac(reverse ? 64 : 144, "arpdstmacaddr", "");
        rawAddress(reverse ? 192 : 112, "arpsrcipaddr", "arpsrcipmask");
        rawAddress(reverse ? 112 : 192, "arpdstipaddr", "arpdstipmask");
        if (values.plain("gratuitous").filter("true"::equals).isPresent()) {
            throw new FilterException("nftables cannot compare an ARP packet's two addresses with each other: the attribute gratuitous cannot be in force");
        }
    }

    private void rawAddress(int offset, String field, String mask) {
        values.of(field).ifPresent(given -> {
            long bits = values.plain(mask).map(Comparisons::bitsOfMask).orElse(0xffffffffL);
            words.add(raw(offset, ADDRESS_BITS) + (bits == 0xffffffffL ? "" : String.format(Locale.ROOT, " & 0x%08x", bits))
                    + (given.negated() ? " != " : " == ") + String.format(Locale.ROOT, "0x%08x", number4(given.text()) & bits));
        });
    }

    private static long bitsOfMask(String mask) {
        if (mask.indexOf('.') >= 0) {
            return number4(mask);
        }
        int bits = Integer.parseInt(mask);
        return bits == 0 ? 0 : 0xffffffffL << (ADDRESS_BITS - bits) & 0xffffffffL;
    }

    private static long number4(String address) {
        long number = 0;
        String[] parts = address.split("\\.", -1);
        if (parts.length != 4) {
            throw new FilterException("'" + address + "' is no IPv4 address");
        }
        for (String part : parts) {
            if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                throw new FilterException("'" + address + "' is no IPv4 address");
            }
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    private void spanningTree() {
        if (reverse && values.has("srcmacaddr")) {
            throw new FilterException("STP filtering in inout direction with source MAC address set is not supported");
        }
        masked("ether saddr", "srcmacaddr", "srcmacmask");
        words.add("ether daddr " + BRIDGE_GROUP);
        compare(raw(48, 8), values.of("type"));
        compare(raw(56, 8), values.of("flags"));
        range(raw(64, 16), "root-priority");
        rawMac(80, "root-address", "root-address-mask");
        range(raw(128, 32), "root-cost");
        range(raw(160, 16), "sender-priority");
        rawMac(176, "sender-address", "sender-address-mask");
        range(raw(224, 16), "port");
        range(raw(240, 16), "age");
        range(raw(256, 16), "max-age");
        range(raw(272, 16), "hello-time");
        range(raw(288, 16), "forward-delay");
    }

    private void range(String what, String field) {
        compare(what, values.pair(field, "-", field + "-hi"));
    }

    private void addresses(String family) {
        compare(family + " " + source(), values.pair("srcipaddr", "/", "srcipmask"));
        compare(family + " " + destination(), values.pair("dstipaddr", "/", "dstipmask"));
    }

    private void ports() {
        compare(reverse ? "th dport" : "th sport", values.pair("srcportstart", "-", "srcportend"));
        compare(reverse ? "th sport" : "th dport", values.pair("dstportstart", "-", "dstportend"));
    }

    private void packet(String family) {
        addresses(family);
        compare("meta l4proto", values.inHex("protocol"));
        ports();
        compare(family + " dscp", values.of("dscp"));
    }

    /** A type alone is a range of one, an end alone a range from 0, and what is not given any. */
    private void messages() {
        String sign = values.of("type").map(Values.Signed::negated).orElse(false) ? " != " : " ";
        if (values.has("type") || values.has("typeend")) {
            words.add("icmpv6 type" + sign + rangeOf("type", "typeend"));
        }
        if (values.has("code") || values.has("codeend")) {
            words.add("icmpv6 code" + sign + rangeOf("code", "codeend"));
        }
    }

    private String rangeOf(String first, String last) {
        String low = values.plain(first).orElse("0");
        return values.plain(last).map(high -> low + "-" + high).orElse(low);
    }

    private void transport(String family, String etherType) {
        if (!reverse) {
            compare("ether saddr", values.of("srcmacaddr"));
        }
        words.add("ether type " + etherType);
        if (match.protocol() != Protocol.ALL && match.protocol() != Protocol.ALL_IPV6) {
            words.add("meta l4proto " + number(match.protocol()));
        }
        addresses(family);
        compare(family + " " + source(), values.pair("srcipfrom", "-", "srcipto"));
        compare(family + " " + destination(), values.pair("dstipfrom", "-", "dstipto"));
        compare(family + " dscp", values.of("dscp"));
        match.item("flags").ifPresent(item -> {
            if (item.value() instanceof FieldValue.TcpFlags flags) {
                words.add("tcp flags & " + flags(flags.mask()) + (item.negated() ? " != " : " == ") + flags(flags.set()));
            }
        });
        ports();
        values.of("option").ifPresent(option -> words.add("tcp option " + option.text() + (option.negated() ? " missing" : " exists")));
        String messages = match.protocol() == Protocol.ICMP ? "icmp" : "icmpv6";
        compare(messages + " type", values.of("type"));
        compare(messages + " code", values.of("code"));
        if (values.has("ipset")) {
            throw new FilterException("nftables cannot look at iptables' sets: the attribute ipset cannot be in force");
        }
    }

    private static int number(Protocol protocol) {
        return switch (protocol) {
            case TCP, TCP_IPV6 -> 6;
            case UDP, UDP_IPV6 -> 17;
            case UDPLITE, UDPLITE_IPV6 -> 136;
            case ESP, ESP_IPV6 -> 50;
            case AH, AH_IPV6 -> 51;
            case SCTP, SCTP_IPV6 -> 132;
            case ICMP -> 1;
            case IGMP -> 2;
            case ICMPV6 -> 58;
            case ARP, RARP, MAC, VLAN, STP, IP, IPV6, ALL, ALL_IPV6 -> throw new IllegalArgumentException(protocol + " is no protocol in IP");
        };
    }

    private static String flags(Set<FieldValue.TcpFlag> flags) {
        return flags.isEmpty() ? "0x0" : flags.stream().sorted().map(flag -> flag.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining("|", "(", ")"));
    }
}
