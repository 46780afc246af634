package io.jvirt.image;

/** An image whose structure can be checked, and repaired when it is open for writing. */
public interface Checkable {
    /** What may be repaired. */
    enum Repair {
        NOTHING,
        /** Space that nobody uses is given back; no other change. */
        LEAKS,
        /** All errors, at the risk of losing what cannot be told apart. */
        ALL
    }

    /** {@return what was found and done} */
    CheckResult check(Repair repair);
}
