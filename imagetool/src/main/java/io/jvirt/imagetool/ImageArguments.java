package io.jvirt.imagetool;

import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateOptions;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFiles;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.Images;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.Passphrases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the options that all commands share say about images. */
record ImageArguments(Words words) {
    private static final Set<String> CACHE_MODES = Set.of("none", "writeback", "writethrough", "directsync", "unsafe");

    /** An image that a command line names: a file and, where it is told, its format. */
    record Named(Path path, Optional<ImageFormat> told) {
        /** {@return the format, from the file's first bytes when it was not told} */
        ImageFormat format() {
            return told.orElseGet(() -> Images.probe(path));
        }
    }

    /** {@return the image of this name, whose format an option tells} */
    Named image(String name, String formatOption) {
        return named(name, words.value(formatOption), words.has("image-opts"));
    }

    static Named named(String name, Optional<String> format, boolean imageOptions) {
        if (!imageOptions) {
            Path path = Path.of(name.startsWith("file:") ? name.substring(5) : name);
            Optional<ImageFormat> told = format.map(ImageFormats::named);
            if (!Files.exists(path)) {
                throw new ImageException("Could not open '" + name + "': No such file or directory");
            }
            return new Named(path, told);
        }
        Pairs pairs = Pairs.of(name, "file.filename");
        for (String key : pairs.all().keySet()) {
            if (!Set.of("driver", "file.filename", "filename", "file.driver", "encrypt.key-secret", "key-secret",
                    "encrypt.format").contains(key)) {
                throw new UsageException("--image-opts does not know '" + key + "'");
            }
        }
        String file = pairs.get("file.filename").or(() -> pairs.get("filename"))
                .orElseThrow(() -> new UsageException("--image-opts needs file.filename="));
        return new Named(Path.of(file), pairs.get("driver").or(() -> format).map(ImageFormats::named));
    }

    /** {@return the secrets that were given} */
    Passphrases passphrases() {
        return Secrets.of(words.values("object"));
    }

    /** {@return the files of an image that is written, by the cache mode that an option tells} */
    ImageFiles files(String cacheOption, String byDefault) {
        String mode = words.value(cacheOption).orElse(byDefault);
        if (!CACHE_MODES.contains(mode)) {
            throw new UsageException("Invalid cache option: " + mode);
        }
        return new HostFiles(mode.equals("unsafe"));
    }

    /** {@return a request for reading} */
    OpenRequest reading(Path path) {
        OpenRequest request = OpenRequest.reading(path).files(new HostFiles(false)).passphrases(passphrases());
        return words.has("U") ? request.sharing() : request;
    }

    /** {@return a request for writing with the cache mode of {@code -t}} */
    OpenRequest writing(Path path) {
        return OpenRequest.writing(path).files(files("t", "writeback")).passphrases(passphrases());
    }

    DiskImage openToRead(Named image) {
        return image.format().open(reading(image.path()));
    }

    DiskImage openToWrite(Named image) {
        return image.format().open(writing(image.path()));
    }

    /** {@return the values of {@code -o} for a format} */
    CreateOptions createOptions(ImageFormat format) {
        CreateOptions options = CreateOptions.of(format);
        for (String text : words.values("o")) {
            for (var pair : Pairs.of(text, null).all().entrySet()) {
                if (!pair.getKey().equals("size")) {
                    options = options.with(pair.getKey(), pair.getValue());
                }
            }
        }
        return options;
    }

    /** {@return the size in {@code -o size=}, where it is given} */
    Optional<String> sizeOption() {
        return words.values("o").stream().flatMap(t -> Pairs.of(t, null).get("size").stream()).findFirst();
    }

    /** Prints the options of a format when {@code -o help} asks for them; returns whether it did. */
    boolean helped(ImageFormat format, String title, Console console) {
        boolean asked = words.values("o").stream().anyMatch(o -> List.of(o.split(",")).contains("help") || o.equals("?"));
        if (asked) {
            console.print(title + " options for '" + format.label() + "':");
            for (CreateOption option : format.createOptions()) {
                String kind = switch (option.kind()) {
                    case SIZE -> "<size>";
                    case NUMBER -> "<num>";
                    case FLAG -> "<bool (on/off)>";
                    case TEXT, CHOICE -> "<str>";
                };
                console.print(String.format("  %-22s - %s", option.name() + "=" + kind, option.help()));
            }
        }
        return asked;
    }

    /** {@return how much of the disk a file takes} */
    static long spaceTaken(Path path) {
        try (ImageFile file = new HostFiles(false).open(path, ImageFiles.Access.READ_SHARED)) {
            return file.spaceTaken();
        }
    }
}
