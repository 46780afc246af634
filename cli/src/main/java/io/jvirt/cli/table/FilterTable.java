package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
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
import io.jvirt.cli.run.FilterCommands;

/** Commands about network filters. */
public final class FilterTable implements CommandTable {
    private static final Option FILTER = Option.required("nwfilter", Values.NONE, "the filter's name or UUID");
    private static final Option BINDING = Option.required("binding", Values.NONE, "the host's interface");

    private final Command[] commands = {
        of("nwfilter-define", "store a network filter", "Stores a network filter, new or changed. Where the old one is in force, the new one is at once.",
                "jvirt nwfilter-define web-only.xml",
                document("filter"),
                VALIDATE),
        of("nwfilter-dumpxml", "print a network filter's document", "Prints a network filter's document.",
                "jvirt nwfilter-dumpxml clean-traffic",
                FILTER,
                XPATH,
                WRAP),
        of("nwfilter-edit", "edit a network filter", "Opens a network filter's document in an editor and stores what is left there.",
                "jvirt nwfilter-edit web-only",
                FILTER),
        of("nwfilter-list", "list network filters", "Lists the network filters.",
                "jvirt nwfilter-list"),
        of("nwfilter-undefine", "remove a network filter", "Removes a network filter that is not in force and that no other refers to.",
                "jvirt nwfilter-undefine web-only",
                FILTER),
        of("nwfilter-binding-create", "put a filter in force on an interface", "Puts a filter in force on an interface of the host; for guests this happens by itself.",
                "jvirt nwfilter-binding-create binding.xml",
                document("binding"),
                VALIDATE),
        of("nwfilter-binding-delete", "take the filter from an interface", "Takes the filter from an interface of the host.",
                "jvirt nwfilter-binding-delete vnet0",
                BINDING),
        of("nwfilter-binding-dumpxml", "print what is in force on an interface", "Prints which filter is in force on an interface of the host, and for which guest.",
                "jvirt nwfilter-binding-dumpxml vnet0",
                BINDING,
                XPATH,
                WRAP),
        of("nwfilter-binding-list", "list what is in force", "Lists the interfaces of the host with a filter in force.",
                "jvirt nwfilter-binding-list"),
    };

    @Override
    public Group group() {
        return Group.FILTER;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "nwfilter-define" -> FilterCommands.define(in);
            case "nwfilter-dumpxml" -> FilterCommands.dump(in);
            case "nwfilter-edit" -> FilterCommands.edit(in);
            case "nwfilter-list" -> FilterCommands.list(in);
            case "nwfilter-undefine" -> FilterCommands.undefine(in);
            case "nwfilter-binding-create" -> FilterCommands.bind(in);
            case "nwfilter-binding-delete" -> FilterCommands.unbind(in);
            case "nwfilter-binding-dumpxml" -> FilterCommands.dumpBinding(in);
            case "nwfilter-binding-list" -> FilterCommands.bindings(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}
