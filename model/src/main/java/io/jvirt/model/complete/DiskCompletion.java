package io.jvirt.model.complete;

import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlException;

/** A disk's bus, its read-only flag, and its place on a controller, which its name decides. */
final class DiskCompletion {
    private DiskCompletion() {
    }

    /** What the document alone decides. */
    static Disk defaults(Disk given) {
        var target = given.target();
        if (target == null || target.dev() == null) {
            throw new XmlException(XmlException.Kind.NO_TARGET, "missing target information for device " + source(given),
                    0, "domain/devices/disk", null, null);
        }
        var disk = given;
        if (target.bus() == null) {
            var suggested = disk.device() == Disk.DeviceKind.FLOPPY ? Disk.Bus.FDC : DiskTargets.bus(target.dev());
            disk = disk.withTarget(target.withBus(suggested == null ? Disk.Bus.IDE : suggested));
        }
        if (disk.device() == Disk.DeviceKind.CDROM) {
            disk = disk.withReadonly(true);
        }
        if (disk.readonly() && disk.snapshot() == Disk.Snapshot.NO) {
            // That is what a read-only disk means anyway.
            disk = disk.withSnapshot(null);
        }
        return disk.withSource(withUnit(disk.source()));
    }

    /** {@return what a message calls the source of a disk} */
    static String source(Disk disk) {
        return switch (disk.source()) {
            case StorageSource.File file -> String.valueOf(file.file());
            case StorageSource.Block block -> String.valueOf(block.dev());
            case StorageSource.Dir dir -> String.valueOf(dir.dir());
            case StorageSource.Network network -> network.location() == null ? "" : String.valueOf(network.location().name());
            case StorageSource.Volume volume -> String.valueOf(volume.volume());
            case StorageSource.Nvme nvme -> String.valueOf(nvme.address());
            case StorageSource.VhostUser vhost -> String.valueOf(vhost.path());
            case StorageSource.VhostVdpa vdpa -> String.valueOf(vdpa.dev());
        };
    }

    /** An iSCSI target without a unit means unit 0. */
    private static StorageSource withUnit(StorageSource source) {
        if (source instanceof StorageSource.Network network && network.location() != null
                && network.location().protocol() == StorageSource.Protocol.ISCSI) {
            String name = network.location().name();
            if (name != null && name.indexOf('/') < 0) {
                return new StorageSource.Network(Records.with(network.location(), "name", name + "/0"), network.common());
            }
        }
        return source;
    }

    /** {@return the device; when it is a disk without address on a bus of drives, at the address of its name} */
    static Device address(Device device, DomainDescription domain, DriverRules rules) {
        if (!(device instanceof Disk disk) || disk.info().address() != null) {
            return device;
        }
        var target = java.util.Objects.requireNonNull(disk.target());
        if (target.dev() == null || target.bus() == null) {
            return device;
        }
        int index = DiskTargets.index(target.dev());
        if (index < 0) {
            throw XmlException.invalid("Unknown disk name '" + target.dev() + "' and no address specified");
        }
        var place = switch (target.bus()) {
            case SCSI -> scsi(index, rules);
            case IDE -> new DeviceAddress.Drive(index / 4, index % 4 / 2, 0, index % 2);
            case SATA -> new DeviceAddress.Drive(index / 6, 0, 0, index % 6);
            case FDC -> new DeviceAddress.Drive(index / 2, 0, 0, index % 2);
            case VIRTIO, XEN, USB, UML, SD, NVME -> null;
        };
        if (place == null) {
            return device;
        }
        if (target.bus() == Disk.Bus.SCSI && usedByHostDevice(place, domain)) {
            throw XmlException.unsupported("using disk target name '" + target.dev() + "' conflicts with SCSI host device address controller='"
                    + place.controller() + "' bus='" + place.bus() + "' target='" + place.target() + "' unit='" + place.unit() + "'");
        }
        return Device.withAddress(disk, place);
    }

    private static DeviceAddress.Drive scsi(int index, DriverRules rules) {
        if (rules.wideScsi()) {
            // Unit 7 is the controller itself.
            int unit = index % 15;
            return new DeviceAddress.Drive(index / 15, 0, 0, unit < 7 ? unit : unit + 1);
        }
        return new DeviceAddress.Drive(index / 7, 0, 0, index % 7);
    }

    private static boolean usedByHostDevice(DeviceAddress.Drive place, DomainDescription domain) {
        return domain.devices().hostdevs().stream().anyMatch(device -> place.equals(device.info().address()));
    }
}
