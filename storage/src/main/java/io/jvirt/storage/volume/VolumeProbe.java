package io.jvirt.storage.volume;

import io.jvirt.host.HostException;
import io.jvirt.host.file.FileSpace;
import io.jvirt.image.DiskImage;
import io.jvirt.image.Fact;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.Images;
import io.jvirt.image.OpenRequest;
import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.Encryption;
import io.jvirt.model.storage.StoragePoolType;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.model.storage.StorageVolumeDescription.BackingStore;
import io.jvirt.model.storage.StorageVolumeDescription.Type;
import io.jvirt.model.storage.VolumeTarget;
import io.jvirt.model.xml.Records;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file of a folder is as a volume: its image format by its magic number, and what the image tells of itself. Only
 * told, never acted upon without somebody naming the format: a guest may have written the file's first bytes.
 */
public final class VolumeProbe {
    /** Where an ISO 9660 file system has its name (ECMA-119). */
    private static final long ISO_NAME = 32769;

    private static final byte[] LUKS = {'L', 'U', 'K', 'S', (byte) 0xba, (byte) 0xbe};

    private VolumeProbe() {}

    /** {@return the file as a volume, empty when it is neither a file, a folder nor a device, or has just gone} */
    public static Optional<StorageVolumeDescription> probe(Path path) {
        try {
            FileFacts facts = FileFacts.of(path);
            return switch (facts.kind()) {
                case FILE -> Optional.of(file(path, facts));
                case FOLDER -> Optional.of(folder(path, facts));
                case BLOCK -> Optional.of(device(path, facts));
                case OTHER -> Optional.empty();
            };
        } catch (IOException | HostException e) {
            return Optional.empty();
        }
    }

    private static StorageVolumeDescription plain(Path path, Type type, FileFacts facts, @Nullable String format) {
        VolumeTarget target = Records.blank(VolumeTarget.class).withPath(path.toString()).withFormat(format)
                .withPermissions(facts.permissions()).withTimestamps(facts.timestamps());
        return new StorageVolumeDescription(type, String.valueOf(path.getFileName()), path.toString(), List.of(),
                MemorySize.ofBytes(0), MemorySize.ofBytes(0), null, target, null);
    }

    private static StorageVolumeDescription folder(Path path, FileFacts facts) {
        return plain(path, Type.DIR, facts, "dir");
    }

    /** {@return a device of the host as a volume; its format is whatever its user makes of it} */
    static StorageVolumeDescription device(Path path, FileFacts facts) throws IOException {
        try (FileChannel device = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySize size = MemorySize.ofBytes(device.size());
            return plain(path, Type.BLOCK, facts, "raw").withCapacity(size).withAllocation(size).withPhysical(size);
        }
    }

    private static StorageVolumeDescription file(Path path, FileFacts facts) {
        MemorySize length = MemorySize.ofBytes(facts.length());
        StorageVolumeDescription volume = plain(path, Type.FILE, facts, "raw")
                .withCapacity(length)
                .withAllocation(MemorySize.ofBytes(FileSpace.of(path).allocated()))
                .withPhysical(length);
        try {
            return image(path, volume);
        } catch (ImageException | IOException e) {
            // A damaged or unreadable image is a file of that length all the same.
            return volume;
        }
    }

    private static StorageVolumeDescription image(Path path, StorageVolumeDescription volume) throws IOException {
        ImageFormat format = Images.probe(path);
        if (format.label().equals("raw")) {
            return raw(path, volume);
        }
        VolumeTarget target = volume.target().withFormat(known(format.label()));
        try (DiskImage image = format.open(OpenRequest.reading(path).withoutBacking().sharing())) {
            ImageFacts facts = image.facts();
            return volume.withCapacity(MemorySize.ofBytes(image.size()))
                    .withTarget(details(target, facts))
                    .withBackingStore(backing(path, facts));
        } catch (ImageException e) {
            return volume.withTarget(target);
        }
    }

    private static String known(String label) {
        return StoragePoolType.DIR.volumeFormats().contains(label) ? label : "raw";
    }

    private static StorageVolumeDescription raw(Path path, StorageVolumeDescription volume) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            if (has(file, 0, LUKS)) {
                Encryption encryption = new Encryption(Encryption.Format.LUKS, null, List.of(), null, null);
                return volume.withTarget(volume.target().withEncryption(encryption));
            }
            boolean iso = has(file, ISO_NAME, "CD001".getBytes(StandardCharsets.US_ASCII));
            return iso ? volume.withTarget(volume.target().withFormat("iso")) : volume;
        }
    }

    private static boolean has(FileChannel file, long offset, byte[] magic) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(magic.length);
        return file.read(found, offset) == magic.length && java.util.Arrays.equals(found.array(), magic);
    }

    private static VolumeTarget details(VolumeTarget target, ImageFacts facts) {
        VolumeTarget with = target;
        if (facts.encrypted()) {
            with = with.withEncryption(new Encryption(Encryption.Format.LUKS, null, List.of(), null, null));
        }
        String compat = text(facts, "compat");
        if (compat != null) {
            with = with.withCompat(compat);
            boolean lazy = flag(facts, "lazy-refcounts");
            boolean extended = flag(facts, "extended-l2");
            with = with.withClusterSize(facts.clusterSize() > 0 ? MemorySize.ofBytes(facts.clusterSize()) : null);
            if (lazy || extended || !compat.equals("0.10")) {
                with = with.withFeatures(new VolumeTarget.Features(lazy, extended));
            }
        }
        return with;
    }

    private static @Nullable Fact specific(ImageFacts facts, String name) {
        for (Fact.Entry entry : facts.specific().entries()) {
            if (entry.name().equals(name)) {
                return entry.value();
            }
        }
        return null;
    }

    private static @Nullable String text(ImageFacts facts, String name) {
        return specific(facts, name) instanceof Fact.Text(String value) ? value : null;
    }

    private static boolean flag(ImageFacts facts, String name) {
        return specific(facts, name) instanceof Fact.Flag(boolean value) && value;
    }

    private static @Nullable BackingStore backing(Path path, ImageFacts facts) {
        String name = facts.backingFile();
        if (name == null) {
            return null;
        }
        boolean file = !name.startsWith("json:") && name.indexOf("://") < 0;
        if (!file) {
            return new BackingStore(name, facts.backingFormat(), null, null);
        }
        Path backing = path.resolveSibling(name).normalize();
        String format = facts.backingFormat() == null ? "raw" : facts.backingFormat();
        try {
            FileFacts found = FileFacts.of(backing);
            return new BackingStore(backing.toString(), format, found.permissions(), found.timestamps());
        } catch (IOException e) {
            return new BackingStore(backing.toString(), format, null, null);
        }
    }
}
