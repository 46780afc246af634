package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a record: an unknown nested element is refused even when reading is not strict. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Closed {
    /** {@return what to say; the element's name stands for {@code %s}} */
    String value();
}
