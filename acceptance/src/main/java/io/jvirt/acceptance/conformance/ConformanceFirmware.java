package io.jvirt.acceptance.conformance;

import io.jvirt.qemu.complete.FirmwareCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The firmware that the cases' host offers: descriptors of the images as Fedora names them, part of the environment. */
final class ConformanceFirmware {
    private static final FirmwareCatalog CATALOG = load();

    private ConformanceFirmware() { }

    static FirmwareCatalog catalog() {
        return CATALOG;
    }

    private static FirmwareCatalog load() {
        try {
            Path folder = Files.createTempDirectory("jvirt-conformance-firmware");
            try {
                for (String name : text("index.txt").lines().toList()) {
                    Files.writeString(folder.resolve(name), text(name));
                }
                return FirmwareCatalog.read(List.of(folder));
            } finally {
                try (var files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ConformanceFirmware.class.getResourceAsStream("firmware/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
