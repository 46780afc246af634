package io.jvirt.qemu.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the one-line files of sysfs, of which any may be missing. */
final class SmallFile {
    private SmallFile() { }

    static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            // A CPU that goes offline takes its files along; that is as good as not there.
            return List.of();
        }
    }

    static Optional<String> text(Path file) {
        return lines(file).stream().findFirst().map(String::strip);
    }

    static OptionalLong number(Path file) {
        Optional<String> text = text(file);
        try {
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.get()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
