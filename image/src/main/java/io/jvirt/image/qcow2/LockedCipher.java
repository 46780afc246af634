package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;
import io.jvirt.image.SectorCipher;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The cipher of an image that was opened without its passphrase: what is not encrypted can be read. */
record LockedCipher(Path path) implements SectorCipher {
    private static final int SECTOR = 512;

    @Override
    public int sectorSize() {
        return SECTOR;
    }

    @Override
    public void encrypt(long offset, ByteBuffer bytes) {
        throw locked();
    }

    @Override
    public void decrypt(long offset, ByteBuffer bytes) {
        throw locked();
    }

    private ImageException locked() {
        return new ImageException("'" + path + "' is encrypted and was opened without its passphrase");
    }

    @Override
    public void close() {
        // There is no key.
    }
}
