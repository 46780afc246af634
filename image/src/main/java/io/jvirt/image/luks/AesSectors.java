package io.jvirt.image.luks;

import io.jvirt.image.ImageException;
import io.jvirt.image.SectorCipher;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES over sectors of 512 bytes. The JDK's ciphers are for one thread at a time, so each call borrows some. */
abstract sealed class AesSectors implements SectorCipher permits XtsSectors, CbcSectors {
    static final int SECTOR = 512;
    static final int BLOCK = 16;

    /** Bytes that are changed at once. */
    private static final int PIECE = 128 << 10;

    private final CipherSpec spec;
    private final Queue<Engine> idle = new ConcurrentLinkedQueue<>();

    AesSectors(CipherSpec spec) {
        this.spec = spec;
    }

    /** Ciphers for one thread. */
    abstract static class Engine {
        /** Changes {@code length} bytes in place, whole sectors from number {@code sector} on. */
        abstract void change(boolean encrypt, long sector, byte[] bytes, int length) throws GeneralSecurityException;
    }

    abstract Engine engine() throws GeneralSecurityException;

    @Override
    public final int sectorSize() {
        return SECTOR;
    }

    @Override
    public final void encrypt(long offset, ByteBuffer bytes) {
        change(true, offset, bytes);
    }

    @Override
    public final void decrypt(long offset, ByteBuffer bytes) {
        change(false, offset, bytes);
    }

    private void change(boolean encrypt, long offset, ByteBuffer bytes) {
        if (offset % SECTOR != 0 || bytes.remaining() % SECTOR != 0) {
            throw new IllegalArgumentException("not whole sectors: " + offset + " " + bytes.remaining());
        }
        try {
            Engine known = idle.poll();
            Engine engine = known == null ? engine() : known;
            byte[] piece = new byte[Math.min(PIECE, bytes.remaining())];
            long sector = offset / SECTOR;
            while (bytes.hasRemaining()) {
                int length = Math.min(piece.length, bytes.remaining());
                bytes.get(bytes.position(), piece, 0, length);
                engine.change(encrypt, sector, piece, length);
                bytes.put(piece, 0, length);
                sector += length / SECTOR;
            }
            idle.add(engine);
        } catch (GeneralSecurityException e) {
            throw failure(e);
        }
    }

    static ImageException failure(GeneralSecurityException e) {
        return new ImageException("AES does not work here: " + e.getMessage(), e);
    }

    static Cipher aes(boolean encrypt, byte[] key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
        return cipher;
    }

    /** Makes start vectors. */
    interface Vectors {
        /** Puts the vector of a sector into {@code block}. */
        void of(long sector, byte[] block) throws GeneralSecurityException;
    }

    final Vectors vectors(byte[] key) throws GeneralSecurityException {
        HashAlgorithm hash = Objects.requireNonNullElse(spec.vectorHash(), HashAlgorithm.SHA256);
        return switch (spec.vector()) {
            case PLAIN -> (sector, block) -> number(sector & 0xffff_ffffL, block);
            case PLAIN64 -> AesSectors::number;
            case ESSIV -> encrypted(aes(true, hash.digest().digest(key)));
        };
    }

    private static Vectors encrypted(Cipher cipher) {
        return (sector, block) -> {
            number(sector, block);
            cipher.doFinal(block, 0, BLOCK, block, 0);
        };
    }

    private static void number(long sector, byte[] block) {
        ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).putLong(sector).putLong(0);
    }

    @Override
    public void close() {
        idle.clear();
    }
}
