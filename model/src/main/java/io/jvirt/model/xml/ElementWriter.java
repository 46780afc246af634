package io.jvirt.model.xml;

/** Where an {@link ElementCodec} writes its elements. */
public final class ElementWriter {
    private final XmlWriter out;

    ElementWriter(XmlWriter out) {
        this.out = out;
    }

    /** Begins a nested element. */
    public void start(String name) {
        out.start(name, null);
    }

    /** Gives the element begun last an attribute. */
    public void attribute(String name, String value) {
        out.attribute(name, value, true);
    }

    /** Ends the innermost element. */
    public void end(String name) {
        out.end(name, null, false);
    }

    /** Writes an element that holds only text. */
    public void text(String name, String value) {
        out.start(name, null);
        out.text(value, true);
        out.end(name, null, false);
    }

    /** Writes a record as a nested element. */
    public <T> void element(String name, Class<T> type, T value) {
        var mapping = TypeMapping.of(type);
        out.start(name, null);
        mapping.writeAttributes(out, value);
        mapping.writeContent(out, value);
        out.end(name, null, false);
    }
}
