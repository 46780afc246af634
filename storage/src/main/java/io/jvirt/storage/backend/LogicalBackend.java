package io.jvirt.storage.backend;

import io.jvirt.api.storage.StorageFlags;
import io.jvirt.host.Undo;
import io.jvirt.model.MemorySize;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StoragePoolSource;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.model.storage.StorageVolumeDescription.Type;
import io.jvirt.storage.StorageErrors;
import io.jvirt.storage.command.StartCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Volume groups of LVM, by its commands (lvm(8)). A volume's key is the identity that LVM gives it. */
final class LogicalBackend extends DeviceVolumes {
    private static final List<String> PLAIN = List.of("--noheadings", "--units", "b", "--nosuffix", "--separator", "#");
    private static final int FIELDS = 4;

    private static String group(StoragePoolDescription pool) {
        return requireName(pool.source().name());
    }

    private static Path device(StoragePoolDescription pool, String volume) {
        return Path.of(String.valueOf(pool.target().path()), volume);
    }

    @Override
    public boolean active(StoragePoolDescription pool) {
        return Files.isDirectory(Path.of(String.valueOf(pool.target().path())));
    }

    @Override
    public void build(StoragePoolDescription pool, Set<StorageFlags.BuildPool> flags) {
        List<String> devices = pool.source().device().stream().map(StoragePoolSource.Device::path).toList();
        if (devices.isEmpty()) {
            throw StorageErrors.argument("missing source devices");
        }
        boolean overwrite = flags.contains(StorageFlags.BuildPool.OVERWRITE);
        for (String device : devices) {
            if (!overwrite && Programs.succeeds("blkid", "-p", device)) {
                throw new io.jvirt.api.JvirtException(io.jvirt.api.ErrorCode.STORAGE_POOL_BUILT, io.jvirt.api.ErrorDomain.STORAGE,
                        "'" + device + "' has data already; build with the overwrite flag to lose them");
            }
        }
        try (Undo undo = new Undo()) {
            for (String device : devices) {
                Programs.run(overwrite ? List.of("pvcreate", "-ff", "-y", device) : List.of("pvcreate", device));
                undo.add("physical volume " + device, () -> Programs.run("pvremove", device));
            }
            Programs.run(Programs.with(List.of("vgcreate", group(pool)), devices));
            undo.commit();
        }
    }

    @Override
    public void start(StoragePoolDescription pool) {
        if (!Programs.succeeds("vgs", group(pool))) {
            throw StorageErrors.unsupported("cannot find logical volume group name '" + group(pool) + "'");
        }
        Programs.run(StartCommand.of(pool));
    }

    @Override
    public void stop(StoragePoolDescription pool) {
        Programs.run(StartCommand.activate(pool, false));
    }

    @Override
    public void delete(StoragePoolDescription pool, Set<StorageFlags.DeletePool> flags) {
        Programs.run("vgremove", "-f", group(pool));
        for (StoragePoolSource.Device device : pool.source().device()) {
            Programs.run("pvremove", device.path());
        }
    }

    @Override
    public PoolContents refresh(StoragePoolDescription pool) {
        String[] sizes = rows(List.of("vgs"), "vg_size,vg_free", group(pool)).getFirst();
        long all = Long.parseLong(sizes[0]);
        long free = Long.parseLong(sizes[1]);
        List<StorageVolumeDescription> volumes = new ArrayList<>();
        for (String[] row : rows(List.of("lvs"), "lv_name,lv_uuid,lv_size,lv_attr", group(pool))) {
            // Pools of thin volumes and the like are no disks (lvs(8): the first letter of lv_attr).
            if (row.length == FIELDS && !row[3].startsWith("t") && !row[3].startsWith("e")) {
                volumes.add(volume(row[0], row[1], device(pool, row[0]), Long.parseLong(row[2])));
            }
        }
        return new PoolContents(
                pool.withSizes(MemorySize.ofBytes(all), MemorySize.ofBytes(all - free), MemorySize.ofBytes(free)), volumes);
    }

    private static List<String[]> rows(List<String> program, String columns, String subject) {
        List<String> command = Programs.with(Programs.with(program, PLAIN), List.of("--options", columns, subject));
        return Programs.run(command).lines().stream().map(line -> line.strip().split("#", -1)).toList();
    }

    @Override
    public StorageVolumeDescription plan(StoragePoolDescription pool, StorageVolumeDescription wanted) {
        if (wanted.target().encryption() != null) {
            throw StorageErrors.noSupport("storage pool does not support encrypted volumes");
        }
        Path path = device(pool, requireName(wanted.name()));
        return wanted.withType(Type.BLOCK).withKey(path.toString()).withTarget(wanted.target().withPath(path.toString()));
    }

    @Override
    public void make(
            StoragePoolDescription pool,
            StorageVolumeDescription planned,
            @Nullable StorageVolumeDescription original,
            Set<StorageFlags.CreateVolume> flags) {
        List<String> command = new ArrayList<>(List.of("lvcreate", "--name", planned.name(), "-L", planned.size().kib() + "K"));
        StorageVolumeDescription.BackingStore backing = planned.backingStore();
        if (backing == null) {
            command.add(group(pool));
        } else {
            command.addAll(List.of("-s", String.valueOf(backing.path())));
        }
        try (Undo undo = new Undo()) {
            Programs.run(command);
            undo.add("logical volume " + planned.name(), () -> remove(pool, planned, Set.of()));
            if (original != null) {
                fill(device(pool, planned.name()), original);
            }
            undo.commit();
        }
    }

    @Override
    public java.util.Optional<StorageVolumeDescription> look(StoragePoolDescription pool, StorageVolumeDescription volume) {
        return refresh(pool).volumes().stream().filter(now -> now.name().equals(volume.name())).findFirst();
    }

    @Override
    public void remove(StoragePoolDescription pool, StorageVolumeDescription volume, Set<StorageFlags.DeleteVolume> flags) {
        Programs.run("lvremove", "-f", group(pool) + "/" + volume.name());
    }

    @Override
    public boolean findsSources() {
        return true;
    }

    @Override
    public List<StoragePoolSource> findSources(@Nullable StoragePoolSource where) {
        Map<String, List<StoragePoolSource.Device>> groups = new LinkedHashMap<>();
        List<String> command = Programs.with(Programs.with(List.of("pvs"), PLAIN), List.of("--options", "pv_name,vg_name"));
        for (String line : Programs.run(command).lines()) {
            String[] row = line.strip().split("#", -1);
            if (row.length == 2 && !row[1].isEmpty()) {
                groups.computeIfAbsent(row[1], name -> new ArrayList<>()).add(new StoragePoolSource.Device(row[0]));
            }
        }
        return groups.entrySet().stream()
                .map(group -> new StoragePoolSource(
                        List.of(), group.getValue(), null, null, group.getKey(), null, "lvm2", null, null, null, null))
                .toList();
    }
}
