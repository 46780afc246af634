package io.jvirt.image.luks;

import io.jvirt.image.Extent;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.SectorCipher;
import io.jvirt.image.block.FileImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** A file that is a LUKS volume: header, key slots, the guest's bytes encrypted. */
final class LuksImage extends FileImage {
    private static final int PIECE = 1 << 20;

    /** Held to write when a sector is changed in part, which others must not change meanwhile. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    private final LuksVolume volume;
    private final @Nullable SectorCipher cipher;

    /** @param cipher null when no passphrase is known: then only what the header tells can be had */
    LuksImage(ImageFormat format, ImageFile file, LuksVolume volume, @Nullable SectorCipher cipher) {
        super(format, file, file.length() - volume.payloadOffset());
        this.volume = volume;
        this.cipher = cipher;
    }

    private SectorCipher cipher() {
        if (cipher == null) {
            throw broken("it is encrypted and was opened without its passphrase");
        }
        return cipher;
    }

    @Override
    public int clusterSize() {
        return LuksFormat.SECTOR;
    }

    /** {@return a buffer for the sectors in which some bytes are} */
    private static ByteBuffer sectors(long offset, int length) {
        int head = (int) (offset % LuksFormat.SECTOR);
        return ByteBuffer.allocate((head + length + LuksFormat.SECTOR - 1) & -LuksFormat.SECTOR);
    }

    @Override
    public void read(long offset, ByteBuffer target) {
        checkRange(offset, target.remaining());
        long at = offset;
        while (target.hasRemaining()) {
            int length = Math.min(target.remaining(), PIECE - (int) (at % LuksFormat.SECTOR));
            ByteBuffer clear = clear(at, length);
            target.put(clear.slice((int) (at % LuksFormat.SECTOR), length));
            at += length;
        }
    }

    /** {@return the decrypted sectors in which some bytes are} */
    private ByteBuffer clear(long offset, int length) {
        ByteBuffer sectors = sectors(offset, length);
        long start = offset - offset % LuksFormat.SECTOR;
        file.read(volume.payloadOffset() + start, sectors);
        cipher().decrypt(start, sectors.flip());
        return sectors.clear();
    }

    @Override
    public void write(long offset, ByteBuffer source) {
        checkWritable();
        checkRange(offset, source.remaining());
        long at = offset;
        while (source.hasRemaining()) {
            int length = Math.min(source.remaining(), PIECE - (int) (at % LuksFormat.SECTOR));
            boolean whole = at % LuksFormat.SECTOR == 0 && length % LuksFormat.SECTOR == 0;
            var held = whole ? lock.readLock() : lock.writeLock();
            held.lock();
            try {
                store(at, length, whole ? sectors(at, length) : clear(at, length), source);
            } finally {
                held.unlock();
            }
            at += length;
        }
    }

    private void store(long at, int length, ByteBuffer sectors, ByteBuffer source) {
        int head = (int) (at % LuksFormat.SECTOR);
        sectors.put(head, source, source.position(), length);
        source.position(source.position() + length);
        cipher().encrypt(at - head, sectors);
        file.write(volume.payloadOffset() + at - head, sectors.clear());
    }

    @Override
    public void writeZeroes(long offset, long length) {
        checkRange(offset, length);
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(length, PIECE));
        for (long at = offset; at < offset + length; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(offset + length - at, zeros.capacity()));
            write(at, zeros);
        }
    }

    @Override
    public Extent extentAt(long offset) {
        checkRange(offset, 1);
        return Extent.of(offset, size() - offset, Extent.Kind.DATA);
    }

    @Override
    public void resize(long newSize) {
        checkWritable();
        if (newSize < 0 || newSize % LuksFormat.SECTOR != 0) {
            throw broken("the size " + newSize + " is no multiple of " + LuksFormat.SECTOR);
        }
        long old = size();
        file.truncate(volume.payloadOffset() + newSize);
        sized(newSize);
        if (newSize > old) {
            // Zeros in the file are something else once decrypted.
            writeZeroes(old, newSize - old);
        }
    }

    @Override
    public ImageFacts facts() {
        return new ImageFacts(0, true, false, false, null, null, List.of(), volume.facts());
    }

    @Override
    public void close() {
        super.close();
        if (cipher != null) {
            cipher.close();
        }
    }
}
