package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a record: its elements and attributes' elements are in this namespace, declared with this prefix on the root. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface XmlNamespace {
    /** {@return the namespace's URI} */
    String uri();

    /** {@return the prefix written in output} */
    String prefix();
}
