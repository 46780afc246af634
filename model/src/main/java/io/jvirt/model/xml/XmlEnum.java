package io.jvirt.model.xml;

import org.jspecify.annotations.Nullable;

/** A closed set of values. The spelling is the constant in lower case with dashes for underscores, or {@link XmlName}. */
public interface XmlEnum {
    /** {@return the value's spelling in documents} */
    default String xml() {
        return EnumTable.of(getClass()).name((Enum<?>) this);
    }

    /**
     * {@return the constant with this spelling, or null}
     *
     * @param <E> the set
     * @param type the set
     * @param text a document's text
     */
    static <E extends Enum<E> & XmlEnum> @Nullable E find(Class<E> type, String text) {
        return type.cast(EnumTable.of(type).find(text));
    }
}
