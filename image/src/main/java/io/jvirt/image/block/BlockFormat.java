package io.jvirt.image.block;

import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.OpenRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** A format whose images are files that begin with a header. Files are closed when an image cannot be opened or made. */
public abstract class BlockFormat implements ImageFormat {
    private final String label;
    private final Set<Feature> features;
    private final List<CreateOption> createOptions;

    /** A format by what is said of it. */
    protected BlockFormat(String label, Set<Feature> features, List<CreateOption> createOptions) {
        this.label = label;
        this.features = Set.copyOf(features);
        this.createOptions = List.copyOf(createOptions);
    }

    @Override
    public final String label() {
        return label;
    }

    @Override
    public final Set<Feature> features() {
        return features;
    }

    @Override
    public final List<CreateOption> createOptions() {
        return createOptions;
    }

    /** {@return whether a file's first bytes have this text at a place} */
    protected static boolean starts(ByteBuffer head, int at, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (head.limit() < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (head.get(at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final DiskImage open(OpenRequest request) {
        if (request.writable() && !features.contains(Feature.WRITE)) {
            throw new ImageException(
                    "'" + request.path() + "' cannot be opened for writing: images of format " + label + " are only read");
        }
        ImageFile file = request.file();
        try {
            return open(file, request);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Opens the image in a file, which is closed when this fails. */
    protected abstract DiskImage open(ImageFile file, OpenRequest request);

    @Override
    public final void create(CreateRequest request) {
        if (!features.contains(Feature.CREATE)) {
            throw new ImageException("Images of format " + label + " cannot be made, only read");
        }
        if (request.size() < 0) {
            throw new ImageException("'" + request.path() + "': the size " + request.size() + " is negative");
        }
        try (ImageFile file = request.file()) {
            write(file, request);
            file.sync();
        }
    }

    /** Writes a new image into an empty file. */
    protected void write(ImageFile file, CreateRequest request) {
        throw new IllegalStateException(label + " " + file.path() + " " + request.size());
    }

    /** {@return a size in whole sectors of 512 bytes, not smaller} */
    protected static long sectors(CreateRequest request, long most) {
        if (request.size() > most) {
            throw new ImageException("'" + request.path() + "': the size " + request.size() + " is over " + most
                    + ", the most that this format has");
        }
        return (request.size() + 511) / 512;
    }
}
