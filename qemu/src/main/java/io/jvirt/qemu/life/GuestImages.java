package io.jvirt.qemu.life;

import io.jvirt.api.spi.GuestStorage;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StoragePoolSource;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.command.VolumeLocator;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The images of guests' disks: finds those that are volumes of storage pools, and takes all of them for a run, so that
 * nobody changes an image behind a guest's back. What is taken is given back by itself when QEMU's process has ended.
 */
public final class GuestImages implements VolumeLocator {
    private final Supplier<GuestStorage> storage;

    /** Images in the host's storage, which is opened when it is first needed. */
    public GuestImages(Supplier<GuestStorage> storage) {
        this.storage = storage;
    }

    @Override
    public StorageSource locate(StorageSource.Volume volume) {
        GuestStorage.Location found = storage.get().locate(String.valueOf(volume.pool()), String.valueOf(volume.volume()));
        StorageSource.Common common = volume.common();
        return switch (found.type()) {
            case FILE -> new StorageSource.File(found.path(), common);
            case BLOCK -> new StorageSource.Block(found.path(), common);
            case DIR -> new StorageSource.Dir(found.path(), common);
            case NETWORK -> new StorageSource.Network(network(found), common);
            case NETDIR, PLOOP -> throw Errors.unsupported("volume '" + volume.volume() + "' of pool '" + volume.pool()
                    + "' is no image that a disk can have");
        };
    }

    private static StorageSource.NetworkLocation network(GuestStorage.Location found) {
        StoragePoolDescription pool = StoragePoolDescription.parse(found.poolXml());
        StoragePoolSource source = pool.source();
        StorageSource.Protocol protocol = switch (pool.type()) {
            case RBD -> StorageSource.Protocol.RBD;
            case GLUSTER -> StorageSource.Protocol.GLUSTER;
            case SHEEPDOG -> StorageSource.Protocol.SHEEPDOG;
            case ISCSI_DIRECT -> StorageSource.Protocol.ISCSI;
            case DIR, FS, NETFS, LOGICAL, DISK, ISCSI, SCSI, MPATH, ZFS, VSTORAGE ->
                throw Errors.unsupported("volumes of a pool of type '" + pool.type().xml() + "' are not on the network");
        };
        List<StorageSource.Host> hosts = source.host().stream()
                .map(host -> new StorageSource.Host(null, host.name(), host.port(), null))
                .toList();
        StorageSource.NetworkLocation location = Records.blank(StorageSource.NetworkLocation.class, protocol, found.path());
        return Records.with(Records.with(location, "host", hosts), "initiator", source.initiator());
    }

    /** {@return the file or device of the host behind a source, null when there is none} */
    @Nullable String path(StorageSource source) {
        return switch (source) {
            case StorageSource.File file -> file.file();
            case StorageSource.Block block -> block.dev();
            case StorageSource.Volume volume -> volume.pool() == null ? null : path(locate(volume));
            case StorageSource.Dir _, StorageSource.Network _, StorageSource.Nvme _, StorageSource.VhostUser _,
                    StorageSource.VhostVdpa _ -> null;
        };
    }

    /** {@return the file behind a source, null when it is none} */
    @Nullable String file(StorageSource source) {
        return switch (source) {
            case StorageSource.File file -> file.file();
            case StorageSource.Volume volume -> volume.pool() == null ? null : file(locate(volume));
            case StorageSource.Block _, StorageSource.Dir _, StorageSource.Network _, StorageSource.Nvme _,
                    StorageSource.VhostUser _, StorageSource.VhostVdpa _ -> null;
        };
    }

    /**
     * Takes the images of a run, which QEMU's process has as soon as there is one, and this process until then.
     *
     * @throws io.jvirt.api.JvirtException when another guest has one
     */
    void take(Guest guest, Run run) {
        Map<String, GuestStorage.Use> uses = uses(guest.description());
        if (uses.isEmpty()) {
            return;
        }
        long pid = run.processOrNull() == null ? ProcessHandle.current().pid() : run.process().identity().pid();
        GuestStorage held = storage.get();
        uses.forEach((path, use) -> held.take(path, use, guest.uuid(), guest.name(), pid));
    }

    /** Gives back all images of a guest. */
    void giveBack(Guest guest) {
        storage.get().release(guest.uuid());
    }

    /** Gives back those images that the guest's document does not name any more. */
    void giveBackUnused(Guest guest) {
        storage.get().retain(guest.uuid(), uses(guest.description()).keySet());
    }

    private Map<String, GuestStorage.Use> uses(DomainDescription description) {
        Map<String, GuestStorage.Use> uses = new LinkedHashMap<>();
        for (Disk disk : description.devices().disks()) {
            for (Disk.BackingStore below = disk.backingStore(); below != null; below = below.backingStore()) {
                String path = below.source() == null ? null : path(below.source());
                if (path != null) {
                    uses.putIfAbsent(path, GuestStorage.Use.READ);
                }
            }
            String path = path(disk.source());
            if (path != null) {
                uses.merge(path, use(disk), (one, other) -> one == GuestStorage.Use.READ ? other : one);
            }
        }
        return uses;
    }

    private static GuestStorage.Use use(Disk disk) {
        if (disk.readonly() || disk.device() == Disk.DeviceKind.CDROM) {
            return GuestStorage.Use.READ;
        }
        return disk.shareable() ? GuestStorage.Use.SHARED : GuestStorage.Use.EXCLUSIVE;
    }
}
