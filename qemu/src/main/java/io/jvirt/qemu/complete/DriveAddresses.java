package io.jvirt.qemu.complete;

import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.HostDevice;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Places on disk controllers: those of disks follow from their names, those of SCSI devices are the next free ones. */
final class DriveAddresses {
    /** Units of a SCSI bus; 7 is the controller itself. */
    private static final int SCSI_UNITS = 16;
    private static final int SCSI_SELF = 7;

    private final Draft draft;

    DriveAddresses(Draft draft) {
        this.draft = draft;
    }

    void assign() {
        draft.disks.replaceAll(this::disk);
        Set<DeviceAddress.Drive> used = new HashSet<>();
        for (Disk disk : draft.disks) {
            if (isScsi(disk) && disk.info().address() instanceof DeviceAddress.Drive drive) {
                used.add(drive);
            }
        }
        for (HostDevice hostdev : draft.hostdevs) {
            if (DefaultDevices.isScsi(hostdev) && hostdev.info().address() instanceof DeviceAddress.Drive drive) {
                if (draft.disks.stream().anyMatch(d -> isScsi(d) && drive.equals(d.info().address()))) {
                    throw Errors.unsupported("SCSI host device and disk are both at controller " + drive.controller()
                            + " bus " + drive.bus() + " target " + drive.target() + " unit " + drive.unit()
                            + "; give one of them another address");
                }
                used.add(drive);
            }
        }
        for (int i = 0; i < draft.hostdevs.size(); i++) {
            HostDevice hostdev = draft.hostdevs.get(i);
            if (DefaultDevices.isScsi(hostdev) && hostdev.info().address() == null) {
                DeviceAddress.Drive next = next(used);
                used.add(next);
                draft.hostdevs.set(i, (HostDevice) hostdev.withInfo(hostdev.info().withAddress(next)));
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

    private static boolean isScsi(Disk disk) {
        return disk.target() != null && disk.target().bus() == Disk.Bus.SCSI;
    }

    private Disk disk(Disk disk) {
        Disk.Target target = disk.target();
        if (target == null || disk.info().address() != null || target.dev() == null || target.bus() == null) {
            return disk;
        }
        int index = index(target.dev());
        if (index < 0) {
            return disk;
        }
        DeviceAddress.Drive drive = switch (target.bus()) {
            case IDE -> new DeviceAddress.Drive(index / 4, index % 4 / 2, 0, index % 2);
            case FDC -> new DeviceAddress.Drive(index / 2, 0, 0, index % 2);
            case SATA -> new DeviceAddress.Drive(index / 6, 0, 0, index % 6);
            case SCSI -> {
                int unit = index % (SCSI_UNITS - 1);
                yield new DeviceAddress.Drive(index / (SCSI_UNITS - 1), 0, 0, unit >= SCSI_SELF ? unit + 1 : unit);
            }
            case VIRTIO, XEN, USB, UML, SD, NVME -> null;
        };
        return drive == null ? disk : withAddress(disk, drive);
    }

    private static Disk withAddress(Disk disk, DeviceAddress.Drive drive) {
        return (Disk) disk.withInfo(disk.info().withAddress(drive));
    }

    /** {@return which disk of its bus a name means, from 0: hda 0, hdz 25, hdaa 26; -1 when it is no such name} */
    static int index(@Nullable String name) {
        if (name == null) {
            return -1;
        }
        for (String prefix : new String[] {"fd", "hd", "vd", "sd", "xvd", "ubd"}) {
            if (name.startsWith(prefix)) {
                return letters(name.substring(prefix.length()));
            }
        }
        return -1;
    }

    private static int letters(String letters) {
        int index = 0;
        int i = 0;
        for (; i < letters.length() && letters.charAt(i) >= 'a' && letters.charAt(i) <= 'z'; i++) {
            index = index * 26 + (letters.charAt(i) - 'a' + 1);
        }
        boolean partition = letters.substring(i).chars().allMatch(Character::isDigit);
        return i == 0 || !partition ? -1 : index - 1;
    }
}
