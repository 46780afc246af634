package io.jvirt.qemu.host;

/** Writes XML for documents that are only ever written, in libvirt's layout. */
public final class Markup {
    private final StringBuilder out = new StringBuilder();
    private int depth;

    /** Begins an element; attributes are names and values in turn. */
    public Markup start(String name, Object... attributes) {
        open(name, attributes).append(">\n");
        depth++;
        return this;
    }

    /** Ends the element that was begun last. */
    public Markup end(String name) {
        depth--;
        out.append("  ".repeat(depth)).append("</").append(name).append(">\n");
        return this;
    }

    /** Writes an element without content. */
    public Markup empty(String name, Object... attributes) {
        open(name, attributes).append("/>\n");
        return this;
    }

    /** Writes an element with text. */
    public Markup text(String name, Object content, Object... attributes) {
        open(name, attributes).append('>').append(escape(content)).append("</").append(name).append(">\n");
        return this;
    }

    /** {@return the document so far} */
    @Override
    public String toString() {
        return out.toString();
    }

    private StringBuilder open(String name, Object... attributes) {
        out.append("  ".repeat(depth)).append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("='").append(escape(attributes[i + 1])).append('\'');
        }
        return out;
    }

    private static String escape(Object value) {
        return value.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("'", "&apos;").replace("\"", "&quot;");
    }
}
