package io.jvirt.model.xml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A {@link io.jvirt.model.MemorySize} with a {@code unit} attribute beside it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Scaled {
    /** {@return the unit that a missing {@code unit} attribute stands for} */
    String in() default "KiB";

    /** {@return the unit of the output; empty for the largest binary unit that divides the value} */
    String out() default "KiB";

    /** {@return false when the output has no {@code unit} attribute} */
    boolean written() default true;
}
