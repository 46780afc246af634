package io.jvirt.storage.backend;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.host.Undo;
import io.jvirt.model.MemorySize;
import io.jvirt.model.YesNo;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StoragePoolSource;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.model.storage.StorageVolumeDescription.Extent;
import io.jvirt.model.storage.StorageVolumeDescription.SourceDevice;
import io.jvirt.model.storage.StorageVolumeDescription.Type;
import io.jvirt.storage.StorageErrors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Disks whose partitions are the volumes, by parted(8). The kernel names a partition after the disk and its number, so
 * that a new volume has to have the name of the next one.
 */
final class DiskBackend extends DeviceVolumes {
    /** Partitions begin at a multiple of this, as all partitioning tools have it. */
    private static final long ALIGNMENT = 1 << 20;

    /** A line of {@code parted -m print free}: a partition or, with the number 0, room between partitions. */
    private record Region(int number, long start, long end) {
        long length() {
            return end - start;
        }
    }

    private static StoragePoolSource.Device disk(StoragePoolDescription pool) {
        if (pool.source().device().size() != 1) {
            throw StorageErrors.unsupported("expected exactly 1 device for the storage pool");
        }
        return pool.source().device().getFirst();
    }

    private static Path path(StoragePoolDescription pool) {
        Path path = Path.of(disk(pool).path());
        try {
            return path.toRealPath();
        } catch (java.io.IOException e) {
            throw StorageErrors.system("device path '" + path + "' doesn't exist", e);
        }
    }

    @Override
    public boolean active(StoragePoolDescription pool) {
        return Files.exists(Path.of(disk(pool).path()));
    }

    /** The label that parted makes of a format. */
    private static String label(StoragePoolDescription pool) {
        return switch (String.valueOf(pool.source().format())) {
            case "dos", "unknown" -> "msdos";
            case String other -> other;
        };
    }

    @Override
    public void build(StoragePoolDescription pool, Set<StorageFlags.BuildPool> flags) {
        Path disk = path(pool);
        if (!flags.contains(StorageFlags.BuildPool.OVERWRITE) && Programs.succeeds("blkid", "-p", disk.toString())) {
            throw new JvirtException(ErrorCode.STORAGE_POOL_BUILT, ErrorDomain.STORAGE,
                    "'" + disk + "' has partitions or data already; build with the overwrite flag to lose them");
        }
        Programs.run("parted", disk.toString(), "mklabel", "--script", label(pool));
    }

    @Override
    public void start(StoragePoolDescription pool) {
        path(pool);
    }

    @Override
    public void delete(StoragePoolDescription pool, Set<StorageFlags.DeletePool> flags) {
        Programs.run("wipefs", "-a", path(pool).toString());
    }

    private static List<Region> regions(Path disk) {
        List<Region> regions = new ArrayList<>();
        for (String line : Programs.run("parted", "-m", "-s", disk.toString(), "unit", "B", "print", "free").lines()) {
            String[] words = line.replace(";", "").split(":", -1);
            if (words.length >= 5 && words[0].matches("\\d+") && words[1].endsWith("B")) {
                boolean free = words[4].equals("free");
                regions.add(new Region(free ? 0 : Integer.parseInt(words[0]), bytes(words[1]), bytes(words[2]) + 1));
            }
        }
        return regions;
    }

    private static long bytes(String text) {
        return Long.parseLong(text.substring(0, text.length() - 1));
    }

    private static Path partition(StoragePoolDescription pool, int number) {
        Path disk = path(pool);
        String name = disk.getFileName().toString();
        YesNo separator = disk(pool).partSeparator();
        boolean separated = separator == null ? Character.isDigit(name.charAt(name.length() - 1)) : separator == YesNo.YES;
        return disk.resolveSibling(name + (separated ? "p" : "") + number);
    }

    @Override
    public PoolContents refresh(StoragePoolDescription pool) {
        Path disk = path(pool);
        List<StorageVolumeDescription> volumes = new ArrayList<>();
        List<StoragePoolSource.FreeExtent> room = new ArrayList<>();
        for (Region region : regions(disk)) {
            if (region.number == 0) {
                room.add(new StoragePoolSource.FreeExtent(region.start, region.end));
            } else {
                Path device = partition(pool, region.number);
                await(device);
                volumes.add(volume(device.getFileName().toString(), device.toString(), device, region.length())
                        .withSource(List.of(new SourceDevice(disk.toString(), List.of(new Extent(region.start, region.end))))));
            }
        }
        long free = room.stream().mapToLong(extent -> extent.end() - extent.start()).sum();
        long all = size(disk);
        StoragePoolDescription found = pool
                .withSource(pool.source().withDevice(List.of(disk(pool).withFreeExtent(room))))
                .withSizes(MemorySize.ofBytes(all), MemorySize.ofBytes(all - free), MemorySize.ofBytes(free));
        return new PoolContents(found, volumes);
    }

    private static int nextNumber(List<Region> regions) {
        Set<Integer> used = new HashSet<>();
        regions.forEach(region -> used.add(region.number));
        int number = 1;
        while (used.contains(number)) {
            number++;
        }
        return number;
    }

    @Override
    public StorageVolumeDescription plan(StoragePoolDescription pool, StorageVolumeDescription wanted) {
        if (wanted.target().encryption() != null) {
            throw StorageErrors.noSupport("storage pool does not support encrypted volumes");
        }
        Path device = partition(pool, nextNumber(regions(path(pool))));
        if (!wanted.name().equals(device.getFileName().toString())) {
            throw StorageErrors.argument("invalid partition name '" + wanted.name() + "', expected '" + device.getFileName() + "'");
        }
        return wanted.withType(Type.BLOCK).withKey(device.toString()).withTarget(wanted.target().withPath(device.toString()));
    }

    @Override
    public void make(
            StoragePoolDescription pool,
            StorageVolumeDescription planned,
            @Nullable StorageVolumeDescription original,
            Set<StorageFlags.CreateVolume> flags) {
        Path disk = path(pool);
        List<Region> regions = regions(disk);
        int number = nextNumber(regions);
        long size = (planned.size().bytes() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        long start = regions.stream()
                .filter(region -> region.number == 0)
                .filter(region -> aligned(region.start) + size <= region.end)
                .mapToLong(region -> aligned(region.start))
                .findFirst()
                .orElseThrow(() -> StorageErrors.internal("no large enough free extent"));
        try (Undo undo = new Undo()) {
            Programs.run("parted", disk.toString(), "mkpart", "--script", "primary", start + "B", (start + size - 1) + "B");
            undo.add("partition " + number + " of " + disk, () -> Programs.run("parted", disk.toString(), "rm", "--script", "" + number));
            Path device = partition(pool, number);
            await(device);
            if (original != null) {
                fill(device, original);
            }
            undo.commit();
        }
    }

    private static long aligned(long start) {
        return (start + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    @Override
    public Optional<StorageVolumeDescription> look(StoragePoolDescription pool, StorageVolumeDescription volume) {
        return refresh(pool).volumes().stream().filter(now -> now.name().equals(volume.name())).findFirst();
    }

    @Override
    public void remove(StoragePoolDescription pool, StorageVolumeDescription volume, Set<StorageFlags.DeleteVolume> flags) {
        Path disk = path(pool);
        for (Region region : regions(disk)) {
            if (region.number > 0 && partition(pool, region.number).getFileName().toString().equals(volume.name())) {
                Programs.run("parted", disk.toString(), "rm", "--script", Integer.toString(region.number));
                return;
            }
        }
        throw StorageErrors.internal("partition '" + volume.name() + "' is not on '" + disk + "' any more");
    }
}
