package io.jvirt.filter.nft;

import io.jvirt.filter.command.InterfaceRule;
import io.jvirt.host.HostException;
import io.jvirt.host.process.HostCommand;
import io.jvirt.model.filter.FilterChain;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The table of the bridge family that has the rules of all interfaces. What an interface has is replaced in one transaction:
 * packets see the rules of before or those of after, and a rule that the kernel refuses leaves those of before.
 */
public final class NftTable {
    private static final String TABLE = "bridge jvirt_filter";
    private static final Pattern CHAIN = Pattern.compile("\\bchain (\\S+) \\{");

    private final Runner nft;

    /** The program nft. */
    @FunctionalInterface
    public interface Runner {
        /**
         * {@return what a run printed}
         *
         * @throws HostException when it failed
         */
        String run(List<String> arguments, String input);
    }

    /** The host's table, which nft looks after. */
    public NftTable() {
        this((arguments, input) -> HostCommand.named("nft").output(arguments, input));
    }

    /** A table that this program looks after. */
    public NftTable(Runner nft) {
        this.nft = nft;
    }

    /**
     * Puts rules in force on an interface, in place of those it has.
     *
     * @param placed places of chains among the root's rules, by chain
     * @throws HostException when the kernel or nft refuses a rule; nothing has changed then
     */
    public synchronized void apply(String device, List<InterfaceRule> rules, Map<FilterChain, Integer> placed) {
        nft.run(List.of("-f", "-"), script(device, rules, placed, chains()));
    }

    /** Takes an interface's rules away, and with the last interface's the table. */
    public synchronized void remove(String device) {
        var script = new StringBuilder();
        var known = chains();
        if (!known.isEmpty() && known.stream().allMatch(chain -> chain.startsWith(prefix(device)) || chain.indexOf('/') < 0)) {
            script.append("delete table ").append(TABLE).append('\n');
        } else {
            removal(device, known, script);
        }
        if (!script.isEmpty()) {
            nft.run(List.of("-f", "-"), script.toString());
        }
    }

    static String script(String device, List<InterfaceRule> rules, Map<FilterChain, Integer> placed, Set<String> known) {
        var script = new StringBuilder("add table ").append(TABLE).append('\n');
        for (var direction : Direction.values()) {
            script.append(direction.baseChain(TABLE));
        }
        removal(device, known, script);
        var port = new PortRules(rules, placed);
        for (var direction : port.directions()) {
            port.write(direction, TABLE, prefix(device), script);
            script.append("add element ").append(TABLE).append(' ').append(direction.map()).append(" { \"").append(device)
                    .append("\" : jump ").append(prefix(device)).append(direction.word()).append(" }\n");
        }
        return script.toString();
    }

    /** The chains of a direction are there if and only if the interface is in its map: both come and go together. */
    private static void removal(String device, Set<String> known, StringBuilder script) {
        String prefix = prefix(device);
        for (var direction : Direction.values()) {
            if (known.contains(prefix + direction.word())) {
                script.append("delete element ").append(TABLE).append(' ').append(direction.map()).append(" { \"").append(device).append("\" }\n");
            }
        }
        var ours = known.stream().filter(chain -> chain.startsWith(prefix)).toList();
        ours.forEach(chain -> script.append("flush chain ").append(TABLE).append(' ').append(chain).append('\n'));
        ours.forEach(chain -> script.append("delete chain ").append(TABLE).append(' ').append(chain).append('\n'));
    }

    private Set<String> chains() {
        var names = new LinkedHashSet<String>();
        if (nft.run(List.of("list", "tables", "bridge"), "").lines().anyMatch(("table " + TABLE)::equals)) {
            var matcher = CHAIN.matcher(nft.run(List.of("list", "table", "bridge", "jvirt_filter"), ""));
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private static String prefix(String device) {
        return "port_" + encode(device) + "/";
    }

    /** {@return a name with only what nft allows in one, different for different names} */
    static String encode(String name) {
        var encoded = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.') {
                encoded.append(c);
            } else {
                encoded.append('_').append(Integer.toHexString(c)).append('_');
            }
        }
        return encoded.toString();
    }
}
