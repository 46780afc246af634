package io.jvirt.api.secret;

/** Something that happened to a secret. */
public sealed interface SecretEvent {
    /** {@return the secret} */
    Secret secret();

    /** {@return which registration gets it} */
    Kind kind();

    /** The registrations ({@code virSecretEventID}); the ordinal is the number. */
    enum Kind { LIFECYCLE, VALUE_CHANGED }

    /** What can happen ({@code virSecretEventLifecycleType}); the ordinal is the number. */
    enum Change { DEFINED, UNDEFINED }

    /** It was defined or undefined. */
    record Lifecycle(Secret secret, Change change) implements SecretEvent {
        @Override
        public Kind kind() {
            return Kind.LIFECYCLE;
        }
    }

    /** It has another value. */
    record ValueChanged(Secret secret) implements SecretEvent {
        @Override
        public Kind kind() {
            return Kind.VALUE_CHANGED;
        }
    }
}
