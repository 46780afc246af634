package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;
import io.jvirt.image.SectorCipher;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The encryption of old images (docs/interop/qcow2.txt, {@code crypt_method} 1): AES-128 in CBC mode over sectors of 512
 * bytes, with the sector's number as the start vector and the passphrase's first 16 bytes as the key. It is weak; images
 * that have it are read and written, none are made.
 */
final class LegacyAes implements SectorCipher {
    private static final int KEY_BYTES = 16;
    private static final int SECTOR = 512;

    private final SecretKeySpec key;

    LegacyAes(byte[] passphrase) {
        byte[] bytes = Arrays.copyOf(passphrase, KEY_BYTES);
        key = new SecretKeySpec(bytes, "AES");
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public int sectorSize() {
        return SECTOR;
    }

    @Override
    public void encrypt(long offset, ByteBuffer bytes) {
        change(Cipher.ENCRYPT_MODE, offset, bytes);
    }

    @Override
    public void decrypt(long offset, ByteBuffer bytes) {
        change(Cipher.DECRYPT_MODE, offset, bytes);
    }

    private void change(int mode, long offset, ByteBuffer bytes) {
        try {
            Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
            byte[] vector = new byte[KEY_BYTES];
            for (int at = 0; bytes.remaining() > 0; at += SECTOR) {
                ByteBuffer.wrap(vector).order(ByteOrder.LITTLE_ENDIAN).putLong((offset + at) / SECTOR);
                aes.init(mode, key, new IvParameterSpec(vector));
                ByteBuffer sector = bytes.slice(bytes.position(), SECTOR);
                aes.doFinal(sector.duplicate(), sector);
                bytes.position(bytes.position() + SECTOR);
            }
        } catch (GeneralSecurityException e) {
            throw new ImageException("AES does not work here: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        // The JDK's key specification cannot be wiped.
    }
}
