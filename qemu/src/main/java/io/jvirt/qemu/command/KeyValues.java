package io.jvirt.qemu.command;

import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import org.jspecify.annotations.Nullable;

/** Builds {@code key=value,key=value}; a comma inside a value is doubled, which is QEMU's way to escape it. */
public final class KeyValues {
    private final StringBuilder text = new StringBuilder();

    private KeyValues() {
    }

    /** {@return an empty list} */
    static KeyValues of() {
        return new KeyValues();
    }

    /** {@return a list that begins with the value of the option's implied key} */
    static KeyValues of(String first) {
        return new KeyValues().word(first);
    }

    /** Adds a word without key. */
    KeyValues word(String word) {
        separate();
        text.append(escape(word));
        return this;
    }

    /** Adds a pair, nothing when there is no value. */
    KeyValues put(String key, @Nullable String value) {
        if (value != null) {
            separate();
            text.append(key).append('=').append(escape(value));
        }
        return this;
    }

    KeyValues put(String key, @Nullable Number value) {
        return put(key, value == null ? null : value.toString());
    }

    KeyValues put(String key, @Nullable OnOff value) {
        return put(key, value == null ? null : value.xml());
    }

    KeyValues put(String key, @Nullable YesNo value) {
        return put(key, value == null ? null : value == YesNo.YES ? "on" : "off");
    }

    private void separate() {
        if (!text.isEmpty()) {
            text.append(',');
        }
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    static String escape(String value) {
        return value.replace(",", ",,");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
