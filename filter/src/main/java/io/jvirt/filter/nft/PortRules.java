package io.jvirt.filter.nft;

import io.jvirt.filter.command.InterfaceRule;
import io.jvirt.filter.command.Values;
import io.jvirt.filter.command.VariableCombinations;
import io.jvirt.model.filter.FieldValue;
import io.jvirt.model.filter.FilterChain;
import io.jvirt.model.filter.FilterRule;
import io.jvirt.model.filter.Protocol;
import io.jvirt.model.filter.RuleMatch;
import io.jvirt.model.filter.VariableReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The chains of one interface: for each direction one of the rules of the root, which jumps to those of other names at their
 * places among its rules.
 */
final class PortRules {
    private final Map<Direction, Map<String, Chain>> chains = new LinkedHashMap<>();

    /** Lines of a chain, each with its place. */
    private static final class Chain {
        private final FilterChain name;
        private int place;
        private final List<String> rules = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();

        Chain(FilterChain name) {
            this.name = name;
        }

        void add(int priority, String rule) {
            rules.add(rule);
            places.add(priority);
        }
    }

    /** @param placed places of chains among the root's rules, by chain */
    PortRules(List<InterfaceRule> rules, Map<FilterChain, Integer> placed) {
        var sorted = new ArrayList<>(rules);
        sorted.sort(Comparator.comparingInt(entry -> entry.rule().priority().value()));
        for (var entry : sorted) {
            var match = entry.rule().match();
            for (var combination : VariableCombinations.of(match == null ? List.of() : match.variables(), entry.variables())) {
                add(entry, match, combination);
            }
        }
        chains.values().forEach(named -> named.values().forEach(chain -> chain.place = placed.getOrDefault(chain.name, 0)));
    }

    private void add(InterfaceRule entry, @Nullable RuleMatch match, Map<VariableReference, String> combination) {
        var rule = entry.rule();
        if (match == null || match.protocol().layer() == Protocol.Layer.ETHERNET) {
            // In a rule of both directions what the guest sends is compared with senders and receivers swapped.
            boolean both = rule.direction() == FilterRule.Direction.INOUT;
            if (rule.direction().fromGuest()) {
                put(Direction.FRAMES_FROM, entry, line(rule, match, combination, both, false));
            }
            if (rule.direction().toGuest()) {
                put(Direction.FRAMES_TO, entry, line(rule, match, combination, false, true));
            }
            return;
        }
        for (boolean toGuest : new boolean[] {false, true}) {
            packets(entry, match, combination, toGuest)
                    .ifPresent(line -> put(Direction.of(false, toGuest), entry, line));
        }
    }

    private void put(Direction direction, InterfaceRule entry, String line) {
        var chain = direction.frames() ? entry.chain() : FilterChain.ROOT;
        chains.computeIfAbsent(direction, key -> new LinkedHashMap<>())
                .computeIfAbsent(chain.name(), key -> new Chain(chain))
                .add(entry.rule().priority().value(), line);
    }

    private static String line(FilterRule rule, @Nullable RuleMatch match, Map<VariableReference, String> combination,
            boolean reverse, boolean toGuest) {
        var words = new ArrayList<String>();
        if (match != null) {
            words.addAll(Comparisons.of(match, new Values(match, combination), reverse));
        }
        words.add(verdict(rule.action(), true, toGuest));
        return String.join(" ", words) + comment(match, combination);
    }

    /** A rule for one direction lets the answers through in the other, unless it names states or does not follow connections. */
    private static Optional<String> packets(InterfaceRule entry, RuleMatch match, Map<VariableReference, String> combination, boolean toGuest) {
        var rule = entry.rule();
        boolean in = rule.direction().toGuest();
        boolean both = rule.direction() == FilterRule.Direction.INOUT;
        boolean forward = both || toGuest == in;
        var values = new Values(match, combination);
        var states = rule.followsConnections() ? match.item("state") : Optional.<RuleMatch.Item>empty();
        boolean accepts = rule.action() == FilterRule.Action.ACCEPT;
        boolean limited = values.has("connlimit-above");
        boolean answersKnown = rule.followsConnections() && states.isEmpty() && accepts && !limited && !values.has("type");
        if (!forward && !answersKnown) {
            return Optional.empty();
        }
        var words = new ArrayList<>(Comparisons.of(match, values, in != toGuest));
        if (states.isPresent()) {
            if (states.get().value() instanceof FieldValue.States given && !given.states().isEmpty()) {
                words.add("ct state " + given.toString().toLowerCase(Locale.ROOT));
            }
        } else if (answersKnown && !both) {
            words.add(forward ? "ct state new,established ct direction original" : "ct state established ct direction reply");
        }
        values.of("connlimit-above").ifPresent(limit -> words.add("ct count " + (limit.negated() ? "" : "over ") + limit.text()));
        words.add(verdict(rule.action(), false, toGuest));
        return Optional.of(String.join(" ", words) + comment(match, combination));
    }

    /** A sender can be told of a refusal only where it sends a packet; a frame is just dropped. */
    private static String verdict(FilterRule.Action action, boolean frame, boolean toGuest) {
        return switch (action) {
            case ACCEPT -> "accept";
            case DROP -> "drop";
            case REJECT -> frame || toGuest ? "drop" : "reject";
            case RETURN -> "return";
            case CONTINUE -> "continue";
        };
    }

    private static String comment(@Nullable RuleMatch match, Map<VariableReference, String> combination) {
        if (match == null) {
            return "";
        }
        // The text goes into quotes that nothing can escape from; nft allows 128 characters.
        return new Values(match, combination).plain("comment")
                .map(text -> text.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "?"))
                .map(text -> " comment \"" + text.substring(0, Math.min(text.length(), 120)) + "\"").orElse("");
    }

    /** {@return the directions in which there is any rule} */
    List<Direction> directions() {
        return List.copyOf(chains.keySet());
    }

    /** Appends the statements that make the chains, those that are jumped to first. */
    void write(Direction direction, String table, String prefix, StringBuilder script) {
        var named = chains.getOrDefault(direction, Map.of());
        String root = prefix + direction.word();
        var others = named.values().stream().filter(chain -> !chain.name.isRoot())
                .sorted(Comparator.comparingInt((Chain chain) -> chain.place).thenComparing(chain -> chain.name.name())).toList();
        for (var chain : others) {
            String name = root + "/" + NftTable.encode(chain.name.name());
            script.append("add chain ").append(table).append(' ').append(name).append('\n');
            chain.rules.forEach(rule -> rule(script, table, name, rule));
        }
        script.append("add chain ").append(table).append(' ').append(root).append('\n');
        var own = named.get(FilterChain.ROOT.name());
        int next = 0;
        for (int i = 0; own != null && i < own.rules.size(); i++) {
            while (next < others.size() && others.get(next).place <= own.places.get(i)) {
                jump(script, table, root, others.get(next++).name);
            }
            rule(script, table, root, own.rules.get(i));
        }
        while (next < others.size()) {
            jump(script, table, root, others.get(next++).name);
        }
    }

    private static void rule(StringBuilder script, String table, String chain, String rule) {
        script.append("add rule ").append(table).append(' ').append(chain).append(' ').append(rule).append('\n');
    }

    private static void jump(StringBuilder script, String table, String root, FilterChain chain) {
        var kind = chain.kind();
        String which = kind == FilterChain.Kind.STP ? "ether daddr " + Comparisons.BRIDGE_GROUP + " "
                : kind.etherType() < 0 ? "" : String.format(Locale.ROOT, "ether type 0x%04x ", kind.etherType());
        rule(script, table, root, which + "jump " + root + "/" + NftTable.encode(chain.name()));
    }
}
