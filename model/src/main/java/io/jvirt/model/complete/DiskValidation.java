package io.jvirt.model.complete;

import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.IoTune;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.xml.XmlException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Disks: unique names and places, buses and addresses that fit, limits that do not contradict each other. */
final class DiskValidation {
    /** Lengths of a SCSI inquiry's fields. */
    private static final int VENDOR_LENGTH = 8;

    private static final int PRODUCT_LENGTH = 16;

    private DiskValidation() {
    }

    static void check(DomainDescription domain) {
        var disks = domain.devices().disks();
        var names = new HashMap<String, String>();
        var places = new HashMap<String, String>();
        var worldWideNames = new HashSet<String>();
        hostDevices(domain, places);
        for (var disk : disks) {
            checkName(disk, name(disk));
            String other = names.put(name(disk), DiskCompletion.source(disk));
            if (other != null) {
                throw XmlException.invalid("target '" + name(disk) + "' duplicated for disk sources '" + other + "' and '"
                        + DiskCompletion.source(disk) + "'");
            }
            if (disk.wwn() != null && !worldWideNames.add(disk.wwn())) {
                throw XmlException.invalid("Disks have identical WWN '" + disk.wwn() + "'");
            }
            addressFits(disk);
            if (disk.info().address() instanceof DeviceAddress.Drive drive && places.put(bus(disk) + " " + drive, name(disk)) != null) {
                throw XmlException.invalid("Found duplicate drive address for disk with target name '" + name(disk) + "' controller='"
                        + drive.controller() + "' bus='" + drive.bus() + "' target='" + drive.target() + "' unit='" + drive.unit() + "'");
            }
            if (disk.iotune() != null) {
                checkLimits(disk.iotune());
            }
            single(disk);
        }
    }

    /** SCSI devices of the host sit on the same buses as disks. */
    private static void hostDevices(DomainDescription domain, Map<String, String> places) {
        for (var host : domain.devices().hostdevs()) {
            if (host.source() instanceof HostDevice.Subsystem subsystem && subsystem.source() instanceof HostDevice.Scsi
                    && host.info().address() instanceof DeviceAddress.Drive drive
                    && places.put(Disk.Bus.SCSI + " " + drive, "") != null) {
                throw XmlException.invalid("SCSI host address controller='" + drive.controller() + "' bus='" + drive.bus() + "' target='"
                        + drive.target() + "' unit='" + drive.unit() + "' in use by another SCSI host device");
            }
        }
    }

    static String name(Disk disk) {
        return disk.target() == null || disk.target().dev() == null ? "" : disk.target().dev();
    }

    private static Disk.@Nullable Bus bus(Disk disk) {
        return disk.target() == null ? null : disk.target().bus();
    }

    private static void single(Disk disk) {
        if (disk.auth() != null && disk.source().common().auth() != null) {
            throw XmlException.unsupported("an <auth> definition already found for disk source");
        }
        if (disk.encryption() != null && disk.source().common().encryption() != null) {
            throw XmlException.unsupported("an <encryption> definition already found for disk source");
        }
        if (disk.device() == Disk.DeviceKind.LUN && disk.source() instanceof StorageSource.File) {
            throw XmlException.unsupported("disk '" + name(disk) + "' improperly configured for a device='lun'");
        }
        if (disk.rawio() != null && disk.device() != Disk.DeviceKind.LUN) {
            throw XmlException.invalid("rawio can be used only with device='lun'");
        }
        if (disk.target() != null && disk.target().removable() != null && disk.target().bus() != Disk.Bus.USB && disk.target().bus() != Disk.Bus.SCSI) {
            throw XmlException.unsupported("removable is only valid for usb or scsi disks");
        }
        if (disk.target() != null && disk.target().tray() != null
                && disk.device() != Disk.DeviceKind.CDROM && disk.device() != Disk.DeviceKind.FLOPPY) {
            throw XmlException.invalid("tray is only valid for cdrom and floppy");
        }
        texts(disk);
        var common = disk.source().common();
        if (common.startupPolicy() != null && disk.source() instanceof StorageSource.Network) {
            throw XmlException.unsupported("Setting disk 'startupPolicy' is not allowed for disk of 'network' type");
        }
        if (common.startupPolicy() == StorageSource.StartupPolicy.REQUISITE
                && disk.device() != Disk.DeviceKind.CDROM && disk.device() != Disk.DeviceKind.FLOPPY) {
            throw XmlException.unsupported("Setting disk 'requisite' is allowed only for cdrom or floppy");
        }
    }

    private static void texts(Disk disk) {
        if (disk.vendor() != null && disk.vendor().length() > VENDOR_LENGTH) {
            throw XmlException.invalid("disk vendor is more than 8 characters");
        }
        if (disk.product() != null && disk.product().length() > PRODUCT_LENGTH) {
            throw XmlException.invalid("disk product is more than 16 characters");
        }
        if (disk.wwn() != null && !disk.wwn().matches("[0-9a-fA-F]{16}")) {
            throw XmlException.invalid("malformed wwn: " + disk.wwn());
        }
    }

    private static void checkName(Disk disk, String name) {
        boolean floppy = disk.device() == Disk.DeviceKind.FLOPPY;
        if (floppy && !name.startsWith("fd")) {
            throw XmlException.invalid("Invalid floppy device name: " + name);
        }
        if (!floppy && DiskTargets.bus(name) == null) {
            throw XmlException.invalid("Invalid harddisk device name: " + name);
        }
    }

    private static void addressFits(Disk disk) {
        var address = disk.info().address();
        var bus = bus(disk);
        if (address == null || bus == null) {
            return;
        }
        boolean drive = address instanceof DeviceAddress.Drive;
        boolean fits = switch (bus) {
            case IDE, FDC, SCSI, SATA -> drive;
            case USB -> address instanceof DeviceAddress.Usb;
            case VIRTIO -> !drive;
            case XEN, UML, SD, NVME -> true;
        };
        if (!fits) {
            throw XmlException.unsupported("Invalid address type '" + type(address) + "' for the disk '" + name(disk) + "' with the bus type '" + bus.xml() + "'");
        }
    }

    private static String type(DeviceAddress address) {
        return address.getClass().getAnnotation(io.jvirt.model.xml.Case.class).value()[0];
    }

    static void checkLimits(IoTune limits) {
        exclusive(limits.totalBytesSec(), limits.readBytesSec(), limits.writeBytesSec(), "bytes_sec");
        exclusive(limits.totalIopsSec(), limits.readIopsSec(), limits.writeIopsSec(), "iops_sec");
        exclusive(limits.totalBytesSecMax(), limits.readBytesSecMax(), limits.writeBytesSecMax(), "bytes_sec_max");
        exclusive(limits.totalIopsSecMax(), limits.readIopsSecMax(), limits.writeIopsSecMax(), "iops_sec_max");
    }

    private static void exclusive(@Nullable Long total, @Nullable Long read, @Nullable Long write, String what) {
        if (positive(total) && (positive(read) || positive(write))) {
            throw XmlException.invalid("total and read/write of " + what + " cannot be set at the same time");
        }
    }

    private static boolean positive(@Nullable Long limit) {
        return limit != null && limit > 0;
    }
}
