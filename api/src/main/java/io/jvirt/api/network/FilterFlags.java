package io.jvirt.api.network;

import io.jvirt.api.Flag;

/** The flags of the filter calls. */
public final class FilterFlags {
    private FilterFlags() {}

    /** How a document is read ({@code virNWFilterDefineFlags}, {@code virNWFilterBindingCreateFlags}). */
    public enum Define implements Flag {
        /** Reject unknown elements of the document. */
        VALIDATE;

        @Override
        public int bit() {
            return 1;
        }
    }
}
