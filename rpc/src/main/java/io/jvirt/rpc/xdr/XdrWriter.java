package io.jvirt.rpc.xdr;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Bytes in XDR (RFC 4506) that grow as values are added, up to a limit. Not for several threads. */
public final class XdrWriter {
    private byte[] bytes;
    private final int limit;
    private int size;

    /**
     * An empty one.
     *
     * @param limit the most bytes it may hold
     */
    public XdrWriter(int limit) {
        this.bytes = new byte[Math.min(limit, 512)];
        this.limit = limit;
    }

    /** {@return the number of bytes written} */
    public int size() {
        return size;
    }

    /** {@return the bytes written, not copied: valid until the next write} */
    public ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    /** {@return a copy of the bytes written} */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Adds a word: int, unsigned int, enum, short or a flags word. */
    public void writeInt(int value) {
        put(reserve(4), value);
    }

    /** Replaces the word at an offset, such as a length that is known only afterwards. */
    public void setInt(int offset, int value) {
        put(java.util.Objects.checkFromIndexSize(offset, 4, size), value);
    }

    /** Adds a hyper: 64 bits, signed or not. */
    public void writeLong(long value) {
        int at = reserve(8);
        put(at, (int) (value >>> 32));
        put(at + 4, (int) value);
    }

    /** Adds a truth value as a word 0 or 1. */
    public void writeBoolean(boolean value) {
        writeInt(value ? 1 : 0);
    }

    /** Adds a double precision number. */
    public void writeDouble(double value) {
        writeLong(Double.doubleToRawLongBits(value));
    }

    /** Adds the 16 bytes of a UUID, without a length. */
    public void writeUuid(UUID value) {
        writeLong(value.getMostSignificantBits());
        writeLong(value.getLeastSignificantBits());
    }

    /** Adds a string of at most {@code max} bytes in UTF-8. */
    public void writeString(String value, int max) {
        writeOpaque(value.getBytes(StandardCharsets.UTF_8), max);
    }

    /** Adds bytes with their count before them. */
    public void writeOpaque(byte[] value, int max) {
        writeCount(value.length, max);
        writeFixed(value);
    }

    /** Adds bytes without a count, filled up to a multiple of four. */
    public void writeFixed(byte[] value) {
        int at = reserve(padded(value.length));
        System.arraycopy(value, 0, bytes, at, value.length);
        Arrays.fill(bytes, at + value.length, size, (byte) 0);
    }

    /** Adds bytes as they are, without count or filling: the data of a stream. */
    public void writeRaw(ByteBuffer value) {
        int length = value.remaining();
        int at = reserve(length);
        value.get(bytes, at, length);
    }

    /** Adds the number of elements that follow. */
    public void writeCount(int count, int max) {
        if (count > max) {
            throw new XdrException(count + " elements are more than the " + max + " that the protocol carries");
        }
        writeInt(count);
    }

    static int padded(int length) {
        return (length + 3) & ~3;
    }

    private void put(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private int reserve(int length) {
        int at = size;
        if (length > limit - at) {
            throw new XdrException("message of more than " + limit + " bytes");
        }
        int needed = at + length;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(needed, bytes.length * 2L)));
        }
        size = needed;
        return at;
    }
}
