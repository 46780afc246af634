package io.jvirt.image.luks;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-CBC with a start vector for each sector. */
final class CbcSectors extends AesSectors {
    private final byte[] key;

    CbcSectors(CipherSpec spec, byte[] key) {
        super(spec);
        this.key = key.clone();
    }

    @Override
    Engine engine() throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        SecretKeySpec aes = new SecretKeySpec(key, "AES");
        Vectors vectors = vectors(key);
        return new Engine() {
            private final byte[] block = new byte[BLOCK];

            @Override
            void change(boolean encrypting, long sector, byte[] bytes, int length) throws GeneralSecurityException {
                for (int at = 0; at < length; at += SECTOR) {
                    vectors.of(sector + at / SECTOR, block);
                    cipher.init(encrypting ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, aes, new IvParameterSpec(block));
                    cipher.doFinal(bytes, at, SECTOR, bytes, at);
                }
            }
        };
    }

    @Override
    public void close() {
        super.close();
        Arrays.fill(key, (byte) 0);
    }
}
