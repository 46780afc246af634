package io.jvirt.image;

import io.jvirt.image.qcow2.Qcow2Image;
import io.jvirt.image.raw.RawImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opening images by name and format. */
public final class Images {
    /** A chain longer than this is a mistake or an attack. */
    private static final int LONGEST_CHAIN = 200;

    private static final int QCOW2_MAGIC = 0x514649fb;

    private Images() {}

    /**
     * {@return the format that a file's first bytes tell of, raw when they tell of none}
     *
     * <p>A guest that may write the first bytes of a raw image can make it look like another format: never open by this
     * what a guest could write and whose format is known.
     */
    public static ImageFormat probe(Path path) {
        try (ImageFile file = ImageFile.open(path, false)) {
            ByteBuffer start = file.read(0, 8);
            return file.length() >= 72 && start.getInt() == QCOW2_MAGIC && start.getInt() >= 2
                    ? ImageFormat.QCOW2
                    : ImageFormat.RAW;
        }
    }

    /**
     * Opens an image together with the images it is based on, which are read only.
     *
     * @throws ImageException when an image cannot be opened, the chain has a loop, or a backing image's format is not
     *     told: guessing it would let a guest choose what file is read
     */
    public static DiskImage open(Path path, ImageFormat format, boolean writable) {
        return open(path, format, writable, new HashSet<>());
    }

    private static DiskImage open(Path path, ImageFormat format, boolean writable, Set<Path> seen) {
        if (!seen.add(path.toAbsolutePath().normalize()) || seen.size() > LONGEST_CHAIN) {
            throw new ImageException("'" + path + "' is in its own backing chain, or the chain is longer than "
                    + LONGEST_CHAIN + " images");
        }
        return switch (format) {
            case RAW -> RawImage.open(path, writable);
            case QCOW2 -> Qcow2Image.open(path, writable, (name, told) -> openBacking(path, name, told, seen));
        };
    }

    private static DiskImage openBacking(Path image, String name, @Nullable String told, Set<Path> seen) {
        if (told == null) {
            throw new ImageException("'" + image + "' does not tell the format of its backing image '" + name
                    + "'; set it with qemu-img rebase -u -F FORMAT");
        }
        String file = name.startsWith("file:") ? name.substring(5) : name;
        if (file.startsWith("json:") || file.indexOf("://") > 0) {
            throw new ImageException("'" + image + "' is based on '" + name + "', which is no file");
        }
        ImageFormat format = ImageFormat.of(told)
                .orElseThrow(() -> new ImageException("'" + image + "' is based on an image of format '" + told
                        + "', which is not known here"));
        return open(image.resolveSibling(file), format, false, seen);
    }
}
