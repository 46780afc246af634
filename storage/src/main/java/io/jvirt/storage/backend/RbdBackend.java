package io.jvirt.storage.backend;

import io.jvirt.api.storage.StorageFlags;
import io.jvirt.model.MemorySize;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StoragePoolSource;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.model.storage.StorageVolumeDescription.Type;
import io.jvirt.model.storage.VolumeTarget;
import io.jvirt.model.xml.Records;
import io.jvirt.storage.StorageErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Images of a pool of Ceph's, by rbd(8). A source's name may have a namespace behind a slash. */
final class RbdBackend implements PoolBackend {
    private static final Pattern IMAGE = Pattern.compile("<image>\\s*<image>([^<]*)</image>.*?<size>(\\d+)</size>", Pattern.DOTALL);

    private static String source(StoragePoolDescription pool) {
        return Objects.requireNonNull(pool.source().name());
    }

    /** {@return rbd(8) with what says where the cluster is and who asks; keys are Ceph's own files} */
    private static List<String> rbd(StoragePoolDescription pool, String... words) {
        StoragePoolSource source = pool.source();
        String monitors = source.host().stream()
                .map(host -> host.name() + (host.port() == null ? "" : ":" + host.port()))
                .collect(Collectors.joining(","));
        List<String> command = new ArrayList<>(List.of("rbd", "-m", monitors));
        if (source.auth() != null) {
            command.addAll(List.of("--id", source.auth().username()));
        }
        if (pool.rbdOptions() != null) {
            pool.rbdOptions().options().forEach(option -> command.addAll(List.of("--" + option.name(), option.value())));
        }
        command.addAll(List.of(words));
        return command;
    }

    @Override
    public boolean active(StoragePoolDescription pool) {
        return true;
    }

    @Override
    public PoolContents refresh(StoragePoolDescription pool) {
        Matcher image = IMAGE.matcher(Programs.run(rbd(pool, "ls", "-l", "--format", "xml", source(pool))).output());
        List<StorageVolumeDescription> volumes = new ArrayList<>();
        while (image.find()) {
            volumes.add(volume(pool, image.group(1), Long.parseLong(image.group(2))));
        }
        return DeviceVolumes.full(pool, volumes);
    }

    private static StorageVolumeDescription volume(StoragePoolDescription pool, String name, long bytes) {
        String path = source(pool) + "/" + name;
        MemorySize size = MemorySize.ofBytes(bytes);
        VolumeTarget target = Records.blank(VolumeTarget.class).withPath(path).withFormat("raw");
        return new StorageVolumeDescription(Type.NETWORK, name, path, List.of(), size, size, null, target, null);
    }

    @Override
    public StorageVolumeDescription plan(StoragePoolDescription pool, StorageVolumeDescription wanted) {
        if (wanted.target().encryption() != null || !"raw".equals(wanted.target().format())) {
            throw StorageErrors.unsupported("only plain volumes of format raw can be made in a pool of Ceph");
        }
        return volume(pool, DeviceVolumes.requireName(wanted.name()), wanted.size().bytes());
    }

    @Override
    public void make(
            StoragePoolDescription pool,
            StorageVolumeDescription planned,
            @Nullable StorageVolumeDescription original,
            Set<StorageFlags.CreateVolume> flags) {
        if (original == null) {
            Programs.run(rbd(pool, "create", "--size", planned.size().bytes() + "B", source(pool) + "/" + planned.name()));
        } else if (original.type() == Type.NETWORK) {
            Programs.run(rbd(pool, "cp", String.valueOf(original.target().path()), source(pool) + "/" + planned.name()));
        } else {
            Programs.run(rbd(pool, "import", String.valueOf(original.target().path()), source(pool) + "/" + planned.name()));
        }
    }

    @Override
    public void resize(
            StoragePoolDescription pool, StorageVolumeDescription volume, long capacity, Set<StorageFlags.ResizeVolume> flags) {
        List<String> command = rbd(pool, "resize", "--size", capacity + "B", String.valueOf(volume.target().path()));
        Programs.run(flags.contains(StorageFlags.ResizeVolume.SHRINK) ? Programs.with(command, List.of("--allow-shrink")) : command);
    }

    @Override
    public java.util.Optional<StorageVolumeDescription> look(StoragePoolDescription pool, StorageVolumeDescription volume) {
        return refresh(pool).volumes().stream().filter(now -> now.name().equals(volume.name())).findFirst();
    }

    @Override
    public void remove(StoragePoolDescription pool, StorageVolumeDescription volume, Set<StorageFlags.DeleteVolume> flags) {
        String path = String.valueOf(volume.target().path());
        if (flags.contains(StorageFlags.DeleteVolume.WITH_SNAPSHOTS)) {
            Programs.run(rbd(pool, "snap", "purge", path));
        }
        Programs.run(rbd(pool, "rm", "--no-progress", path));
    }
}
