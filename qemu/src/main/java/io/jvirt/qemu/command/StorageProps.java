package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.StorageSource;
import org.jspecify.annotations.Nullable;

/** The first properties of a storage node: which driver of QEMU reaches the bytes, and where they are. */
final class StorageProps {
    private StorageProps() {
    }

    static Props of(Guest guest, Arguments out, BlockNode node) {
        return switch (node.source()) {
            case StorageSource.File file -> local(node, "file", file.file());
            case StorageSource.Block block -> local(node, node.hostDrive() ? "host_cdrom" : "host_device", block.dev());
            case StorageSource.Dir dir -> Props.device("vvfat").text("dir", dir.dir())
                    .flag("floppy", node.floppy()).when("rw", !node.readOnly());
            case StorageSource.Nvme nvme -> Props.device("nvme")
                    .text("device", nvme.address() == null ? null : nvme.address().toString())
                    .number("namespace", nvme.namespace());
            case StorageSource.VhostVdpa vdpa -> vdpa(guest, out, node, vdpa);
            case StorageSource.Network network -> NetworkStorage.props(guest, node, network);
            case StorageSource.Volume _, StorageSource.VhostUser _ -> throw new JvirtException(
                    ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU, "a volume or vhost-user disk has no block node");
        };
    }

    private static Props local(BlockNode node, String driver, @Nullable String path) {
        Disk.Driver options = node.driver();
        StorageSource.Reservations reservations = node.source().common().reservations();
        return Props.device(driver).text("filename", path)
                .text("aio", options == null || options.io() == null ? null : options.io().xml())
                .text("pr-manager", reservations == null ? null
                        : ReservationObjects.id(reservations, node.storageNode()));
    }

    private static Props vdpa(Guest guest, Arguments out, BlockNode node, StorageSource.VhostVdpa vdpa) {
        String path = vdpa.dev();
        for (int descriptor : guest.environment().handles().of(node.storageNode(), Handle.VHOST_VDPA)) {
            path = guest.fdSets().add(out, descriptor, node.storageNode() + "-vdpa");
        }
        return Props.device("virtio-blk-vhost-vdpa").text("path", path);
    }
}
