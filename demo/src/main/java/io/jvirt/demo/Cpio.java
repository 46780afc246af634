package io.jvirt.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes an archive that the Linux kernel unpacks as its first file system: the "newc" form of cpio (kernel:
 * Documentation/driver-api/early-userspace/buffer-format.rst). Entries belong to root; parents come before what is in
 * them.
 */
final class Cpio {
    private static final int FOLDER = 0040755;
    private static final int FILE = 0100000;
    private static final int LINK = 0120777;
    private static final int CHARACTER_DEVICE = 0020600;

    private final OutputStream out;
    private int lastNumber;

    Cpio(OutputStream out) {
        this.out = out;
    }

    void folder(String name) throws IOException {
        entry(name, FOLDER, 0, 0, new byte[0]);
    }

    void file(String name, int permissions, byte[] content) throws IOException {
        entry(name, FILE | permissions, 0, 0, content);
    }

    void link(String name, String target) throws IOException {
        entry(name, LINK, 0, 0, target.getBytes(StandardCharsets.UTF_8));
    }

    void characterDevice(String name, int major, int minor) throws IOException {
        entry(name, CHARACTER_DEVICE, major, minor, new byte[0]);
    }

    /** Ends the archive; the stream stays open. */
    void finish() throws IOException {
        entry("TRAILER!!!", 0, 0, 0, new byte[0]);
    }

    private void entry(String name, int mode, int major, int minor, byte[] content) throws IOException {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        StringBuilder header = new StringBuilder("070701");
        int links = 1;
        int[] fields = {
            ++lastNumber, mode, 0, 0, links, 0, content.length, 0, 0, major, minor, nameBytes.length + 1, 0
        };
        for (int field : fields) {
            String digits = Integer.toHexString(field);
            header.repeat('0', 8 - digits.length()).append(digits);
        }
        out.write(header.toString().getBytes(StandardCharsets.US_ASCII));
        out.write(nameBytes);
        out.write(0);
        pad(header.length() + nameBytes.length + 1);
        out.write(content);
        pad(content.length);
    }

    private void pad(int length) throws IOException {
        out.write(new byte[-length & 3]);
    }
}
