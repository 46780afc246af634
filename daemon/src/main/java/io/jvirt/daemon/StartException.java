package io.jvirt.daemon;

/** The daemon cannot start; the message is for whoever started it and says what to do. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The exit code when another daemon serves the instance: a client that started this one waits for the other. */
    private static final int RUNS_ALREADY = 3;

    private final int exitCode;

    StartException(String message) {
        super(message);
        exitCode = 1;
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
        exitCode = 1;
    }

    private StartException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** {@return the failure of a daemon whose instance another one serves} */
    static StartException runsAlready(String message) {
        return new StartException(message, RUNS_ALREADY);
    }

    /** {@return what the program ends with} */
    int exitCode() {
        return exitCode;
    }
}
