package io.jvirt.filter.command;

import io.jvirt.filter.FilterException;
import io.jvirt.model.filter.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The commands that put rules in force on one interface. */
public final class FirewallCommands {
    private FirewallCommands() {
    }

    /**
     * {@return the commands: those of ebtables, of iptables, then of ip6tables, each in the order of the rules' priorities}
     * The chains of the interface are taken to be there.
     *
     * @param device the host's interface, such as {@code vnet0}
     * @throws FilterException when a variable has no value
     */
    public static List<FirewallCommand> of(String device, List<InterfaceRule> rules) {
        var sorted = new ArrayList<>(rules);
        sorted.sort(Comparator.comparingInt(entry -> entry.rule().priority().value()));
        var commands = new ArrayList<FirewallCommand>();
        for (Protocol.Layer layer : Protocol.Layer.values()) {
            for (var entry : sorted) {
                if (layer(entry) == layer) {
                    add(device, entry, commands);
                }
            }
        }
        return commands;
    }

    private static Protocol.Layer layer(InterfaceRule entry) {
        var match = entry.rule().match();
        return match == null ? Protocol.Layer.ETHERNET : match.protocol().layer();
    }

    private static void add(String device, InterfaceRule entry, List<FirewallCommand> commands) {
        var rule = entry.rule();
        var match = rule.match();
        for (var combination : VariableCombinations.of(match == null ? List.of() : match.variables(), entry.variables())) {
            commands.addAll(match != null && match.protocol().layer() != Protocol.Layer.ETHERNET
                    ? IptablesRule.of(device, rule, match, combination)
                    : EbtablesRule.of(device, entry.chain(), rule, combination));
        }
    }
}
