package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.NetworkChanges;
import io.jvirt.cli.run.NetworkFacts;
import io.jvirt.cli.run.NetworkPorts;

/** Commands of virtual networks. */
public final class NetworkTable implements CommandTable {
    private static final Option NETWORK = Option.required("network", Values.NONE, "the network's name or UUID");
    private static final Option FILE = Option.required("file", Values.FILE, "the network's document");
    private static final Option VALIDATE = flag("validate", "refuse a document with unknown elements");
    private static final Option PORT = Option.required("port", Values.NONE, "the port's UUID");
    private static final Option CONFIG = flag("config", "the next start");
    private static final Option LIVE = flag("live", "the running network");
    private static final Option CURRENT = flag("current", "the present state: running network or next start");

    private final Command[] commands = {
        of("net-list", "the networks of the host", "Lists networks that run, or others.", "jvirt net-list --all",
                flag("inactive", "those that do not run"),
                flag("all", "those that run and those that do not"),
                flag("persistent", "those with a stored definition"),
                flag("transient", "those without one"),
                flag("autostart", "those that start with the daemon"),
                flag("no-autostart", "those that do not"),
                flag("uuid", "only UUIDs"),
                flag("name", "only names"),
                flag("table", "a table (the usual)"),
                flag("title", "with their titles")),
        of("net-info", "facts about a network", "Prints what a network is and does.", "jvirt net-info default", NETWORK),
        of("net-dumpxml", "print a network's document", "Prints the document of a network.", "jvirt net-dumpxml default",
                NETWORK, flag("inactive", "as of the next start"), Common.XPATH, Common.WRAP),
        of("net-define", "store a network's document", "Stores a network's document, new or in place of the old one.",
                "jvirt net-define lab.xml", FILE, VALIDATE),
        of("net-create", "start a network from a document", "Starts a network that is gone when it is stopped.",
                "jvirt net-create lab.xml", FILE, VALIDATE),
        of("net-start", "start a network", "Starts a defined network.", "jvirt net-start default", NETWORK),
        of("net-destroy", "stop a network", "Stops a network. Guests stay, unplugged.", "jvirt net-destroy default", NETWORK),
        of("net-undefine", "remove a network's document", "Removes the stored document of a network. A running one goes on without.",
                "jvirt net-undefine lab", NETWORK),
        of("net-autostart", "start a network with the daemon", "Says whether a network starts with the daemon.",
                "jvirt net-autostart default", NETWORK, flag("disable", "it does not")),
        of("net-edit", "change a network's document in an editor",
                "Opens the stored document in $VISUAL or $EDITOR and stores it when it was changed.", "EDITOR=nano jvirt net-edit default", NETWORK),
        of("net-update", "change one entry of a network",
                "Adds, changes or removes one entry of a network's document, while it runs or for the next start.",
                "jvirt net-update default add ip-dhcp-host \"<host mac='52:54:00:00:00:01' ip='192.168.122.5'/>\" --live --config",
                NETWORK,
                Option.required("command", Values.NONE, "add-first, add-last (add), delete or modify"),
                Option.required("section", Values.NONE, "ip-dhcp-host, ip-dhcp-range, dns-host, dns-txt, dns-srv, portgroup, forward-interface ..."),
                Option.required("xml", Values.FILE, "the entry, or a file with it"),
                Option.number("parent-index", "which <ip> element, from 0"),
                CONFIG, LIVE, CURRENT),
        of("net-dhcp-leases", "the addresses that a network gave out", "Lists the leases of a network.", "jvirt net-dhcp-leases default",
                NETWORK, Option.text("mac", Values.NONE, "only of this card")),
        of("net-name", "the name of a network", "Prints the name of a network.", "jvirt net-name UUID",
                Option.required("network", Values.NONE, "the network's UUID")),
        of("net-uuid", "the UUID of a network", "Prints the UUID of a network.", "jvirt net-uuid default",
                Option.required("network", Values.NONE, "the network's name")),
        of("net-desc", "a network's description or title",
                "Prints a network's description or title, or sets it to the given words; empty removes it.", "jvirt net-desc default --title 'For all'",
                NETWORK, LIVE, CONFIG, CURRENT, flag("title", "the title, not the description"),
                flag("edit", "change it in an editor"), Option.list("new-desc", Values.NONE, "the new text")),
        of("net-metadata", "what programs keep with a network", "Prints, sets or removes the metadata element of a namespace.",
                "jvirt net-metadata default http://example.org/app --key app --set '<owner>ann</owner>'",
                NETWORK, Option.required("uri", Values.NONE, "the namespace"), LIVE, CONFIG, CURRENT,
                flag("edit", "change it in an editor"),
                Option.text("key", Values.NONE, "the prefix that stands for the namespace"),
                Option.text("set", Values.NONE, "the new element"), flag("remove", "remove it")),
        of("net-event", "wait for events of networks", "Prints events of networks as they come.", "jvirt net-event --event lifecycle --loop",
                Option.text("network", Values.NONE, "only of this network"),
                Option.text("event", Values.NONE, "lifecycle or metadata-change"),
                Common.LOOP, Common.TIMEOUT, flag("list", "the kinds of events there are"), Common.TIMESTAMP),
        of("net-port-list", "the ports of a network", "Lists what guests' cards are plugged into.", "jvirt net-port-list default",
                NETWORK, flag("uuid", "only UUIDs"), flag("table", "a table (the usual)")),
        of("net-port-dumpxml", "print a port's document", "Prints the document of a port.", "jvirt net-port-dumpxml default UUID",
                NETWORK, PORT, Common.XPATH, Common.WRAP),
        of("net-port-create", "make a port", "Makes a port of a network from a document, for programs that plug something in themselves.",
                "jvirt net-port-create default port.xml", NETWORK, Option.required("file", Values.FILE, "the port's document"), VALIDATE),
        of("net-port-delete", "remove a port", "Removes a port of a network.", "jvirt net-port-delete default UUID", NETWORK, PORT),
    };

    @Override
    public Group group() {
        return Group.NETWORK;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "net-list" -> NetworkFacts.list(in);
            case "net-info" -> NetworkFacts.info(in);
            case "net-dumpxml" -> NetworkFacts.dump(in);
            case "net-name" -> in.print(NetworkFacts.network(in).name() + "\n");
            case "net-uuid" -> in.print(NetworkFacts.network(in).uuid() + "\n");
            case "net-dhcp-leases" -> NetworkFacts.leases(in);
            case "net-event" -> NetworkFacts.events(in);
            case "net-define" -> NetworkChanges.define(in);
            case "net-create" -> NetworkChanges.create(in);
            case "net-start" -> NetworkChanges.start(in);
            case "net-destroy" -> NetworkChanges.destroy(in);
            case "net-undefine" -> NetworkChanges.undefine(in);
            case "net-autostart" -> NetworkChanges.autostart(in);
            case "net-edit" -> NetworkChanges.edit(in);
            case "net-update" -> NetworkChanges.update(in);
            case "net-desc" -> NetworkChanges.description(in);
            case "net-metadata" -> NetworkChanges.metadata(in);
            case "net-port-list" -> NetworkPorts.list(in);
            case "net-port-dumpxml" -> NetworkPorts.dump(in);
            case "net-port-create" -> NetworkPorts.create(in);
            case "net-port-delete" -> NetworkPorts.delete(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}
