package io.jvirt.image.testkit;

import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.Images;
import java.nio.file.Path;

/** Images for tests, made and opened in one line. */
public final class TestImages {
    private TestImages() {}

    /** Makes an image; options are {@code name=value}. */
    public static void create(Path path, ImageFormat format, long size, String... options) {
        CreateOptions values = CreateOptions.of(format);
        for (String option : options) {
            values = values.with(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        format.create(CreateRequest.of(path, size, values));
    }

    /** Makes an image and opens it for writing. */
    public static DiskImage fresh(Path path, ImageFormat format, long size, String... options) {
        create(path, format, size, options);
        return Images.open(path, format, true);
    }
}
