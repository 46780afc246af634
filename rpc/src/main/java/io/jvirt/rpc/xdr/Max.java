package io.jvirt.rpc.xdr;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The most elements of a list or array, or bytes of an opaque or a string, that the wire carries: a longer one is
 * neither sent nor accepted. Strings without it may have {@link XdrReader#STRING_MAX} bytes.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Max {
    /** {@return the limit, inclusive} */
    int value();
}
