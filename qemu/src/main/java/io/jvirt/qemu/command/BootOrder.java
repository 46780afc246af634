package io.jvirt.qemu.command;

import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.Os;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The boot index of each device. A document says it either device by device or by kinds of devices; a kind means the
 * first device of the kind.
 */
final class BootOrder {
    private final Map<Device, Integer> byKind;
    private final boolean kinds;

    private BootOrder(Map<Device, Integer> byKind, boolean kinds) {
        this.byKind = byKind;
        this.kinds = kinds;
    }

    static BootOrder of(DomainDescription domain) {
        Map<Device, Integer> byKind = new IdentityHashMap<>();
        List<Os.BootDevice> order = domain.os().boot();
        for (int i = 0; i < order.size(); i++) {
            Device first = switch (order.get(i)) {
                case FD -> firstDisk(domain, Disk.DeviceKind.FLOPPY);
                case CDROM -> firstDisk(domain, Disk.DeviceKind.CDROM);
                case HD -> firstDisk(domain, Disk.DeviceKind.DISK);
                case NETWORK -> firstInterface(domain);
            };
            if (first != null) {
                byKind.put(first, i + 1);
            }
        }
        return new BootOrder(byKind, !order.isEmpty());
    }

    private static @Nullable Disk firstDisk(DomainDescription domain, Disk.DeviceKind kind) {
        for (Disk disk : domain.devices().disks()) {
            Disk.DeviceKind own = disk.device() == Disk.DeviceKind.LUN ? Disk.DeviceKind.DISK : disk.device();
            if (own == kind) {
                return disk;
            }
        }
        return null;
    }

    private static @Nullable NetworkInterface firstInterface(DomainDescription domain) {
        List<NetworkInterface> interfaces = domain.devices().interfaces();
        return interfaces.isEmpty() ? null : interfaces.getFirst();
    }

    /** {@return the index, null for a device that the firmware does not try} */
    @Nullable Integer of(Device device) {
        if (kinds) {
            return byKind.get(device);
        }
        return own(device.info());
    }

    /** {@return the entry of the boot loader that the device asks for; null also where it is an option of the machine} */
    static @Nullable String loadParameter(Guest guest, DeviceInfo info) {
        DeviceInfo.@Nullable Boot boot = info.boot();
        return boot != null && guest.isS390() && guest.has(QemuFact.VIRTIO_CCW_DEVICE_LOADPARM) ? boot.loadparm() : null;
    }

    /** {@return the index that the device itself asks for} For devices that no kind of the boot list means. */
    static @Nullable Integer own(DeviceInfo info) {
        DeviceInfo.@Nullable Boot boot = info.boot();
        return boot == null ? null : boot.order();
    }
}
