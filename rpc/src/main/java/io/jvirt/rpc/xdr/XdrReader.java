package io.jvirt.rpc.xdr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads XDR (RFC 4506) from bytes that a peer sent: nothing is believed, every length is held against what is left
 * before anything is allocated. Not for several threads.
 */
public final class XdrReader {
    /** The most bytes of a string without a limit of its own. */
    public static final int STRING_MAX = 4 * 1024 * 1024;

    private final byte[] bytes;
    private final int end;
    private int position;

    /** Reads all of the bytes. */
    public XdrReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads {@code length} bytes from {@code offset}. */
    public XdrReader(byte[] bytes, int offset, int length) {
        this.position = java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        this.end = offset + length;
    }

    /** {@return the number of bytes not read yet} */
    public int remaining() {
        return end - position;
    }

    /** {@return the next word} */
    public int readInt() {
        int at = take(4);
        return word(at);
    }

    /** {@return the next 64 bits} */
    public long readLong() {
        int at = take(8);
        return ((long) word(at) << 32) | (word(at + 4) & 0xffffffffL);
    }

    /** {@return the next truth value} RFC 4506 knows 0 and 1 only. */
    public boolean readBoolean() {
        return switch (readInt()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new XdrException("truth value that is neither 0 nor 1");
        };
    }

    /** {@return the next double precision number} */
    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    /** {@return the next 16 bytes as a UUID} */
    public UUID readUuid() {
        long most = readLong();
        return new UUID(most, readLong());
    }

    /** {@return the next string} C cannot hold a NUL in a string, so one is an error. */
    public String readString(int max) {
        int length = readCount(max, 1);
        int at = take(XdrWriter.padded(length));
        for (int i = at; i < at + length; i++) {
            if (bytes[i] == 0) {
                throw new XdrException("string with a NUL in it");
            }
        }
        return new String(bytes, at, length, StandardCharsets.UTF_8);
    }

    /** {@return the next bytes, which have their count before them} */
    public byte[] readOpaque(int max) {
        return readFixed(readCount(max, 1));
    }

    /** {@return the next {@code length} bytes, the filling up to a multiple of four passed over} */
    public byte[] readFixed(int length) {
        int at = take(XdrWriter.padded(length));
        return Arrays.copyOfRange(bytes, at, at + length);
    }

    /** {@return everything that is left, as it is} */
    public byte[] readRest() {
        int at = take(remaining());
        return Arrays.copyOfRange(bytes, at, end);
    }

    /**
     * {@return the number of elements that follow}
     *
     * @param max the most that the description allows
     * @param elementSize the fewest bytes that one element takes, at least 1, so that a count larger than the message
     *     allocates nothing
     */
    public int readCount(int max, int elementSize) {
        int count = readInt();
        if (count < 0 || count > max) {
            throw new XdrException(Integer.toUnsignedString(count) + " elements where at most " + max + " may be");
        }
        if (count > remaining() / elementSize) {
            throw new XdrException(count + " elements in the last " + remaining() + " bytes of a message");
        }
        return count;
    }

    private int word(int at) {
        return (bytes[at] & 0xff) << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }

    private int take(int length) {
        if (length > end - position) {
            throw new XdrException("message ends " + (length - (end - position)) + " bytes early");
        }
        int at = position;
        position += length;
        return at;
    }
}
