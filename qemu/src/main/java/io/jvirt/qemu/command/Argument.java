package io.jvirt.qemu.command;

import java.util.List;

/** A part of QEMU's argument list. */
public sealed interface Argument {
    /** {@return the words of the argument list} */
    List<String> words();

    /**
     * An option that we chose.
     *
     * @param name the name without its dash
     * @param value what follows
     */
    record Option(String name, OptionValue value) implements Argument {
        @Override
        public List<String> words() {
            return value instanceof OptionValue.None ? List.of("-" + name) : List.of("-" + name, value.text());
        }
    }

    /** A word that the document itself puts on the command line. */
    record Verbatim(String word) implements Argument {
        @Override
        public List<String> words() {
            return List.of(word);
        }
    }
}
