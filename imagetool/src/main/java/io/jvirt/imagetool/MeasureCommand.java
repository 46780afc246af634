package io.jvirt.imagetool;

import io.jvirt.image.CreateOptions;
import io.jvirt.image.DiskImage;
import io.jvirt.image.Fact;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.Measurement;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.operation.Measuring;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** {@code measure}: the space an image takes. */
final class MeasureCommand implements ToolCommand {
    @Override
    public String name() {
        return "measure";
    }

    @Override
    public String synopsis() {
        return "[--output=human|json] [-O FORMAT] [-o OPTIONS] [--size SIZE | [--object OBJECT] [--image-opts] [-f FORMAT]"
                + " [-l SNAPSHOT] FILE]";
    }

    @Override
    public String summary() {
        return "Tells how much space a new image of this size or with the contents of an image takes.";
    }

    @Override
    public String letters() {
        return "f:O:o:l:U";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts", "force-share");
    }

    @Override
    public Set<String> valued() {
        return Set.of("object", "output", "size");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        boolean json = words.json();
        CreateOptions options = arguments.createOptions(ImageFormats.named(words.value("O").orElse("raw")));
        Measurement needed;
        OptionalLong bitmaps = OptionalLong.empty();
        if (words.has("size")) {
            if (!words.operands().isEmpty()) {
                throw new UsageException("--size N cannot be used together with a filename");
            }
            needed = Measuring.ofEmpty(words.value("size").map(CreateCommand::parse).orElse(0L), options);
        } else {
            ImageArguments.Named named = arguments.image(words.only("image file name"), "f");
            OpenRequest request = arguments.reading(named.path());
            try (DiskImage image = named.format().open(words.value("l").map(request::snapshot).orElse(request))) {
                needed = Measuring.of(image, options);
                bitmaps = Measuring.bitmaps(image, options);
            }
        }
        if (json) {
            List<Fact.Entry> entries = new ArrayList<>();
            bitmaps.ifPresent(b -> entries.add(Fact.of("bitmaps", b)));
            entries.add(Fact.of("required", needed.required()));
            entries.add(Fact.of("fully-allocated", needed.fullyAllocated()));
            console.json(new Fact.Group(entries));
        } else {
            console.print("required size: " + needed.required());
            console.print("fully allocated size: " + needed.fullyAllocated());
            bitmaps.ifPresent(b -> console.print("bitmaps size: " + b));
        }
        return 0;
    }
}
