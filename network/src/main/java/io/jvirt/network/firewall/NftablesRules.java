package io.jvirt.network.firewall;

import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkIp;
import io.jvirt.network.firewall.FirewallCommand.Program;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for nft(8), in a table of our own for IPv4 and one for IPv6. */
public final class NftablesRules extends FirewallRules {
    private final String table;

    /**
     * The rules of a network.
     *
     * @param table the name of the tables
     */
    public NftablesRules(NetworkDescription network, String table) {
        super(network);
        this.table = table;
    }

    /**
     * {@return the lines that make the tables and chains where they are missing, and change nothing where they are there}
     * Written for {@code nft -f}.
     */
    public static List<String> chains(String table) {
        var lines = new ArrayList<String>();
        for (String family : List.of("ip", "ip6")) {
            lines.add("add table " + family + " " + table);
            lines.add("add chain " + family + " " + table + " forward { type filter hook forward priority 0; policy accept; }");
            for (String chain : List.of("guest_output", "guest_input", "guest_cross")) {
                lines.add("add chain " + family + " " + table + " " + chain);
            }
            lines.add("flush chain " + family + " " + table + " forward");
            for (String chain : List.of("guest_cross", "guest_input", "guest_output")) {
                lines.add("add rule " + family + " " + table + " forward counter jump " + chain);
            }
            lines.add("add chain " + family + " " + table + " guest_nat { type nat hook postrouting priority 100; policy accept; }");
        }
        return lines;
    }

    /** Where a packet's checksum was left to the card, old DHCP clients drop it: it is made good on the bridge. */
    @Override
    void begin() {
        add(FirewallCommand.of(Program.TC, "qdisc", "show", "dev", bridge, "handle", "1:"));
        add(FirewallCommand.of(Program.TC, "qdisc", "add", "dev", bridge, "root", "handle", "1:", "htb", "default", "2"));
        add(FirewallCommand.of(Program.TC, "filter", "add", "dev", bridge, "prio", "2", "protocol", "ip", "parent", "1:",
                "u32", "match", "ip", "dport", "68", "ffff", "action", "csum", "ip", "and", "udp"));
    }

    @Override
    void end() {
        // All has been said.
    }

    private void insert(boolean v6, String chain, Object... words) {
        var all = new ArrayList<>(List.of("-ae", "insert", "rule", family(v6), table, chain));
        for (Object word : words) {
            if (word instanceof List<?> some) {
                some.forEach(w -> all.add(String.valueOf(w)));
            } else {
                all.add(String.valueOf(word));
            }
        }
        add(new FirewallCommand(Program.NFT, all));
    }

    private static String family(boolean v6) {
        return v6 ? "ip6" : "ip";
    }

    private List<String> through(String direction) {
        return device == null ? List.of() : List.of(direction, device);
    }

    private static List<String> match(NetworkIp ip, String field) {
        return List.of(family(ip.address().v6()), field, ip.network());
    }

    @Override
    void general(boolean v6) {
        insert(v6, "guest_output", "iif", bridge, "counter", "reject");
        insert(v6, "guest_input", "oif", bridge, "counter", "reject");
        insert(v6, "guest_cross", "iif", bridge, "oif", bridge, "counter", "accept");
    }

    @Override
    void allowOut(NetworkIp ip) {
        insert(ip.address().v6(), "guest_output", match(ip, "saddr"), "iif", bridge, through("oifname"), "counter", "accept");
    }

    @Override
    void allowIn(NetworkIp ip) {
        insert(ip.address().v6(), "guest_input", match(ip, "daddr"), through("iifname"), "oif", bridge, "counter", "accept");
    }

    @Override
    void allowAnswers(NetworkIp ip) {
        insert(ip.address().v6(), "guest_input", through("iifname"), "oif", bridge, match(ip, "daddr"),
                "ct", "state", "related,established", "counter", "accept");
    }

    @Override
    void translate(NetworkIp ip, @Nullable String protocol) {
        boolean v6 = ip.address().v6();
        String ports = protocol == null ? "" : ":" + ports();
        String addresses = addresses(ip);
        List<String> action = addresses != null ? List.of("snat", "to", addresses + ports)
                : ports.isEmpty() ? List.of("masquerade") : List.of("masquerade", "to", ports);
        insert(v6, "guest_nat", protocol == null ? List.of() : List.of("meta", "l4proto", protocol), match(ip, "saddr"),
                List.of(family(v6), "daddr", "!=", ip.network()), through("oifname"), "counter", action);
    }

    @Override
    void leave(NetworkIp ip, String destination) {
        insert(ip.address().v6(), "guest_nat", through("oifname"), match(ip, "saddr"),
                family(ip.address().v6()), "daddr", destination, "counter", "return");
    }
}
