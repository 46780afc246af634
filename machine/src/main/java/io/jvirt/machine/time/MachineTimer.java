package io.jvirt.machine.time;

/** One deadline of a device. Threads: any; of several changes the last one counts. */
public interface MachineTimer {
    /** Runs the task once at {@code nanos} of {@link MachineClock#nanos}, or soon if that has passed; replaces what was armed. */
    void arm(long nanos);

    /** Takes the deadline back. A task that has already begun goes on. */
    void disarm();
}
