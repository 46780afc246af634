package io.jvirt.qemu.command;

import tools.jackson.databind.node.ObjectNode;

/** What follows an option's name. */
public sealed interface OptionValue {
    /** {@return the text QEMU gets, one argument} Not called for {@link None}. */
    String text();

    /** The option stands alone, such as {@code -S}. */
    record None() implements OptionValue {
        @Override
        public String text() {
            return "";
        }
    }

    /** A value that QEMU takes as it is. */
    record Plain(String text) implements OptionValue {
    }

    /** Keys and values with commas between (QemuOpts). */
    record Pairs(KeyValues values) implements OptionValue {
        @Override
        public String text() {
            return values.toString();
        }
    }

    /** A JSON object, whose order of members has no meaning to QEMU. */
    record Json(ObjectNode object) implements OptionValue {
        @Override
        public String text() {
            return object.toString();
        }
    }
}
