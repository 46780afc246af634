package io.jvirt.cli.run;

import io.jvirt.api.Flag;
import io.jvirt.api.Metadata;
import io.jvirt.api.network.Network;
import io.jvirt.api.network.NetworkFlags;
import io.jvirt.api.network.Networks;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.ArrayList;
import java.util.List;

/** The commands that change networks. */
public final class NetworkChanges {
    /** In the order of libvirt's numbers, from 1. */
    private static final List<String> COMMANDS = List.of("modify", "delete", "add-last", "add-first");

    private static final List<String> SECTIONS = List.of(
            "bridge", "domain", "ip", "ip-dhcp-host", "ip-dhcp-range", "forward", "forward-interface", "forward-pf", "portgroup",
            "dns-host", "dns-txt", "dns-srv");

    private NetworkChanges() {}

    private static NetworkFlags.Define[] validate(Invocation in) {
        return in.flag("validate") ? new NetworkFlags.Define[] {NetworkFlags.Define.VALIDATE} : new NetworkFlags.Define[0];
    }

    /** Stores a document. */
    public static void define(Invocation in) {
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to define network from " + file);
        Network network = in.connection().networks().define(xml, validate(in));
        in.extra("Network " + network.name() + " defined from " + file + "\n");
    }

    /** Starts a network from a document. */
    public static void create(Invocation in) {
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to create network from " + file);
        Network network = in.connection().networks().create(xml, validate(in));
        in.extra("Network " + network.name() + " created from " + file + "\n");
    }

    /** Starts a network. */
    public static void start(Invocation in) {
        Network network = NetworkFacts.network(in);
        in.attempt("Failed to start network " + network.name());
        network.start();
        in.extra("Network " + network.name() + " started\n");
    }

    /** Stops a network. */
    public static void destroy(Invocation in) {
        Network network = NetworkFacts.network(in);
        in.attempt("Failed to destroy network " + network.name());
        network.destroy();
        in.extra("Network " + network.name() + " destroyed\n");
    }

    /** Removes a document. */
    public static void undefine(Invocation in) {
        Network network = NetworkFacts.network(in);
        in.attempt("Failed to undefine network " + network.name());
        network.undefine();
        in.extra("Network " + network.name() + " has been undefined\n");
    }

    /** Says whether a network starts with the daemon. */
    public static void autostart(Invocation in) {
        Network network = NetworkFacts.network(in);
        boolean disable = in.flag("disable");
        in.attempt("failed to " + (disable ? "unmark" : "mark") + " network " + network.name() + " as autostarted");
        network.setAutostart(!disable);
        in.extra("Network " + network.name() + (disable ? " unmarked" : " marked") + " as autostarted\n");
    }

    /** Edits a stored document. */
    public static void edit(Invocation in) {
        Networks networks = in.connection().networks();
        Network network = NetworkFacts.network(in);
        boolean changed = Editing.edit(in, true, new Editing.Subject() {
            @Override
            public String read() {
                return network.xml(NetworkFlags.Xml.INACTIVE);
            }

            @Override
            public void write(String xml, boolean validate) {
                networks.define(xml, validate ? new NetworkFlags.Define[] {NetworkFlags.Define.VALIDATE} : new NetworkFlags.Define[0]);
            }
        });
        in.extra("Network " + network.name() + " XML configuration " + (changed ? "edited" : "not changed") + ".\n");
    }

    private static NetworkFlags.Affect[] affects(Invocation in) {
        in.exclusive("current", "live");
        in.exclusive("current", "config");
        List<NetworkFlags.Affect> flags = new ArrayList<>();
        if (in.flag("live")) {
            flags.add(NetworkFlags.Affect.LIVE);
        }
        if (in.flag("config")) {
            flags.add(NetworkFlags.Affect.CONFIG);
        }
        return flags.toArray(new NetworkFlags.Affect[0]);
    }

    /** Changes one entry. */
    public static void update(Invocation in) {
        Network network = NetworkFacts.network(in);
        String word = in.required("command");
        int command = COMMANDS.indexOf(word.equals("add") ? "add-last" : word) + 1;
        if (command == 0) {
            throw new Failure("unrecognized command name '" + word + "'");
        }
        String section = in.required("section");
        int number = SECTIONS.indexOf(section) + 1;
        if (number == 0) {
            throw new Failure("unrecognized section name '" + section + "'");
        }
        String given = in.required("xml");
        String xml = given.stripLeading().startsWith("<") ? given : in.read(given);
        NetworkFlags.Affect[] flags = affects(in);
        boolean live = Flag.has(flags, NetworkFlags.Affect.LIVE) || flags.length == 0 && network.active();
        boolean config = Flag.has(flags, NetworkFlags.Affect.CONFIG) || flags.length == 0 && !live;
        in.attempt("Failed to update network " + network.name());
        network.update(command, number, in.integer("parent-index", -1), xml, flags);
        in.extra("Updated network " + network.name() + " "
                + (config && live ? "persistent config and live state" : config ? "persistent config" : "live state") + "\n");
    }

    /** Prints or changes a description or a title. */
    public static void description(Invocation in) {
        NetworkFlags.Affect[] flags = affects(in);
        boolean title = in.flag("title");
        Metadata type = title ? Metadata.TITLE : Metadata.DESCRIPTION;
        Network network = NetworkFacts.network(in);
        String noun = title ? "title" : "description";
        String text = String.join(" ", in.list("new-desc"));
        boolean given = in.flag("new-desc");
        if (!in.flag("edit") && !given) {
            String present = NetworkFacts.text(network, type, flags);
            if (present.isEmpty()) {
                in.extra("No " + noun + " for network: " + network.name());
            } else {
                in.print(present);
            }
            return;
        }
        if (in.flag("edit")) {
            String before = given ? text : NetworkFacts.text(network, type, flags);
            text = Editor.edit(in, before).stripTrailing();
            if (text.equals(before)) {
                in.extra("Network " + noun + " not changed\n");
                return;
            }
        }
        in.attempt("Failed to set new network " + noun);
        network.setMetadata(type, text, null, null, flags);
        in.extra("Network " + noun + " updated successfully");
    }

    /** Prints or changes an element of a namespace. */
    public static void metadata(Invocation in) {
        in.exclusive("edit", "set");
        in.exclusive("remove", "set");
        in.exclusive("remove", "edit");
        NetworkFlags.Affect[] flags = affects(in);
        String uri = in.required("uri");
        String key = in.text("key");
        Network network = NetworkFacts.network(in);
        String element = in.text("set");
        if (element == null && !in.flag("edit") && !in.flag("remove")) {
            in.print(network.metadata(Metadata.ELEMENT, uri, flags) + "\n");
            return;
        }
        if (key == null && !in.flag("remove")) {
            throw new Failure("namespace key is required when modifying metadata");
        }
        if (in.flag("edit")) {
            element = Editor.edit(in, network.metadata(Metadata.ELEMENT, uri, flags));
        }
        network.setMetadata(Metadata.ELEMENT, element, key, uri, flags);
        in.extra(in.flag("remove") ? "Metadata removed\n" : "Metadata modified\n");
    }
}
