package io.jvirt.doctor;

/** How well something stands. */
enum Verdict {
    /** Works. */
    PASS,
    /** Something is slower or missing, guests run without it. */
    WARN,
    /** Guests cannot run like this. */
    FAIL
}
