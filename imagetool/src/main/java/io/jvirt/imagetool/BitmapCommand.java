package io.jvirt.imagetool;

import io.jvirt.image.BitmapStore;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code bitmap}: persistent bitmaps. */
final class BitmapCommand implements ToolCommand {
    private static final Set<String> ACTIONS = Set.of("add", "remove", "clear", "enable", "disable", "merge");

    @Override
    public String name() {
        return "bitmap";
    }

    @Override
    public String synopsis() {
        return "(--merge SOURCE | --add | --remove | --clear | --enable | --disable)... [-b SOURCE_FILE [-F SOURCE_FORMAT]]"
                + " [-g GRANULARITY] [--object OBJECT] [--image-opts | -f FORMAT] FILE BITMAP";
    }

    @Override
    public String summary() {
        return "Changes a persistent bitmap of an image.";
    }

    @Override
    public String letters() {
        return "b:f:F:g:";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts", "add", "remove", "clear", "enable", "disable");
    }

    @Override
    public Set<String> valued() {
        return Set.of("object", "merge");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        if (words.operands().size() != 2) {
            throw new UsageException("Expecting filename and bitmap name");
        }
        String bitmap = words.operands().get(1);
        List<String> actions = words.names().stream().filter(ACTIONS::contains).toList();
        if (actions.isEmpty()) {
            throw new UsageException("Need at least one of --add, --remove, --clear, --enable, --disable, or --merge");
        }
        ImageArguments.Named named = arguments.image(words.operands().getFirst(), "f");
        try (DiskImage image = named.format().open(arguments.writing(named.path()).withoutBacking())) {
            BitmapStore store = store(image);
            Iterator<String> sources = words.values("merge").iterator();
            for (String action : actions) {
                switch (action) {
                    case "add" -> store.addBitmap(bitmap, words.value("g").map(CreateCommand::parse).orElse(0L),
                            !actions.contains("disable"));
                    case "remove" -> store.removeBitmap(bitmap);
                    case "clear" -> store.clearBitmap(bitmap);
                    case "enable" -> store.enableBitmap(bitmap, true);
                    case "disable" -> store.enableBitmap(bitmap, false);
                    default -> merge(arguments, store, bitmap, sources.next());
                }
            }
        }
        return 0;
    }

    private static BitmapStore store(DiskImage image) {
        if (image instanceof BitmapStore store) {
            return store;
        }
        throw new ImageException("Images of format " + image.format().label() + " have no bitmaps");
    }

    private static void merge(ImageArguments arguments, BitmapStore target, String bitmap, String source) {
        Optional<String> file = arguments.words().value("b");
        if (file.isEmpty()) {
            target.mergeBitmap(bitmap, target.readBitmap(source));
            return;
        }
        ImageArguments.Named other = ImageArguments.named(file.get(), arguments.words().value("F"), false);
        try (DiskImage image = other.format().open(arguments.reading(other.path()).withoutBacking())) {
            target.mergeBitmap(bitmap, store(image).readBitmap(source));
        }
    }
}
