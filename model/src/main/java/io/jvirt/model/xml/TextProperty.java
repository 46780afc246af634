package io.jvirt.model.xml;

import org.jspecify.annotations.Nullable;

/** A component in the element's own text. */
final class TextProperty extends Property {
    final Scalar scalar;

    TextProperty(RecordShape shape, int index, @Nullable XmlNamespace namespace) {
        super(shape, index, "", namespace);
        var scaled = component.getAnnotation(Scaled.class);
        var plain = scaled == null ? Scalar.of(valueType(), component) : new SizeScalar(scaled);
        if (plain == null) {
            throw new IllegalArgumentException(component + " is not a type of plain text");
        }
        scalar = plain;
    }

    @Override
    @Nullable Object readValue(XmlNode node, ParseOptions options) {
        if (node.text == null) {
            if (nullable) {
                return null;
            }
            throw words.missing(node, null, "Missing value of element '" + node.name + "'");
        }
        return parse(node, scalar, node.text, words);
    }

    static Object parse(XmlNode node, Scalar scalar, String text, Words words) {
        try {
            return scalar instanceof SizeScalar size ? size.parse(text, node.attribute("unit")) : scalar.parse(text);
        } catch (IllegalArgumentException e) {
            throw words.invalid(node, null, text, e);
        }
    }

    @Override
    boolean present(XmlNode node) {
        return node.text != null;
    }

    @Override
    @Nullable Object blank() {
        return null;
    }

    @Override
    boolean writesAttributes() {
        return scalar instanceof SizeScalar size && size.written();
    }

    @Override
    void writeAttributes(XmlWriter out, Object value) {
        out.attribute("unit", ((SizeScalar) scalar).unit(value), false);
    }

    @Override
    void writeContent(XmlWriter out, Object value) {
        out.text(scalar.format(value), scalar.free());
    }
}
