package io.jvirt.network.firewall;

import io.jvirt.host.process.HostCommand;
import io.jvirt.model.network.NetworkDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules in tables of ours, by nft(8). Each has the network's UUID as its comment, by which it is found again; all changes
 * of one network are one transaction, so that guests are never without rules.
 */
final class NftablesFirewall implements Firewall {
    private static final System.Logger LOG = System.getLogger(NftablesFirewall.class.getName());
    private static final String TABLE = "jvirt_network";
    private static final Pattern CHAIN = Pattern.compile("\\s*chain (\\S+) \\{.*");
    private static final Pattern HANDLE = Pattern.compile(".* comment \"(.*)\" # handle (\\d+)");

    private final HostCommand nft;

    NftablesFirewall(HostCommand nft) {
        this.nft = nft;
    }

    private static String comment(NetworkDescription network) {
        return "jvirt " + network.uuid();
    }

    @Override
    public void apply(NetworkDescription network) {
        if (!FirewallRules.applies(network)) {
            return;
        }
        var rules = new NftablesRules(network, TABLE).commands();
        var lines = new ArrayList<>(NftablesRules.chains(TABLE));
        lines.addAll(deletions(network));
        rules.stream().filter(rule -> rule.program() == FirewallCommand.Program.NFT)
                .forEach(rule -> lines.add(String.join(" ", rule.words().subList(1, rule.words().size())) + " comment \"" + comment(network) + "\""));
        run(lines);
        fixChecksums(rules);
    }

    /** The steps of tc(8): kernels without the action do without; only very old clients notice. */
    private static void fixChecksums(List<FirewallCommand> rules) {
        var steps = rules.stream().filter(rule -> rule.program() == FirewallCommand.Program.TC).map(FirewallCommand::words).toList();
        var tc = HostCommand.find("tc");
        if (tc.isEmpty() || steps.isEmpty() || tc.get().run(steps.getFirst()).output().contains("htb")) {
            return;
        }
        for (var step : steps.subList(1, steps.size())) {
            var result = tc.get().run(step);
            if (!result.ok()) {
                LOG.log(System.Logger.Level.DEBUG, "tc {0}: {1}", String.join(" ", step), result.errors().strip());
                tc.get().run(List.of("qdisc", "delete", "dev", step.get(3), "root"));
                return;
            }
        }
    }

    @Override
    public void remove(NetworkDescription network) {
        var lines = deletions(network);
        if (!lines.isEmpty()) {
            run(lines);
        }
    }

    @Override
    public boolean isWhole(NetworkDescription network) {
        long wanted = new NftablesRules(network, TABLE).commands().stream().filter(rule -> rule.program() == FirewallCommand.Program.NFT).count();
        return deletions(network).size() == wanted && (wanted == 0 || leads("ip") && leads("ip6"));
    }

    private boolean leads(String family) {
        String listing = list(family);
        return List.of("guest_output", "guest_input", "guest_cross").stream().allMatch(chain -> listing.contains("jump " + chain));
    }

    private String list(String family) {
        var result = nft.run(List.of("-a", "list", "table", family, TABLE));
        return result.ok() ? result.output() : "";
    }

    private List<String> deletions(NetworkDescription network) {
        var lines = new ArrayList<String>();
        for (String family : List.of("ip", "ip6")) {
            String chain = "";
            for (String line : list(family).split("\n")) {
                Matcher inChain = CHAIN.matcher(line);
                Matcher rule = HANDLE.matcher(line);
                if (inChain.matches()) {
                    chain = inChain.group(1);
                } else if (rule.matches() && rule.group(1).equals(comment(network))) {
                    lines.add("delete rule " + family + " " + TABLE + " " + chain + " handle " + rule.group(2));
                }
            }
        }
        return lines;
    }

    private void run(List<String> lines) {
        nft.output(List.of("-f", "-"), String.join("\n", lines) + "\n");
    }
}
