package io.jvirt.imagetool;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import java.nio.ByteBuffer;
import java.util.Set;

/** {@code resize}: another size. */
final class ResizeCommand implements ToolCommand {
    @Override
    public String name() {
        return "resize";
    }

    @Override
    public String synopsis() {
        return "[--object OBJECT] [--image-opts] [-f FORMAT] [--preallocation=MODE] [-q] [--shrink] FILE [+|-]SIZE";
    }

    @Override
    public String summary() {
        return "Changes the size that a guest sees. Making it smaller needs --shrink and loses what lies behind the new end.";
    }

    @Override
    public String letters() {
        return "f:q";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts", "shrink");
    }

    @Override
    public Set<String> valued() {
        return Set.of("object", "preallocation");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        if (words.operands().size() != 2) {
            throw new UsageException("Expecting image file name and size");
        }
        String text = words.operands().get(1);
        int sign = text.startsWith("+") ? 1 : text.startsWith("-") ? -1 : 0;
        long given = CreateCommand.parse(sign == 0 ? text : text.substring(1));
        try (DiskImage image = arguments.openToWrite(arguments.image(words.operands().getFirst(), "f"))) {
            long before = image.size();
            long size = sign == 0 ? given : before + sign * given;
            if (size <= 0) {
                throw new ImageException("New image size must be positive");
            }
            if (size < before && !words.has("shrink")) {
                throw new ImageException("Use the --shrink option to make the image smaller: what lies behind the new end is lost");
            }
            image.resize(size);
            preallocate(image, before, size, words.value("preallocation").orElse("off"));
        }
        if (!words.has("q")) {
            console.print("Image resized.");
        }
        return 0;
    }

    /** Writes zeros to what is new: {@code full}; the other modes are for {@code create}. */
    private static void preallocate(DiskImage image, long from, long to, String mode) {
        if (mode.equals("off")) {
            return;
        }
        if (!mode.equals("full")) {
            throw new UsageException("Preallocation mode '" + mode + "' is not possible here; 'off' and 'full' are");
        }
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        for (long at = from; at < to; at += zeros.limit()) {
            image.write(at, zeros.clear().limit((int) Math.min(to - at, zeros.capacity())));
        }
    }
}
