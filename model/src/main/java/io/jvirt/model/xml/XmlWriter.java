package io.jvirt.model.xml;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Output in libvirt's layout: two spaces a level, single quotes, elements without content closed at once. */
final class XmlWriter {
    private static final String SPACES = " ".repeat(64);

    private final StringBuilder out = new StringBuilder(4096);
    private final FormatOptions options;
    private final Map<String, String> namespaces = new java.util.TreeMap<>();
    private int depth;
    /** The innermost start tag lacks its end. */
    private boolean open;
    private boolean inText;
    /** Beginnings of the open elements and, in the lowest bit, whether the tag around was still open. */
    private long[] marks = new long[16];

    XmlWriter(FormatOptions options) {
        this.options = options;
        depth = options.depth();
    }

    private int level;

    FormatOptions options() {
        return options;
    }

    boolean wants(Property property, Object value) {
        return property.isWritten(value, options);
    }

    void start(String name, @Nullable XmlNamespace namespace) {
        if (level == marks.length) {
            marks = Arrays.copyOf(marks, 2 * level);
        }
        marks[level++] = (long) out.length() << 1 | (open ? 1 : 0);
        closeTag();
        indent();
        out.append('<');
        if (namespace != null) {
            namespaces.put(namespace.prefix(), namespace.uri());
            out.append(namespace.prefix()).append(':');
        }
        out.append(name);
        open = true;
        depth++;
    }

    private void closeTag() {
        if (open) {
            out.append(">\n");
            open = false;
        }
    }

    private void indent() {
        for (int left = 2 * depth; left > 0; left -= SPACES.length()) {
            out.append(SPACES, 0, Math.min(left, SPACES.length()));
        }
    }

    void attribute(String name, String value, boolean escape) {
        out.append(' ').append(name).append("='");
        if (escape) {
            escape(value);
        } else {
            out.append(value);
        }
        out.append('\'');
    }

    void text(String value, boolean escape) {
        out.append('>');
        open = false;
        inText = true;
        if (escape) {
            escape(value);
        } else {
            out.append(value);
        }
    }

    /** Ends the innermost element; one that got neither attributes nor content is taken back when so wished. */
    void end(String name, @Nullable XmlNamespace namespace, boolean omitEmpty) {
        depth--;
        long mark = marks[--level];
        if (open) {
            open = false;
            if (omitEmpty && out.charAt(out.length() - 1) != '\'') {
                out.setLength((int) (mark >> 1));
                open = (mark & 1) != 0;
                return;
            }
            out.append("/>\n");
            return;
        }
        if (inText) {
            inText = false;
        } else {
            indent();
        }
        out.append("</");
        if (namespace != null) {
            out.append(namespace.prefix()).append(':');
        }
        out.append(name).append(">\n");
    }

    void raw(String xml) {
        closeTag();
        indent();
        out.append(xml).append('\n');
    }

    private void escape(String value) {
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            String replacement = switch (c) {
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '&' -> "&amp;";
                case '"' -> "&quot;";
                case '\'' -> "&apos;";
                case '\n', '\t', '\r' -> null;
                // Characters that XML cannot have are left out, as libvirt does.
                default -> c < 0x20 ? "" : null;
            };
            if (replacement != null) {
                out.append(value, from, i).append(replacement);
                from = i + 1;
            }
        }
        out.append(value, from, value.length());
    }

    /** {@return the document; declarations of the prefixes that were used are put into the root's start tag} */
    String finish() {
        if (!namespaces.isEmpty()) {
            int tag = out.indexOf(">");
            if (out.charAt(tag - 1) == '/') {
                tag--;
            }
            var declarations = new StringBuilder();
            namespaces.forEach((prefix, uri) -> declarations.append(" xmlns:").append(prefix).append("='").append(uri).append('\''));
            out.insert(tag, declarations);
        }
        return out.toString();
    }
}
