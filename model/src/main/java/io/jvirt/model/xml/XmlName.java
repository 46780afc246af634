package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The XML spelling of an enum constant where it differs from the constant in lower case with dashes. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface XmlName {
    /** {@return the spelling} */
    String value();

    /** {@return older spellings that are still read} */
    String[] aliases() default {};
}
