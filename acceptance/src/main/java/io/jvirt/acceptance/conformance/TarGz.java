package io.jvirt.acceptance.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Unpacks the folders and plain files of a compressed tar archive (POSIX ustar); links are left out. */
final class TarGz {
    private static final int BLOCK = 512;

    private TarGz() { }

    static void unpack(Path archive, Path folder) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                String prefix = text(header, 345, 155);
                Path target = folder.resolve((prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100)).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("archive " + archive + " has a file outside: " + target);
                }
                int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                byte[] content = in.readNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
                if (header[156] == '5') {
                    Files.createDirectories(target);
                } else if (header[156] == '0' || header[156] == 0) {
                    Files.createDirectories(target.getParent());
                    Files.write(target, Arrays.copyOf(content, size));
                }
                header = in.readNBytes(BLOCK);
            }
        }
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
