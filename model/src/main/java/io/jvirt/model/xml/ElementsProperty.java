package io.jvirt.model.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nested elements of several names in one list. */
final class ElementsProperty extends Property {
    private final Map<String, Class<?>> byName = new LinkedHashMap<>();

    ElementsProperty(RecordShape shape, int index, @Nullable XmlNamespace namespace) {
        super(shape, index, "", namespace);
        for (var permitted : valueType().getPermittedSubclasses()) {
            byName.put(name(permitted), permitted);
        }
    }

    private static String name(Class<?> type) {
        String name = TypeMapping.elementName(type);
        if (name == null) {
            throw new IllegalArgumentException(type + " lacks @Element");
        }
        return name;
    }

    /** {@return the records by the names of their elements} */
    Map<String, Class<?>> types() {
        return byName;
    }

    @Override
    Object readValue(XmlNode node, ParseOptions options) {
        var values = new ArrayList<Object>();
        for (var child : node.children) {
            var type = byName.get(child.name);
            if (type != null && child.is(child.name, uri())) {
                child.known = true;
                values.add(RecordMapping.of(type).read(child, options));
            }
        }
        return List.copyOf(values);
    }

    @Override
    boolean present(XmlNode node) {
        return node.children.stream().anyMatch(child -> byName.containsKey(child.name));
    }

    @Override
    Object blank() {
        return List.of();
    }

    @Override
    void writeContent(XmlWriter out, Object value) {
        for (var item : (List<?>) value) {
            var mapping = RecordMapping.of(item.getClass());
            String name = name(item.getClass());
            out.start(name, namespace);
            mapping.writeAttributes(out, item);
            mapping.writeContent(out, item);
            out.end(name, namespace, false);
        }
    }
}
