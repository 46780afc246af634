package io.jvirt.qemu.save;

import io.jvirt.qemu.Errors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the memory in a saved file is written: libvirt's formats, of which all but the first go through a program of the
 * host ({@code save_image_format} in libvirt's qemu.conf).
 */
public enum SaveFormat {
    RAW(0, null),
    GZIP(1, "gzip"),
    BZIP2(2, "bzip2"),
    XZ(3, "xz"),
    LZOP(4, "lzop"),
    ZSTD(5, "zstd");

    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/local/bin");

    private final int number;
    private final @Nullable String program;

    SaveFormat(int number, @Nullable String program) {
        this.number = number;
        this.program = program;
    }

    /** {@return the number in the file's header} */
    public int number() {
        return number;
    }

    /** {@return the format of this number} */
    static SaveFormat of(int number) {
        for (SaveFormat format : values()) {
            if (format.number == number) {
                return format;
            }
        }
        throw Errors.failed("invalid compressed save format " + number);
    }

    /** {@return whether a program is needed} */
    boolean compressed() {
        return program != null;
    }

    /** {@return the program that packs and, with {@code -dc}, unpacks} */
    Path program() {
        if (program == null) {
            throw new IllegalStateException("raw images need no program");
        }
        for (String folder : FOLDERS) {
            Path path = Path.of(folder, program);
            if (Files.isExecutable(path)) {
                return path;
            }
        }
        throw Errors.failed("Compression program for " + name().toLowerCase(Locale.ROOT)
                + " images cannot be found; install the package '" + program + "'");
    }
}
