package io.jvirt.cli.run;

/** What happens at an interrupt (Ctrl-C, SIGINT) while something runs; afterwards the former behaviour is back. */
public final class Interrupts implements AutoCloseable {
    private final sun.misc.Signal signal = new sun.misc.Signal("INT");
    private final sun.misc.SignalHandler former;

    private Interrupts(Runnable action) {
        former = sun.misc.Signal.handle(signal, _ -> action.run());
    }

    /** {@return the registration of an action} */
    public static Interrupts handle(Runnable action) {
        return new Interrupts(action);
    }

    @Override
    public void close() {
        sun.misc.Signal.handle(signal, former);
    }
}
