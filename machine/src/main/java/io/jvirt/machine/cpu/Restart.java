package io.jvirt.machine.cpu;

/**
 * Thrown before a store that would change the code which is running: nothing of the instruction has happened. It is then executed
 * alone, by the interpreter, and what follows is decoded anew.
 */
public final class Restart extends RuntimeException {
    private static final long serialVersionUID = 1;

    public static final Restart RESTART = new Restart();

    private Restart() {
        super(null, null, false, false);
    }
}
