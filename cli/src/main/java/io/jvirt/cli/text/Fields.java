package io.jvirt.cli.text;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels and values, one a line, the values under each other. */
public final class Fields {
    private final int width;
    private final StringBuilder text = new StringBuilder(256);
    private final Map<String, @Nullable Object> record = new LinkedHashMap<>();

    /**
     * No fields yet.
     *
     * @param width the columns a label takes, at least; one space follows
     */
    public Fields(int width) {
        this.width = width;
    }

    /** Adds a field; its key is made of the label. */
    public Fields add(String label, String value) {
        return add(label, value, Keys.of(label), value);
    }

    /** Adds a number. */
    public Fields add(String label, long value) {
        return add(label, Long.toString(value), Keys.of(label), value);
    }

    /** Adds a field that programs see under another name or as another value than people. */
    public Fields add(String label, String shown, String key, @Nullable Object value) {
        text.append(label);
        for (int i = label.length(); i < width; i++) {
            text.append(' ');
        }
        text.append(' ').append(shown).append('\n');
        record.put(key, value);
        return this;
    }

    /** {@return the lines} */
    public String text() {
        return text.toString();
    }

    /** {@return the values by key} */
    public Map<String, @Nullable Object> record() {
        return record;
    }
}
