package io.jvirt.cli.grammar;

/** A word that is no command. */
public final class UnknownCommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;

    /** The word. */
    public UnknownCommandException(String name) {
        super("unknown command: '" + name + "'", null, false, false);
        this.name = name;
    }

    /** {@return the word} */
    public String name() {
        return name;
    }
}
