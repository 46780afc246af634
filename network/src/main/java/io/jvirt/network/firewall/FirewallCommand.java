package io.jvirt.network.firewall;

import java.util.List;
import java.util.stream.Stream;

/**
 * One rule or one step towards it, as the command that makes it.
 *
 * @param program which program
 * @param words what follows its name
 */
public record FirewallCommand(Program program, List<String> words) {
    public FirewallCommand {
        words = List.copyOf(words);
    }

    /** The programs that make rules. */
    public enum Program {
        NFT("nft"), TC("tc"), IPTABLES("iptables"), IP6TABLES("ip6tables");

        private final String text;

        Program(String text) {
            this.text = text;
        }

        /** {@return the program's name} */
        public String text() {
            return text;
        }
    }

    static FirewallCommand of(Program program, String... words) {
        return new FirewallCommand(program, List.of(words));
    }

    /** {@return program and arguments} */
    public List<String> argv() {
        return Stream.concat(Stream.of(program.text), words.stream()).toList();
    }
}
