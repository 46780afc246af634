package io.jvirt.cli.run;

import io.jvirt.cli.Commands;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.Usage;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Names;
import io.jvirt.cli.shell.Completion;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** The commands about jvirt itself. */
public final class OwnCommands {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+./:,@%";

    private OwnCommands() {}

    /** Changes the folder. Java has none of its own, so {@code user.dir} stands for it and files are resolved there. */
    public static void changeFolder(Invocation in) {
        if (!in.session().interactive()) {
            throw new Failure("cd: command valid only in interactive mode");
        }
        String given = in.text("dir");
        String wanted = given == null ? System.getProperty("user.home", "/") : given;
        File folder = in.file(wanted);
        if (!folder.isDirectory()) {
            throw new Failure("cd: " + wanted + ": " + (folder.exists() ? "Not a directory" : "No such file or directory"));
        }
        in.session().setFolder(folder.toPath().normalize().toString());
    }

    /** Prints the folder. */
    public static void folder(Invocation in) {
        in.print(in.session().folder() + "\n");
    }

    /** Connects to a hypervisor. */
    public static void connect(Invocation in) {
        String name = in.text("name");
        in.session().connect(name == null || name.isEmpty() ? null : name, in.flag("readonly"));
    }

    /** Prints words. */
    public static void echo(Invocation in) {
        StringBuilder text = new StringBuilder();
        String prefix = in.text("prefix");
        if (prefix != null) {
            text.append(prefix).append(' ');
        }
        boolean first = true;
        for (String word : in.list("string")) {
            for (String part : in.flag("split") ? split(word) : List.of(word)) {
                if (!first) {
                    text.append(in.flag("split") ? '\n' : ' ');
                }
                first = false;
                String shown = in.flag("xml") ? quoteXml(part) : part;
                text.append(in.flag("shell") ? quoteShell(shown) : shown);
            }
        }
        if (in.flag("err")) {
            in.complain(text.toString());
        } else {
            in.print(text.toString());
        }
    }

    /** {@return the parts between commas; two commas stand for one} */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ',') {
                part.append(c);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == ',') {
                part.append(',');
                i++;
            } else {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static String quoteXml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }

    private static String quoteShell(String text) {
        boolean plain = !text.isEmpty();
        for (int i = 0; i < text.length() && plain; i++) {
            plain = PLAIN.indexOf(text.charAt(i)) >= 0;
        }
        return plain ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Prints help. */
    public static void help(Invocation in) {
        String name = in.text("command");
        if (name == null) {
            in.print("Grouped commands:\n\n" + Usage.groups(":"));
            return;
        }
        for (Group group : Group.values()) {
            if (group.keyword().equals(name)) {
                in.print(Usage.group(group, ":"));
                return;
            }
        }
        Command command = Commands.find(name);
        if (command == null) {
            List<String> known = new ArrayList<>(Commands.names());
            for (Group group : Group.values()) {
                known.add(group.keyword());
            }
            throw new Failure("command or command group '" + name + "' doesn't exist" + Names.hint("", name, known));
        }
        in.print(command.help());
    }

    /** Prints what the last word could be. */
    public static void complete(Invocation in) {
        for (String candidate : Completion.of(in.session(), in.list("string"))) {
            in.print(candidate + "\n");
        }
    }
}
