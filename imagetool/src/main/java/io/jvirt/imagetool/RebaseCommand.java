package io.jvirt.imagetool;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.Rebasable;
import io.jvirt.image.operation.ChainChange;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/** {@code rebase}: another backing image. */
final class RebaseCommand implements ToolCommand {
    @Override
    public String name() {
        return "rebase";
    }

    @Override
    public String synopsis() {
        return "[--object OBJECT] [--image-opts] [-U] [-q] [-f FORMAT] [-t CACHE] [-T CACHE] [-p] [-u] -b BACKING_FILE"
                + " [-F BACKING_FORMAT] FILE";
    }

    @Override
    public String summary() {
        return "Bases an image on another; without -u what differs is copied, so that a guest sees the same.";
    }

    @Override
    public String letters() {
        return "f:F:b:upqt:T:U";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts", "force-share");
    }

    @Override
    public Set<String> valued() {
        return Set.of("object");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        ImageArguments.Named named = arguments.image(words.only("image file name"), "f");
        String backing = words.value("b").orElseThrow(() -> new UsageException("Use -b to say the new backing file, -b '' for none"));
        Optional<String> format = words.value("F");
        if (!backing.isEmpty() && format.isEmpty()) {
            throw new UsageException("Use -F to say the format of the new backing file");
        }
        boolean unsafe = words.has("u");
        boolean progress = words.has("p") && !words.has("q");
        OpenRequest request = arguments.writing(named.path());
        try (DiskImage image = named.format().open(unsafe ? request.withoutBacking() : request)) {
            if (!(image instanceof Rebasable rebasable)) {
                throw new ImageException("Images of format " + named.format().label() + " cannot be based on another one later");
            }
            if (!unsafe) {
                keepContents(arguments, image, named.path().resolveSibling(backing).toString(), backing.isEmpty()
                        ? Optional.empty() : format, console.progress(image.size(), progress));
                console.progressDone(progress);
            }
            rebasable.setBacking(backing.isEmpty() ? null : backing, format.orElse(null));
        }
        return 0;
    }

    private static void keepContents(
            ImageArguments arguments, DiskImage image, String backing, Optional<String> format, LongConsumer progress) {
        if (format.isEmpty()) {
            ChainChange.keepContents(image, null, progress);
        } else {
            try (DiskImage after = arguments.openToRead(ImageArguments.named(backing, format, false))) {
                ChainChange.keepContents(image, after, progress);
            }
        }
        image.flush();
    }
}
