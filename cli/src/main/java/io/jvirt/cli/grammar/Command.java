package io.jvirt.cli.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command, as data: what it is called, what it takes and what help tells of it. How it runs is its group's.
 *
 * @param name as it is typed
 * @param summary one line for the list of commands
 * @param description what it does, in full
 * @param example a command line worth trying
 * @param needsConnection whether a connection is opened before it runs
 * @param raw whether all its words are values, also those that look like options
 * @param options in the order in which words without an option's name fill them
 */
public record Command(
        String name,
        String summary,
        String description,
        String example,
        boolean needsConnection,
        boolean raw,
        List<Option> options) {

    /** {@return a command on a connection} */
    public static Command of(String name, String summary, String description, String example, Option... options) {
        return new Command(name, summary, description, example, true, false, List.of(options));
    }

    /** {@return a command that needs no connection} */
    public static Command local(String name, String summary, String description, String example, Option... options) {
        return new Command(name, summary, description, example, false, false, List.of(options));
    }

    /** {@return a command that reads its words itself} */
    public static Command raw(String name, String summary, String description, String example, Option words) {
        return new Command(name, summary, description, example, false, true, List.of(words));
    }

    /** {@return the option of this name, null when there is none} */
    public @Nullable Option option(String wanted) {
        for (Option option : options) {
            if (option.name().equals(wanted)) {
                return option;
            }
        }
        return null;
    }

    /** {@return the one-line form of a call, such as {@code start <domain> [--console]}} */
    public String synopsis() {
        StringBuilder line = new StringBuilder(name);
        boolean places = false;
        for (Option option : options) {
            boolean required = option.required();
            switch (option.kind()) {
                case FLAG -> line.append(" [--").append(option.name()).append(']');
                case TEXT, NUMBER -> {
                    if (required) {
                        line.append(" <").append(option.name()).append('>');
                    } else {
                        line.append(" [--").append(option.name()).append(" <").append(option.placeholder()).append(">]");
                    }
                    places |= option.positional();
                }
                case LIST -> {
                    String value = places ? "[--" + option.name() + "] <string>" : "<" + option.name() + ">";
                    if (required) {
                        line.append(places ? " {" + value + "}..." : " " + value + "...");
                    } else {
                        line.append(" [").append(value).append("]...");
                    }
                }
                case ALIAS -> {}
            }
        }
        return line.toString();
    }

    /** {@return what {@code help} prints} */
    public String help() {
        StringBuilder text = new StringBuilder(512);
        text.append("  NAME\n    ").append(name).append(" - ").append(summary);
        text.append("\n\n  SYNOPSIS\n    ").append(synopsis()).append("\n\n  DESCRIPTION\n    ");
        text.append(description).append('\n');
        List<Option> shown = new ArrayList<>();
        for (Option option : options) {
            if (option.kind() != Option.Kind.ALIAS) {
                shown.add(option);
            }
        }
        if (!shown.isEmpty()) {
            text.append("\n  OPTIONS\n");
            boolean places = false;
            for (Option option : shown) {
                String form = switch (option.kind()) {
                    case FLAG, ALIAS -> "--" + option.name();
                    case TEXT, NUMBER -> (option.required() ? "[--" + option.name() + "]" : "--" + option.name())
                            + " <" + option.placeholder() + ">";
                    case LIST -> places ? "[--" + option.name() + "] <string>" : "<" + option.name() + ">";
                };
                places |= option.kind() != Option.Kind.FLAG && option.positional();
                text.append("    ").append(form);
                for (int at = form.length(); at < 15; at++) {
                    text.append(' ');
                }
                text.append("  ").append(option.help()).append('\n');
            }
        }
        return text.append("\n  EXAMPLE\n    ").append(example).append("\n\n").toString();
    }
}
