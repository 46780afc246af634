package io.jvirt.cli.grammar;

/** A command line that does not follow the grammar; the message is what the person is told. */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure with this message. */
    public SyntaxException(String message) {
        super(message, null, false, false);
    }
}
