package io.jvirt.cli.run;

import io.jvirt.api.Connection;
import io.jvirt.api.secret.Secret;
import io.jvirt.api.secret.SecretEvent;
import io.jvirt.api.secret.SecretFlags;
import io.jvirt.api.secret.SecretUsage;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Names;
import io.jvirt.cli.text.TextTable;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The commands about secrets. */
public final class SecretCommands {
    private static final List<String> KINDS = List.of("lifecycle", "value-changed");

    private SecretCommands() {}

    /** {@return the secret that the option names} */
    private static Secret secret(Invocation in) {
        String named = in.required("secret");
        UUID uuid;
        try {
            uuid = UUID.fromString(named);
        } catch (IllegalArgumentException e) {
            throw new Failure("'" + named + "' is no UUID; secret-list tells those of the secrets");
        }
        in.attempt("failed to get secret '" + named + "'");
        Secret found = in.connection().secrets().secret(uuid);
        in.attempt(null);
        return found;
    }

    /** Stores a document. */
    public static void define(Invocation in) {
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to set attributes from " + file);
        Secret secret = in.flag("validate")
                ? in.connection().secrets().define(xml, SecretFlags.Define.VALIDATE)
                : in.connection().secrets().define(xml);
        in.extra("Secret " + secret.uuid() + " created\n");
    }

    /** Prints a document. */
    public static void dump(Invocation in) {
        Definitions.print(in, secret(in).xml());
    }

    /** Prints a value. */
    public static void get(Invocation in) {
        Secret secret = secret(in);
        byte[] value = secret.value();
        try {
            if (in.flag("plain")) {
                in.session().output().flush();
                in.session().output().bytes().write(value);
            } else {
                in.print(Base64.getEncoder().encodeToString(value));
            }
        } catch (IOException e) {
            throw new Failure("cannot write the value: " + e.getMessage());
        } finally {
            Arrays.fill(value, (byte) 0);
        }
    }

    /** Sets a value. */
    public static void set(Invocation in) {
        in.exclusive("file", "base64");
        in.exclusive("file", "interactive");
        in.exclusive("base64", "interactive");
        in.exclusive("plain", "base64");
        in.exclusive("plain", "interactive");
        Secret secret = secret(in);
        byte[] value = value(in);
        in.attempt("Failed to set secret value");
        try {
            secret.setValue(value);
        } finally {
            Arrays.fill(value, (byte) 0);
        }
        in.extra("Secret value set\n");
    }

    private static byte[] value(Invocation in) {
        String given = in.text("base64");
        String file = in.text("file");
        if (given != null) {
            in.complain("Passing secret value as command-line argument is insecure!");
            return decode(given);
        }
        if (file != null) {
            try {
                byte[] content = Files.readAllBytes(in.file(file).toPath());
                return in.flag("plain") ? content : decode(new String(content, StandardCharsets.US_ASCII).strip());
            } catch (IOException e) {
                throw new Failure("Failed to read file '" + file + "': " + e.getMessage());
            }
        }
        if (!in.flag("interactive")) {
            throw new Failure("Input secret value is missing");
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Enter new value for secret:");
        if (typed == null) {
            throw new Failure("There is no terminal to ask for the value; use --file");
        }
        byte[] value = new String(typed).getBytes(StandardCharsets.UTF_8);
        Arrays.fill(typed, ' ');
        return value;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Failure("Invalid base64 data; a value that is not in Base64 comes from a file with --plain");
        }
    }

    /** Lists secrets. */
    public static void list(Invocation in) {
        List<SecretFlags.ListAll> flags = new ArrayList<>();
        for (SecretFlags.ListAll flag : SecretFlags.ListAll.values()) {
            if (in.flag(flag.name().toLowerCase(Locale.ROOT).replace('_', '-'))) {
                flags.add(flag);
            }
        }
        in.attempt("Failed to list secrets");
        TextTable table = new TextTable("UUID", "Usage");
        for (Secret secret : in.connection().secrets().list(flags.toArray(new SecretFlags.ListAll[0]))) {
            table.row(secret.uuid().toString(), secret.usage() == SecretUsage.NONE ? "Unused"
                    : secret.usage().name().toLowerCase(Locale.ROOT) + " " + secret.usageId());
        }
        in.show(table);
    }

    /** Removes a secret. */
    public static void undefine(Invocation in) {
        Secret secret = secret(in);
        in.attempt("Failed to delete secret " + secret.uuid());
        secret.undefine();
        in.extra("Secret " + secret.uuid() + " deleted\n");
    }

    /** Prints events, or the kinds there are. */
    public static void event(Invocation in) {
        if (in.flag("list")) {
            KINDS.forEach(name -> in.print(name + "\n"));
            return;
        }
        String wanted = in.text("event");
        if (wanted == null) {
            throw new Failure("either --list or --event <type> is required");
        }
        if (!KINDS.contains(wanted)) {
            throw new Failure("unknown event type " + wanted + Names.hint("", wanted, KINDS));
        }
        SecretEvent.Kind kind = SecretEvent.Kind.values()[KINDS.indexOf(wanted)];
        Connection connection = in.connection();
        Secret secret = in.flag("secret") ? secret(in) : null;
        try (EventLoop loop = new EventLoop(in)) {
            loop.add(connection.secrets().onEvent(kind, secret, event -> loop.event(text(event))));
            loop.run(connection);
        }
    }

    private static String text(SecretEvent event) {
        return switch (event) {
            case SecretEvent.Lifecycle lifecycle -> "event 'lifecycle' for secret " + event.secret().uuid() + ": "
                    + switch (lifecycle.change()) {
                        case DEFINED -> "Defined";
                        case UNDEFINED -> "Undefined";
                    } + "\n";
            case SecretEvent.ValueChanged _ -> "event 'value-changed' for secret " + event.secret().uuid() + "\n";
        };
    }
}
