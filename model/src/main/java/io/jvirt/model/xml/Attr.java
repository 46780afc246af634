package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component kept in an attribute.
 *
 * <p>The component's type decides how text becomes a value: enums by {@link XmlEnum}, numbers, UUIDs, and every type
 * with a static {@code parse(String)}. A type marked {@code @Nullable} may be absent; any other must be given unless
 * there is a default.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Attr {
    /**
     * {@return the attribute's name, by default the component's; {@code "a/b@name"} is the attribute of the nested
     * element {@code a/b}, and for a list the last element before {@code @} repeats}
     */
    String value() default "";

    /** {@return the value that an absent attribute stands for, in XML's spelling; it is always written} */
    String def() default "";

    /** {@return true when the default value is left out of the output} */
    boolean omitDefault() default false;
}
