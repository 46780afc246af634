package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.capabilities.QemuFact;
import org.jspecify.annotations.Nullable;

/** The images of a disk as block nodes. */
final class DiskImages {
    private DiskImages() {
    }

    /** {@return whether the drive has no medium} */
    static boolean isEmpty(Disk disk) {
        return switch (disk.source()) {
            case StorageSource.File file -> file.file() == null;
            case StorageSource.Block block -> block.dev() == null;
            case StorageSource.Dir dir -> dir.dir() == null;
            case StorageSource.Network network -> network.location() == null;
            case StorageSource.Volume volume -> volume.pool() == null;
            case StorageSource.Nvme _, StorageSource.VhostUser _, StorageSource.VhostVdpa _ -> false;
        };
    }

    /** {@return the image that the guest works on, with those below it} */
    static BlockNode top(Guest guest, Disk disk) {
        StorageSource source = located(guest, disk.source());
        Disk.Driver driver = disk.driver();
        StorageFormat format = driver == null || driver.type() == null ? StorageFormat.RAW : driver.type();
        boolean readOnly = disk.readonly() || disk.device() == Disk.DeviceKind.CDROM;
        BlockNode node = new BlockNode(index(disk.source()), source, format).withDriver(driver).withReadOnly(readOnly)
                .withLayered(needsFormatNodes(guest));
        // Volumes are reached with the account of their pool.
        if (disk.auth() != null && !(disk.source() instanceof StorageSource.Volume)) {
            node = node.withAuth(disk.auth());
        }
        if (disk.encryption() != null) {
            node = node.withEncryption(disk.encryption());
        }
        if (isDrive(guest, disk, source)) {
            node = node.withKind(BlockNode.StorageKind.HOST_CDROM);
        } else if (disk.device() == Disk.DeviceKind.FLOPPY) {
            node = node.withKind(BlockNode.StorageKind.FLOPPY);
        }
        Disk.BackingStore below = disk.backingStore();
        return node.withBacking(below(guest, below, shared(driver))).withEndOfChain(below != null && below.source() == null);
    }

    /**
     * {@return whether raw images have a format node too} Older QEMUs cannot hide from image files that the node below
     * an overlay is a storage node, which jobs would write into them.
     */
    static boolean needsFormatNodes(Guest guest) {
        return !guest.has(QemuFact.BLOCKJOB_BACKING_MASK_PROTOCOL);
    }

    /** {@return whether the medium is in the host's own CD drive, which the guest may then lock and eject} */
    private static boolean isDrive(Guest guest, Disk disk, StorageSource source) {
        return disk.device() == Disk.DeviceKind.CDROM && source instanceof StorageSource.Block block
                && block.dev() != null
                && guest.environment().opticalDrives().contains(block.dev());
    }

    /** {@return those options that hold for all images of a chain} */
    private static Disk.@Nullable Driver shared(Disk.@Nullable Driver driver) {
        return driver == null ? null : Records.with(Records.with(driver, "detectZeroes", null), "metadataCacheMaxSize", null);
    }

    private static @Nullable BlockNode below(Guest guest, Disk.@Nullable BackingStore store,
            Disk.@Nullable Driver driver) {
        if (store == null || store.source() == null) {
            return null;
        }
        StorageFormat format = store.format() == null ? StorageFormat.RAW : store.format();
        Disk.BackingStore next = store.backingStore();
        return new BlockNode(index(store.source()), located(guest, store.source()), format).withReadOnly(true)
                .withLayered(needsFormatNodes(guest)).withDriver(driver).withBacking(below(guest, next, driver)).withEndOfChain(next != null && next.source() == null);
    }

    private static StorageSource located(Guest guest, StorageSource source) {
        return source instanceof StorageSource.Volume volume ? guest.environment().volumes().locate(volume) : source;
    }

    private static String index(StorageSource source) {
        Integer index = source.common().index();
        if (index == null) {
            throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU,
                    "a disk image has no number: the live aliases are missing");
        }
        return index.toString();
    }

    /** {@return the number of the lowest image of a chain, which is the highest} */
    static int lastNumber(BlockNode image) {
        if (image.backing() != null) {
            return lastNumber(image.backing());
        }
        BlockNode data = image.data();
        return Integer.parseInt(data == null ? image.name() : data.name());
    }
}
