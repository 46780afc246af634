package io.jvirt.imagetool;

import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.operation.Conversion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@code dd}: a part of an image. */
final class DdCommand implements ToolCommand {
    private static final long DEFAULT_BLOCK = 512;

    @Override
    public String name() {
        return "dd";
    }

    @Override
    public String synopsis() {
        return "[--image-opts] [-U] [-f FORMAT] [-O FORMAT] [bs=BLOCK_SIZE] [count=BLOCKS] [skip=BLOCKS] if=INPUT of=OUTPUT";
    }

    @Override
    public String summary() {
        return "Copies a part of an image into a new one.";
    }

    @Override
    public String letters() {
        return "f:O:U";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts", "force-share");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        Map<String, String> operands = new HashMap<>();
        for (String word : words.operands()) {
            int equals = word.indexOf('=');
            if (equals < 0 || !Set.of("bs", "count", "skip", "if", "of").contains(word.substring(0, equals))) {
                throw new UsageException("unrecognized operand " + word);
            }
            operands.put(word.substring(0, equals), word.substring(equals + 1));
        }
        String input = operands.get("if");
        String output = operands.get("of");
        if (input == null || output == null) {
            throw new UsageException("Must specify both input and output file names");
        }
        long block = number(operands, "bs", DEFAULT_BLOCK);
        long skip = number(operands, "skip", 0);
        long count = number(operands, "count", Long.MAX_VALUE);
        if (block <= 0 || block > Integer.MAX_VALUE) {
            throw new UsageException("Invalid number: '" + operands.get("bs") + "'");
        }
        try (DiskImage source = arguments.openToRead(arguments.image(input, "f"))) {
            long from = skip >= source.size() / block + 1 ? source.size() : Math.min(source.size(), skip * block);
            // As with qemu-img, count limits where the input ends, before what is skipped is taken off.
            long end = count >= source.size() / block + 1 ? source.size() : Math.min(source.size(), count * block);
            long length = Math.max(0, end - from);
            ImageFormat format = ImageFormats.named(words.value("O").orElse("raw"));
            Path path = Path.of(output);
            format.create(new CreateRequest(path, length, CreateOptions.of(format), new HostFiles(false), arguments.passphrases()));
            try (DiskImage target = format.open(arguments.writing(path))) {
                Conversion.standard().copy(source, from, length, target, 0);
            }
        }
        return 0;
    }

    private static long number(Map<String, String> operands, String name, long byDefault) {
        String text = operands.get(name);
        return text == null ? byDefault : CreateCommand.parse(text);
    }
}
