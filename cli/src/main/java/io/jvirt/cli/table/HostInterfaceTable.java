package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.ALL;
import static io.jvirt.cli.table.Common.INACTIVE;
import static io.jvirt.cli.table.Common.VALIDATE;
import static io.jvirt.cli.table.Common.WRAP;
import static io.jvirt.cli.table.Common.XPATH;
import static io.jvirt.cli.table.Common.document;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.HostInterfaceCommands;

/** Commands about the host's own network interfaces. */
public final class HostInterfaceTable implements CommandTable {
    private static final Option INTERFACE =
            Option.required("interface", Values.NONE, "the interface's name or hardware address");

    private final Command[] commands = {
        of("iface-list", "list the host's interfaces", "Lists the host's own network interfaces.",
                "jvirt iface-list --all",
                INACTIVE,
                ALL),
        of("iface-dumpxml", "print an interface's document", "Prints how an interface of the host is.",
                "jvirt iface-dumpxml eth0",
                INTERFACE,
                flag("inactive", "the stored configuration"),
                XPATH,
                WRAP),
        of("iface-name", "find an interface by hardware address", "Prints the name of the interface with a hardware address.",
                "jvirt iface-name 52:54:00:12:34:56",
                Option.required("interface", Values.NONE, "the hardware address")),
        of("iface-mac", "print an interface's hardware address", "Prints the hardware address of an interface.",
                "jvirt iface-mac eth0",
                Option.required("interface", Values.NONE, "the interface's name")),
        of("iface-define", "store an interface's configuration", "Stores the configuration of an interface, new or changed, from a file with its document.",
                "jvirt iface-define br0.xml",
                document("interface"),
                VALIDATE),
        of("iface-undefine", "remove an interface's configuration", "Removes the configuration of an interface.",
                "jvirt iface-undefine br0",
                INTERFACE),
        of("iface-edit", "edit an interface's configuration", "Opens an interface's configuration in an editor and stores what is left there.",
                "jvirt iface-edit br0",
                INTERFACE),
        of("iface-start", "bring an interface up", "Brings an interface up as it is configured.",
                "jvirt iface-start br0",
                INTERFACE),
        of("iface-destroy", "take an interface down", "Takes an interface down.",
                "jvirt iface-destroy br0",
                INTERFACE),
        of("iface-begin", "begin a change of the configuration", "Keeps the configuration as it is, for iface-rollback.",
                "jvirt iface-begin"),
        of("iface-commit", "end a change of the configuration", "Ends what iface-begin began; there is no way back.",
                "jvirt iface-commit"),
        of("iface-rollback", "undo a change of the configuration", "Puts the configuration back as it was at iface-begin.",
                "jvirt iface-rollback"),
        of("iface-bridge", "put an interface into a new bridge", "Makes a bridge that has an interface as a port and its addresses.",
                "jvirt iface-bridge eth0 br0",
                Option.required("interface", Values.NONE, "the interface"),
                Option.required("bridge", Values.NONE, "the new bridge's name"),
                flag("no-stp", "without the spanning tree protocol"),
                Option.number("delay", "for so many seconds a new port carries nothing"),
                flag("no-start", "do not bring it up yet")),
        of("iface-unbridge", "take the interface out of a bridge", "Removes a bridge and gives its addresses to the interface that was its port.",
                "jvirt iface-unbridge br0",
                Option.required("bridge", Values.NONE, "the bridge"),
                flag("no-start", "do not bring the interface up yet")),
    };

    @Override
    public Group group() {
        return Group.INTERFACE;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "iface-list" -> HostInterfaceCommands.list(in);
            case "iface-dumpxml" -> HostInterfaceCommands.dump(in);
            case "iface-name" -> HostInterfaceCommands.name(in);
            case "iface-mac" -> HostInterfaceCommands.mac(in);
            case "iface-define" -> HostInterfaceCommands.define(in);
            case "iface-undefine" -> HostInterfaceCommands.undefine(in);
            case "iface-edit" -> HostInterfaceCommands.edit(in);
            case "iface-start" -> HostInterfaceCommands.start(in);
            case "iface-destroy" -> HostInterfaceCommands.destroy(in);
            case "iface-begin" -> HostInterfaceCommands.begin(in);
            case "iface-commit" -> HostInterfaceCommands.commit(in);
            case "iface-rollback" -> HostInterfaceCommands.rollback(in);
            case "iface-bridge" -> HostInterfaceCommands.bridge(in);
            case "iface-unbridge" -> HostInterfaceCommands.unbridge(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}
