package io.jvirt.image.vmdk;

import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.Packing;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.Inflated;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A stream-optimised extent: every grain is compressed (RFC 1950) behind a marker that tells which it is. A grain that is
 * written again gets a new place, its old one is lost; the last one written stays in memory until another one is, so that
 * writing in order stores each grain once.
 */
final class StreamExtent extends SparseExtent {
    /** Number of the grain's first sector (64 bits), bytes of data (32 bits). */
    private static final int MARKER = 12;

    private @Nullable Open open;

    /** The grain that is being written. */
    private record Open(long block, ByteBuffer content) {}

    StreamExtent(ImageFormat format, ImageFile file, SparseHeader header, Below below) {
        super(format, file, header, below);
    }

    @Override
    protected long locate(long block) {
        Open last = open;
        return last != null && last.block == block ? COMPRESSED : super.locate(block);
    }

    @Override
    protected long stored(long host) {
        return COMPRESSED;
    }

    @Override
    protected byte[] unpack(long block) {
        Open last = open;
        if (last != null && last.block == block) {
            return last.content.array().clone();
        }
        long host = placeOf(block);
        checkInFile(host);
        ByteBuffer marker = file.read(host, MARKER).order(ByteOrder.LITTLE_ENDIAN);
        int length = 2 * header.grainBytes();
        if (header.hasMarkers()) {
            long sector = marker.getLong(0);
            length = marker.getInt(8);
            if (sector != block * header.grainSectors() || length <= 0 || length > 2 * header.grainBytes()) {
                throw broken("the marker at offset " + host + " of grain " + block + " says sector " + sector + " and "
                        + length + " bytes");
            }
            host += MARKER;
        }
        try {
            // The last grain may be shorter than the others.
            return Inflated.zlib(file.read(host, length).array(), header.grainBytes());
        } catch (ImageException e) {
            throw broken("grain " + block + ": " + e.getMessage());
        }
    }

    @Override
    protected void fill(long at, ByteBuffer source) {
        long block = at / header.grainBytes();
        int head = (int) (at % header.grainBytes());
        int length = Math.min(source.remaining(), header.grainBytes() - head);
        Open last = open;
        if (last != null && last.block == block) {
            last.content.put(head, source, source.position(), length);
            source.position(source.position() + length);
        } else {
            closeGrain();
            open = new Open(block, merge(at - head, head, length, source));
        }
        forgetChunk();
    }

    private void closeGrain() {
        Open last = open;
        if (last != null) {
            store(last.block, deflate(last.content.array()));
            open = null;
        }
    }

    private void store(long block, byte[] packed) {
        int length = (MARKER + packed.length + 511) & -512;
        ByteBuffer b = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        b.putLong(block * header.grainSectors()).putInt(packed.length).put(packed);
        long host = take(length, 512);
        file.write(host, b.clear());
        place(block, host);
    }

    private static byte[] deflate(byte[] grain) {
        byte[] piece = new byte[grain.length];
        ByteArrayOutputStream packed = new ByteArrayOutputStream(grain.length);
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(grain);
            deflater.finish();
            while (!deflater.finished()) {
                packed.write(piece, 0, deflater.deflate(piece));
            }
        }
        return packed.toByteArray();
    }

    @Override
    protected void writeTables() {
        closeGrain();
        super.writeTables();
    }

    @Override
    public Optional<Packing> packing() {
        return Optional.of(new Packing() {
            @Override
            public int unit() {
                return header.grainBytes();
            }

            @Override
            public byte[] pack(byte[] cluster) {
                return deflate(cluster);
            }

            @Override
            public boolean write(long offset, byte[] packed) {
                return writePacked(offset / header.grainBytes(), packed);
            }
        });
    }

    private boolean writePacked(long block, byte[] packed) {
        checkWritable();
        lock.writeLock().lock();
        try {
            closeGrain();
            if (locate(block) != ABSENT) {
                return false;
            }
            store(block, packed);
            forgetChunk();
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
