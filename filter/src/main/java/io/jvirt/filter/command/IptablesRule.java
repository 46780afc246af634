package io.jvirt.filter.command;

import io.jvirt.model.filter.FieldValue;
import io.jvirt.model.filter.FilterRule;
import io.jvirt.model.filter.Protocol;
import io.jvirt.model.filter.RuleMatch;
import io.jvirt.model.filter.VariableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the IP layer as iptables commands (iptables-extensions(8)): a sign stands before an option.
 *
 * <p>A guest's packets pass one chain when they go on (F and J), those for it another (F and P), and those for the host
 * itself a third (H and J). A rule for one direction lets the answers through in the other: it follows connections.
 */
final class IptablesRule {
    private final FilterRule rule;
    private final RuleMatch match;
    private final Values values;
    /** Whether packets are meant that go the other way than the rule's fields say. */
    private final boolean reverse;
    private final List<String> words = new ArrayList<>();

    /**
     * Which packets of connections a command is for.
     *
     * @param states states of connections, or null for any
     * @param byDefault whether they follow from the rule's direction, and not from the rule's own words
     */
    private record Connections(@Nullable String states, boolean byDefault) {
    }

    private IptablesRule(FilterRule rule, RuleMatch match, Values values, boolean reverse) {
        this.rule = rule;
        this.match = match;
        this.values = values;
        this.reverse = reverse;
    }

    /** {@return the commands of one combination} */
    static List<FirewallCommand> of(String device, FilterRule rule, RuleMatch match, Map<VariableReference, String> variables) {
        var values = new Values(match, variables);
        boolean in = rule.direction().toGuest();
        boolean both = rule.direction() == FilterRule.Direction.INOUT;
        var states = rule.followsConnections() ? match.item("state") : Optional.<RuleMatch.Item>empty();
        var commands = new ArrayList<FirewallCommand>();
        for (Chain chain : Chain.values()) {
            boolean toGuest = chain == Chain.TO_GUEST;
            boolean reverse = in != toGuest;
            Connections connections;
            if (states.isPresent()) {
                // A rule that names states says nothing of answers.
                if (toGuest ? !in : in && !both) {
                    continue;
                }
                String named = states.get().value() instanceof FieldValue.States given && given.states().isEmpty() ? null
                        : states.get().value().toString();
                connections = new Connections(named, false);
            } else {
                boolean follows = !both && rule.followsConnections();
                connections = new Connections(follows ? reverse ? "ESTABLISHED" : "NEW,ESTABLISHED" : null, true);
            }
            boolean skipTyped = switch (chain) {
                case FROM_GUEST, TO_HOST -> in;
                case TO_GUEST -> !in || both;
            };
            new IptablesRule(rule, match, values, reverse).command(chain, device, connections, skipTyped).ifPresent(commands::add);
        }
        return commands;
    }

    /** The chains, in the order in which libvirt makes their rules. */
    private enum Chain {
        FROM_GUEST("FJ", "RETURN"),
        TO_GUEST("FP", "ACCEPT"),
        TO_HOST("HJ", "RETURN");

        private final String prefix;
        private final String accept;

        Chain(String prefix, String accept) {
            this.prefix = prefix;
            this.accept = accept;
        }
    }

    /** @param skipTyped whether the answer to an ICMP message of a type is another type, so that there is no rule */
    private Optional<FirewallCommand> command(Chain chain, String device, Connections connections, boolean skipTyped) {
        words.addAll(List.of("-A", chain.prefix + "-" + device, "-p", match.protocol().packetName()));
        int bare = words.size();
        boolean limited = values.has("connlimit-above");
        if (limited && reverse) {
            return Optional.empty();
        }
        if (!reverse) {
            extension("mac", "--mac-source", values.of("srcmacaddr"));
        }
        addresses();
        extension("dscp", "--dscp", values.of("dscp"));
        transport();
        boolean typed = match.protocol() == Protocol.ICMP || match.protocol() == Protocol.ICMPV6;
        boolean hasType = typed && values.has("type");
        if (hasType) {
            if (skipTyped) {
                return Optional.empty();
            }
            option(match.protocol() == Protocol.ICMP ? "--icmp-type" : "--icmpv6-type", values.pair("type", "/", "code"));
        }
        if (reverse && values.has("srcmacaddr") && words.size() == bare) {
            // Nothing is left to compare: who sends to the guest cannot be told here.
            return Optional.empty();
        }
        connections(connections, limited, hasType);
        afterConnections();
        boolean accepts = rule.action() == FilterRule.Action.ACCEPT;
        words.addAll(List.of("-j", accepts ? chain.accept : rule.action().name()));
        return Optional.of(new FirewallCommand(match.protocol().layer() == Protocol.Layer.IPV4 ? FirewallCommand.Tool.IPTABLES
                : FirewallCommand.Tool.IP6TABLES, words));
    }

    private void option(String name, Optional<Values.Signed> value) {
        value.ifPresent(given -> {
            if (given.negated()) {
                words.add("!");
            }
            words.add(name);
            words.add(given.text());
        });
    }

    private void extension(String module, String name, Optional<Values.Signed> value) {
        if (value.isPresent()) {
            words.addAll(List.of("-m", module));
            option(name, value);
        }
    }

    private String either(String forward, String backward) {
        return reverse ? backward : forward;
    }

    private void addresses() {
        if (values.has("srcipaddr")) {
            option(either("--source", "--destination"), values.pair("srcipaddr", "/", "srcipmask"));
        } else {
            extension("iprange", either("--src-range", "--dst-range"), values.pair("srcipfrom", "-", "srcipto"));
        }
        if (values.has("dstipaddr")) {
            option(either("--destination", "--source"), values.pair("dstipaddr", "/", "dstipmask"));
        } else {
            extension("iprange", either("--dst-range", "--src-range"), values.pair("dstipfrom", "-", "dstipto"));
        }
    }

    private void transport() {
        match.item("flags").ifPresent(item -> {
            if (item.negated()) {
                words.add("!");
            }
            words.add("--tcp-flags");
            if (item.value() instanceof FieldValue.TcpFlags flags) {
                words.add(FieldValue.TcpFlags.list(flags.mask()));
                words.add(FieldValue.TcpFlags.list(flags.set()));
            }
        });
        option(either("--sport", "--dport"), values.pair("srcportstart", ":", "srcportend"));
        option(either("--dport", "--sport"), values.pair("dstportstart", ":", "dstportend"));
        option("--tcp-option", values.of("option"));
    }

    private void connections(Connections connections, boolean limited, boolean hasType) {
        boolean accepts = rule.action() == FilterRule.Action.ACCEPT;
        // What is refused is refused in every state that the rule does not name itself.
        boolean skip = accepts ? limited : connections.byDefault;
        if (connections.states == null || skip) {
            return;
        }
        words.addAll(List.of("-m", "conntrack", "--ctstate", connections.states));
        if (connections.byDefault && !hasType) {
            words.addAll(List.of("-m", "conntrack", "--ctdir", either("Original", "Reply")));
        }
    }

    private void afterConnections() {
        var directions = match.item("ipsetflags");
        if (values.has("ipset") && directions.isPresent()) {
            var given = directions.get().value();
            if (reverse && given instanceof FieldValue.SetDirections sides) {
                given = sides.reversed();
            }
            words.addAll(List.of("-m", "set", "--match-set", values.plain("ipset").orElse(""), given.toString()));
        }
        extension("connlimit", "--connlimit-above", values.of("connlimit-above"));
        values.plain("comment").ifPresent(text -> words.addAll(List.of("-m", "comment", "--comment", text)));
    }
}
