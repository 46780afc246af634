package io.jvirt.machine;

/** What keeps a machine from being built or from running: the message names the part, the offending value and the remedy. */
public final class MachineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MachineException(String message) {
        super(message);
    }

    public MachineException(String message, Throwable cause) {
        super(message, cause);
    }
}
