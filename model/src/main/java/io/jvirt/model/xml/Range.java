package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The values that a number may have, both ends included. Without it a number must not be negative. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
    /** {@return the smallest value} */
    long min() default 0;

    /** {@return the largest value} */
    long max() default Long.MAX_VALUE;
}
