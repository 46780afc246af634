package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a sealed interface: which attribute says which of the permitted records an element is. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Choice {
    /** {@return the attribute's name; {@code "a@name"} is the attribute of a nested element} */
    String value();

    /** {@return the case that an absent attribute stands for; empty when it must be given} */
    String def() default "";

    /** {@return true when the attribute is left out of the output for the default case} */
    boolean omitDefault() default false;
}
