package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component kept in a nested element: a record, a choice of records, a list of either, text, or - for a
 * {@code boolean} - the element's mere presence.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Child {
    /** {@return the element's name or path ({@code "a/b"}); by default the record's {@link Element} name, else the component's name} */
    String value() default "";

    /** {@return the text that an absent element stands for, in XML's spelling; it is always written} */
    String def() default "";

    /** {@return true when an absent element stands for a record that gives nothing} */
    boolean blank() default false;

    /** {@return true when an element that would have neither attributes nor content is left out of the output} */
    boolean omitEmpty() default false;
}
