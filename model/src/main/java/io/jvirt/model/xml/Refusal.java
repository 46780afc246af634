package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component or a {@link Choice}: libvirt's own words for what is wrong, where it has others than the general ones.
 * People and programs know them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Refusal {
    /** {@return what to say of a wrong value, which stands for {@code %s}; empty for the general words} */
    String invalid() default "";

    /** {@return what kind of failure a wrong value is} */
    XmlException.Kind kind() default XmlException.Kind.UNSUPPORTED;

    /** {@return what to say when it is not given; empty for the general words} */
    String missing() default "";

    /** {@return what kind of failure that is} */
    XmlException.Kind missingKind() default XmlException.Kind.MISSING;
}
