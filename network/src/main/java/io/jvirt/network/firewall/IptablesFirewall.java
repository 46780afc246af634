package io.jvirt.network.firewall;

import io.jvirt.host.HostException;
import io.jvirt.host.process.HostCommand;
import io.jvirt.model.network.NetworkDescription;
import io.jvirt.network.firewall.FirewallCommand.Program;
import java.util.ArrayList;
import java.util.List;

/** Rules in chains of ours, by iptables(8), for hosts without nftables. */
final class IptablesFirewall implements Firewall {
    private static final String PREFIX = "JVIRT";

    @Override
    public void apply(NetworkDescription network) {
        if (!FirewallRules.applies(network)) {
            return;
        }
        remove(network);
        for (var program : List.of(Program.IPTABLES, Program.IP6TABLES)) {
            IptablesRules.chains(PREFIX).forEach(chain -> ensure(program, chain));
        }
        for (var rule : new IptablesRules(network, PREFIX, "--insert").commands()) {
            HostCommand.named(rule.program().text()).output(rule.words());
        }
    }

    private static void ensure(Program program, IptablesRules.Chain chain) {
        var command = HostCommand.named(program.text());
        var table = List.of("-w", "--table", chain.table());
        if (!command.run(with(table, "--list-rules", chain.name())).ok()) {
            command.output(with(table, "--new-chain", chain.name()));
        }
        if (!command.run(with(table, "--check", chain.parent(), "--jump", chain.name())).ok()) {
            command.output(with(table, "--insert", chain.parent(), "--jump", chain.name()));
        }
    }

    private static List<String> with(List<String> words, String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }

    @Override
    public void remove(NetworkDescription network) {
        for (var rule : new IptablesRules(network, PREFIX, "--delete").commands()) {
            // A rule may be there more than once when somebody restored an old set.
            var command = HostCommand.find(rule.program().text()).orElseThrow(() -> new HostException("Neither nft nor iptables is installed"));
            boolean removed = true;
            while (removed) {
                removed = command.run(rule.words()).ok();
            }
        }
    }

    @Override
    public boolean isWhole(NetworkDescription network) {
        return new IptablesRules(network, PREFIX, "--check").commands().stream()
                .allMatch(rule -> HostCommand.named(rule.program().text()).run(rule.words()).ok());
    }
}
