package io.jvirt.image;

import java.nio.file.Path;

/** Opening images by name and format. */
public final class Images {
    private Images() {}

    /**
     * {@return the format that a file's magic number tells of, raw when it has none}
     *
     * <p>A guest that may write the first bytes of a raw image can make it look like another format: never open by this
     * what a guest could write and whose format is known.
     */
    public static ImageFormat probe(Path path) {
        try (ImageFile file = ImageFiles.HOST.open(path, ImageFiles.Access.READ_SHARED)) {
            return ImageFormats.probe(file);
        }
    }

    /**
     * Opens an image together with the images it is based on, which are read only.
     *
     * @throws ImageException when an image cannot be opened, the chain has a loop, or a backing image's format is not
     *     told: guessing it would let a guest choose what file is read
     */
    public static DiskImage open(Path path, ImageFormat format, boolean writable) {
        return format.open(OpenRequest.reading(path).writable(writable));
    }
}
