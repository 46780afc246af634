package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.LOOP;
import static io.jvirt.cli.table.Common.TIMEOUT;
import static io.jvirt.cli.table.Common.TIMESTAMP;
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
import io.jvirt.cli.run.SecretCommands;

/** Commands about secrets. */
public final class SecretTable implements CommandTable {
    private static final Option SECRET = Option.required("secret", Values.NONE, "the secret's UUID");

    private final Command[] commands = {
        of("secret-define", "store a secret's document", "Stores a secret, new or changed, from a file with its document. Its value is set with secret-set-value.",
                "jvirt secret-define disk-key.xml",
                document("secret"),
                VALIDATE),
        of("secret-dumpxml", "print a secret's document", "Prints a secret's document, which never has the value.",
                "jvirt secret-dumpxml 0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f",
                SECRET,
                XPATH,
                WRAP),
        of("secret-event", "wait for secrets' events", "Prints what becomes of secrets as it happens, or the kinds of events there are.",
                "jvirt secret-event --event lifecycle --loop",
                Option.named("secret", Values.NONE, "only this secret's, by UUID"),
                Option.named("event", Values.NONE, "the kind to wait for"),
                LOOP,
                TIMEOUT,
                flag("list", "list the kinds"),
                TIMESTAMP),
        of("secret-get-value", "print a secret's value", "Prints a secret's value in Base64. That of a private secret stays with the host.",
                "jvirt secret-get-value 0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f --plain",
                SECRET,
                flag("plain", "print the value itself")),
        of("secret-list", "list secrets", "Lists secrets and what they are for.",
                "jvirt secret-list --no-ephemeral",
                flag("ephemeral", "those that are kept in memory"),
                flag("no-ephemeral", "those that are stored"),
                flag("private", "those whose value nobody can read"),
                flag("no-private", "those whose value can be read")),
        of("secret-set-value", "set a secret's value", "Sets a secret's value from a file, from the terminal or, for all to see in the list of processes, from the command.",
                "jvirt secret-set-value 0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f --file key --plain",
                SECRET,
                Option.named("file", Values.FILE, "the file with the value in Base64"),
                flag("plain", "the file has the value itself"),
                flag("interactive", "ask for the value"),
                Option.text("base64", Values.NONE, "the value in Base64")),
        of("secret-undefine", "remove a secret", "Removes a secret and its value.",
                "jvirt secret-undefine 0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f",
                SECRET),
    };

    @Override
    public Group group() {
        return Group.SECRET;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "secret-define" -> SecretCommands.define(in);
            case "secret-dumpxml" -> SecretCommands.dump(in);
            case "secret-event" -> SecretCommands.event(in);
            case "secret-get-value" -> SecretCommands.get(in);
            case "secret-list" -> SecretCommands.list(in);
            case "secret-set-value" -> SecretCommands.set(in);
            case "secret-undefine" -> SecretCommands.undefine(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}
