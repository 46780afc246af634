package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.LOOP;
import static io.jvirt.cli.table.Common.TIMEOUT;
import static io.jvirt.cli.table.Common.TIMESTAMP;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.EventCommand;
import io.jvirt.cli.run.MonitorEventCommand;

/** Commands that wait for events. */
public final class EventTable implements CommandTable {
    private final Command[] commands = {
        of("event", "wait for guests' events", "Prints the events of guests as they happen, or the kinds there are.",
                "jvirt event --all --loop --timestamp",
                Option.text("domain", Values.DOMAIN, "only this guest's, by name, id or UUID"),
                Option.text("event", Values.EVENT, "the kind to wait for"),
                flag("all", "all kinds"),
                LOOP,
                TIMEOUT,
                flag("list", "list the kinds"),
                TIMESTAMP),
        of("qemu-monitor-event", "wait for QEMU's own events", "Prints the events of guests' QEMU monitors as they come.",
                "jvirt qemu-monitor-event web --loop --pretty",
                Option.text("domain", Values.DOMAIN, "only this guest's, by name, id or UUID"),
                Option.text("event", Values.NONE, "only events of this name"),
                flag("pretty", "lay the data out"),
                LOOP,
                TIMEOUT,
                flag("regex", "the name is a regular expression"),
                flag("no-case", "capital or small letters do not matter"),
                TIMESTAMP),
    };

    @Override
    public Group group() {
        return Group.EVENTS;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "event" -> EventCommand.run(in);
            case "qemu-monitor-event" -> MonitorEventCommand.run(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}
