package io.jvirt.imagetool;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.operation.ImageMap;
import java.util.Set;

/** {@code map}: where the bytes lie. */
final class MapCommand implements ToolCommand {
    @Override
    public String name() {
        return "map";
    }

    @Override
    public String synopsis() {
        return "[--object OBJECT] [--image-opts] [-f FORMAT] [--start-offset=OFFSET] [--max-length=LENGTH] [--output=human|json]"
                + " [-U] FILE";
    }

    @Override
    public String summary() {
        return "Tells where the bytes that a guest sees lie, in the image and in those it is based on.";
    }

    @Override
    public String letters() {
        return "f:s:l:U";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts", "force-share");
    }

    @Override
    public Set<String> valued() {
        return Set.of("object", "output", "start-offset", "max-length");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        boolean json = words.json();
        try (DiskImage image = arguments.openToRead(arguments.image(words.only("image file name"), "f"))) {
            long from = Math.min(number(words, "start-offset", "s", 0), image.size());
            long length = Math.min(number(words, "max-length", "l", Long.MAX_VALUE), image.size() - from);
            if (json) {
                boolean[] first = {true};
                console.out().print("[");
                ImageMap.walk(image, from, from + length, entry -> {
                    console.out().print((first[0] ? "" : ",\n") + json(entry));
                    first[0] = false;
                });
                console.print("]");
            } else {
                console.print(String.format("%-16s%-16s%-16s%s", "Offset", "Length", "Mapped to", "File"));
                ImageMap.walk(image, from, from + length, entry -> print(entry, console));
            }
        }
        return 0;
    }

    private static long number(Words words, String name, String letter, long byDefault) {
        return words.value(name).or(() -> words.value(letter)).map(CreateCommand::parse).orElse(byDefault);
    }

    private static String json(ImageMap.Entry entry) {
        return "{ \"start\": " + entry.start() + ", \"length\": " + entry.length() + ", \"depth\": " + entry.depth()
                + ", \"present\": " + entry.present() + ", \"zero\": " + entry.zero() + ", \"data\": " + entry.data()
                + (entry.file() == null ? "" : ", \"offset\": " + entry.offset()) + "}";
    }

    private static void print(ImageMap.Entry entry, Console console) {
        if (!entry.data() || entry.zero()) {
            return;
        }
        if (entry.file() == null) {
            throw new ImageException("File contains external, encrypted or compressed clusters.");
        }
        console.print(String.format("%-16s%-16s%-16s%s", hex(entry.start()), hex(entry.length()), hex(entry.offset()),
                entry.file()));
    }

    private static String hex(long value) {
        return value == 0 ? "0" : "0x" + Long.toHexString(value);
    }
}
