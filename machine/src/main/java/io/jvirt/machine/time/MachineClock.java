package io.jvirt.machine.time;

/**
 * The guest's time, from which the time stamp counter and every timer device derive theirs, so that they agree. It stands still
 * while the machine is paused.
 */
public interface MachineClock {
    /** {@return nanoseconds since the machine was powered on, not counting pauses} */
    long nanos();

    /** {@return the time of day, in nanoseconds since 1970-01-01 UTC} */
    long wallNanos();

    /**
     * {@return a timer, not armed}
     *
     * @param task runs on the clock's own thread, shortly after the time came; it must not wait
     */
    MachineTimer timer(Runnable task);
}
