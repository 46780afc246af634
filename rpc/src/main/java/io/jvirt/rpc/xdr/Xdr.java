package io.jvirt.rpc.xdr;

import org.jspecify.annotations.Nullable;

/**
 * Writes and reads values of one type in XDR (RFC 4506). Implementations have no state and serve any number of threads.
 *
 * @param <T> the type of the values
 */
public interface Xdr<T extends @Nullable Object> {
    /**
     * Appends the value.
     *
     * @throws XdrException when the value is beyond a limit
     */
    void write(XdrWriter to, T value);

    /**
     * {@return the value at the reader's position}
     *
     * @throws XdrException when the bytes end early or do not follow the description
     */
    T read(XdrReader from);
}
