package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The XML name of a record that stands as a document's root or in lists of its own kind.
 *
 * <p>A record is the one definition of its element: its components, in their order, say what is read, what is written
 * and what the reference page lists. See the package description for the rules.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Element {
    /** {@return the element's name, without prefix} */
    String value();
}
