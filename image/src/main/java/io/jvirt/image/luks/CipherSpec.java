package io.jvirt.image.luks;

import io.jvirt.image.ImageException;
import io.jvirt.image.SectorCipher;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How sectors are encrypted: AES in a mode, with a start vector from the sector's number.
 *
 * @param mode XTS or CBC
 * @param vector how the start vector is made
 * @param vectorHash the hash function of ESSIV, null otherwise
 * @param keyBytes bytes of the key; XTS has two keys in one
 */
record CipherSpec(Mode mode, Vector vector, @Nullable HashAlgorithm vectorHash, int keyBytes) {
    /** The cipher's mode. */
    enum Mode {
        XTS,
        CBC
    }

    /** How a sector's number becomes a start vector. */
    enum Vector {
        /** Its low 32 bits. */
        PLAIN,
        /** All of it. */
        PLAIN64,
        /** It encrypted with a hash of the key. */
        ESSIV
    }

    /** Checks that they go together. */
    CipherSpec {
        if ((vector == Vector.ESSIV) != (vectorHash != null)) {
            throw new ImageException("A hash function for start vectors belongs to essiv, and only to it");
        }
        int aes = mode == Mode.XTS ? keyBytes / 2 : keyBytes;
        if (aes != 16 && aes != 32 && (aes != 24 || mode == Mode.XTS) || mode == Mode.XTS && keyBytes % 2 != 0) {
            throw new ImageException("A key of " + keyBytes + " bytes is none of AES in mode " + label(mode));
        }
    }

    /** {@return what a header's words mean, such as aes and xts-plain64} */
    static CipherSpec of(String name, String mode, int keyBytes) {
        int dash = mode.indexOf('-');
        int colon = mode.indexOf(':');
        String first = dash < 0 ? mode : mode.substring(0, dash);
        String second = dash < 0 ? "" : mode.substring(dash + 1, colon < dash ? mode.length() : colon);
        if (!name.equals("aes")) {
            throw new ImageException("The cipher '" + name + "' is not known here (aes is)");
        }
        HashAlgorithm hash = colon < dash ? null : HashAlgorithm.of(mode.substring(colon + 1));
        return new CipherSpec(find(Mode.values(), first), find(Vector.values(), second), hash, keyBytes);
    }

    private static <E extends Enum<E>> E find(E[] all, String label) {
        for (E one : all) {
            if (label(one).equals(label)) {
                return one;
            }
        }
        throw new ImageException("The cipher's mode '" + label + "' is not known here");
    }

    /** {@return what qemu-img's options mean} */
    static CipherSpec ofOptions(String algorithm, String mode, String vector, @Nullable String vectorHash) {
        int bits = switch (algorithm) {
            case "aes-128" -> 128;
            case "aes-192" -> 192;
            case "aes-256" -> 256;
            default -> throw new ImageException("The cipher '" + algorithm + "' is not known here (aes-128, aes-192, aes-256)");
        };
        Mode chosen = find(Mode.values(), mode);
        Vector how = find(Vector.values(), vector);
        HashAlgorithm hash = vectorHash == null ? null : HashAlgorithm.of(vectorHash);
        if (how == Vector.ESSIV && hash == null) {
            hash = HashAlgorithm.SHA256;
        }
        return new CipherSpec(chosen, how, hash, bits / 8 * (chosen == Mode.XTS ? 2 : 1));
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** {@return the mode as a header has it} */
    String words() {
        return label(mode) + "-" + label(vector) + (vectorHash == null ? "" : ":" + vectorHash.label());
    }

    /** {@return the algorithm by qemu-img's name} */
    String algorithm() {
        return "aes-" + keyBytes * 8 / (mode == Mode.XTS ? 2 : 1);
    }

    /** {@return the cipher at work with a key, which the caller may overwrite} */
    SectorCipher with(byte[] key) {
        return switch (mode) {
            case XTS -> new XtsSectors(this, key);
            case CBC -> new CbcSectors(this, key);
        };
    }
}
