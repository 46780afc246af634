package io.jvirt.rpc.xdr;

/** Bytes that do not follow the description of what they should hold, or a value beyond its limit on the wire. */
public final class XdrException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An error with what was found and what was expected. */
    public XdrException(String message) {
        super(message);
    }
}
