package io.jvirt.image.luks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * AES-XTS (IEEE 1619), which the JDK lacks: each block is mixed with a tweak before and after AES, and the tweaks of a
 * sector follow from its number.
 */
final class XtsSectors extends AesSectors {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What the field's polynomial adds when a tweak overflows. */
    private static final long POLYNOMIAL = 0x87;

    private final byte[] dataKey;
    private final byte[] tweakKey;

    XtsSectors(CipherSpec spec, byte[] key) {
        super(spec);
        dataKey = Arrays.copyOf(key, key.length / 2);
        tweakKey = Arrays.copyOfRange(key, key.length / 2, key.length);
    }

    @Override
    Engine engine() throws GeneralSecurityException {
        Cipher encrypt = aes(true, dataKey);
        Cipher decrypt = aes(false, dataKey);
        Cipher tweaks = aes(true, tweakKey);
        Vectors vectors = vectors(dataKey);
        return new Engine() {
            private byte[] tweak = new byte[0];
            private final byte[] block = new byte[BLOCK];

            @Override
            void change(boolean encrypting, long sector, byte[] bytes, int length) throws GeneralSecurityException {
                if (tweak.length < length) {
                    tweak = new byte[length];
                }
                for (int at = 0; at < length; at += SECTOR) {
                    vectors.of(sector + at / SECTOR, block);
                    tweaks.doFinal(block, 0, BLOCK, block, 0);
                    fill(tweak, at, (long) LONGS.get(block, 0), (long) LONGS.get(block, 8));
                }
                xor(bytes, tweak, length);
                (encrypting ? encrypt : decrypt).doFinal(bytes, 0, length, bytes, 0);
                xor(bytes, tweak, length);
            }
        };
    }

    /** Writes a sector's tweaks: each is twice the one before, in a field of 2^128 elements. */
    private static void fill(byte[] tweak, int at, long first, long second) {
        long low = first;
        long high = second;
        for (int i = at; i < at + SECTOR; i += BLOCK) {
            LONGS.set(tweak, i, low);
            LONGS.set(tweak, i + 8, high);
            long carry = high >> 63 & POLYNOMIAL;
            high = high << 1 | low >>> 63;
            low = low << 1 ^ carry;
        }
    }

    private static void xor(byte[] bytes, byte[] tweak, int length) {
        for (int i = 0; i < length; i += 8) {
            LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ (long) LONGS.get(tweak, i));
        }
    }

    @Override
    public void close() {
        super.close();
        Arrays.fill(dataKey, (byte) 0);
        Arrays.fill(tweakKey, (byte) 0);
    }
}
