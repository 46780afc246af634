package io.jvirt.device.node;

import io.jvirt.host.HostException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writing to files of sysfs: the whole in one call, and never a new file. */
final class SysfsFile {
    private SysfsFile() {}

    static void write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new HostException("Cannot write '" + text.strip() + "' to '" + file + "': " + e.getMessage(), e);
        }
    }
}
