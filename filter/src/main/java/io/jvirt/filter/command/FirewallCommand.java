package io.jvirt.filter.command;

import java.util.ArrayList;
import java.util.List;

/**
 * A command of the host's older packet filters.
 *
 * @param tool which program
 * @param arguments its arguments after those that every command has
 */
public record FirewallCommand(Tool tool, List<String> arguments) {
    public FirewallCommand {
        arguments = List.copyOf(arguments);
    }

    /** The programs, each with the argument that makes it wait for others of its kind. */
    public enum Tool {
        EBTABLES("ebtables", "--concurrent"),
        IPTABLES("iptables", "-w"),
        IP6TABLES("ip6tables", "-w");

        private final String program;
        private final String waiting;

        Tool(String program, String waiting) {
            this.program = program;
            this.waiting = waiting;
        }
    }

    /** {@return the whole command line} */
    public List<String> words() {
        var words = new ArrayList<>(List.of(tool.program, tool.waiting));
        words.addAll(arguments);
        return words;
    }

    /** {@return the command as one types it into a shell, on one line} */
    public String shellText() {
        var text = new StringBuilder();
        for (String word : words()) {
            boolean plain = word.matches("[a-zA-Z0-9_@%+=:,./!-]+");
            text.append(text.isEmpty() ? "" : " ").append(plain ? word : "'" + word.replace("'", "'\\''") + "'");
        }
        return text.toString();
    }
}
