package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.OnOff;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.domain.VirtioOptions;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The device that shows a disk to the guest. */
final class DiskFrontend {
    private DiskFrontend() {
    }

    /**
     * {@return the device's properties}
     *
     * @param node the block node with the disk's content, null for an empty drive or a vhost-user disk
     */
    static Props props(Guest guest, Disk disk, @Nullable String node) {
        Disk.Bus bus = DiskDevices.bus(disk);
        if (bus == null) {
            throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU,
                    "disk '" + DiskDevices.targetName(disk) + "' has no bus");
        }
        Props props = switch (bus) {
            case IDE, SATA -> ide(guest, disk, bus);
            case SCSI -> scsi(guest, disk);
            case VIRTIO -> virtio(guest, disk);
            case USB -> usb(guest, disk);
            case FDC -> Props.device("floppy").number("unit", drive(disk).unit());
            case NVME -> nvme(guest, disk);
            case SD, XEN, UML -> throw Guest.unsupported(
                    "unsupported disk bus '" + bus.xml() + "' of disk '" + DiskDevices.targetName(disk) + "'");
        };
        String alias = guest.alias(disk);
        boolean vhostUser = disk.source() instanceof StorageSource.VhostUser;
        props.flag("share-rw", disk.shareable() ? OnOff.ON : null)
                .text("drive", node)
                .text("chardev", vhostUser ? DiskDevices.vhostUserId(alias) : null)
                .text("id", alias);
        if (disk.device() != Disk.DeviceKind.FLOPPY) {
            props.number("bootindex", guest.bootOrder().of(disk))
                    .text("loadparm", BootOrder.loadParameter(guest, disk.info()));
        }
        blockSizes(disk, props);
        identity(disk, bus, props);
        CacheMode cache = CacheMode.of(disk.driver());
        if (disk.device() != Disk.DeviceKind.LUN) {
            props.word("write-cache", cache == null ? null : cache.writeCache());
        }
        geometry(disk, props);
        errors(disk, props);
        return props.flag("dpofua", disk.target() == null ? null : disk.target().dpofua());
    }

    private static DeviceAddress.Drive drive(Disk disk) {
        if (disk.info().address() instanceof DeviceAddress.Drive drive) {
            return drive;
        }
        throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU,
                "unexpected address type for " + disk.device().xml() + " disk '" + DiskDevices.targetName(disk) + "'");
    }

    private static Props ide(Guest guest, Disk disk, Disk.Bus bus) {
        Props props = Props.device(disk.device() == Disk.DeviceKind.CDROM ? "ide-cd" : "ide-hd");
        DeviceAddress.Drive drive = drive(disk);
        if (bus == Disk.Bus.IDE) {
            String controller = guest.controllerAlias(Controller.Type.IDE, drive.controller());
            return props.text("bus", controller + "." + drive.bus()).number("unit", drive.unit());
        }
        return props.text("bus", guest.controllerAlias(Controller.Type.SATA, drive.controller()) + "." + drive.unit());
    }

    private static Props scsi(Guest guest, Disk disk) {
        Props props = Props.device(switch (disk.device()) {
            case LUN -> "scsi-block";
            case CDROM -> "scsi-cd";
            case DISK, FLOPPY, FILESYSTEM -> "scsi-hd";
        });
        Addresses.scsiPlace(guest, props, drive(disk));
        if (disk.device() != Disk.DeviceKind.LUN) {
            // Guests identify the disk by this; it used to be the drive's name in QEMU.
            props.text("device_id", disk.serial() != null ? disk.serial() : "drive-" + guest.alias(disk));
        }
        return props;
    }

    private static Props virtio(Guest guest, Disk disk) {
        Disk.Driver driver = disk.driver();
        VirtioOptions options = driver == null ? null : driver.virtio();
        String base = disk.source() instanceof StorageSource.VhostUser ? "vhost-user-blk" : "virtio-blk";
        Props props = VirtioDevice.props(base, disk.model(), options, disk.info());
        if (driver != null) {
            ControllerDevices.threads(props, driver.iothread(), driver.iothreads())
                    .flag("ioeventfd", driver.ioeventfd()).flag("event_idx", driver.eventIdx())
                    .positive("num-queues", driver.queues()).positive("queue-size", driver.queueSize());
        }
        Addresses.add(guest, props, disk.info());
        return props;
    }

    private static Props usb(Guest guest, Disk disk) {
        Props props = Props.device("usb-storage");
        Addresses.add(guest, props, disk.info());
        return props;
    }

    private static Props nvme(Guest guest, Disk disk) {
        DeviceAddress.Drive drive = drive(disk);
        return Props.device("nvme-ns")
                .text("bus", guest.controllerAlias(Controller.Type.NVME, drive.controller()))
                .number("nsid", drive.unit() + 1);
    }

    private static void blockSizes(Disk disk, Props props) {
        Disk.BlockIo sizes = disk.blockio();
        if (sizes != null) {
            props.positive("logical_block_size", sizes.logicalBlockSize())
                    .positive("physical_block_size", sizes.physicalBlockSize())
                    .positive("discard_granularity", sizes.discardGranularity());
        }
    }

    private static void identity(Disk disk, Disk.Bus bus, Props props) {
        String wwn = disk.wwn();
        props.number("wwn", wwn == null ? null : new BigInteger(wwn.startsWith("0x") ? wwn.substring(2) : wwn, 16));
        Disk.Target target = disk.target();
        OnOff removable = target == null ? null : target.removable();
        props.positive("rotation_rate", target == null ? null : target.rotationRate())
                .text("vendor", disk.vendor()).text("product", disk.product());
        boolean hardDisk = disk.device() == Disk.DeviceKind.DISK || disk.device() == Disk.DeviceKind.FLOPPY;
        if (bus == Disk.Bus.USB) {
            props.flag("removable", removable == OnOff.ON);
        } else if (bus == Disk.Bus.SCSI && hardDisk) {
            props.flag("removable", removable);
        }
        // A backslash before spaces and backslashes: guests have seen serial numbers so since they were shell words.
        props.text("serial", disk.serial() == null ? null : disk.serial().replaceAll("([\\\\ ])", "\\\\$1"));
    }

    private static void geometry(Disk disk, Props props) {
        Disk.Geometry geometry = disk.geometry();
        if (geometry != null) {
            props.positive("cyls", geometry.cyls()).positive("heads", geometry.heads()).positive("secs", geometry.secs())
                    .text("bios-chs-trans", geometry.trans() == null ? null : geometry.trans().xml());
        }
    }

    private static void errors(Disk disk, Props props) {
        Disk.Driver driver = disk.driver();
        if (driver == null) {
            return;
        }
        Disk.ErrorPolicy write = driver.errorPolicy();
        Disk.ErrorPolicy read = driver.readErrorPolicy();
        if (write == Disk.ErrorPolicy.ENOSPACE) {
            props.text("werror", "enospc");
        } else if (write != null) {
            props.text("werror", write.xml());
            read = read == null ? write : read;
        }
        props.text("rerror", read == null ? null : read.xml());
    }
}
