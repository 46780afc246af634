package io.jvirt.model.filter;

import static io.jvirt.model.filter.FieldType.ARP_OPCODE;
import static io.jvirt.model.filter.FieldType.BYTE;
import static io.jvirt.model.filter.FieldType.COMMENT;
import static io.jvirt.model.filter.FieldType.DECIMAL_SHORT;
import static io.jvirt.model.filter.FieldType.DSCP;
import static io.jvirt.model.filter.FieldType.ENCAPSULATED_TYPE;
import static io.jvirt.model.filter.FieldType.ETHER_TYPE;
import static io.jvirt.model.filter.FieldType.FLAG;
import static io.jvirt.model.filter.FieldType.INT;
import static io.jvirt.model.filter.FieldType.IP_PROTOCOL;
import static io.jvirt.model.filter.FieldType.MAC_MASK;
import static io.jvirt.model.filter.FieldType.SET_DIRECTIONS;
import static io.jvirt.model.filter.FieldType.SET_NAME;
import static io.jvirt.model.filter.FieldType.SHORT;
import static io.jvirt.model.filter.FieldType.STATES;
import static io.jvirt.model.filter.FieldType.TCP_FLAGS;
import static io.jvirt.model.filter.FieldType.VLAN_ID;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a rule's packets are, and which of their fields it may compare: the table of libvirt's network filter format
 * (formatnwfilter.html, "Supported protocols").
 */
public enum Protocol {
    ARP(Layer.ETHERNET, Fields.arp()),
    RARP(Layer.ETHERNET, Fields.arp()),
    MAC(Layer.ETHERNET, Fields.frame(new MatchField("protocolid", ETHER_TYPE))),
    VLAN(Layer.ETHERNET, Fields.frame(new MatchField("vlanid", VLAN_ID), new MatchField("encap-protocol", ENCAPSULATED_TYPE))),
    STP(Layer.ETHERNET, Fields.stp()),
    IP(Layer.ETHERNET, Fields.packet(FieldType.IPV4, FieldType.IPV4_MASK, new MatchField("dscp", DSCP))),
    IPV6(Layer.ETHERNET, Fields.packet(FieldType.IPV6, FieldType.IPV6_MASK, new MatchField("type", BYTE),
            new MatchField("typeend", BYTE, "type"), new MatchField("code", BYTE, "type"), new MatchField("codeend", BYTE, "type"))),
    TCP(Layer.IPV4, Fields.tcp(FieldType.IPV4, FieldType.IPV4_MASK)),
    UDP(Layer.IPV4, Fields.ports(FieldType.IPV4, FieldType.IPV4_MASK)),
    UDPLITE(Layer.IPV4, Fields.transport(FieldType.IPV4, FieldType.IPV4_MASK)),
    ESP(Layer.IPV4, Fields.transport(FieldType.IPV4, FieldType.IPV4_MASK)),
    AH(Layer.IPV4, Fields.transport(FieldType.IPV4, FieldType.IPV4_MASK)),
    SCTP(Layer.IPV4, Fields.ports(FieldType.IPV4, FieldType.IPV4_MASK)),
    ICMP(Layer.IPV4, Fields.icmp(FieldType.IPV4, FieldType.IPV4_MASK)),
    ALL(Layer.IPV4, Fields.transport(FieldType.IPV4, FieldType.IPV4_MASK)),
    IGMP(Layer.IPV4, Fields.transport(FieldType.IPV4, FieldType.IPV4_MASK)),
    TCP_IPV6(Layer.IPV6, Fields.tcp(FieldType.IPV6, FieldType.IPV6_MASK)),
    UDP_IPV6(Layer.IPV6, Fields.ports(FieldType.IPV6, FieldType.IPV6_MASK)),
    UDPLITE_IPV6(Layer.IPV6, Fields.transport(FieldType.IPV6, FieldType.IPV6_MASK)),
    ESP_IPV6(Layer.IPV6, Fields.transport(FieldType.IPV6, FieldType.IPV6_MASK)),
    AH_IPV6(Layer.IPV6, Fields.transport(FieldType.IPV6, FieldType.IPV6_MASK)),
    SCTP_IPV6(Layer.IPV6, Fields.ports(FieldType.IPV6, FieldType.IPV6_MASK)),
    ICMPV6(Layer.IPV6, Fields.icmp(FieldType.IPV6, FieldType.IPV6_MASK)),
    ALL_IPV6(Layer.IPV6, Fields.transport(FieldType.IPV6, FieldType.IPV6_MASK));

    /** Which packets a protocol's rules see. */
    public enum Layer {
        /** Frames, so that nothing is known of connections. */
        ETHERNET,
        /** IPv4 packets, with their connections. */
        IPV4,
        /** IPv6 packets, with their connections. */
        IPV6
    }

    private final Layer layer;
    private final List<MatchField> fields;

    Protocol(Layer layer, List<MatchField> fields) {
        this.layer = layer;
        this.fields = fields;
    }

    /** {@return which packets the rules see} */
    public Layer layer() {
        return layer;
    }

    /** {@return the element's name in documents} */
    public String xml() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the protocol's name for iptables: the same for both versions of IP} */
    public String packetName() {
        return xml().replace("-ipv6", "");
    }

    static Optional<Protocol> find(String name) {
        return Arrays.stream(values()).filter(protocol -> protocol.xml().equals(name)).findFirst();
    }

    /** {@return the fields in the order of the output} */
    List<MatchField> fields() {
        return fields;
    }

    /** The parts that protocols share. */
    private static final class Fields {
        private Fields() {
        }

        private static List<MatchField> list(List<MatchField> first, MatchField... more) {
            var all = new ArrayList<>(first);
            all.addAll(List.of(more));
            all.add(new MatchField("comment", COMMENT));
            return List.copyOf(all);
        }

        private static List<MatchField> hardware() {
            return List.of(new MatchField("srcmacaddr", FieldType.MAC), new MatchField("srcmacmask", MAC_MASK, "srcmacaddr"),
                    new MatchField("dstmacaddr", FieldType.MAC), new MatchField("dstmacmask", MAC_MASK, "dstmacaddr"));
        }

        static List<MatchField> frame(MatchField... more) {
            return list(hardware(), more);
        }

        static List<MatchField> arp() {
            return frame(new MatchField("hwtype", SHORT), new MatchField("protocoltype", SHORT), new MatchField("opcode", ARP_OPCODE),
                    new MatchField("arpsrcmacaddr", FieldType.MAC), new MatchField("arpdstmacaddr", FieldType.MAC),
                    new MatchField("arpsrcipaddr", FieldType.IPV4), new MatchField("arpsrcipmask", FieldType.IPV4_MASK),
                    new MatchField("arpdstipaddr", FieldType.IPV4), new MatchField("arpdstipmask", FieldType.IPV4_MASK),
                    new MatchField("gratuitous", FLAG));
        }

        static List<MatchField> stp() {
            var fields = new ArrayList<>(hardware().subList(0, 2));
            fields.add(new MatchField("type", BYTE));
            fields.add(new MatchField("flags", BYTE));
            range(fields, "root-priority", SHORT);
            fields.add(new MatchField("root-address", FieldType.MAC));
            fields.add(new MatchField("root-address-mask", MAC_MASK, "root-address"));
            range(fields, "root-cost", INT);
            range(fields, "sender-priority", SHORT);
            fields.add(new MatchField("sender-address", FieldType.MAC));
            fields.add(new MatchField("sender-address-mask", MAC_MASK, "sender-address"));
            for (String name : List.of("port", "age", "max-age", "hello-time", "forward-delay")) {
                range(fields, name, SHORT);
            }
            return list(fields);
        }

        private static void range(List<MatchField> fields, String name, FieldType type) {
            fields.add(new MatchField(name, type));
            fields.add(new MatchField(name + "-hi", type, name));
        }

        static List<MatchField> packet(FieldType address, FieldType mask, MatchField... more) {
            var fields = new ArrayList<>(hardware());
            fields.addAll(addresses(address, mask));
            fields.add(new MatchField("protocol", IP_PROTOCOL));
            // A range of ports in a frame keeps the signs as they are given.
            fields.addAll(List.of(new MatchField("srcportstart", SHORT), new MatchField("srcportend", SHORT),
                    new MatchField("dstportstart", SHORT), new MatchField("dstportend", SHORT)));
            return list(fields, more);
        }

        private static List<MatchField> addresses(FieldType address, FieldType mask) {
            return List.of(new MatchField("srcipaddr", address), new MatchField("srcipmask", mask, "srcipaddr"),
                    new MatchField("dstipaddr", address), new MatchField("dstipmask", mask, "dstipaddr"));
        }

        private static List<MatchField> common(FieldType address, FieldType mask) {
            var fields = new ArrayList<MatchField>();
            fields.add(new MatchField("srcmacaddr", FieldType.MAC));
            fields.addAll(addresses(address, mask));
            fields.addAll(List.of(new MatchField("srcipfrom", address), new MatchField("srcipto", address, "srcipfrom"),
                    new MatchField("dstipfrom", address), new MatchField("dstipto", address, "dstipfrom"),
                    new MatchField("dscp", DSCP), new MatchField("connlimit-above", DECIMAL_SHORT), new MatchField("state", STATES),
                    new MatchField("ipset", SET_NAME), new MatchField("ipsetflags", SET_DIRECTIONS)));
            return fields;
        }

        static List<MatchField> transport(FieldType address, FieldType mask) {
            return list(common(address, mask));
        }

        private static List<MatchField> portFields() {
            return List.of(new MatchField("srcportstart", SHORT), new MatchField("srcportend", SHORT, "srcportstart"),
                    new MatchField("dstportstart", SHORT), new MatchField("dstportend", SHORT, "dstportstart"));
        }

        static List<MatchField> ports(FieldType address, FieldType mask, MatchField... more) {
            var fields = common(address, mask);
            fields.addAll(portFields());
            return list(fields, more);
        }

        static List<MatchField> tcp(FieldType address, FieldType mask) {
            return ports(address, mask, new MatchField("option", BYTE), new MatchField("flags", TCP_FLAGS));
        }

        static List<MatchField> icmp(FieldType address, FieldType mask) {
            var fields = common(address, mask);
            return list(fields, new MatchField("type", BYTE), new MatchField("code", BYTE, "type"));
        }
    }
}
