package io.jvirt.image.luks;

import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateOptions;
import java.util.List;

/** How a new volume is encrypted; immutable. */
public final class LuksSettings {
    private final CipherSpec cipher;
    private final HashAlgorithm hash;
    private final long milliseconds;

    private LuksSettings(CipherSpec cipher, HashAlgorithm hash, long milliseconds) {
        this.cipher = cipher;
        this.hash = hash;
        this.milliseconds = milliseconds;
    }

    /**
     * {@return the options of qemu-img that tell it}
     *
     * @param prefix before each name: nothing for luks images, {@code encrypt.} within others
     */
    public static List<CreateOption> options(String prefix) {
        return List.of(
                CreateOption.choice(prefix + "cipher-alg", "The cipher", "aes-128", "aes-192", "aes-256"),
                CreateOption.choice(prefix + "cipher-mode", "Its mode", "xts", "cbc"),
                CreateOption.choice(prefix + "hash-alg", "The hash function", "sha1", "sha224", "sha256", "sha384", "sha512"),
                CreateOption.of(prefix + "iter-time", CreateOption.Kind.NUMBER,
                        "Milliseconds that making a key of the passphrase takes"),
                CreateOption.choice(prefix + "ivgen-alg", "How start vectors are made", "plain", "plain64", "essiv"),
                CreateOption.choice(prefix + "ivgen-hash-alg", "The hash function of essiv",
                        "sha1", "sha224", "sha256", "sha384", "sha512"),
                CreateOption.of(prefix + "key-secret", CreateOption.Kind.TEXT, "The secret that is the passphrase"));
    }

    /**
     * {@return what the options say}
     *
     * @throws io.jvirt.image.ImageException when they do not go together
     */
    public static LuksSettings of(CreateOptions options, String prefix) {
        CipherSpec cipher = CipherSpec.ofOptions(
                options.text(prefix + "cipher-alg", "aes-256"), options.text(prefix + "cipher-mode", "xts"),
                options.text(prefix + "ivgen-alg", "plain64"), options.text(prefix + "ivgen-hash-alg").orElse(null));
        return new LuksSettings(cipher, HashAlgorithm.of(options.text(prefix + "hash-alg", "sha256")),
                Math.clamp(options.number(prefix + "iter-time", 2000), 1, 600_000));
    }

    CipherSpec cipher() {
        return cipher;
    }

    HashAlgorithm hash() {
        return hash;
    }

    long milliseconds() {
        return milliseconds;
    }

    /** {@return bytes that the header and its key slots take} */
    public long headerLength() {
        return LuksHeader.headerLength(cipher.keyBytes());
    }
}
