package io.jvirt.model.xml;

import org.jspecify.annotations.Nullable;

/** A component whose own components stand in the same element, or in one that the path leads to. */
final class InlineProperty extends Property {
    private @Nullable TypeMapping mapping;

    InlineProperty(RecordShape shape, int index, @Nullable XmlNamespace namespace, Inline inline) {
        super(shape, index, inline.value(), namespace);
    }

    boolean isChoice() {
        return component.getType().isSealed();
    }

    TypeMapping mapping() {
        var found = mapping;
        if (found == null) {
            found = TypeMapping.of(component.getType());
            mapping = found;
        }
        return found;
    }

    @Override
    @Nullable Object readValue(XmlNode node, ParseOptions options) {
        var place = place(node);
        if (nullable && (place == null || !mapping().present(place))) {
            return null;
        }
        return mapping().read(place == null ? XmlNode.absent(path[path.length - 1], node) : place, options);
    }

    @Override
    boolean present(XmlNode node) {
        var place = place(node);
        return place != null && mapping().present(place);
    }

    @Override
    @Nullable Object blank() {
        return nullable ? null : mapping().blank();
    }

    @Override
    boolean writesAttributes() {
        return true;
    }

    @Override
    void writeAttributes(XmlWriter out, Object value) {
        mapping().writeAttributes(out, value);
    }

    @Override
    void writeContent(XmlWriter out, Object value) {
        mapping().writeContent(out, value);
    }
}
