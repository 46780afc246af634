package io.jvirt.acceptance.conformance;

/** How a case ended. */
public sealed interface Verdict {
    /** As it must. */
    record Passed() implements Verdict { }

    /** Not as it must, and why, in one line. */
    record Failed(String reason) implements Verdict { }
}
