package io.jvirt.imagetool;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Fact;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code info}: what an image tells about itself. */
final class InfoCommand implements ToolCommand {
    @Override
    public String name() {
        return "info";
    }

    @Override
    public String synopsis() {
        return "[--object OBJECT] [--image-opts] [-f FORMAT] [--output=human|json] [--backing-chain] [-U] FILE";
    }

    @Override
    public String summary() {
        return "Tells about an image, with --backing-chain about all it is based on, too.";
    }

    @Override
    public String letters() {
        return "f:U";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts", "backing-chain", "force-share");
    }

    @Override
    public Set<String> valued() {
        return Set.of("object", "output");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        boolean json = words.json();
        boolean chain = words.has("backing-chain");
        List<Fact> all = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        Optional<ImageArguments.Named> next = Optional.of(arguments.image(words.only("image file name"), "f"));
        while (next.isPresent()) {
            ImageArguments.Named named = next.get();
            if (!seen.add(named.path().toAbsolutePath().normalize())) {
                throw new ImageException("Backing file '" + named.path() + "' creates an infinite loop.");
            }
            try (DiskImage image = named.format().open(arguments.reading(named.path()).withoutBacking())) {
                ImageFacts facts = image.facts();
                String backing = backingPath(named.path(), facts);
                if (json) {
                    all.add(InfoText.json(image, backing));
                } else {
                    if (seen.size() > 1) {
                        console.print("");
                    }
                    InfoText.print(image, backing, console);
                }
                String format = facts.backingFormat();
                next = chain && facts.backingFile() != null
                        ? Optional.of(ImageArguments.named(backing, Optional.ofNullable(format), false))
                        : Optional.empty();
            }
        }
        if (json) {
            console.json(chain ? new Fact.Sequence(all) : all.getFirst());
        }
        return 0;
    }

    /** {@return the backing file as seen from here} */
    static String backingPath(Path image, ImageFacts facts) {
        String name = facts.backingFile();
        return name == null || name.contains(":") ? String.valueOf(name) : image.resolveSibling(name).toString();
    }
}
