package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Belongs to a running guest: neither read from nor written to a definition (libvirt's INACTIVE flags). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Live {
    /** {@return a prefix that makes a value belong to the definition too} */
    String unlessPrefix() default "";

    /** {@return true when a running guest's value is written even where a definition is asked for} */
    boolean kept() default false;
}
