package io.jvirt.image;

import java.util.List;

/**
 * An option of making an image, as {@code qemu-img create -o} knows it.
 *
 * @param name such as {@code cluster_size}
 * @param kind what values it takes
 * @param choices the values when {@code kind} is CHOICE
 * @param help one line that says what it is for
 */
public record CreateOption(String name, Kind kind, List<String> choices, String help) {
    /** What values an option takes. */
    public enum Kind {
        /** A number of bytes, with a suffix k, M, G, T, P or E. */
        SIZE,
        /** A number. */
        NUMBER,
        /** on or off. */
        FLAG,
        /** Any text. */
        TEXT,
        /** One of the choices. */
        CHOICE
    }

    /** {@return an option that takes values of this kind} */
    public static CreateOption of(String name, Kind kind, String help) {
        return new CreateOption(name, kind, List.of(), help);
    }

    /** {@return an option that takes one of these values} */
    public static CreateOption choice(String name, String help, String... choices) {
        return new CreateOption(name, Kind.CHOICE, List.of(choices), help);
    }
}
