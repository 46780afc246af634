package io.jvirt.api.secret;

import io.jvirt.api.Flag;

/** The flags of the secret calls, an enum for each of libvirt's. */
public final class SecretFlags {
    private SecretFlags() {}

    /** Which secrets to list; of each pair neither and both mean all ({@code virConnectListAllSecretsFlags}). */
    public enum ListAll implements Flag {
        /** Kept in memory only. */
        EPHEMERAL,
        /** Kept in a file. */
        NO_EPHEMERAL,
        /** The value is told to nobody. */
        PRIVATE,
        /** The value is told to whoever may write. */
        NO_PRIVATE;

        @Override
        public int bit() {
            return 1 << ordinal();
        }
    }

    /** How a document is read ({@code virSecretDefineFlags}). */
    public enum Define implements Flag {
        /** Reject unknown elements of the document. */
        VALIDATE;

        @Override
        public int bit() {
            return 1;
        }
    }
}
