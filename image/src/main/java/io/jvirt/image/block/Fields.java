package io.jvirt.image.block;

import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A header's bytes as they were in a file, which nobody vouches for: numbers at offsets, and requirements whose failure
 * names the file.
 */
public final class Fields {
    private final ImageFile file;
    private final ByteBuffer bytes;

    private Fields(ImageFile file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** {@return {@code length} bytes from {@code offset} on, zero beyond the end of the file} */
    public static Fields read(ImageFile file, long offset, int length, ByteOrder order) {
        return new Fields(file, file.read(offset, length).order(order));
    }

    /** {@return the unsigned byte at this place} */
    public int u8(int at) {
        return bytes.get(at) & 0xff;
    }

    /** {@return the unsigned 16 bit number at this place} */
    public int u16(int at) {
        return bytes.getShort(at) & 0xffff;
    }

    /** {@return the unsigned 32 bit number at this place} */
    public long u32(int at) {
        return Integer.toUnsignedLong(bytes.getInt(at));
    }

    /** {@return the 64 bit number at this place, negative when its highest bit is set} */
    public long i64(int at) {
        return bytes.getLong(at);
    }

    /** {@return a copy of the bytes at this place} */
    public byte[] bytes(int at, int length) {
        byte[] copy = new byte[length];
        bytes.get(at, copy);
        return copy;
    }

    /** {@return all bytes; changes of them are seen here} */
    public ByteBuffer all() {
        return bytes.duplicate().order(bytes.order()).clear();
    }

    /** {@return the text at this place, up to the first zero byte} */
    public String text(int at, int length) {
        String text = new String(bytes(at, length), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** {@return whether the text is there, byte for byte} */
    public boolean has(int at, String text) {
        return Arrays.equals(bytes(at, text.length()), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** {@return whether all these bytes are zero} */
    public boolean isZero(int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** {@return the exception that says what is wrong with the file} */
    public ImageException broken(String what) {
        return broken(file, what);
    }

    /** {@return the exception that says what is wrong with a file} */
    public static ImageException broken(ImageFile file, String what) {
        return new ImageException("'" + file.path() + "': " + what);
    }

    /** Fails with the value when a number is not within bounds; returns it otherwise. */
    public long within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw broken(name + " " + Long.toUnsignedString(value) + " is not within " + least + " and " + most);
        }
        return value;
    }

    /** Fails when a number is no power of two within bounds; returns it otherwise. */
    public int powerOfTwo(String name, long value, int least, int most) {
        within(name, value, least, most);
        if (Long.bitCount(value) != 1) {
            throw broken(name + " " + value + " is no power of two");
        }
        return (int) value;
    }

    /** Fails when a table does not lie in the file, behind its first byte and aligned; returns its offset otherwise. */
    public long table(String name, long offset, long length, int alignment) {
        long end = file.length();
        if (offset <= 0 || offset % alignment != 0 || length < 0 || length > end || offset > end - length) {
            throw broken("the " + name + " of " + length + " bytes at offset " + Long.toUnsignedString(offset)
                    + " is not aligned or not within the file");
        }
        return offset;
    }
}
