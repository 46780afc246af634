package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component whose own components belong to the same element: parts that many elements share (a device's address,
 * alias and boot order), and choices that an attribute of the surrounding element makes (a disk's type decides its
 * source). A {@code @Nullable} one is absent when none of its attributes and elements is given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {
    /** {@return element path in which the components live, empty for the element itself} */
    String value() default "";
}
