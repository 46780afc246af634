package io.jvirt.image;

import java.nio.file.Path;

/** How the files under images are opened: the host's, or ones that also watch what is done to them. */
public interface ImageFiles {
    /** Files through the JDK's channels. */
    ImageFiles HOST = new ChannelFiles();

    /** What a file is opened for. */
    enum Access {
        /** Reading, and nobody writes meanwhile. */
        READ,
        /** Reading, whoever writes meanwhile: what is read may not fit together. */
        READ_SHARED,
        /** Reading and writing, and nobody else does either. */
        WRITE
    }

    /**
     * Opens a file that exists. {@link Access#READ} and {@link Access#WRITE} lock it in the way QEMU does, so that a
     * running guest's image is not touched.
     *
     * @throws ImageException when it cannot be opened or somebody else has it
     */
    ImageFile open(Path path, Access access);

    /** Makes an empty file or empties the one that is there, and opens it for writing. */
    ImageFile create(Path path);
}
