package io.jvirt.model.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an element of the output holds, in order: components, and the wrapper elements that components share. */
final class Layout {
    private final String name;
    private final @Nullable XmlNamespace namespace;
    private final List<Property> attributes = new ArrayList<>();
    /** Properties and nested layouts. */
    private final List<Object> content = new ArrayList<>();

    Layout(String name, @Nullable XmlNamespace namespace) {
        this.name = name;
        this.namespace = namespace;
    }

    /** Puts a component in its place below this element, whose depth in the component's path is given. */
    void add(Property property, int depth) {
        if (depth < property.path.length) {
            nested(property.path[depth]).add(property, depth + 1);
            return;
        }
        if (property.writesAttributes()) {
            // What kind of thing an element is stands first in it.
            attributes.add(property instanceof InlineProperty inline && inline.isChoice() ? 0 : attributes.size(), property);
        }
        if (property.writesContent()) {
            content.add(property);
        }
    }

    private Layout nested(String wanted) {
        for (var item : content) {
            if (item instanceof Layout layout && layout.name.equals(wanted)) {
                return layout;
            }
        }
        var layout = new Layout(wanted, namespace);
        content.add(layout);
        return layout;
    }

    void writeAttributes(XmlWriter out, RecordShape shape, Object record) {
        for (int i = 0; i < attributes.size(); i++) {
            var property = attributes.get(i);
            Object value = shape.get(record, property.index);
            if (value != null && out.wants(property, value)) {
                property.writeAttributes(out, value);
            }
        }
    }

    void writeContent(XmlWriter out, RecordShape shape, Object record) {
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof Property property) {
                Object value = shape.get(record, property.index);
                if (value != null && out.wants(property, value)) {
                    property.writeContent(out, value);
                }
            } else {
                var nested = (Layout) content.get(i);
                out.start(nested.name, nested.namespace);
                nested.writeAttributes(out, shape, record);
                nested.writeContent(out, shape, record);
                out.end(nested.name, nested.namespace, true);
            }
        }
    }
}
