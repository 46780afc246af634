package io.jvirt.model.storage;

/**
 * Permission bits of a file, written in octal after a zero.
 *
 * @param bits 0 to 0777
 */
public record FileMode(int bits) {
    private static final int MAX = 0777;

    public FileMode {
        if (bits < 0 || bits > MAX) {
            throw new IllegalArgumentException("Expected permission bits from 0 to 0777");
        }
    }

    /** {@return the bits of an octal text} */
    public static FileMode parse(String text) {
        return new FileMode(Integer.parseInt(text.strip(), 8));
    }

    @Override
    public String toString() {
        return "0" + Integer.toOctalString(bits);
    }
}
