package io.jvirt.acceptance.conformance;

import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.xml.XmlException;
import io.jvirt.network.firewall.FirewallCommand;
import io.jvirt.network.firewall.FirewallRules;
import io.jvirt.network.firewall.IptablesRules;
import io.jvirt.network.firewall.NftablesRules;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A network becomes commands of nft or iptables, in their order. */
final class FirewallSuite implements Suite {
    @Override
    public String name() {
        return "network-firewall";
    }

    @Override
    public String run(ConformanceCase theCase) throws IOException {
        var network = NetworkDescription.parse(theCase.inputText(), false, false);
        FirewallRules rules = theCase.text("backend").orElseThrow().equals("nftables")
                ? new NftablesRules(network, "libvirt_network")
                : new IptablesRules(network, "LIBVIRT", "--insert");
        return rules.commands().stream().map(FirewallCommand::argv).map(FirewallSuite::shellText).collect(Collectors.joining("\n"));
    }

    private static String shellText(List<String> argv) {
        return argv.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }

    /** The lines as lists of words; one that ends with a backslash goes on in the next. */
    private static List<List<String>> commands(String text) {
        return text.replace("\\\n", " ").lines().map(CommandLines::words).filter(words -> !words.isEmpty()).toList();
    }

    @Override
    public Optional<String> difference(String expected, String actual) {
        var wanted = commands(expected);
        var found = commands(actual);
        for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
            String one = i < wanted.size() ? String.join(" ", wanted.get(i)) : "nothing";
            String other = i < found.size() ? String.join(" ", found.get(i)) : "nothing";
            if (!one.equals(other)) {
                return Optional.of("command " + (i + 1) + " is " + other + ", expected " + one);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean isRejection(Throwable thrown) {
        return thrown instanceof XmlException;
    }
}
