package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.ACTIVE;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.AgentCommands;
import io.jvirt.cli.run.FilesystemCommands;
import io.jvirt.cli.run.SshKeyCommands;

/** Commands that work within the guest, mostly through its agent. */
public final class GuestTable implements CommandTable {
    private static final Option USER = Option.required("user", Values.NONE, "the user in the guest");

    private final Command[] commands = {
        of("guestinfo", "what a guest tells of itself", "Prints facts that the guest agent knows.",
                "jvirt guestinfo web --os --hostname",
                ACTIVE,
                flag("user", "who is logged in"),
                flag("os", "the operating system"),
                flag("timezone", "the time zone"),
                flag("hostname", "the host name"),
                flag("filesystem", "the file systems"),
                flag("disk", "the disks"),
                flag("interface", "the network interfaces")),
        of("guestvcpus", "the CPUs a guest has online",
                "Prints which CPUs the guest has online, or lets it put some online or offline.",
                "jvirt guestvcpus web --cpulist 1 --disable",
                ACTIVE,
                Option.text("cpulist", Values.NONE, "the CPUs, such as 1,3-4"),
                flag("enable", "put them online"),
                flag("disable", "put them offline")),
        of("guest-agent-timeout", "how long the agent may take", "Sets how long the guest agent may take to answer.",
                "jvirt guest-agent-timeout web --timeout 10",
                ACTIVE,
                Option.namedNumber("timeout", "seconds; -2 for ever (the default), -1 the daemon's limit, 0 not at all")),
        of("domhostname", "the host name of a guest", "Prints the name that the guest gives itself.",
                "jvirt domhostname web",
                ACTIVE,
                Option.text("source", Values.ADDRESS_SOURCE, "where from: 'lease' or 'agent'")),
        of("domfsinfo", "the file systems mounted in a guest", "Lists the file systems that are mounted in the guest.",
                "jvirt domfsinfo web", ACTIVE),
        of("domfsfreeze", "freeze a guest's file systems",
                "Lets the guest write out and hold its file systems, all or the named ones, until domfsthaw.",
                "jvirt domfsfreeze web /srv",
                ACTIVE,
                Option.list("mountpoint", Values.NONE, "where a file system is mounted")),
        of("domfsthaw", "thaw a guest's file systems", "Ends domfsfreeze.",
                "jvirt domfsthaw web",
                ACTIVE,
                Option.list("mountpoint", Values.NONE, "where a file system is mounted")),
        of("domfstrim", "give a guest's unused blocks back", "Lets the guest give unused blocks back to the host.",
                "jvirt domfstrim web",
                ACTIVE,
                Option.number("minimum", "leave out free ranges below so many bytes"),
                Option.text("mountpoint", Values.NONE, "only the file system that is mounted there")),
        of("set-user-password", "set a password within a guest", "Sets the password of a user of the guest.",
                "jvirt set-user-password web root secret",
                ACTIVE,
                USER,
                Option.required("password", Values.NONE, "the new password"),
                flag("encrypted", "the password is encrypted already")),
        of("get-user-sshkeys", "the SSH keys that may log in to a guest",
                "Lists the keys that may log in as a user of the guest.",
                "jvirt get-user-sshkeys web root", ACTIVE, USER),
        of("set-user-sshkeys", "change the SSH keys that may log in to a guest",
                "Adds keys that may log in as a user of the guest, replaces all or removes some.",
                "jvirt set-user-sshkeys web root --file ~/.ssh/id_ed25519.pub",
                ACTIVE,
                USER,
                Option.text("file", Values.FILE, "the keys, one a line"),
                flag("reset", "remove all other keys"),
                flag("remove", "remove the keys of the file")),
        of("qemu-agent-command", "send a command to a guest's agent",
                "Sends a JSON command to the QEMU guest agent and prints its answer.",
                "jvirt qemu-agent-command web '{\"execute\":\"guest-ping\"}'",
                ACTIVE,
                Option.namedNumber("timeout", "seconds to wait"),
                flag("async", "do not wait for the answer"),
                flag("block", "wait for ever"),
                flag("pretty", "lay the answer out"),
                Option.requiredList("cmd", Values.NONE, "the command")),
    };

    @Override
    public Group group() {
        return Group.DOMAIN;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "guestinfo" -> AgentCommands.info(in);
            case "guestvcpus" -> AgentCommands.vcpus(in);
            case "guest-agent-timeout" -> AgentCommands.timeout(in);
            case "domhostname" -> AgentCommands.hostname(in);
            case "qemu-agent-command" -> AgentCommands.command(in);
            case "set-user-password" -> AgentCommands.password(in);
            case "domfsinfo" -> FilesystemCommands.list(in);
            case "domfsfreeze" -> FilesystemCommands.freeze(in);
            case "domfsthaw" -> FilesystemCommands.thaw(in);
            case "domfstrim" -> FilesystemCommands.trim(in);
            case "get-user-sshkeys" -> SshKeyCommands.get(in);
            case "set-user-sshkeys" -> SshKeyCommands.set(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}
