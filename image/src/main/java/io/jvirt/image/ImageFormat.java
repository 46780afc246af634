package io.jvirt.image;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * A format of disk images: how its files are told from others, opened and made. One class of each format implements it
 * and has a row in {@link ImageFormats}. Implementations hold no state and are safe for threads.
 */
public interface ImageFormat {
    /** A file's {@link #probe score} when its magic number is there and nothing contradicts. */
    int CERTAIN = 100;

    /** How many of a file's first bytes {@link #probe} gets. */
    int PROBE_BYTES = 2048;

    /** What a format can do here; what it lacks fails with an {@link ImageException} that says so. */
    enum Feature {
        /** Images can be made. */
        CREATE,
        /** Images can be written. */
        WRITE,
        /** The size a guest sees can grow. */
        GROW,
        /** The size a guest sees can become smaller. */
        SHRINK,
        /** An image can be based on another. */
        BACKING,
        /** Snapshots within the image: its {@link DiskImage} is a {@link SnapshotStore}. */
        SNAPSHOTS,
        /** Persistent bitmaps of what changed. */
        BITMAPS,
        /** Clusters can be stored compressed: {@link DiskImage#packing} is there. */
        COMPRESSION,
        /** Images can be encrypted. */
        ENCRYPTION,
        /** The {@link DiskImage} is {@link Checkable}. */
        CHECK
    }

    /** {@return the name that qemu-img and libvirt use, such as {@code qcow2} or {@code vpc}} */
    String label();

    /** {@return what it can do} */
    Set<Feature> features();

    /**
     * {@return how sure it is that a file is of this format: 0 no, {@link #CERTAIN} its magic number is there} Must not
     * fail on any bytes.
     *
     * @param head the file's first {@link #PROBE_BYTES}, fewer when it is shorter
     * @param file the file, for formats that are known by their end
     */
    int probe(ByteBuffer head, ImageFile file);

    /** {@return the options of {@link #create}, by qemu-img's names} */
    List<CreateOption> createOptions();

    /**
     * Opens an image.
     *
     * @throws ImageException when the file is no sound image of this format or the mode is not possible; then nothing
     *     stays open
     */
    DiskImage open(OpenRequest request);

    /**
     * Makes an image. A file that exists is replaced.
     *
     * @throws ImageException when an option's value cannot be, or the file cannot be written
     */
    void create(CreateRequest request);

    /**
     * {@return how much space an image takes}
     *
     * @param size bytes that a guest sees
     * @param data bytes of the clusters that hold something
     * @param options of the image
     * @throws ImageException when that cannot be told for this format
     */
    default Measurement measure(long size, long data, CreateOptions options) {
        throw new ImageException("How much space an image of format " + label() + " takes cannot be told beforehand");
    }

    /** {@return whether a new image shows zeros; where not, it shows noise until it is written} */
    default boolean zeroWhenNew() {
        return true;
    }
}
