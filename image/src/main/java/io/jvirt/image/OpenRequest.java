package io.jvirt.image;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an image is to be opened, and the door through which a format opens what else belongs to it: other files and the
 * image it is based on.
 */
public final class OpenRequest {
    /** A chain longer than this is a mistake or an attack. */
    private static final int LONGEST_CHAIN = 200;

    private final Path path;
    private final boolean writable;
    private final boolean withBacking;
    private final boolean damaged;
    private final boolean shared;
    private final @Nullable String snapshot;
    private final ImageFiles files;
    private final Passphrases passphrases;
    private final Set<Path> above;

    private OpenRequest(
            Path path, boolean writable, boolean withBacking, boolean damaged, boolean shared,
            @Nullable String snapshot, ImageFiles files, Passphrases passphrases, Set<Path> above) {
        this.path = path;
        this.writable = writable;
        this.withBacking = withBacking;
        this.damaged = damaged;
        this.shared = shared;
        this.snapshot = snapshot;
        this.files = files;
        this.passphrases = passphrases;
        this.above = above;
    }

    /** {@return a request for reading with all backing images} */
    public static OpenRequest reading(Path path) {
        return new OpenRequest(path, false, true, false, false, null, ImageFiles.HOST, Passphrases.NONE, Set.of());
    }

    /** {@return a request for reading and writing with all backing images, which are read only} */
    public static OpenRequest writing(Path path) {
        return reading(path).writable(true);
    }

    /** {@return the same for writing or not} */
    public OpenRequest writable(boolean yes) {
        return new OpenRequest(path, yes, withBacking, damaged, shared, snapshot, files, passphrases, above);
    }

    /** {@return the same without opening backing images: what is not in the image reads as zero} */
    public OpenRequest withoutBacking() {
        return new OpenRequest(path, writable, false, damaged, shared, snapshot, files, passphrases, above);
    }

    /** {@return the same for an image that may be damaged and is opened to be checked} */
    public OpenRequest forCheck() {
        return new OpenRequest(path, writable, false, true, shared, snapshot, files, passphrases, above);
    }

    /** {@return the same for an image that somebody may be writing: what is read may not fit together} */
    public OpenRequest sharing() {
        return new OpenRequest(path, false, withBacking, damaged, true, snapshot, files, passphrases, above);
    }

    /** {@return the same for a snapshot within the image, by its id or name, which is read only} */
    public OpenRequest snapshot(String idOrName) {
        return new OpenRequest(path, false, withBacking, damaged, shared, idOrName, files, passphrases, above);
    }

    /** {@return the same with another way to open files} */
    public OpenRequest files(ImageFiles others) {
        return new OpenRequest(path, writable, withBacking, damaged, shared, snapshot, others, passphrases, above);
    }

    /** {@return the same with passphrases} */
    public OpenRequest passphrases(Passphrases known) {
        return new OpenRequest(path, writable, withBacking, damaged, shared, snapshot, files, known, above);
    }

    /** {@return the image's file} */
    public Path path() {
        return path;
    }

    /** {@return whether the image is to be written} */
    public boolean writable() {
        return writable;
    }

    /** {@return whether what the image is based on is to be opened} */
    public boolean withBacking() {
        return withBacking;
    }

    /** {@return whether the image may be damaged: a format opens what it can, to be checked} */
    public boolean damaged() {
        return damaged;
    }

    /** {@return the snapshot within the image that is to be read, null for the image as it is} */
    public @Nullable String snapshot() {
        return snapshot;
    }

    /** {@return how files are opened} */
    public ImageFiles files() {
        return files;
    }

    /** {@return where passphrases come from} */
    public Passphrases passphrases() {
        return passphrases;
    }

    /** Opens the image's file in the mode that was asked for. */
    public ImageFile file() {
        return files.open(path, access());
    }

    /** Opens another file that belongs to the image in the same mode; {@code name} is relative to the image's folder. */
    public ImageFile file(String name) {
        return files.open(fileNamed(name), access());
    }

    /**
     * Opens the image this one is based on, read-only.
     *
     * @param name as the image names it, relative to the image's folder or absolute
     * @param format as the image names it, or null when it does not
     * @return the image, or null when backing images are not to be opened
     * @throws ImageException when it cannot be opened, is in its own chain, or its format is not told: guessing it would
     *     let a guest choose what file is read
     */
    public @Nullable DiskImage backing(String name, @Nullable String format) {
        if (!withBacking) {
            return null;
        }
        Path file = fileNamed(name);
        if (format == null) {
            throw new ImageException("'" + path + "' does not tell the format of its backing image '" + name
                    + "'; set it with jvirt image rebase -u -b " + name + " -F FORMAT " + path);
        }
        ImageFormat known = ImageFormats.of(format)
                .orElseThrow(() -> new ImageException("'" + path + "' is based on an image of format '" + format
                        + "', which is not known here"));
        Set<Path> chain = new HashSet<>(above);
        chain.add(path.toAbsolutePath().normalize());
        if (chain.contains(file.toAbsolutePath().normalize()) || chain.size() >= LONGEST_CHAIN) {
            throw new ImageException("'" + file + "' is in its own backing chain, or the chain is longer than "
                    + LONGEST_CHAIN + " images");
        }
        return known.open(new OpenRequest(file, false, true, false, shared, null, files, passphrases, chain));
    }

    private ImageFiles.Access access() {
        return writable ? ImageFiles.Access.WRITE : shared ? ImageFiles.Access.READ_SHARED : ImageFiles.Access.READ;
    }

    /** {@return the file that the image names} */
    private Path fileNamed(String name) {
        String file = name.startsWith("file:") ? name.substring(5) : name;
        if (file.startsWith("json:") || file.indexOf("://") > 0 || file.indexOf('\0') >= 0) {
            throw new ImageException("'" + path + "' refers to '" + name + "', which is no file");
        }
        return path.resolveSibling(file);
    }
}
