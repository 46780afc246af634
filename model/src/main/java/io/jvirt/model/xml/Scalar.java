package io.jvirt.model.xml;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How one type of value is written as text. */
interface Scalar {
    /**
     * {@return the value of a text}
     *
     * @throws IllegalArgumentException saying what was expected, when the text is no such value
     */
    Object parse(String text);

    /** {@return the text of a value} */
    String format(Object value);

    /** {@return true when texts may have characters that XML needs escaped} */
    default boolean free() {
        return false;
    }

    /** {@return what values there can be, for the reference page} */
    String describe();

    /** {@return how the component's type is written, or null when it is not a type of plain text} */
    static @Nullable Scalar of(Class<?> type, java.lang.reflect.RecordComponent component) {
        if (type == String.class) {
            return Scalars.STRING;
        }
        if (type == int.class || type == Integer.class) {
            return new Scalars.Number(component, true);
        }
        if (type == long.class || type == Long.class) {
            return new Scalars.Number(component, false);
        }
        if (type == UUID.class) {
            return Scalars.IDENTITY;
        }
        if (type.isEnum() && XmlEnum.class.isAssignableFrom(type)) {
            return new Scalars.Choice(EnumTable.of(type));
        }
        return Scalars.Parsed.of(type);
    }
}
