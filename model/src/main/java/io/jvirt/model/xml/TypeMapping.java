package io.jvirt.model.xml;

import org.jspecify.annotations.Nullable;

/** How values of one type stand in an element: a record, or a choice of records. */
sealed interface TypeMapping permits RecordMapping, ChoiceMapping {
    /** {@return the value that the element gives} */
    Object read(XmlNode node, ParseOptions options);

    /** {@return true when the element gives anything that such a value is read from} */
    boolean present(XmlNode node);

    /** Writes the value's attributes into the open start tag. */
    void writeAttributes(XmlWriter out, Object value);

    /** Writes text and nested elements. */
    void writeContent(XmlWriter out, Object value);

    /** {@return the value that an element without attributes and content gives} */
    Object blank();

    /** {@return the mapping of a record or of a sealed interface with {@link Choice}} */
    static TypeMapping of(Class<?> type) {
        return type.isRecord() ? RecordMapping.of(type) : ChoiceMapping.of(type);
    }

    /** {@return the element name that the type gives itself, or null} */
    static @Nullable String elementName(Class<?> type) {
        var element = type.getAnnotation(Element.class);
        return element == null ? null : element.value();
    }
}
