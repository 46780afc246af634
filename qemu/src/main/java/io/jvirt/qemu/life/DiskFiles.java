package io.jvirt.qemu.life;

import io.jvirt.api.DomainEvent;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.domain.StorageSource.StartupPolicy;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a guest's disks are there before QEMU is started, to name the one that is not; a medium that may be
 * missing (its startupPolicy says so) is taken out of its drive.
 */
final class DiskFiles {
    /** VIR_DOMAIN_EVENT_DISK_CHANGE_MISSING_ON_START. */
    private static final int MISSING_ON_START = 0;

    private DiskFiles() {}

    /**
     * Checks the disks of a run that is being built.
     *
     * @param restoring whether the guest comes from a saved image
     */
    static void check(Guest guest, Run run, boolean restoring) {
        List<Disk> disks = new ArrayList<>();
        boolean changed = false;
        for (Disk disk : guest.description().devices().disks()) {
            String path = path(disk.source());
            if (path == null || Files.exists(Path.of(path))) {
                disks.add(disk);
                continue;
            }
            StartupPolicy policy = disk.source().common().startupPolicy();
            boolean mayMiss = policy == StartupPolicy.OPTIONAL || (policy == StartupPolicy.REQUISITE && restoring);
            if (!mayMiss) {
                throw missing(path);
            }
            disks.add(Records.with(disk, "source", new StorageSource.File(null, disk.source().common())));
            changed = true;
            String alias = disk.info().alias();
            guest.publish(domain ->
                    new DomainEvent.DiskChange(domain, path, null, alias == null ? "" : alias, MISSING_ON_START));
        }
        if (changed) {
            guest.noteQuietly(run, notes -> notes.description(d ->
                    d.withDevices(Records.with(d.devices(), "disks", disks))));
        }
    }

    /** Fails when the image of a disk that a running guest is to get is not there. */
    static void require(Disk disk) {
        String path = path(disk.source());
        if (path != null && !Files.exists(Path.of(path))) {
            throw missing(path);
        }
    }

    private static JvirtException missing(String path) {
        return new JvirtException(
                ErrorCode.SYSTEM_ERROR,
                ErrorDomain.STORAGE,
                "Cannot access storage file '" + path + "': No such file or directory");
    }

    private static @Nullable String path(StorageSource source) {
        return switch (source) {
            case StorageSource.File file -> file.file();
            case StorageSource.Block block -> block.dev();
            default -> null;
        };
    }
}
