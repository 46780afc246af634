package io.jvirt.imagetool;

import io.jvirt.image.ByteSize;
import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.ImageFormats;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** {@code create}: a new image. */
final class CreateCommand implements ToolCommand {
    @Override
    public String name() {
        return "create";
    }

    @Override
    public String synopsis() {
        return "[--object OBJECT] [-q] [-f FORMAT] [-b BACKING_FILE [-F BACKING_FORMAT]] [-u] [-o OPTIONS] FILE [SIZE]";
    }

    @Override
    public String summary() {
        return "Makes an image; its size may be left out when it is based on another. -o help lists a format's options.";
    }

    @Override
    public String letters() {
        return "f:b:F:uo:q";
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        ImageFormat format = ImageFormats.named(words.value("f").orElse("raw"));
        if (arguments.helped(format, "Supported " + format.label(), console)) {
            return 0;
        }
        if (words.operands().isEmpty() || words.operands().size() > 2) {
            throw new UsageException("Expecting image file name" + (words.operands().isEmpty() ? "" : " and size"));
        }
        Path path = Path.of(words.operands().getFirst());
        CreateOptions options = arguments.createOptions(format);
        if (words.has("b")) {
            options = options.with("backing_file", words.value("b").orElse(""));
        }
        if (words.has("F")) {
            options = options.with("backing_fmt", words.value("F").orElse(""));
        }
        Optional<String> sizeText = words.operands().size() == 2
                ? Optional.of(words.operands().get(1))
                : arguments.sizeOption();
        long size = size(arguments, path, options, sizeText, words.has("u"));
        if (!words.has("q")) {
            console.print("Formatting '" + path + "', fmt=" + format.label() + Formatting.line(options, size));
        }
        format.create(new CreateRequest(
                path, size, options, arguments.files("t", "writeback"), arguments.passphrases()));
        return 0;
    }

    private static long size(
            ImageArguments arguments, Path path, CreateOptions options, Optional<String> text, boolean unchecked) {
        Optional<String> backing = options.text("backing_file").filter(b -> !b.isEmpty());
        long below = -1;
        if (backing.isPresent() && !(unchecked && text.isPresent())) {
            String format = options.text("backing_fmt").orElseThrow(
                    () -> new UsageException(path + ": Backing file specified without backing format"));
            Path file = path.resolveSibling(backing.get());
            try (DiskImage image = arguments.openToRead(ImageArguments.named(file.toString(), Optional.of(format), false))) {
                below = image.size();
            }
        }
        if (text.isEmpty() && below < 0) {
            throw new UsageException("Image creation needs a size parameter");
        }
        long belowSize = below;
        return text.isEmpty() ? belowSize : parse(text.get());
    }

    /** {@return the number of bytes that a size says} */
    static long parse(String text) {
        return ByteSize.parse(text).orElseThrow(() -> new UsageException(
                "Invalid image size specified: '" + text + "'. Use a number of bytes, or one with k, M, G, T, P or E."));
    }
}
