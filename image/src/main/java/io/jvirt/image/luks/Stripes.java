package io.jvirt.image.luks;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * The anti-forensic splitter (specification, 2.4): a key is spread over many stripes, all of which are needed, so that a
 * key is gone when a few bytes of them are.
 */
final class Stripes {
    private Stripes() {}

    static byte[] split(byte[] key, int count, HashAlgorithm hash, SecureRandom random) {
        byte[] all = new byte[key.length * count];
        random.nextBytes(all);
        byte[] sum = sum(all, key.length, count, hash);
        int last = key.length * (count - 1);
        for (int i = 0; i < key.length; i++) {
            all[last + i] = (byte) (sum[i] ^ key[i]);
        }
        return all;
    }

    static byte[] merge(byte[] all, int length, int count, HashAlgorithm hash) {
        byte[] key = sum(all, length, count, hash);
        xor(key, all, length * (count - 1));
        return key;
    }

    /** {@return all stripes but the last, each mixed with what came before} */
    private static byte[] sum(byte[] all, int length, int count, HashAlgorithm hash) {
        byte[] sum = new byte[length];
        for (int i = 0; i < count - 1; i++) {
            xor(sum, all, i * length);
            diffuse(sum, hash);
        }
        return sum;
    }

    private static void xor(byte[] sum, byte[] all, int from) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= all[from + i];
        }
    }

    private static void diffuse(byte[] bytes, HashAlgorithm hash) {
        MessageDigest digest = hash.digest();
        for (int at = 0, number = 0; at < bytes.length; at += hash.length(), number++) {
            int count = Math.min(hash.length(), bytes.length - at);
            digest.update(ByteBuffer.allocate(4).putInt(number).flip());
            digest.update(bytes, at, count);
            System.arraycopy(digest.digest(), 0, bytes, at, count);
        }
    }
}
