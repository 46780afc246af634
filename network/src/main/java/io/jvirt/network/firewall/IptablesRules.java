package io.jvirt.network.firewall;

import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkIp;
import io.jvirt.network.firewall.FirewallCommand.Program;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for iptables(8) and ip6tables(8), in chains of our own that the tables' chains lead to. */
public final class IptablesRules extends FirewallRules {
    private static final int DHCP_SERVER = 67;
    private static final int DHCP_CLIENT = 68;
    private static final int DHCP6_SERVER = 547;
    private static final int DHCP6_CLIENT = 546;
    private static final int DNS = 53;
    private static final int TFTP = 69;

    private final String prefix;
    private final String action;

    /**
     * The rules of a network.
     *
     * @param prefix what the names of the chains begin with
     * @param action {@code --insert} to make them, {@code --delete} to remove them
     */
    public IptablesRules(NetworkDescription network, String prefix, String action) {
        super(network);
        this.prefix = prefix;
        this.action = action;
    }

    /** A chain of ours: its table, the chain that leads to it, its own name. */
    record Chain(String table, String parent, String name) { }

    /** {@return our chains, in the order in which they are put before what is there} */
    static List<Chain> chains(String prefix) {
        return List.of(
                new Chain("filter", "INPUT", prefix + "_INP"),
                new Chain("filter", "OUTPUT", prefix + "_OUT"),
                new Chain("filter", "FORWARD", prefix + "_FWO"),
                new Chain("filter", "FORWARD", prefix + "_FWI"),
                new Chain("filter", "FORWARD", prefix + "_FWX"),
                new Chain("nat", "POSTROUTING", prefix + "_PRT"),
                new Chain("mangle", "POSTROUTING", prefix + "_PRT"));
    }

    private void rule(boolean v6, String table, String chain, Object... words) {
        var all = new ArrayList<>(List.of("-w", "--table", table, action, prefix + "_" + chain));
        for (Object word : words) {
            if (word instanceof List<?> some) {
                some.forEach(w -> all.add(String.valueOf(w)));
            } else {
                all.add(String.valueOf(word));
            }
        }
        add(new FirewallCommand(v6 ? Program.IP6TABLES : Program.IPTABLES, all));
    }

    private List<String> through(String option) {
        return device == null ? List.of() : List.of(option, device);
    }

    private void input(boolean v6, String protocol, int port) {
        rule(v6, "filter", "INP", "--in-interface", bridge, "--protocol", protocol, "--destination-port", port, "--jump", "ACCEPT");
    }

    private void output(boolean v6, String protocol, int port) {
        rule(v6, "filter", "OUT", "--out-interface", bridge, "--protocol", protocol, "--destination-port", port, "--jump", "ACCEPT");
    }

    private void both(boolean v6, int in, int out) {
        input(v6, "tcp", in);
        input(v6, "udp", in);
        output(v6, "tcp", out);
        output(v6, "udp", out);
    }

    @Override
    void begin() {
        // The rules are all.
    }

    @Override
    void general(boolean v6) {
        if (!v6) {
            both(false, DHCP_SERVER, DHCP_CLIENT);
            both(false, DNS, DNS);
            if (network.ips(false).stream().anyMatch(ip -> ip.tftpRoot() != null)) {
                input(false, "udp", TFTP);
                output(false, "udp", TFTP);
            }
        }
        rule(v6, "filter", "FWO", "--in-interface", bridge, "--jump", "REJECT");
        rule(v6, "filter", "FWI", "--out-interface", bridge, "--jump", "REJECT");
        rule(v6, "filter", "FWX", "--in-interface", bridge, "--out-interface", bridge, "--jump", "ACCEPT");
        if (v6 && !network.ips(true).isEmpty()) {
            both(true, DNS, DNS);
            input(true, "udp", DHCP6_SERVER);
            output(true, "udp", DHCP6_CLIENT);
        }
    }

    /** Where a packet's checksum was left to the card, old DHCP clients drop it: it is made good on the way out. */
    @Override
    void end() {
        if (network.dhcp(false).isPresent()) {
            rule(false, "mangle", "PRT", "--out-interface", bridge, "--protocol", "udp", "--destination-port", DHCP_CLIENT,
                    "--jump", "CHECKSUM", "--checksum-fill");
        }
    }

    @Override
    void allowOut(NetworkIp ip) {
        rule(ip.address().v6(), "filter", "FWO", "--source", ip.network(), "--in-interface", bridge, through("--out-interface"),
                "--jump", "ACCEPT");
    }

    @Override
    void allowIn(NetworkIp ip) {
        rule(ip.address().v6(), "filter", "FWI", "--destination", ip.network(), through("--in-interface"), "--out-interface", bridge,
                "--jump", "ACCEPT");
    }

    @Override
    void allowAnswers(NetworkIp ip) {
        rule(ip.address().v6(), "filter", "FWI", "--destination", ip.network(), through("--in-interface"), "--out-interface", bridge,
                "--match", "conntrack", "--ctstate", "ESTABLISHED,RELATED", "--jump", "ACCEPT");
    }

    @Override
    void translate(NetworkIp ip, @Nullable String protocol) {
        String addresses = addresses(ip);
        List<String> jump;
        if (addresses != null) {
            jump = List.of("SNAT", "--to-source", addresses + (protocol == null ? "" : ":" + ports()));
        } else {
            jump = protocol == null ? List.of("MASQUERADE") : List.of("MASQUERADE", "--to-ports", ports());
        }
        rule(ip.address().v6(), "nat", "PRT", "--source", ip.network(), protocol == null ? List.of() : List.of("-p", protocol),
                "!", "--destination", ip.network(), through("--out-interface"), "--jump", jump);
    }

    @Override
    void leave(NetworkIp ip, String destination) {
        rule(ip.address().v6(), "nat", "PRT", through("--out-interface"), "--source", ip.network(), "--destination", destination,
                "--jump", "RETURN");
    }
}
