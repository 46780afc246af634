package io.jvirt.model.xml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One component of a record: where in the element it stands and how it is read and written. */
abstract sealed class Property permits AttributeProperty, TextProperty, ChildProperty, InlineProperty, ForeignProperty,
        ElementsProperty, CustomProperty {
    private static final String[] HERE = {};

    final java.lang.reflect.RecordComponent component;
    /** Place among the record's components. */
    final int index;
    /** Names of the elements between the record's element and the place of the value. */
    final String[] path;
    final @Nullable XmlNamespace namespace;
    final boolean nullable;
    final boolean list;
    final boolean live;
    final boolean secret;
    private final String livePrefix;
    private final boolean liveKept;
    final Words words;

    Property(RecordShape shape, int index, String path, @Nullable XmlNamespace namespace) {
        this.index = index;
        component = shape.components[index];
        this.path = path.isEmpty() ? HERE : path.split("/", -1);
        this.namespace = namespace;
        // The type itself says what may be absent, so that the compiler's null checks and the document agree.
        nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        list = component.getType() == List.class;
        var liveOnly = component.getAnnotation(Live.class);
        live = liveOnly != null;
        livePrefix = liveOnly == null ? "" : liveOnly.unlessPrefix();
        liveKept = liveOnly != null && liveOnly.kept();
        words = new Words(component.getAnnotation(Refusal.class));
        secret = component.isAnnotationPresent(Secret.class);
    }

    static Property of(RecordShape shape, int index, @Nullable XmlNamespace namespace) {
        var component = shape.components[index];
        var attribute = component.getAnnotation(Attr.class);
        if (attribute != null) {
            return new AttributeProperty(shape, index, namespace, attribute);
        }
        var child = component.getAnnotation(Child.class);
        if (child != null) {
            return new ChildProperty(shape, index, namespace, child);
        }
        var inline = component.getAnnotation(Inline.class);
        if (inline != null) {
            return new InlineProperty(shape, index, namespace, inline);
        }
        if (component.isAnnotationPresent(Text.class)) {
            return new TextProperty(shape, index, namespace);
        }
        if (component.isAnnotationPresent(Foreign.class)) {
            return new ForeignProperty(shape, index, namespace);
        }
        if (component.isAnnotationPresent(Elements.class)) {
            return new ElementsProperty(shape, index, namespace);
        }
        var custom = component.getAnnotation(Custom.class);
        if (custom != null) {
            return new CustomProperty(shape, index, namespace, custom);
        }
        throw new IllegalArgumentException("Component " + component.getName() + " of " + shape.type.getName() + " has no place in the XML");
    }

    /** {@return the component's type, for a list that of its elements} */
    final Class<?> valueType() {
        if (!list) {
            return component.getType();
        }
        var argument = ((java.lang.reflect.ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        return (Class<?>) argument;
    }

    final @Nullable String uri() {
        return namespace == null ? null : namespace.uri();
    }

    /** {@return the element that the path leads to, or null when it is not there} */
    final @Nullable XmlNode place(XmlNode node) {
        XmlNode place = node;
        for (int i = 0; i < path.length && place != null; i++) {
            place = place.child(path[i], uri());
        }
        return place;
    }

    /** {@return true when a value of a guest's run is not to be part of a definition} */
    final boolean liveOnly(Object value) {
        return live && (livePrefix.isEmpty() || !value.toString().startsWith(livePrefix));
    }

    /** {@return true when the output has the value} */
    final boolean isWritten(Object value, FormatOptions options) {
        return !(secret && !options.secure()) && !(options.inactive() && !liveKept && liveOnly(value));
    }

    final @Nullable Object read(XmlNode node, ParseOptions options) {
        Object value = readValue(node, options);
        return value != null && live && options.inactive() && liveOnly(value) ? list ? List.of() : null : value;
    }

    abstract @Nullable Object readValue(XmlNode node, ParseOptions options);

    /** {@return true when the element gives something for this component} */
    abstract boolean present(XmlNode node);

    abstract @Nullable Object blank();

    boolean writesAttributes() {
        return false;
    }

    boolean writesContent() {
        return true;
    }

    void writeAttributes(XmlWriter out, Object value) {
        throw new IllegalStateException("No attributes");
    }

    void writeContent(XmlWriter out, Object value) {
        throw new IllegalStateException("No content");
    }
}
