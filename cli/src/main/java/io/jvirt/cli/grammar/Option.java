package io.jvirt.cli.grammar;

import org.jspecify.annotations.Nullable;

/**
 * One option of a command, as data.
 *
 * @param name without the dashes
 * @param kind what it takes
 * @param required whether the command fails without it
 * @param positional whether a word without an option's name can fill it; never for flags
 * @param emptyAllowed whether an empty word is a value
 * @param values what completion offers
 * @param help one line, lower case; for an alias the option it stands for, with {@code =value} when it stands for an
 *     option and a value
 */
public record Option(
        String name,
        Kind kind,
        boolean required,
        boolean positional,
        boolean emptyAllowed,
        Values values,
        String help) {

    /** What an option takes. */
    public enum Kind {
        /** Nothing: it is there or not. */
        FLAG,
        /** A word. */
        TEXT,
        /** A whole number. */
        NUMBER,
        /** Any number of words. */
        LIST,
        /** Another option's. */
        ALIAS
    }

    /** {@return a flag} */
    public static Option flag(String name, String help) {
        return new Option(name, Kind.FLAG, false, false, false, Values.NONE, help);
    }

    /** {@return an option with a word that the command needs} */
    public static Option required(String name, Values values, String help) {
        return new Option(name, Kind.TEXT, true, true, false, values, help);
    }

    /** {@return an option with a number that the command needs} */
    public static Option requiredNumber(String name, String help) {
        return new Option(name, Kind.NUMBER, true, true, false, Values.NONE, help);
    }

    /** {@return an option with a word, also by its place} */
    public static Option text(String name, Values values, String help) {
        return new Option(name, Kind.TEXT, false, true, false, values, help);
    }

    /** {@return an option with a word, only by its name} */
    public static Option named(String name, Values values, String help) {
        return new Option(name, Kind.TEXT, false, false, false, values, help);
    }

    /** {@return an option with a number, also by its place} */
    public static Option number(String name, String help) {
        return new Option(name, Kind.NUMBER, false, true, false, Values.NONE, help);
    }

    /** {@return an option with a number, only by its name} */
    public static Option namedNumber(String name, String help) {
        return new Option(name, Kind.NUMBER, false, false, false, Values.NONE, help);
    }

    /** {@return an option that takes all further words} */
    public static Option list(String name, Values values, String help) {
        return new Option(name, Kind.LIST, false, true, true, values, help);
    }

    /** {@return an option that takes all further words and needs one} */
    public static Option requiredList(String name, Values values, String help) {
        return new Option(name, Kind.LIST, true, true, true, values, help);
    }

    /** {@return another name, not shown in help, for {@code target} or {@code target=value}} */
    public static Option alias(String name, String target) {
        return new Option(name, Kind.ALIAS, false, false, false, Values.NONE, target);
    }

    /** {@return the same option with an empty word as a value} */
    public Option allowingEmpty() {
        return new Option(name, kind, required, positional, true, values, help);
    }

    /** {@return the kind of its value as messages and help name it, null for a flag} */
    @Nullable String placeholder() {
        return switch (kind) {
            case FLAG, ALIAS -> null;
            case NUMBER -> "number";
            case TEXT, LIST -> "string";
        };
    }
}
