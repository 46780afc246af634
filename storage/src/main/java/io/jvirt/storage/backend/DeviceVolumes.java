package io.jvirt.storage.backend;

import io.jvirt.api.DataStream;
import io.jvirt.api.storage.StorageVolume.WipeAlgorithm;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFormats;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.operation.Conversion;
import io.jvirt.model.MemorySize;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StorageVolumeDescription.Type;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.model.storage.VolumeTarget;
import io.jvirt.model.xml.Records;
import io.jvirt.storage.StorageErrors;
import io.jvirt.storage.volume.DownloadStream;
import io.jvirt.storage.volume.FileFacts;
import io.jvirt.storage.volume.UploadStream;
import io.jvirt.storage.volume.Wipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pools whose volumes are devices of the host; how the devices come to be there is what they differ in. */
abstract class DeviceVolumes implements PoolBackend {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(20);

    /** {@return a device as a volume; its permissions and times are told when it is there} */
    static StorageVolumeDescription volume(String name, String key, Path path, long bytes) {
        MemorySize size = MemorySize.ofBytes(bytes);
        VolumeTarget target = Records.blank(VolumeTarget.class).withPath(path.toString());
        try {
            FileFacts facts = FileFacts.of(path);
            target = target.withPermissions(facts.permissions()).withTimestamps(facts.timestamps());
        } catch (IOException e) {
            // A volume that is not activated has no device yet.
            target = target.withPermissions(null);
        }
        return new StorageVolumeDescription(Type.BLOCK, name, key, List.of(), size, size, null, target, null);
    }

    private static Path path(StorageVolumeDescription volume) {
        return Path.of(String.valueOf(volume.target().path()));
    }

    /** {@return how many bytes a device has} */
    static long size(Path device) {
        try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
            return channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the size of '" + device + "': " + e.getMessage(), e);
        }
    }

    /** Waits for a device that the kernel has been told of. */
    static void await(Path device) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(device)) {
            if (System.nanoTime() > limit) {
                throw StorageErrors.internal("device '" + device + "' does not appear");
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw StorageErrors.internal("interrupted while waiting for '" + device + "'", e);
            }
        }
    }

    /** Writes what another volume shows a guest to a new device, whatever the device had before. */
    static void fill(Path device, StorageVolumeDescription original) {
        String format = original.target().format() == null ? "raw" : original.target().format();
        try (DiskImage source = ImageFormats.named(format.equals("iso") ? "raw" : format).open(OpenRequest.reading(path(original)));
                DiskImage target = ImageFormats.RAW.open(OpenRequest.writing(device))) {
            target.writeZeroes(0, Math.min(target.size(), source.size()));
            Conversion.standard().copy(source, target);
        }
    }

    @Override
    public void wipe(StoragePoolDescription pool, StorageVolumeDescription volume, WipeAlgorithm algorithm) {
        Wipe.wipe(path(volume), size(path(volume)), algorithm);
    }

    @Override
    public DataStream upload(
            StoragePoolDescription pool, StorageVolumeDescription volume, long offset, long length, Consumer<Boolean> ended) {
        return UploadStream.open(path(volume), true, offset, length, ended);
    }

    @Override
    public DataStream download(
            StoragePoolDescription pool, StorageVolumeDescription volume, long offset, long length, boolean sparse, Runnable closed) {
        return DownloadStream.open(path(volume), offset, length, sparse, closed);
    }

    /** {@return the description with the sizes of these volumes, in a pool that has no room beside them} */
    static PoolContents full(StoragePoolDescription pool, List<StorageVolumeDescription> volumes) {
        long all = volumes.stream().mapToLong(volume -> volume.size().bytes()).sum();
        return new PoolContents(
                pool.withSizes(MemorySize.ofBytes(all), MemorySize.ofBytes(all), MemorySize.ofBytes(0)), volumes);
    }

    /** {@return a name that a path can have as its last part} */
    static String requireName(@Nullable String name) {
        if (name == null || name.isEmpty() || name.indexOf('/') >= 0 || name.startsWith("-")) {
            throw StorageErrors.invalid("'" + name + "' cannot be the name of a volume");
        }
        return name;
    }
}
