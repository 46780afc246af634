package io.jvirt.image.block;

import io.jvirt.image.ImageException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Chunks in zlib's form (RFC 1950). */
public final class Inflated {
    private Inflated() {}

    /**
     * {@return at most {@code length} bytes that {@code packed} stands for; zeros follow where they are fewer}
     *
     * @throws ImageException when the data are damaged or cut off
     */
    public static byte[] zlib(byte[] packed, int length) {
        byte[] bytes = new byte[length];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed);
            int done = 0;
            while (done < length && !inflater.finished()) {
                int count = inflater.inflate(bytes, done, length - done);
                if (count == 0 && !inflater.finished()) {
                    throw new ImageException("its compressed data end after " + done + " bytes");
                }
                done += count;
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new ImageException("its compressed data are damaged: " + e.getMessage(), e);
        }
    }
}
