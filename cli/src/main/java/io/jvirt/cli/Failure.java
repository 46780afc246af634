package io.jvirt.cli;

import org.jspecify.annotations.Nullable;

/** The end of a command that did not do what it was asked; carries what the person is told. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure with a message. */
    public Failure(String message) {
        super(message, null, false, false);
    }

    /** A failure with a message, null for none, and the failure that led to it. */
    public Failure(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }

    /** A failure about which everything was said already. */
    public static Failure silent() {
        return new Failure(null, null);
    }
}
