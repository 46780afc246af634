package io.jvirt.model.xml;

import org.jspecify.annotations.Nullable;

/** The components of one record class, as a reader and as a writer sees them. */
final class RecordMapping implements TypeMapping {
    private static final ClassValue<RecordMapping> MAPPINGS = new ClassValue<>() {
        @Override
        protected RecordMapping computeValue(Class<?> type) {
            return new RecordMapping(type);
        }
    };

    final RecordShape shape;
    final Property[] properties;
    final @Nullable XmlNamespace namespace;
    private final Layout layout;
    private final @Nullable Single single;
    private final @Nullable Closed closed;

    private RecordMapping(Class<?> type) {
        shape = RecordShape.of(type);
        namespace = type.getAnnotation(XmlNamespace.class);
        single = type.getAnnotation(Single.class);
        closed = type.getAnnotation(Closed.class);
        properties = new Property[shape.components.length];
        layout = new Layout("", namespace);
        for (int i = 0; i < properties.length; i++) {
            properties[i] = Property.of(shape, i, namespace);
            layout.add(properties[i], 0);
        }
    }

    static RecordMapping of(Class<?> type) {
        return MAPPINGS.get(type);
    }

    boolean hasAttribute(String name) {
        for (var property : properties) {
            if (property instanceof AttributeProperty attribute && attribute.path.length == 0 && attribute.name.equals(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Object read(XmlNode node, ParseOptions options) {
        if (single != null) {
            checkSingle(node, single);
        }
        var values = new @Nullable Object[properties.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = properties[i].read(node, options);
        }
        if (closed != null) {
            checkClosed(node, closed);
        }
        try {
            return shape.make(values);
        } catch (XmlException e) {
            throw e.line() > 0 ? e : new XmlException(e.kind(), String.valueOf(e.getMessage()), node.line, node.path(), e.attribute(), e.value());
        } catch (IllegalArgumentException e) {
            throw node.invalid(null, null, String.valueOf(e.getMessage()));
        }
    }

    private static void checkSingle(XmlNode node, Single single) {
        for (String name : single.value()) {
            boolean found = false;
            for (var child : node.children) {
                if (child.is(name, null)) {
                    if (found) {
                        throw child.invalid(null, null, "only one '" + name + "' element is allowed in element '" + node.name + "'");
                    }
                    found = true;
                }
            }
        }
    }

    private static void checkClosed(XmlNode node, Closed closed) {
        for (var child : node.children) {
            if (!child.known && child.uri == null) {
                throw new XmlException(XmlException.Kind.UNSUPPORTED, closed.value().replace("%s", child.name), child.line, child.path(), null, child.name);
            }
        }
    }

    @Override
    public boolean present(XmlNode node) {
        for (var property : properties) {
            if (property.present(node)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void writeAttributes(XmlWriter out, Object value) {
        layout.writeAttributes(out, shape, value);
    }

    @Override
    public void writeContent(XmlWriter out, Object value) {
        layout.writeContent(out, shape, value);
    }

    @Override
    public Object blank() {
        var values = new @Nullable Object[properties.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = properties[i].blank();
        }
        return shape.make(values);
    }
}
