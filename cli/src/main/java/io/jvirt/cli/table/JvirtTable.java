package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.local;
import static io.jvirt.cli.grammar.Command.raw;
import static io.jvirt.cli.grammar.Option.flag;

import io.jvirt.cli.CommandTable;

import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.OwnCommands;
import io.jvirt.cli.run.Programs;

/** Commands about jvirt itself. */
public final class JvirtTable implements CommandTable {
    private static final Option ARGUMENTS = Option.list("argument", Values.FILE, "see its own --help");

    private final Command[] commands = {
        local("cd", "change the folder", "Changes the folder in which files are looked for.",
                "jvirt 'cd /var/tmp; define guest.xml'",
                Option.text("dir", Values.FILE, "the folder, the home folder without one")),
        local("connect", "connect to another hypervisor", "Connects to a hypervisor, the default one without a URI.",
                "jvirt 'connect qemu:///session; list'",
                Option.text("name", Values.NONE, "the URI").allowingEmpty(),
                flag("readonly", "only ask, change nothing")),
        local("echo", "print words", "Prints its words, quoted if asked.",
                "jvirt echo --shell \"it's here\"",
                flag("shell", "quoted for a shell"),
                flag("xml", "quoted for XML"),
                flag("split", "split each word at commas; two commas stand for one"),
                flag("err", "to standard error, as an error"),
                Option.alias("str", "string"),
                Option.alias("hi", "string=hello"),
                Option.named("prefix", Values.NONE, "what to print before"),
                Option.list("string", Values.NONE, "the words")),
        local("exit", "leave", "Ends jvirt.", "jvirt 'list; exit'"),
        local("help", "tell what commands do", "Prints all commands, those of a group, or what one command does.",
                "jvirt help start",
                Option.text("command", Values.COMMAND, "a command or a group's keyword")),
        local("pwd", "the folder", "Prints the folder in which files are looked for.", "jvirt pwd"),
        local("quit", "leave", "Ends jvirt.", "jvirt 'list; quit'"),
        local("complete", "what a command line could go on with",
                "Prints what the last word could be, for the completion of shells.",
                "jvirt complete -- start ''",
                Option.list("string", Values.NONE, "the words so far")),
        raw("demo", "a guest in a minute", "Makes and boots a small Linux guest and goes to its console.",
                "jvirt demo", ARGUMENTS),
        raw("doctor", "what this host can do", "Tells what this host can do and what to do about what it cannot.",
                "jvirt doctor", ARGUMENTS),
        raw("image", "disk images", "Makes, converts, checks and changes disk images with qemu-img's commands and options.",
                "jvirt image info disk.qcow2", ARGUMENTS),
        raw("conformance", "compare with libvirt's test cases", "Runs test cases and tells how many pass.",
                "jvirt conformance ./cases", ARGUMENTS),
    };

    @Override
    public Group group() {
        return Group.JVIRT;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "cd" -> OwnCommands.changeFolder(in);
            case "connect" -> OwnCommands.connect(in);
            case "echo" -> OwnCommands.echo(in);
            case "exit", "quit" -> in.session().end();
            case "help" -> OwnCommands.help(in);
            case "pwd" -> OwnCommands.folder(in);
            case "complete" -> OwnCommands.complete(in);
            case "demo", "doctor", "image", "conformance" -> Programs.run(command, in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}
