package io.jvirt.storage.backend;

import io.jvirt.api.storage.StorageFlags;
import io.jvirt.model.MemorySize;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StoragePoolSource;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.model.storage.StorageVolumeDescription.Type;
import io.jvirt.storage.StorageErrors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Block devices of ZFS pools, by zpool(8) and zfs(8). */
final class ZfsBackend extends DeviceVolumes {
    private static String dataset(StoragePoolDescription pool) {
        return String.valueOf(pool.source().name());
    }

    private static Path device(StoragePoolDescription pool, String volume) {
        return Path.of(String.valueOf(pool.target().path()), volume);
    }

    @Override
    public boolean active(StoragePoolDescription pool) {
        return Programs.succeeds("zfs", "list", "-H", dataset(pool));
    }

    @Override
    public void start(StoragePoolDescription pool) {
        if (!active(pool)) {
            throw StorageErrors.internal("zpool '" + dataset(pool) + "' is not there; build the pool or import it");
        }
    }

    @Override
    public void build(StoragePoolDescription pool, Set<StorageFlags.BuildPool> flags) {
        List<String> devices = pool.source().device().stream().map(StoragePoolSource.Device::path).toList();
        if (devices.isEmpty()) {
            throw StorageErrors.argument("missing source devices");
        }
        Programs.run(Programs.with(List.of("zpool", "create", dataset(pool)), devices));
    }

    @Override
    public void delete(StoragePoolDescription pool, Set<StorageFlags.DeletePool> flags) {
        Programs.run("zpool", "destroy", dataset(pool));
    }

    @Override
    public PoolContents refresh(StoragePoolDescription pool) {
        List<StorageVolumeDescription> volumes = new ArrayList<>();
        String prefix = dataset(pool) + "/";
        for (String line : Programs.run("zfs", "list", "-Hp", "-t", "volume", "-r", "-o", "name,volsize", dataset(pool)).lines()) {
            String[] row = line.split("\t", -1);
            String name = row[0].startsWith(prefix) ? row[0].substring(prefix.length()) : "";
            if (row.length == 2 && !name.isEmpty() && name.indexOf('/') < 0) {
                Path path = device(pool, name);
                volumes.add(volume(name, path.toString(), path, Long.parseLong(row[1])));
            }
        }
        List<String> sizes = Programs.run("zfs", "get", "-Hp", "-o", "value", "used,available", dataset(pool)).lines();
        long used = Long.parseLong(sizes.getFirst());
        long available = Long.parseLong(sizes.getLast());
        return new PoolContents(
                pool.withSizes(MemorySize.ofBytes(used + available), MemorySize.ofBytes(used), MemorySize.ofBytes(available)), volumes);
    }

    @Override
    public StorageVolumeDescription plan(StoragePoolDescription pool, StorageVolumeDescription wanted) {
        if (wanted.target().encryption() != null) {
            throw StorageErrors.noSupport("storage pool does not support encrypted volumes");
        }
        String path = device(pool, requireName(wanted.name())).toString();
        return wanted.withType(Type.BLOCK).withKey(path).withTarget(wanted.target().withPath(path));
    }

    @Override
    public void make(
            StoragePoolDescription pool,
            StorageVolumeDescription planned,
            @Nullable StorageVolumeDescription original,
            Set<StorageFlags.CreateVolume> flags) {
        if (original != null) {
            throw StorageErrors.noSupport("storage pool does not support volume creation from an existing volume");
        }
        List<String> command = new ArrayList<>(List.of("zfs", "create"));
        if (planned.allocation() != null && planned.allocation().compareTo(planned.size()) < 0) {
            command.add("-s");
        }
        command.addAll(List.of("-V", planned.size().kib() + "K", dataset(pool) + "/" + planned.name()));
        Programs.run(command);
        await(device(pool, planned.name()));
    }

    @Override
    public void remove(StoragePoolDescription pool, StorageVolumeDescription volume, Set<StorageFlags.DeleteVolume> flags) {
        Programs.run("zfs", "destroy", dataset(pool) + "/" + volume.name());
    }
}
