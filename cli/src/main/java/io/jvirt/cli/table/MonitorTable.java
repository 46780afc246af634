package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.ACTIVE;
import static io.jvirt.cli.table.Common.CONFIG;
import static io.jvirt.cli.table.Common.CURRENT;
import static io.jvirt.cli.table.Common.DOMAIN;
import static io.jvirt.cli.table.Common.LIVE;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.Disks;
import io.jvirt.cli.run.DomainFacts;
import io.jvirt.cli.run.DomainList;
import io.jvirt.cli.run.Interfaces;
import io.jvirt.cli.run.MemoryCommands;
import io.jvirt.cli.run.StatisticsCommand;
import io.jvirt.cli.run.TimeCommand;

/** Commands that ask what guests do. */
public final class MonitorTable implements CommandTable {
    private final Command[] commands = {
        of("list", "list guests", "Lists the running guests, or those that the options choose.",
                "jvirt list --all",
                flag("inactive", "guests that are off"),
                flag("all", "all guests"),
                flag("transient", "guests without a stored definition"),
                flag("persistent", "guests with a stored definition"),
                flag("with-snapshot", "guests with snapshots"),
                flag("without-snapshot", "guests without snapshots"),
                flag("with-checkpoint", "guests with checkpoints"),
                flag("without-checkpoint", "guests without checkpoints"),
                flag("state-running", "guests that run"),
                flag("state-paused", "guests that are paused"),
                flag("state-shutoff", "guests that are shut off"),
                flag("state-other", "guests in any other state"),
                flag("autostart", "guests that start with the daemon"),
                flag("no-autostart", "guests that do not start with the daemon"),
                flag("with-managed-save", "guests with a managed save image"),
                flag("without-managed-save", "guests without a managed save image"),
                flag("uuid", "print UUIDs only"),
                flag("name", "print names only"),
                flag("id", "print ids only"),
                flag("table", "print a table (the default)"),
                flag("managed-save", "mark the guests that have a managed save image"),
                flag("title", "print the titles too")),
        of("dominfo", "a guest at a glance", "Prints identity, state, CPUs, memory and settings of a guest.",
                "jvirt dominfo web", DOMAIN),
        of("domstate", "the state of a guest", "Prints the state of a guest.",
                "jvirt domstate web --reason",
                DOMAIN,
                flag("reason", "tell why it is in that state")),
        of("domblklist", "the disks of a guest", "Lists the disks of a guest with what they lie on.",
                "jvirt domblklist web --details",
                DOMAIN,
                flag("inactive", "as of the next start"),
                flag("details", "tell type and device too")),
        of("domblkinfo", "the sizes of a guest's disk",
                "Prints what a disk offers to the guest, what it takes on the host and how long its file is, in bytes.",
                "jvirt domblkinfo web --all --human",
                DOMAIN,
                Option.text("device", Values.DISK, "the disk, by target or source"),
                flag("human", "in units that suit the values"),
                flag("all", "all disks")),
        of("domblkstat", "what a guest's disk did",
                "Prints requests, bytes and errors of a disk of a running guest, of all disks together without one.",
                "jvirt domblkstat web vda --human",
                ACTIVE,
                Option.text("device", Values.DISK, "the disk, by target or source").allowingEmpty(),
                flag("human", "with words for the values")),
        of("domblkerror", "the disks that failed", "Lists the disks whose errors made the guest stop.",
                "jvirt domblkerror web", ACTIVE),
        of("domcontrol", "the state of a guest's monitor", "Tells whether the hypervisor's monitor answers.",
                "jvirt domcontrol web", ACTIVE),
        of("domiflist", "the network interfaces of a guest", "Lists the network interfaces of a guest.",
                "jvirt domiflist web",
                DOMAIN,
                flag("inactive", "as of the next start")),
        of("domif-getlink", "whether an interface's cable is plugged in",
                "Prints the link state of a network interface of a guest.",
                "jvirt domif-getlink web vnet0",
                DOMAIN,
                Option.required("interface", Values.INTERFACE, "the interface, by target or MAC address"),
                flag("config", "as of the next start")),
        of("domifstat", "what a guest's interface did",
                "Prints bytes, packets, errors and drops of an interface of a running guest.",
                "jvirt domifstat web vnet0",
                ACTIVE,
                Option.required("interface", Values.INTERFACE, "the interface, by target or MAC address")),
        of("domifaddr", "the addresses of a guest", "Lists the addresses of the interfaces of a running guest.",
                "jvirt domifaddr web --source agent",
                ACTIVE,
                Option.text("interface", Values.NONE, "only this interface"),
                flag("full", "repeat name and MAC address in each line"),
                Option.text("source", Values.ADDRESS_SOURCE, "where from: 'lease' (the default), 'agent' or 'arp'")),
        of("dommemstat", "the memory statistics of a guest",
                "Prints what the balloon knows of the guest's memory in KiB, or sets how often it asks.",
                "jvirt dommemstat web",
                ACTIVE,
                Option.namedNumber("period", "ask the guest every so many seconds, 0 for never"),
                CONFIG,
                LIVE,
                CURRENT),
        of("domstats", "statistics of many guests",
                "Prints statistics of the named guests or of all, in groups. Without a group's option all are printed.",
                "jvirt domstats --block --interface web",
                flag("state", "state and reason"),
                flag("cpu-total", "CPU times"),
                flag("balloon", "the balloon's figures"),
                flag("vcpu", "each virtual CPU"),
                flag("interface", "network interfaces"),
                flag("block", "disks"),
                flag("perf", "performance counters"),
                flag("iothread", "I/O threads"),
                flag("memory", "memory bandwidth"),
                flag("dirtyrate", "how fast memory changes"),
                flag("vm", "what the hypervisor itself counts"),
                flag("list-active", "guests that run"),
                flag("list-inactive", "guests that are off"),
                flag("list-persistent", "guests with a stored definition"),
                flag("list-transient", "guests without a stored definition"),
                flag("list-running", "guests in the state running"),
                flag("list-paused", "guests that are paused"),
                flag("list-shutoff", "guests that are shut off"),
                flag("list-other", "guests in any other state"),
                flag("raw", "print the values as they come"),
                flag("enforce", "fail when the driver does not know a group"),
                flag("backing", "tell about backing images too"),
                flag("nowait", "leave out what would have to wait"),
                Option.list("domain", Values.DOMAIN, "guests, by name, id or UUID")),
        of("domtime", "the clock of a guest", "Prints or sets the clock of a guest, through its agent.",
                "jvirt domtime web --pretty",
                ACTIVE,
                flag("now", "set it to this host's time"),
                flag("pretty", "print it as a date"),
                flag("sync", "set it from the guest's real-time clock"),
                Option.number("time", "set it to so many seconds since 1970")),
    };

    @Override
    public Group group() {
        return Group.MONITOR;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "list" -> DomainList.list(in);
            case "dominfo" -> DomainFacts.info(in);
            case "domstate" -> DomainFacts.state(in);
            case "domcontrol" -> DomainFacts.control(in);
            case "domblklist" -> Disks.list(in);
            case "domblkinfo" -> Disks.info(in);
            case "domblkstat" -> Disks.statistics(in);
            case "domblkerror" -> Disks.errors(in);
            case "domiflist" -> Interfaces.list(in);
            case "domif-getlink" -> Interfaces.link(in);
            case "domifstat" -> Interfaces.statistics(in);
            case "domifaddr" -> Interfaces.addresses(in);
            case "dommemstat" -> MemoryCommands.statistics(in);
            case "domstats" -> StatisticsCommand.run(in);
            case "domtime" -> TimeCommand.run(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}
