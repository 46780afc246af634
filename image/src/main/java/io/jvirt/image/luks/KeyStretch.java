package io.jvirt.image.luks;

import io.jvirt.image.ImageException;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * PBKDF2 (RFC 8018, 5.2) with HMAC: makes a key of a passphrase, slowly. The JDK's takes only text; this one takes bytes,
 * and keeps the hash's state behind the key, which halves the work.
 */
final class KeyStretch {
    private static final int PROBE = 20_000;

    private final MessageDigest inner;
    private final MessageDigest outer;
    private final HashAlgorithm hash;

    private KeyStretch(HashAlgorithm hash, byte[] passphrase) {
        this.hash = hash;
        byte[] key = passphrase.length > hash.blockLength() ? hash.digest().digest(passphrase) : passphrase;
        this.inner = padded(key, 0x36);
        this.outer = padded(key, 0x5c);
    }

    private MessageDigest padded(byte[] key, int pad) {
        byte[] block = Arrays.copyOf(key, hash.blockLength());
        for (int i = 0; i < block.length; i++) {
            block[i] ^= (byte) pad;
        }
        MessageDigest digest = hash.digest();
        digest.update(block);
        Arrays.fill(block, (byte) 0);
        return digest;
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new ImageException("This JDK's " + digest.getAlgorithm() + " cannot be copied", e);
        }
    }

    /** Puts the HMAC of {@code data} into {@code result}. */
    private void hmac(byte[] data, byte[] result) {
        MessageDigest first = copy(inner);
        first.update(data);
        MessageDigest second = copy(outer);
        try {
            first.digest(result, 0, result.length);
            second.update(result);
            second.digest(result, 0, result.length);
        } catch (DigestException e) {
            throw new ImageException("The hash " + hash.label() + " does not have " + result.length + " bytes", e);
        }
    }

    private byte[] derive(byte[] salt, int iterations, int length) {
        byte[] key = new byte[length];
        for (int block = 1, at = 0; at < length; block++, at += hash.length()) {
            byte[] start = Arrays.copyOf(salt, salt.length + 4);
            for (int i = 0; i < 4; i++) {
                start[salt.length + i] = (byte) (block >>> 24 - 8 * i);
            }
            byte[] round = new byte[hash.length()];
            hmac(start, round);
            byte[] sum = round.clone();
            for (int i = 1; i < iterations; i++) {
                hmac(round, round);
                for (int j = 0; j < sum.length; j++) {
                    sum[j] ^= round[j];
                }
            }
            System.arraycopy(sum, 0, key, at, Math.min(sum.length, length - at));
        }
        return key;
    }

    /** {@return a key of {@code length} bytes} */
    static byte[] key(HashAlgorithm hash, byte[] passphrase, byte[] salt, int iterations, int length) {
        return new KeyStretch(hash, passphrase).derive(salt, iterations, length);
    }

    /** {@return how many iterations a key of this length takes so many milliseconds, on this machine now} */
    static int iterations(HashAlgorithm hash, long milliseconds, int length) {
        byte[] salt = new byte[LuksHeader.SALT];
        key(hash, salt, salt, PROBE, length);
        long start = System.nanoTime();
        key(hash, salt, salt, PROBE, length);
        long nanos = Math.max(1, System.nanoTime() - start);
        return (int) Math.clamp(milliseconds * 1_000_000.0 / nanos * PROBE, LuksHeader.LEAST_ITERATIONS,
                LuksHeader.MOST_ITERATIONS);
    }
}
