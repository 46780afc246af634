package io.jvirt.qemu.qmp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a byte stream into lines that end with a newline, bounded in length, for the JSON protocols of the monitor and the guest agent.
 * Not thread-safe.
 */
public final class LineSplitter {
    private final int longest;
    private byte[] partial = new byte[4096];
    private int length;

    /** Takes lines of at most {@code longest} bytes. */
    public LineSplitter(int longest) {
        this.longest = longest;
    }

    /** A line was longer than allowed. */
    public static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1L;

        TooLongException(int longest) {
            super("a line is longer than " + longest + " bytes");
        }
    }

    /** {@return the lines that {@code bytes} complete, without line ends and without empty lines} */
    public List<byte[]> add(ByteBuffer bytes) throws TooLongException {
        List<byte[]> lines = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b == '\n') {
                int end = length > 0 && partial[length - 1] == '\r' ? length - 1 : length;
                if (end > 0) {
                    lines.add(Arrays.copyOf(partial, end));
                }
                length = 0;
            } else {
                if (length == longest) {
                    throw new TooLongException(longest);
                }
                if (length == partial.length) {
                    partial = Arrays.copyOf(partial, Math.min(longest, length * 2));
                }
                partial[length++] = b;
            }
        }
        if (length == 0 && partial.length > 1 << 16) {
            partial = new byte[4096];
        }
        return lines;
    }

    /** Forgets the line that has begun. */
    public void reset() {
        length = 0;
    }
}
