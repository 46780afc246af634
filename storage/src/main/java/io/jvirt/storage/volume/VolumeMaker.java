package io.jvirt.storage.volume;

import io.jvirt.host.Undo;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import io.jvirt.host.file.SparseFile;
import io.jvirt.host.process.Tool;
import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.operation.Conversion;
import io.jvirt.model.MemorySize;
import io.jvirt.model.storage.FileMode;
import io.jvirt.model.storage.Permissions;
import io.jvirt.model.storage.StorageVolumeDescription.BackingStore;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.model.storage.VolumeTarget;
import io.jvirt.storage.StorageErrors;
import io.jvirt.storage.command.QemuImgCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes volumes that are files. Each is made under another name and renamed when it is whole and on the disk, so that no
 * end of this process, however sudden, leaves half a volume. The image module makes what it can, qemu-img the rest.
 *
 * @param volume what is to be made; its target has the path
 * @param original the volume whose content it gets, null for an empty one
 * @param preallocate whether room for the metadata is taken at once
 * @param share whether data are to be shared with the original, or else the call fails
 */
public record VolumeMaker(
        StorageVolumeDescription volume, @Nullable StorageVolumeDescription original, boolean preallocate, boolean share) {
    private static final FileMode FILE_MODE = new FileMode(0600);
    private static final FileMode FOLDER_MODE = new FileMode(0711);

    /**
     * Makes it.
     *
     * @param progress gets the number of bytes done, now and then
     */
    public void make(LongConsumer progress) {
        Path path = Path.of(String.valueOf(volume.target().path()));
        Path temporary = Temporaries.beside(path);
        try (Undo undo = new Undo()) {
            undo.add("half a volume " + temporary, () -> Temporaries.remove(temporary));
            content(temporary, progress);
            own(temporary);
            publish(temporary, path);
            undo.commit();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make volume '" + path + "': " + e.getMessage(), e);
        }
    }

    private String format() {
        return format(volume);
    }

    private static String format(StorageVolumeDescription of) {
        String format = of.target().format();
        return format == null || format.equals("iso") ? "raw" : format;
    }

    private void content(Path temporary, LongConsumer progress) throws IOException {
        if (format().equals("dir")) {
            if (original != null) {
                throw StorageErrors.noSupport("creation of a folder from another volume is not supported");
            }
            Files.createDirectory(temporary);
            return;
        }
        boolean encrypted = volume.target().encryption() != null || original != null && original.target().encryption() != null;
        if (format().equals("raw") && !encrypted && (original == null || format(original).equals("raw"))) {
            raw(temporary, progress);
            return;
        }
        ImageFormat format = ImageFormats.of(format()).filter(f -> f.features().contains(ImageFormat.Feature.CREATE)).orElse(null);
        Map<String, String> options = options();
        if (format != null && !encrypted && readable() && names(format).containsAll(options.keySet())) {
            image(format, options, temporary, progress);
        } else {
            qemuImg(temporary);
        }
    }

    private static Set<String> names(ImageFormat format) {
        return format.createOptions().stream().map(CreateOption::name).collect(Collectors.toSet());
    }

    private boolean readable() {
        return original == null || ImageFormats.of(format(original)).isPresent();
    }

    // ---- raw ----

    private void raw(Path temporary, LongConsumer progress) throws IOException {
        if (volume.backingStore() != null) {
            throw StorageErrors.noSupport("backing storage not supported for raw volumes");
        }
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (SparseFile file = SparseFile.open(temporary, true)) {
            if (volume.target().nocow()) {
                file.writeInPlace();
            }
            long size = volume.size().bytes();
            if (original != null) {
                size = Math.max(size, copy(file, original, temporary, progress));
            }
            length(temporary, size);
            long taken = Math.min(size, volume.allocation() == null ? size : volume.allocation().bytes());
            if (original == null && taken > 0 && !file.allocate(0, taken)) {
                write(temporary, taken);
            }
            progress.accept(size);
        }
    }

    private long copy(SparseFile target, StorageVolumeDescription from, Path temporary, LongConsumer progress) throws IOException {
        Path source = Path.of(String.valueOf(from.target().path()));
        try (SparseFile shared = SparseFile.open(source, false)) {
            if (target.shareDataOf(shared)) {
                return Files.size(temporary);
            }
        }
        if (share) {
            throw StorageErrors.unsupported("the file system of '" + temporary.getParent() + "' cannot share data of files; leave out the reflink flag");
        }
        long size = from.size().bytes();
        FileCopy.range(source, temporary, 0, size);
        progress.accept(size);
        return size;
    }

    /** Takes the room by writing, for file systems that do not give it otherwise. */
    private static void write(Path file, long length) throws IOException {
        try (var channel = java.nio.channels.FileChannel.open(file, StandardOpenOption.WRITE)) {
            var zeros = java.nio.ByteBuffer.allocate(1 << 20);
            for (long at = 0; at < length; ) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), length - at));
                at += channel.write(zeros, at);
            }
        }
    }

    private static void length(Path file, long size) throws IOException {
        try (var out = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            if (out.length() < size) {
                out.setLength(size);
            }
        }
    }

    // ---- formats ----

    /** {@return the options of the new image, by qemu-img's names} */
    private Map<String, String> options() {
        VolumeTarget target = volume.target();
        Map<String, String> options = new LinkedHashMap<>();
        BackingStore backing = volume.backingStore();
        if (backing != null) {
            options.put("backing_file", String.valueOf(backing.path()));
            options.put("backing_fmt", String.valueOf(backing.format()));
        }
        if (target.compat() != null) {
            options.put("compat", target.compat());
        }
        if (target.clusterSize() != null) {
            options.put("cluster_size", Long.toString(target.clusterSize().bytes()));
        }
        if (target.features() != null && target.features().lazyRefcounts()) {
            options.put("lazy_refcounts", "on");
        }
        if (target.features() != null && target.features().extendedL2()) {
            options.put("extended_l2", "on");
        }
        if (preallocate) {
            MemorySize allocation = volume.allocation() == null ? volume.size() : volume.allocation();
            options.put("preallocation", volume.size().compareTo(allocation) > 0 ? "metadata" : "falloc");
        }
        if (target.nocow()) {
            options.put("nocow", "on");
        }
        return options;
    }

    private void image(ImageFormat format, Map<String, String> options, Path temporary, LongConsumer progress) {
        CreateOptions set = CreateOptions.of(format);
        for (Map.Entry<String, String> option : options.entrySet()) {
            set = set.with(option.getKey(), option.getValue());
        }
        if (original == null) {
            format.create(CreateRequest.of(temporary, volume.size().bytes(), set));
            return;
        }
        Path path = Path.of(String.valueOf(original.target().path()));
        try (DiskImage source = ImageFormats.named(format(original)).open(OpenRequest.reading(path))) {
            format.create(CreateRequest.of(temporary, Math.max(source.size(), volume.size().bytes()), set));
            try (DiskImage target = format.open(OpenRequest.writing(temporary).withoutBacking())) {
                Conversion.standard().progress(progress).copy(source, target);
            }
        }
    }

    private void qemuImg(Path temporary) {
        StorageVolumeDescription there = volume.withTarget(volume.target().withPath(temporary.toString()));
        for (List<String> command : new QemuImgCommand(there, original, preallocate, null, null).commands()) {
            Tool.run(command).orThrow();
        }
    }

    // ---- the end ----

    private void own(Path temporary) {
        Permissions wanted = volume.target().permissions();
        FileMode mode = wanted == null || wanted.mode() == null ? format().equals("dir") ? FOLDER_MODE : FILE_MODE : wanted.mode();
        if (wanted != null) {
            Folders.changeOwner(temporary, number(wanted.owner()), number(wanted.group()));
        }
        Folders.changeMode(temporary, mode.bits());
    }

    private static int number(@Nullable Long id) {
        return id == null ? -1 : id.intValue();
    }

    /** Makes a volume of what is complete. */
    private static void publish(Path temporary, Path path) throws IOException {
        if (Files.isRegularFile(temporary, LinkOption.NOFOLLOW_LINKS)) {
            try (SparseFile file = SparseFile.open(temporary, false)) {
                file.sync();
            }
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        AtomicFile.rename(temporary, path);
    }
}
