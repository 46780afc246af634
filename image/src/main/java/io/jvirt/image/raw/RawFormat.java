package io.jvirt.image.raw;

import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.Measurement;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.Zeros;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The guest's bytes as they are: no header, no magic number. */
public final class RawFormat implements ImageFormat {
    @Override
    public String label() {
        return "raw";
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.of(Feature.CREATE, Feature.WRITE, Feature.GROW, Feature.SHRINK);
    }

    @Override
    public int probe(ByteBuffer head, ImageFile file) {
        return 0;
    }

    @Override
    public List<CreateOption> createOptions() {
        return List.of(CreateOption.choice(
                "preallocation", "Preallocation mode (allowed values: off, falloc, full)", "off", "falloc", "full"));
    }

    @Override
    public DiskImage open(OpenRequest request) {
        return new RawImage(request.file());
    }

    @Override
    public void create(CreateRequest request) {
        try (ImageFile file = request.file()) {
            switch (request.options().text("preallocation", "off")) {
                case "falloc" -> file.allocate(0, request.size());
                case "full" -> Zeros.write(file, 0, request.size());
                default -> file.truncate(request.size());
            }
        }
    }

    @Override
    public Measurement measure(long size, long data, CreateOptions options) {
        return new Measurement(size, size);
    }
}
