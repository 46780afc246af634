package io.jvirt.storage.backend;

import io.jvirt.api.DataStream;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StorageVolume.WipeAlgorithm;
import io.jvirt.host.file.FileSystemSpace;
import io.jvirt.host.file.SparseFile;
import io.jvirt.host.process.Tool;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.OpenRequest;
import io.jvirt.model.MemorySize;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StoragePoolTarget;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.model.storage.StorageVolumeDescription.Type;
import io.jvirt.storage.StorageErrors;
import io.jvirt.storage.volume.DownloadStream;
import io.jvirt.storage.volume.FileFacts;
import io.jvirt.storage.volume.Temporaries;
import io.jvirt.storage.volume.UploadStream;
import io.jvirt.storage.volume.VolumeMaker;
import io.jvirt.storage.volume.VolumeProbe;
import io.jvirt.storage.volume.Wipe;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pools whose volumes are files in a folder; how the folder comes to be there is what they differ in. */
abstract class FolderVolumes implements PoolBackend {
    /** {@return the pool's folder} */
    static Path folder(StoragePoolDescription pool) {
        return Path.of(Objects.requireNonNull(pool.target().path(), "a pool of this kind has a target"));
    }

    private static Path path(StorageVolumeDescription volume) {
        return Path.of(Objects.requireNonNull(volume.target().path(), "a volume of a folder has a path"));
    }

    @Override
    public PoolContents refresh(StoragePoolDescription pool) {
        Path folder = folder(pool);
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            for (Path file : found) {
                if (isName(file.getFileName().toString())) {
                    files.add(file);
                }
            }
        } catch (IOException e) {
            throw StorageErrors.system("cannot open directory '" + folder + "': " + reason(e), e);
        }
        Temporaries.sweep(folder);
        List<StorageVolumeDescription> volumes =
                files.parallelStream().map(VolumeProbe::probe).flatMap(Optional::stream).toList();
        return new PoolContents(sized(pool), volumes);
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "No such file or directory" : String.valueOf(e.getMessage());
    }

    /** {@return whether a file can be a volume: it is complete, and its name can be shown} */
    private static boolean isName(String name) {
        return !Temporaries.is(name) && name.chars().noneMatch(Character::isISOControl);
    }

    @Override
    public StoragePoolDescription room(StoragePoolDescription pool) {
        return sized(pool);
    }

    private static StoragePoolDescription sized(StoragePoolDescription pool) {
        Path folder = folder(pool);
        FileSystemSpace space = FileSystemSpace.of(folder);
        try {
            var permissions = FileFacts.of(folder).permissions();
            return pool.withTarget(new StoragePoolTarget(folder.toString(), permissions))
                    .withSizes(MemorySize.ofBytes(space.capacity()), MemorySize.ofBytes(space.capacity() - space.free()),
                            MemorySize.ofBytes(space.free()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at '" + folder + "': " + e.getMessage(), e);
        }
    }

    @Override
    public StorageVolumeDescription plan(StoragePoolDescription pool, StorageVolumeDescription wanted) {
        if (wanted.name().indexOf('/') >= 0) {
            throw StorageErrors.invalid("volume name '" + wanted.name() + "' cannot contain '/'");
        }
        if (wanted.name().equals(".") || wanted.name().equals("..") || !isName(wanted.name())) {
            throw StorageErrors.invalid("'" + wanted.name() + "' cannot be the name of a volume");
        }
        String path = folder(pool).resolve(wanted.name()).toString();
        Type type = "dir".equals(wanted.target().format()) ? Type.DIR : Type.FILE;
        return wanted.withType(type).withKey(path).withTarget(wanted.target().withPath(path));
    }

    @Override
    public void make(
            StoragePoolDescription pool,
            StorageVolumeDescription planned,
            @Nullable StorageVolumeDescription original,
            Set<StorageFlags.CreateVolume> flags) {
        new VolumeMaker(planned, original, flags.contains(StorageFlags.CreateVolume.PREALLOC_METADATA),
                flags.contains(StorageFlags.CreateVolume.REFLINK)).make(done -> {});
    }

    @Override
    public Optional<StorageVolumeDescription> look(StoragePoolDescription pool, StorageVolumeDescription volume) {
        return VolumeProbe.probe(path(volume)).map(found -> {
            var known = volume.target();
            var target = found.target();
            // Who made it knows its format: a guest that writes the first bytes does not make another of it.
            if (known.format() != null && !known.format().equals(target.format()) && found.type() == Type.FILE) {
                target = target.withFormat(known.format());
            }
            if (known.encryption() != null && !known.encryption().secret().isEmpty()) {
                target = target.withEncryption(known.encryption());
            }
            return found.withTarget(target);
        });
    }

    @Override
    public void remove(StoragePoolDescription pool, StorageVolumeDescription volume, Set<StorageFlags.DeleteVolume> flags) {
        Path path = path(volume);
        try {
            if (volume.type() == Type.DIR) {
                Files.delete(path);
                return;
            }
            if (flags.contains(StorageFlags.DeleteVolume.ZEROED)) {
                wipe(pool, volume, WipeAlgorithm.ZERO);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw StorageErrors.system("cannot remove volume '" + path + "': "
                    + (e instanceof java.nio.file.DirectoryNotEmptyException ? "it is a folder with files in it" : e.getMessage()), e);
        }
    }

    @Override
    public void resize(
            StoragePoolDescription pool, StorageVolumeDescription volume, long capacity, Set<StorageFlags.ResizeVolume> flags) {
        Path path = path(volume);
        boolean allocate = flags.contains(StorageFlags.ResizeVolume.ALLOCATE);
        String format = String.valueOf(volume.target().format());
        boolean plain = (format.equals("raw") || format.equals("iso")) && volume.target().encryption() == null;
        if (plain) {
            resizeRaw(path, capacity, allocate);
            return;
        }
        if (allocate) {
            throw StorageErrors.unsupported("preallocate is only supported for raw files");
        }
        ImageFormat known = ImageFormats.of(format).filter(f -> f.features().contains(ImageFormat.Feature.GROW)).orElse(null);
        boolean shrinks = capacity < volume.size().bytes();
        if (known == null || volume.target().encryption() != null || shrinks && !known.features().contains(ImageFormat.Feature.SHRINK)) {
            List<String> command = new ArrayList<>(List.of("qemu-img", "resize", "-f", format));
            if (shrinks) {
                command.add("--shrink");
            }
            command.addAll(List.of(path.toString(), Long.toString(capacity)));
            Tool.run(command).orThrow();
            return;
        }
        try (DiskImage image = known.open(OpenRequest.writing(path).withoutBacking())) {
            image.resize(capacity);
            image.flush();
        }
    }

    private static void resizeRaw(Path path, long capacity, boolean allocate) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"); SparseFile space = SparseFile.open(path, true)) {
            long old = file.length();
            file.setLength(capacity);
            if (allocate && capacity > old && !space.allocate(old, capacity - old)) {
                throw StorageErrors.noSupport("the file system of '" + path + "' cannot take room in advance");
            }
            space.sync();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot resize '" + path + "': " + e.getMessage(), e);
        }
    }

    @Override
    public void wipe(StoragePoolDescription pool, StorageVolumeDescription volume, WipeAlgorithm algorithm) {
        requireFile(volume, "wiping");
        try {
            Wipe.wipe(path(volume), Files.size(path(volume)), algorithm);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot wipe '" + path(volume) + "': " + e.getMessage(), e);
        }
    }

    private static void requireFile(StorageVolumeDescription volume, String what) {
        if (volume.type() == Type.DIR) {
            throw StorageErrors.invalid(what + " of volume '" + volume.name() + "' is not possible: it is a folder");
        }
    }

    @Override
    public DataStream upload(
            StoragePoolDescription pool, StorageVolumeDescription volume, long offset, long length, Consumer<Boolean> ended) {
        requireFile(volume, "upload");
        return UploadStream.open(path(volume), volume.type() == Type.BLOCK, offset, length, ended);
    }

    @Override
    public DataStream download(
            StoragePoolDescription pool, StorageVolumeDescription volume, long offset, long length, boolean sparse, Runnable closed) {
        requireFile(volume, "download");
        return DownloadStream.open(path(volume), offset, length, sparse, closed);
    }
}
