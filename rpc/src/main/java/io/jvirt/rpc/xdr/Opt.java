package io.jvirt.rpc.xdr;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component may be null and travels as XDR's optional data ({@code T *}, RFC 4506 section 4.19): a word 0, or 1 and
 * the value. It stands beside {@code @Nullable}, which is not there at run time.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Opt {}
