package io.jvirt.model.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A component in a nested element. */
final class ChildProperty extends Property {
    final String name;
    /** How plain text stands in the element; null for records, raw elements and presence. */
    final @Nullable Scalar scalar;
    final @Nullable Object defaultValue;
    private final boolean omitEmpty;
    final boolean blank;
    private final Class<?> valueType;
    private @Nullable TypeMapping mapping;

    ChildProperty(RecordShape shape, int index, @Nullable XmlNamespace namespace, Child child) {
        super(shape, index, child.value().contains("/") ? child.value().substring(0, child.value().lastIndexOf('/')) : "", namespace);
        valueType = valueType();
        String given = child.value().substring(child.value().lastIndexOf('/') + 1);
        String own = TypeMapping.elementName(valueType);
        name = !given.isEmpty() ? given : own != null ? own : component.getName();
        var scaled = component.getAnnotation(Scaled.class);
        boolean structured = valueType.isRecord() && scaled == null && !hasParse(valueType)
                || valueType.isSealed() || valueType == boolean.class;
        scalar = structured ? null : scaled == null ? Scalar.of(valueType, component) : new SizeScalar(scaled);
        defaultValue = child.def().isEmpty() || scalar == null ? null : scalar.parse(child.def());
        omitEmpty = child.omitEmpty();
        blank = child.blank();
    }

    private static boolean hasParse(Class<?> type) {
        return type != RawElement.class && Scalars.Parsed.of(type) != null;
    }

    private TypeMapping mapping() {
        var found = mapping;
        if (found == null) {
            // Found late, since records may contain themselves.
            found = TypeMapping.of(valueType);
            mapping = found;
        }
        return found;
    }

    @Override
    @Nullable Object readValue(XmlNode node, ParseOptions options) {
        var place = place(node);
        if (list) {
            return readList(place, options);
        }
        var child = place == null ? null : place.child(name, uri());
        if (valueType == boolean.class) {
            return child != null;
        }
        if (child != null && (scalar == null || child.text != null)) {
            return value(child, options);
        }
        if (defaultValue != null || nullable) {
            return defaultValue;
        }
        if (blank) {
            return mapping().blank();
        }
        throw words.missing(place == null ? node : place, null, "Missing element '" + name + "' in element '" + node.name + "'");
    }

    private List<Object> readList(@Nullable XmlNode place, ParseOptions options) {
        if (place == null) {
            return List.of();
        }
        ArrayList<Object> values = null;
        for (int i = 0; i < place.children.size(); i++) {
            var child = place.children.get(i);
            if (child.is(name, uri())) {
                child.known = true;
                if (values == null) {
                    values = new ArrayList<>();
                }
                if (scalar == null || child.text != null) {
                    values.add(value(child, options));
                }
            }
        }
        return values == null ? List.of() : List.copyOf(values);
    }

    private Object value(XmlNode child, ParseOptions options) {
        if (scalar != null && child.text != null) {
            return TextProperty.parse(child, scalar, child.text, words);
        }
        return valueType == RawElement.class ? RawElement.of(child) : mapping().read(child, options);
    }

    @Override
    boolean present(XmlNode node) {
        var place = place(node);
        return place != null && place.child(name, uri()) != null;
    }

    @Override
    @Nullable Object blank() {
        return list ? List.of() : valueType == boolean.class ? Boolean.FALSE : blank ? mapping().blank() : defaultValue;
    }

    @Override
    void writeContent(XmlWriter out, Object value) {
        if (list) {
            for (var item : (List<?>) value) {
                write(out, item);
            }
        } else {
            write(out, value);
        }
    }

    private void write(XmlWriter out, Object value) {
        if (value instanceof RawElement raw) {
            out.raw(raw.text());
            return;
        }
        if (valueType == boolean.class) {
            if ((boolean) value) {
                out.start(name, namespace);
                out.end(name, namespace, false);
            }
            return;
        }
        if (value instanceof Conditional conditional && !conditional.isWritten(out.options())) {
            return;
        }
        out.start(name, namespace);
        if (scalar == null) {
            mapping().writeAttributes(out, value);
            mapping().writeContent(out, value);
        } else {
            if (scalar instanceof SizeScalar size && size.written()) {
                out.attribute("unit", size.unit(value), false);
            }
            out.text(scalar.format(value), scalar.free());
        }
        out.end(name, namespace, omitEmpty);
    }
}
