package io.jvirt.imagetool;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Rebasable;
import io.jvirt.image.operation.ChainChange;
import java.util.Set;

/** {@code commit}: an image into its backing image. */
final class CommitCommand implements ToolCommand {
    @Override
    public String name() {
        return "commit";
    }

    @Override
    public String synopsis() {
        return "[--object OBJECT] [--image-opts] [-q] [-f FORMAT] [-t CACHE] [-b BASE] [-r RATE] [-d] [-p] FILE";
    }

    @Override
    public String summary() {
        return "Writes what an image holds into the one it is based on, or with -b into one below that.";
    }

    @Override
    public String letters() {
        return "f:t:b:dpqr:";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts");
    }

    @Override
    public Set<String> valued() {
        return Set.of("object");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        ImageArguments.Named top = arguments.image(words.only("image file name"), "f");
        boolean progress = words.has("p") && !words.has("q");
        boolean keep = words.has("d") || words.has("b");
        Chain chain = Chain.above(arguments, top, words.value("b"), !keep);
        try (chain; DiskImage base = arguments.openToWrite(chain.base())) {
            DiskImage image = chain.layers().getFirst();
            ChainChange.commit(chain.layers(), base, console.progress(image.size(), progress));
            console.progressDone(progress);
            if (!keep && image instanceof Rebasable rebasable) {
                rebasable.reveal(0, image.size());
            }
        }
        if (!words.has("q")) {
            console.print("Image committed.");
        }
        return 0;
    }
}
