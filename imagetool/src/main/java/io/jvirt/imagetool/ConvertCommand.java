package io.jvirt.imagetool;

import io.jvirt.image.BitmapStore;
import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DirtyBitmap;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.operation.Conversion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/** {@code convert}: an image in another format. */
final class ConvertCommand implements ToolCommand {
    private static final int MOST_WORKERS = 16;

    @Override
    public String name() {
        return "convert";
    }

    @Override
    public String synopsis() {
        return "[--object OBJECT] [--image-opts] [--target-is-zero] [--bitmaps] [-U] [-c] [-p] [-q] [-n] [-f FORMAT] [-t CACHE]"
                + " [-T CACHE] [-O FORMAT] [-B BACKING_FILE [-F BACKING_FORMAT]] [-o OPTIONS] [-l SNAPSHOT] [-S SPARSE_SIZE]"
                + " [-m WORKERS] [-W] FILE [FILE2...] OUTPUT_FILE";
    }

    @Override
    public String summary() {
        return "Copies an image, or several one after the other, into an image of any format.";
    }

    @Override
    public String letters() {
        return "hf:O:B:F:co:l:S:pt:T:qnm:WUr:C";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts", "force-share", "target-is-zero", "bitmaps");
    }

    @Override
    public Set<String> valued() {
        return Set.of("object");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        ImageFormat format = ImageFormats.named(words.value("O").orElse("raw"));
        if (arguments.helped(format, "Supported " + format.label(), console)) {
            return 0;
        }
        if (words.operands().size() < 2) {
            throw new UsageException("Must specify image file name");
        }
        Path output = Path.of(words.operands().getLast());
        boolean progress = words.has("p") && !words.has("q");
        List<DiskImage> sources = new ArrayList<>();
        try {
            for (String name : words.operands().subList(0, words.operands().size() - 1)) {
                sources.add(source(arguments, arguments.image(name, "f")));
            }
            long size = sources.stream().mapToLong(DiskImage::size).sum();
            if (!words.has("n")) {
                format.create(new CreateRequest(
                        output, size, targetOptions(arguments, format), arguments.files("t", "unsafe"), arguments.passphrases()));
            }
            OpenRequest request = OpenRequest.writing(output)
                    .files(arguments.files("t", "unsafe")).passphrases(arguments.passphrases());
            try (DiskImage target = format.open(request)) {
                if (target.size() < size) {
                    throw new ImageException("'" + output + "' is smaller than the input: " + target.size() + " of " + size + " bytes");
                }
                copy(sources, target, conversion(words, console.progress(size, progress), target));
                if (words.has("bitmaps")) {
                    copyBitmaps(sources.getFirst(), target);
                }
                console.progressDone(progress);
            }
        } finally {
            sources.forEach(DiskImage::close);
        }
        return 0;
    }

    private static DiskImage source(ImageArguments arguments, ImageArguments.Named named) {
        OpenRequest request = arguments.reading(named.path());
        String snapshot = arguments.words().value("l").map(text -> {
            Pairs pairs = Pairs.of(text, "snapshot.name");
            return pairs.get("snapshot.id").or(() -> pairs.get("snapshot.name")).orElse(text);
        }).orElse(null);
        return named.format().open(snapshot == null ? request : request.snapshot(snapshot));
    }

    private static CreateOptions targetOptions(ImageArguments arguments, ImageFormat format) {
        CreateOptions options = arguments.createOptions(format);
        Words words = arguments.words();
        if (words.has("B")) {
            options = options.with("backing_file", words.value("B").orElse(""));
            options = options.with("backing_fmt", words.value("F").orElseThrow(
                    () -> new UsageException("Use -F to say the format of the backing file")));
        }
        return options;
    }

    private static Conversion conversion(Words words, LongConsumer progress, DiskImage target) {
        Conversion standard = Conversion.standard();
        return new Conversion(
                words.has("c"),
                words.value("S").map(s -> Math.toIntExact(CreateCommand.parse(s))).orElse(standard.sparse()),
                words.value("m").map(m -> (int) Math.clamp(CreateCommand.parse(m), 1, MOST_WORKERS)).orElse(standard.workers()),
                !words.has("W"),
                !words.has("n") || words.has("target-is-zero"),
                target.backing().isPresent(),
                progress);
    }

    private static void copy(List<DiskImage> sources, DiskImage target, Conversion how) {
        long at = 0;
        for (DiskImage source : sources) {
            long start = at;
            new Conversion(how.compressed(), how.sparse(), how.workers(), how.inOrder(), how.targetIsZero(), how.topOnly(),
                    done -> how.progress().accept(start + done)).copy(source, 0, source.size(), target, at);
            at += source.size();
        }
        target.flush();
    }

    private static void copyBitmaps(DiskImage source, DiskImage target) {
        if (!(source instanceof BitmapStore from) || !(target instanceof BitmapStore to)) {
            throw new ImageException("--bitmaps needs formats that have them");
        }
        for (DirtyBitmap bitmap : from.bitmaps()) {
            to.addBitmap(bitmap.name(), bitmap.granularity(), bitmap.enabled());
            to.mergeBitmap(bitmap.name(), from.readBitmap(bitmap.name()));
        }
    }
}
