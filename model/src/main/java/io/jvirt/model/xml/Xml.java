package io.jvirt.model.xml;

/**
 * Documents to records and back.
 *
 * <p>The record's definition drives both ways, so that a document that was read and written is the same but for order
 * of attributes, white space and what no definition knows. Thread-safe.
 */
public final class Xml {
    private Xml() {
    }

    /**
     * {@return the record that a document describes}
     *
     * @param <T> the record, or the sealed interface of several
     * @param type a type with {@link Element}
     * @throws XmlException when the document is malformed or gives what the definition does not allow
     */
    public static <T> T parse(Class<T> type, String text, ParseOptions options) {
        var root = XmlParser.parse(text, options.label());
        String expected = rootName(type);
        if (!root.name.equals(expected)) {
            throw new XmlException(XmlException.Kind.INVALID, "expecting root element of '" + expected + "', not '" + root.name + "'",
                    root.line, root.name, null, root.name);
        }
        root.known = true;
        var value = type.cast(TypeMapping.of(type).read(root, options));
        if (options.strict()) {
            StrictCheck.check(root);
        }
        return value;
    }

    /** {@return the name of a document's root element, without reading the rest of it into a record} */
    public static String rootElement(String text, String label) {
        return XmlParser.parse(text, label).name;
    }

    /**
     * {@return the document of a record in libvirt's layout, ending with a newline}
     *
     * @param type the type that {@link #parse} was or would be given
     * @param value the record
     */
    public static <T> String format(Class<T> type, T value, FormatOptions options) {
        var mapping = TypeMapping.of(type);
        var out = new XmlWriter(options);
        String name = rootName(type);
        out.start(name, null);
        mapping.writeAttributes(out, value);
        mapping.writeContent(out, value);
        out.end(name, null, false);
        return out.finish();
    }

    private static String rootName(Class<?> type) {
        String name = TypeMapping.elementName(type);
        if (name == null) {
            throw new IllegalArgumentException(type + " is no document: it lacks @Element");
        }
        return name;
    }
}
