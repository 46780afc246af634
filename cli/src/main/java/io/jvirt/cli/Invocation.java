package io.jvirt.cli;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.cli.grammar.Arguments;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.text.Fields;
import io.jvirt.cli.text.Json;
import io.jvirt.cli.text.Sizes;
import io.jvirt.cli.text.TextTable;
import io.jvirt.cli.text.Yaml;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run of a command: its arguments, the connection and how it answers. */
public final class Invocation {
    /** A guest can be named by its number. */
    public static final int BY_ID = 1;
    /** A guest can be named by its UUID. */
    public static final int BY_UUID = 2;
    /** A guest can be named by its name. */
    public static final int BY_NAME = 4;

    private final Session session;
    private final Arguments arguments;
    private final Format format;
    private @Nullable String failure;

    /** A run in a session. */
    public Invocation(Session session, Arguments arguments) {
        this.session = session;
        this.arguments = arguments;
        String wanted = arguments.value(io.jvirt.cli.grammar.Parser.OUTPUT.name());
        this.format = wanted == null ? session.settings().format() : Format.named(wanted);
    }

    /** {@return the session} */
    public Session session() {
        return session;
    }

    /** {@return the connection, opened if needed} */
    public Connection connection() {
        return session.connection();
    }

    // ---- arguments ----

    /** {@return whether a flag was given} */
    public boolean flag(String name) {
        return arguments.has(name);
    }

    /** {@return all words of a list} */
    public List<String> list(String name) {
        return arguments.values(name);
    }

    /**
     * {@return an option's word, null when it was not given}
     *
     * @throws Failure when it is empty and may not be
     */
    public @Nullable String text(String name) {
        String value = arguments.value(name);
        if (value != null && value.isEmpty()) {
            Option option = arguments.command().option(name);
            if (option != null && !option.emptyAllowed()) {
                throw new Failure("Failed to get option '" + name + "': Option argument is empty");
            }
        }
        return value;
    }

    /** {@return the word of an option that the grammar requires} */
    public String required(String name) {
        String value = text(name);
        if (value == null) {
            throw new Failure("Failed to get option '" + name + "': Mandatory option not present");
        }
        return value;
    }

    /**
     * {@return an option's whole number, null when it was not given}
     *
     * @throws Failure when it is none between the bounds
     */
    public @Nullable Long number(String name, long least, long most) {
        String value = arguments.value(name);
        if (value == null) {
            return null;
        }
        try {
            long number = Long.parseLong(value.startsWith("+") ? value.substring(1) : value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The message below says it.
        }
        throw new Failure("Numeric value '" + value + "' for <" + name + "> option is malformed or out of range");
    }

    /** {@return the same for an int, {@code otherwise} when it was not given} */
    public int integer(String name, int otherwise) {
        Long value = number(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return value == null ? otherwise : value.intValue();
    }

    /** {@return the same for an unsigned int} */
    public int unsigned(String name, int otherwise) {
        Long value = number(name, 0, Integer.MAX_VALUE);
        return value == null ? otherwise : value.intValue();
    }

    /**
     * {@return the bytes of an option such as {@code 512M}, {@code otherwise} when it was not given}
     *
     * @param unit the bytes of one when there is no suffix
     */
    public long bytes(String name, long unit, long otherwise) {
        String value = arguments.value(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Sizes.parse(value, unit, Long.MAX_VALUE);
        } catch (Sizes.BadSizeException e) {
            throw new Failure(
                    "Scaled numeric value '" + value + "' for <" + name + "> option is malformed or out of range",
                    e.getMessage().isEmpty() ? null : e);
        }
    }

    /** Fails when two options were given that do not go together. */
    public void exclusive(String one, String other) {
        exclusive(one, flag(one), other, flag(other));
    }

    /** Fails when both conditions hold, whose options do not go together. */
    public void exclusive(String one, boolean hasOne, String other, boolean hasOther) {
        if (hasOne && hasOther) {
            throw new Failure("Options --" + one + " and --" + other + " are mutually exclusive");
        }
    }

    /** Fails when an option was given without the one it needs. */
    public void requires(String option, String needed) {
        if (flag(option) && !flag(needed)) {
            throw new Failure("Option --" + needed + " is required by option --" + option);
        }
    }

    // ---- guests and files ----

    /** {@return the guest that the option {@code domain} names} */
    public Domain domain() {
        return domain(required("domain"), BY_ID | BY_UUID | BY_NAME);
    }

    /** {@return the guest that the option {@code domain} names in one of these ways} */
    public Domain domain(int ways) {
        return domain(required("domain"), ways);
    }

    /**
     * {@return the guest with this id, UUID or name, whatever fits first}
     *
     * @throws Failure when there is none
     */
    public Domain domain(String named, int ways) {
        Connection connection = connection();
        JvirtException last = null;
        if ((ways & BY_ID) != 0) {
            int id = id(named);
            if (id >= 0) {
                try {
                    return connection.domain(id);
                } catch (JvirtException e) {
                    last = e;
                }
            }
        }
        if ((ways & BY_UUID) != 0 && named.length() == 36) {
            try {
                return connection.domain(UUID.fromString(named));
            } catch (IllegalArgumentException e) {
                // No UUID, so it can only be a name.
            } catch (JvirtException e) {
                last = e;
            }
        }
        if ((ways & BY_NAME) != 0) {
            try {
                return connection.domain(named);
            } catch (JvirtException e) {
                last = e;
            }
        }
        // As virsh: that there is none says it all; anything else, such as a lost connection, is told.
        boolean none = last == null || last.code() == ErrorCode.NO_DOMAIN;
        throw new Failure("failed to get domain '" + named + "'", none ? null : last);
    }

    private static int id(String text) {
        if (text.isEmpty() || text.length() > 10) {
            return -1;
        }
        long id = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            id = id * 10 + (c - '0');
        }
        return id > Integer.MAX_VALUE ? -1 : (int) id;
    }

    /** {@return a file, a relative one in the session's folder} */
    public File file(String name) {
        File file = new File(name);
        return file.isAbsolute() ? file : new File(session.folder(), name);
    }

    /**
     * {@return what is in a file}
     *
     * @throws Failure when it cannot be read or has more than 10 MiB
     */
    public String read(String file) {
        File path = file(file);
        if (!path.exists()) {
            throw new Failure("Failed to open file '" + file + "': No such file or directory");
        }
        if (path.isDirectory()) {
            throw new Failure("Failed to read file '" + file + "': Is a directory");
        }
        if (path.isFile() && path.length() > 10 * 1024 * 1024) {
            throw new Failure("Failed to read file '" + file + "': Value too large for defined data type");
        }
        try {
            return Files.readString(path.toPath(), StandardCharsets.UTF_8);
        } catch (java.nio.file.AccessDeniedException e) {
            throw new Failure("Failed to open file '" + file + "': Permission denied");
        } catch (IOException e) {
            throw new Failure("Failed to read file '" + file + "': " + e.getMessage());
        }
    }

    // ---- answers ----

    /** Prints a result. */
    public void print(String text) {
        session.output().print(text);
    }

    /** Prints what is no result but news: not with {@code -q}, and not beside JSON or YAML. */
    public void extra(String text) {
        if (!session.settings().quiet() && !structured()) {
            session.output().print(text);
        }
    }

    /** {@return whether the result goes to a program rather than to a person} */
    public boolean structured() {
        return format != Format.TABLE;
    }

    /** Prints values as JSON or YAML; only when {@link #structured}. */
    public void document(@Nullable Object value) {
        print(format == Format.YAML ? Yaml.write(value) : Json.write(value));
    }

    /** Prints a table. */
    public void show(TextTable table) {
        if (structured()) {
            document(table.records());
        } else {
            print(table.text(!session.settings().quiet()));
        }
    }

    /** Prints labelled values. */
    public void show(Fields fields) {
        if (structured()) {
            document(fields.record());
        } else {
            print(fields.text());
        }
    }

    /** Prints labelled values of several things, an empty line between two. */
    public void show(List<Fields> all) {
        if (structured()) {
            List<Map<String, @Nullable Object>> records = new ArrayList<>();
            for (Fields fields : all) {
                records.add(fields.record());
            }
            document(records);
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            print((i > 0 ? "\n" : "") + all.get(i).text());
        }
    }

    /**
     * Says what the following calls try, for the message when one of them fails; null when the driver's own message
     * says enough.
     */
    public void attempt(@Nullable String ifItFails) {
        failure = ifItFails;
    }

    /** {@return what was tried last, null when nothing was said} */
    @Nullable String attempted() {
        return failure;
    }

    /** Tells of something that went wrong and goes on. */
    public void complain(String message) {
        session.report(message, null);
    }
}
