package io.jvirt.model.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A component in an attribute; a list repeats the last element of its path. */
final class AttributeProperty extends Property {
    final String name;
    final Scalar scalar;
    final @Nullable Object defaultValue;
    private final boolean omitDefault;
    /** The repeated element of a list. */
    final @Nullable String repeated;

    AttributeProperty(RecordShape shape, int index, @Nullable XmlNamespace namespace, Attr attribute) {
        super(shape, index, path(attribute.value(), shape.components[index].getType() == List.class), namespace);
        String place = attribute.value();
        int at = place.indexOf('@');
        String given = place.substring(at + 1);
        name = given.isEmpty() ? component.getName() : given;
        repeated = list ? place.substring(place.lastIndexOf('/', at) + 1, at) : null;
        var scaled = component.getAnnotation(Scaled.class);
        var plain = scaled == null ? Scalar.of(valueType(), component) : new SizeScalar(scaled);
        if (plain == null) {
            throw new IllegalArgumentException(component + " is not a type of plain text");
        }
        scalar = plain;
        defaultValue = attribute.def().isEmpty() ? null : scalar.parse(attribute.def());
        omitDefault = attribute.omitDefault();
    }

    private static String path(String place, boolean list) {
        int at = place.indexOf('@');
        if (at <= 0) {
            return "";
        }
        String path = place.substring(0, at);
        return list ? path.substring(0, Math.max(0, path.lastIndexOf('/'))) : path;
    }

    @Override
    @Nullable Object readValue(XmlNode node, ParseOptions options) {
        var place = place(node);
        if (repeated != null) {
            var values = new ArrayList<Object>();
            if (place != null) {
                for (var child : place.children) {
                    if (child.is(repeated, uri())) {
                        child.known = true;
                        values.add(parse(child, required(child)));
                    }
                }
            }
            return List.copyOf(values);
        }
        String text = place == null ? null : place.attribute(name);
        if (text != null && place != null) {
            return parse(place, text);
        }
        if (defaultValue != null || nullable) {
            return defaultValue;
        }
        return required(place == null ? XmlNode.absent(path.length == 0 ? node.name : path[path.length - 1], node) : place);
    }

    private String required(XmlNode place) {
        String text = place.attribute(name);
        if (text == null) {
            throw words.missing(place, name, "Missing required attribute '" + name + "' in element '" + place.name + "'");
        }
        return text;
    }

    private Object parse(XmlNode place, String text) {
        try {
            return scalar instanceof SizeScalar size ? size.parse(text, place.attribute("unit")) : scalar.parse(text);
        } catch (IllegalArgumentException e) {
            throw words.invalid(place, name, text, e);
        }
    }

    @Override
    boolean present(XmlNode node) {
        var place = place(node);
        if (place == null) {
            return false;
        }
        return repeated == null ? place.attribute(name) != null : place.child(repeated, uri()) != null;
    }

    @Override
    @Nullable Object blank() {
        return list ? List.of() : defaultValue;
    }

    @Override
    boolean writesAttributes() {
        return !list;
    }

    @Override
    boolean writesContent() {
        return list;
    }

    @Override
    void writeAttributes(XmlWriter out, Object value) {
        if (omitDefault && value.equals(defaultValue)) {
            return;
        }
        out.attribute(name, scalar.format(value), scalar.free());
        if (scalar instanceof SizeScalar size && size.written()) {
            out.attribute("unit", size.unit(value), false);
        }
    }

    @Override
    void writeContent(XmlWriter out, Object value) {
        String element = java.util.Objects.requireNonNull(repeated);
        for (var item : (List<?>) value) {
            out.start(element, namespace);
            writeAttributes(out, item);
            out.end(element, namespace, false);
        }
    }
}
