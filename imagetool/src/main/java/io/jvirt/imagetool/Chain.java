package io.jvirt.imagetool;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.OpenRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The images above one of a chain, each opened by itself.
 *
 * @param layers the topmost first
 * @param base the image below them
 */
record Chain(List<DiskImage> layers, ImageArguments.Named base) implements AutoCloseable {
    private static final int LONGEST = 200;

    /**
     * Opens the images above a base.
     *
     * @param base the base's file, as the chain or the caller names it; the topmost image's backing image when empty
     * @param writable whether the topmost is to be changed
     */
    static Chain above(ImageArguments arguments, ImageArguments.Named top, Optional<String> base, boolean writable) {
        List<DiskImage> layers = new ArrayList<>();
        try {
            ImageArguments.Named next = top;
            while (layers.size() < LONGEST) {
                OpenRequest request = layers.isEmpty() && writable
                        ? arguments.writing(next.path())
                        : arguments.reading(next.path());
                DiskImage layer = next.format().open(request.withoutBacking());
                layers.add(layer);
                ImageFacts facts = layer.facts();
                String format = facts.backingFormat();
                if (facts.backingFile() == null || format == null) {
                    throw new ImageException("Did not find '" + base.orElse("a backing image, with its format,")
                            + "' in the backing chain of '" + top.path() + "'");
                }
                String below = InfoCommand.backingPath(next.path(), facts);
                next = ImageArguments.named(below, Optional.of(format), false);
                if (base.isEmpty() || base.get().equals(facts.backingFile()) || same(base.get(), next.path())) {
                    return new Chain(layers, next);
                }
            }
            throw new ImageException("The backing chain of '" + top.path() + "' is longer than " + LONGEST + " images");
        } catch (RuntimeException e) {
            layers.forEach(DiskImage::close);
            throw e;
        }
    }

    private static boolean same(String name, Path path) {
        return Path.of(name).toAbsolutePath().normalize().equals(path.toAbsolutePath().normalize());
    }

    @Override
    public void close() {
        layers.forEach(DiskImage::close);
    }
}
