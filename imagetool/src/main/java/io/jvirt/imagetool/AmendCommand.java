package io.jvirt.imagetool;

import io.jvirt.image.Amendable;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import java.util.Set;

/** {@code amend}: other options of an image. */
final class AmendCommand implements ToolCommand {
    @Override
    public String name() {
        return "amend";
    }

    @Override
    public String synopsis() {
        return "[--object OBJECT] [--image-opts] [-p] [-q] [-f FORMAT] [-t CACHE] [--force] -o OPTIONS FILE";
    }

    @Override
    public String summary() {
        return "Changes options of an image that are otherwise chosen when it is made.";
    }

    @Override
    public String letters() {
        return "o:pqf:t:";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts", "force");
    }

    @Override
    public Set<String> valued() {
        return Set.of("object");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        ImageArguments.Named named = arguments.image(words.only("image file name"), "f");
        if (arguments.helped(named.format(), "Amend", console)) {
            return 0;
        }
        if (!words.has("o")) {
            throw new UsageException("Must specify options (-o)");
        }
        try (DiskImage image = named.format().open(arguments.writing(named.path()))) {
            if (!(image instanceof Amendable amendable)) {
                throw new ImageException("Options of images of format " + named.format().label() + " cannot be changed");
            }
            amendable.amend(arguments.createOptions(named.format()));
            arguments.sizeOption().map(CreateCommand::parse).ifPresent(image::resize);
        }
        return 0;
    }
}
