package io.jvirt.image.luks;

import io.jvirt.image.ImageException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;

/** A hash function by LUKS's name. */
enum HashAlgorithm {
    SHA1("SHA-1", 20),
    SHA224("SHA-224", 28),
    SHA256("SHA-256", 32),
    SHA384("SHA-384", 48),
    SHA512("SHA-512", 64);

    private final String jdkName;
    private final int length;

    HashAlgorithm(String jdkName, int length) {
        this.jdkName = jdkName;
        this.length = length;
    }

    static HashAlgorithm of(String label) {
        for (HashAlgorithm hash : values()) {
            if (hash.label().equals(label.toLowerCase(Locale.ROOT))) {
                return hash;
            }
        }
        throw new ImageException("The hash function '" + label + "' is not known here (sha1, sha224, sha256, sha384, sha512)");
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return bytes of a hash} */
    int length() {
        return length;
    }

    /** {@return bytes that the function takes in at once} */
    int blockLength() {
        return length > 32 ? 128 : 64;
    }

    MessageDigest digest() {
        try {
            return MessageDigest.getInstance(jdkName);
        } catch (GeneralSecurityException e) {
            throw new ImageException("This JDK has no " + jdkName, e);
        }
    }
}
