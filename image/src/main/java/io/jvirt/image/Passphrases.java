package io.jvirt.image;

import org.jspecify.annotations.Nullable;

/** Where the passphrases of encrypted images come from. */
@FunctionalInterface
public interface Passphrases {
    /** None is known. */
    Passphrases NONE = id -> {
        throw new ImageException("The image is encrypted and no passphrase was given");
    };

    /**
     * {@return the passphrase's bytes, the caller's to overwrite}
     *
     * @param id the secret's name ({@code key-secret}), null for the only one there is
     * @throws ImageException when there is none
     */
    byte[] get(@Nullable String id);
}
