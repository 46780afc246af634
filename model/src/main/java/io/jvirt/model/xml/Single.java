package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record: nested elements that must not be given twice. Without it the first one counts and others are ignored, as
 * libvirt does nearly everywhere.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Single {
    /** {@return the names of the elements} */
    String[] value();
}
