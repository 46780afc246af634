package io.jvirt.cli.run;

import io.jvirt.cli.text.XmlNode;
import org.jspecify.annotations.Nullable;

/** Writes a device's element from options: what was not given is left out. */
final class Markup {
    private final StringBuilder text = new StringBuilder();
    private final String root;

    Markup(String root, String... attributes) {
        this.root = root;
        text.append('<').append(root);
        attributes(attributes);
        text.append(">\n");
    }

    private void attributes(@Nullable String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            String value = pairs[i + 1];
            if (value != null) {
                text.append(' ').append(pairs[i]).append("='").append(XmlNode.escape(value)).append('\'');
            }
        }
    }

    /** Adds an empty element with the attributes that have a value; nothing when none has. */
    Markup child(String name, @Nullable String... pairs) {
        boolean any = false;
        for (int i = 1; i < pairs.length; i += 2) {
            any |= pairs[i] != null;
        }
        if (any) {
            text.append("  <").append(name);
            attributes(pairs);
            text.append("/>\n");
        }
        return this;
    }

    /** Adds an element with a text, nothing when there is none. */
    Markup text(String name, @Nullable String value) {
        if (value != null) {
            text.append("  <").append(name).append('>').append(XmlNode.escape(value)).append("</").append(name).append(">\n");
        }
        return this;
    }

    /** Adds an element that is there or not. */
    Markup when(boolean given, String name) {
        if (given) {
            text.append("  <").append(name).append("/>\n");
        }
        return this;
    }

    String close() {
        return text + "</" + root + ">\n";
    }
}
