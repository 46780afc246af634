package io.jvirt.image;

import java.nio.ByteBuffer;

/**
 * The key of an encrypted image at work: changes whole sectors between what a guest sees and what the file holds. Safe
 * for threads. The luks format makes one from a header and a passphrase; other formats use it for their own payload.
 */
public interface SectorCipher extends AutoCloseable {
    /** {@return the size in bytes of what is encrypted as one; offsets and lengths are multiples of it} */
    int sectorSize();

    /** Encrypts {@code bytes} from its position to its limit in place; {@code offset} counts from the payload's start. */
    void encrypt(long offset, ByteBuffer bytes);

    /** Decrypts {@code bytes} from its position to its limit in place; {@code offset} counts from the payload's start. */
    void decrypt(long offset, ByteBuffer bytes);

    /** Forgets the key. */
    @Override
    void close();
}
