package io.jvirt.filter.command;

import io.jvirt.filter.FilterException;
import io.jvirt.model.filter.FilterChain;
import io.jvirt.model.filter.FilterRule;
import io.jvirt.model.filter.Protocol;
import io.jvirt.model.filter.RuleMatch;
import io.jvirt.model.filter.VariableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule of the Ethernet layer as ebtables commands (ebtables(8)): a sign stands between an option and its value. */
final class EbtablesRule {
    /** Destination of spanning tree frames (IEEE 802.1D). */
    private static final String BRIDGE_GROUP = "01:80:c2:00:00:00";

    private final List<String> words = new ArrayList<>();
    private final boolean reverse;

    private EbtablesRule(boolean reverse) {
        this.reverse = reverse;
    }

    /**
     * {@return the commands of one combination: one for what the guest sends and one for what it gets, as the rule's
     * direction says} In a rule of both directions what the guest sends is compared with senders and receivers swapped.
     */
    static List<FirewallCommand> of(String device, FilterChain chain, FilterRule rule, Map<VariableReference, String> variables) {
        var commands = new ArrayList<FirewallCommand>();
        var direction = rule.direction();
        if (direction.fromGuest()) {
            commands.add(of("J", device, chain, rule, variables, direction.toGuest()));
        }
        if (direction.toGuest()) {
            commands.add(of("P", device, chain, rule, variables, false));
        }
        return commands;
    }

    private static FirewallCommand of(String prefix, String device, FilterChain chain, FilterRule rule,
            Map<VariableReference, String> variables, boolean reverse) {
        String name = chain.isRoot() ? "libvirt-" + prefix + "-" + device : prefix + "-" + device + "-" + chain.name();
        var command = new EbtablesRule(reverse);
        command.words.addAll(List.of("-t", "nat", "-A", name));
        command.match(rule.match(), variables);
        // Ethernet has no way to tell a sender that its frame was refused.
        var action = rule.action() == FilterRule.Action.REJECT ? FilterRule.Action.DROP : rule.action();
        command.words.addAll(List.of("-j", action.name()));
        return new FirewallCommand(FirewallCommand.Tool.EBTABLES, command.words);
    }

    private void match(@Nullable RuleMatch match, Map<VariableReference, String> variables) {
        if (match == null) {
            return;
        }
        var values = new Values(match, variables);
        if (match.protocol() == Protocol.STP && reverse && values.has("srcmacaddr")) {
            throw new FilterException("STP filtering in inout direction with source MAC address set is not supported");
        }
        either("-s", "-d", values.pair("srcmacaddr", "/", "srcmacmask"));
        if (match.protocol() != Protocol.STP) {
            either("-d", "-s", values.pair("dstmacaddr", "/", "dstmacmask"));
        }
        switch (match.protocol()) {
            case MAC -> option("-p", values.inHex("protocolid"));
            case VLAN -> {
                words.addAll(List.of("-p", "0x8100"));
                option("--vlan-id", values.of("vlanid"));
                option("--vlan-encap", values.of("encap-protocol"));
            }
            case STP -> stp(values);
            case ARP -> arp("0x806", values);
            case RARP -> arp("0x8035", values);
            case IP -> {
                packet("ip", "ipv4", values);
                option("--ip-tos", values.inHex("dscp"));
            }
            case IPV6 -> {
                packet("ip6", "ipv6", values);
                icmpv6(values);
            }
            case TCP, UDP, UDPLITE, ESP, AH, SCTP, ICMP, ALL, IGMP, TCP_IPV6, UDP_IPV6, UDPLITE_IPV6, ESP_IPV6, AH_IPV6, SCTP_IPV6, ICMPV6,
                    ALL_IPV6 -> throw new IllegalArgumentException(match.protocol() + " is no protocol of Ethernet");
        }
    }

    private void option(String name, Optional<Values.Signed> value) {
        value.ifPresent(given -> {
            words.add(name);
            if (given.negated()) {
                words.add("!");
            }
            words.add(given.text());
        });
    }

    private void either(String name, String reversed, Optional<Values.Signed> value) {
        option(reverse ? reversed : name, value);
    }

    private void stp(Values values) {
        words.addAll(List.of("-d", BRIDGE_GROUP));
        option("--stp-type", values.of("type"));
        option("--stp-flags", values.of("flags"));
        option("--stp-root-pri", values.pair("root-priority", ":", "root-priority-hi"));
        option("--stp-root-addr", values.pair("root-address", "/", "root-address-mask"));
        option("--stp-root-cost", values.pair("root-cost", ":", "root-cost-hi"));
        option("--stp-sender-prio", values.pair("sender-priority", ":", "sender-priority-hi"));
        option("--stp-sender-addr", values.pair("sender-address", "/", "sender-address-mask"));
        option("--stp-port", values.pair("port", ":", "port-hi"));
        option("--stp-msg-age", values.pair("age", ":", "age-hi"));
        option("--stp-max-age", values.pair("max-age", ":", "max-age-hi"));
        option("--stp-hello-time", values.pair("hello-time", ":", "hello-time-hi"));
        option("--stp-forward-delay", values.pair("forward-delay", ":", "forward-delay-hi"));
    }

    private void arp(String type, Values values) {
        words.addAll(List.of("-p", type));
        option("--arp-htype", values.of("hwtype"));
        option("--arp-opcode", values.of("opcode"));
        option("--arp-ptype", values.inHex("protocoltype"));
        either("--arp-ip-src", "--arp-ip-dst", masked(values, "arpsrcipaddr", "arpsrcipmask"));
        either("--arp-ip-dst", "--arp-ip-src", masked(values, "arpdstipaddr", "arpdstipmask"));
        either("--arp-mac-src", "--arp-mac-dst", values.of("arpsrcmacaddr"));
        either("--arp-mac-dst", "--arp-mac-src", values.of("arpdstmacaddr"));
        values.of("gratuitous").filter(given -> given.text().equals("true")).ifPresent(given -> {
            if (given.negated()) {
                words.add("!");
            }
            words.add("--arp-gratuitous");
        });
    }

    private static Optional<Values.Signed> masked(Values values, String address, String mask) {
        return values.of(address).map(given -> new Values.Signed(given.text() + "/" + values.plain(mask).orElse("32"), given.negated()));
    }

    private void packet(String option, String type, Values values) {
        words.addAll(List.of("-p", type));
        String source = "--" + option + "-source";
        String destination = "--" + option + "-destination";
        either(source, destination, values.pair("srcipaddr", "/", "srcipmask"));
        either(destination, source, values.pair("dstipaddr", "/", "dstipmask"));
        option("--" + option + "-protocol", values.of("protocol"));
        either(source + "-port", destination + "-port", values.pair("srcportstart", ":", "srcportend"));
        either(destination + "-port", source + "-port", values.pair("dstportstart", ":", "dstportend"));
    }

    /** A type alone is a range of one, an end alone a range from 0, and what is not given any. */
    private void icmpv6(Values values) {
        if (values.has("type") || values.has("typeend") || values.has("code") || values.has("codeend")) {
            boolean negated = values.of("type").map(Values.Signed::negated).orElse(false);
            option("--ip6-icmp-type", Optional.of(new Values.Signed(
                    range(values, "type", "typeend") + "/" + range(values, "code", "codeend"), negated)));
        }
    }

    private static String range(Values values, String first, String last) {
        return values.plain(first).orElse("0") + ":" + values.plain(last).or(() -> values.plain(first)).orElse("255");
    }
}
