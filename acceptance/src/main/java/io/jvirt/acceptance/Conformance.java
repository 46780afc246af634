package io.jvirt.acceptance;

import io.jvirt.acceptance.conformance.ConformanceProgram;

/** The program behind {@code jvirt conformance}. */
public final class Conformance {
    private Conformance() { }

    /** Runs the cases; status 0 when they were run (whatever came out), 2 for wrong usage. */
    public static void main(String[] arguments) {
        System.exit(new ConformanceProgram(System.out, System.err).run(arguments));
    }
}
