package io.jvirt.qemu.command;

import io.jvirt.host.HostException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that seals a guest's secrets: AES-256 in CBC mode with PKCS#7 padding, as QEMU's object {@code secret} opens
 * them. One key a start of a guest; the file with its 32 raw bytes must be readable for QEMU alone.
 */
public final class MasterKey {
    /** Length of a key in bytes. */
    public static final int LENGTH = 32;

    private static final int IV_LENGTH = 16;

    private final byte[] key;
    private final Supplier<byte[]> initializationVectors;

    /**
     * A given key.
     *
     * @param key 32 bytes
     * @param initializationVectors gives 16 bytes a call, unpredictable ones outside of tests
     */
    public MasterKey(byte[] key, Supplier<byte[]> initializationVectors) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("The key has " + key.length + " bytes, expected " + LENGTH);
        }
        this.key = key.clone();
        this.initializationVectors = initializationVectors;
    }

    /** {@return a new random key} */
    public static MasterKey random() {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        return of(key);
    }

    /** {@return the key that a running QEMU was given in this file} */
    public static MasterKey read(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new HostException("Cannot read the key of the guest's secrets: " + e.getMessage(), e);
        }
    }

    private static MasterKey of(byte[] key) {
        SecureRandom random = new SecureRandom();
        return new MasterKey(key, () -> {
            byte[] iv = new byte[IV_LENGTH];
            random.nextBytes(iv);
            return iv;
        });
    }

    /** {@return the key's bytes, for the file that QEMU reads} */
    public byte[] bytes() {
        return key.clone();
    }

    /** {@return the value, encrypted} */
    public SealedSecret seal(byte[] value) {
        byte[] iv = initializationVectors.get();
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            Base64.Encoder base64 = Base64.getEncoder();
            return new SealedSecret(base64.encodeToString(cipher.doFinal(value)), base64.encodeToString(iv));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES in CBC mode is part of every Java platform", e);
        }
    }

    /** {@return the text in UTF-8, encrypted} */
    public SealedSecret seal(String value) {
        return seal(value.getBytes(StandardCharsets.UTF_8));
    }
}
