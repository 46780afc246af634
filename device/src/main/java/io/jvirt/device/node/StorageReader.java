package io.jvirt.device.node;

import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.model.device.NodeCapability;
import io.jvirt.model.device.StorageCapability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Disks and drives; partitions and what is made of other disks are none ({@code Documentation/ABI/stable/sysfs-block}). */
final class StorageReader implements CapabilityReader {
    /** Sizes of disks in sysfs are in sectors of so many bytes, whatever their blocks are. */
    private static final long SECTOR = 512;

    private static final int TYPE_CDROM = 5;
    /** Bit of the capability attribute: there is no medium to change, but partitions (genhd.h, GENHD_FL_REMOVABLE). */
    private static final String REMOVABLE = "1";

    @Override
    public Optional<NodeCapability> read(SysfsDevice device) {
        if (!device.subsystem().equals("block") || !"disk".equals(device.properties().get("DEVTYPE"))) {
            return Optional.empty();
        }
        String kind = kind(device);
        if (kind == null) {
            return Optional.empty();
        }
        long bytes = device.number("size").orElse(0) * SECTOR;
        long block = device.number("queue/logical_block_size").orElse(SECTOR);
        StorageCapability.Blocks blocks = new StorageCapability.Blocks(block, block > 0 ? bytes / block : 0);
        boolean removable = device.text("removable").filter(REMOVABLE::equals).isPresent();
        List<StorageCapability.Feature> features = new ArrayList<>();
        if (removable) {
            features.add(new StorageCapability.Removable(bytes > 0 ? 1 : 0, bytes, null, bytes > 0 ? blocks : new StorageCapability.Blocks(null, null)));
        }
        return Optional.of(new StorageCapability("/dev/" + device.name().replace('!', '/'), bus(device), kind,
                device.text("device/model").orElse(null), vendor(device),
                device.text("serial").or(() -> device.text("device/serial")).orElse(null), removable ? null : bytes,
                removable ? new StorageCapability.Blocks(null, null) : blocks, features));
    }

    /** A vendor in sysfs is a number where the bus has numbers. */
    private static @Nullable String vendor(SysfsDevice device) {
        return device.text("device/vendor").filter(text -> !text.startsWith("0x")).orElse(null);
    }

    /** {@return the kind of drive, null for what is no hardware, such as a loop device} */
    private static @Nullable String kind(SysfsDevice device) {
        String name = device.name();
        OptionalInt scsi = device.integer("device/type");
        if (name.startsWith("sr") || scsi.orElse(-1) == TYPE_CDROM) {
            return "cdrom";
        }
        if (name.startsWith("fd")) {
            return "floppy";
        }
        if (name.startsWith("mmcblk")) {
            return "sd";
        }
        if (name.startsWith("dasd")) {
            return "dasd";
        }
        return device.has("device") ? "disk" : null;
    }

    private static @Nullable String bus(SysfsDevice device) {
        String path = device.path().toString();
        if (path.contains("/usb")) {
            return "usb";
        }
        if (path.contains("/ata")) {
            return "ata";
        }
        return device.target("device").map(SysfsDevice::subsystem).filter(name -> name.equals("scsi") || name.equals("nvme")).orElse(null);
    }

    @Override
    public String suffix(NodeCapability capability) {
        return capability instanceof StorageCapability storage && storage.serial() != null ? storage.serial() : "";
    }
}
