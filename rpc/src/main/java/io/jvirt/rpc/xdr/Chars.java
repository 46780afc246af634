package io.jvirt.rpc.xdr;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component is described as an array of {@code char}, of which each takes a word of four bytes on the wire: a
 * {@code byte[]}, or a {@code String} that ends with a NUL.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Chars {
    /** {@return the most characters, the closing NUL counted} */
    int max();

    /** {@return whether there are always {@link #max} characters and no count before them} */
    boolean fixed() default false;
}
