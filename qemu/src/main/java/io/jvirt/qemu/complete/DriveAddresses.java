package io.jvirt.qemu.complete;

import io.jvirt.model.complete.DiskTargets;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.HostDevice;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Places of SCSI host devices: the next free ones beside the disks, whose places their names decide. */
final class DriveAddresses {
    /** Units of a SCSI bus; 7 is the controller itself. */
    private static final int SCSI_UNITS = 16;
    private static final int SCSI_SELF = 7;

    private final Draft draft;

    DriveAddresses(Draft draft) {
        this.draft = draft;
    }

    void assign() {
        Set<DeviceAddress.Drive> used = new HashSet<>();
        for (Disk disk : draft.disks) {
            DeviceAddress.Drive drive = placeOf(disk);
            if (drive != null) {
                used.add(drive);
            }
        }
        for (HostDevice hostdev : draft.hostdevs) {
            if (hostdev.info().address() instanceof DeviceAddress.Drive drive) {
                used.add(drive);
            }
        }
        for (int i = 0; i < draft.hostdevs.size(); i++) {
            HostDevice hostdev = draft.hostdevs.get(i);
            if (DefaultDevices.isScsi(hostdev) && hostdev.info().address() == null) {
                DeviceAddress.Drive next = next(used);
                used.add(next);
                Slot.of(draft.hostdevs, i).setAddress(next);
            }
        }
    }

    private static DeviceAddress.Drive next(Set<DeviceAddress.Drive> used) {
        for (int controller = 0; ; controller++) {
            for (int unit = 0; unit < SCSI_SELF; unit++) {
                DeviceAddress.Drive drive = new DeviceAddress.Drive(controller, 0, 0, unit);
                if (!used.contains(drive)) {
                    return drive;
                }
            }
        }
    }

    private static DeviceAddress.@Nullable Drive placeOf(Disk disk) {
        Disk.Target target = disk.target();
        if (target == null || target.bus() != Disk.Bus.SCSI || target.dev() == null) {
            return null;
        }
        if (disk.info().address() != null) {
            return disk.info().address() instanceof DeviceAddress.Drive drive ? drive : null;
        }
        int index = DiskTargets.index(target.dev());
        int unit = index % (SCSI_UNITS - 1);
        return index < 0 ? null : new DeviceAddress.Drive(index / (SCSI_UNITS - 1), 0, 0,
                unit >= SCSI_SELF ? unit + 1 : unit);
    }
}
