package io.jvirt.filter;

/** A filter that cannot be put in force; the message says why. */
public final class FilterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A failure. */
    public FilterException(String message) {
        super(message);
    }
}
