package io.jvirt.qemu.command;

import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.StorageSource;

/** Combinations of a disk's parts that QEMU or the machine cannot do. */
final class DiskRules {
    private DiskRules() {
    }

    static void check(Guest guest, Disk disk) {
        String name = "disk '" + DiskDevices.targetName(disk) + "'";
        Disk.Bus bus = DiskDevices.bus(disk);
        if (bus == Disk.Bus.FDC) {
            guest.require(!guest.isPseries(), "PowerPC pseries machines do not support floppy device");
            guest.require(!guest.isS390(), "s390x does not support floppy device, " + name);
        }
        boolean readOnlyKind = disk.device() == Disk.DeviceKind.CDROM;
        guest.require(!readOnlyKind || bus != Disk.Bus.VIRTIO, name + ": disk type 'virtio' of a CD drive is not supported");
        if (disk.device() == Disk.DeviceKind.LUN) {
            guest.require(bus == Disk.Bus.SCSI, name + ": disk device='lun' is not supported for bus='"
                    + (bus == null ? "none" : bus.xml()) + "'");
            boolean device = disk.source() instanceof StorageSource.Block || disk.source() instanceof StorageSource.Volume
                    || disk.source() instanceof StorageSource.Network network && network.location() != null
                            && network.location().protocol() == StorageSource.Protocol.ISCSI;
            guest.require(device, name + ": disk device='lun' is only valid for block type disk source");
        }
    }
}
