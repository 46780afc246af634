package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A number that is written in hexadecimal with {@code 0x}; it is read in C's notation (decimal, 0 octal, 0x). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Hex {
    /** {@return the least number of digits, filled with zeros} */
    int value() default 1;
}
