package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that a class of its own reads and writes, where names or types come from a table and not from a record's
 * components: a filter rule's matches, a snapshot's domain that may be a mere reference.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Custom {
    /** {@return the class; it has a constructor without parameters} */
    Class<? extends ElementCodec<?>> value();
}
