package io.jvirt.device.node;

import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.model.device.NodeCapability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Mediated devices ({@code Documentation/driver-api/vfio-mediated-device.rst} of the kernel). */
final class MdevReader implements CapabilityReader {
    @Override
    public Optional<NodeCapability> read(SysfsDevice device) {
        if (!device.subsystem().equals("mdev")) {
            return Optional.empty();
        }
        Optional<UUID> uuid = uuid(device.name());
        Optional<String> type = device.link("mdev_type");
        if (uuid.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        int group = device.link("iommu_group").filter(name -> name.matches("[0-9]{1,9}")).map(Integer::valueOf).orElse(0);
        return Optional.of(new NodeCapability.Mdev(type.get(), uuid.get(), parentAddress(device), group, List.of()));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return the folder name of the device that carries a mediated one: an address} */
    static String parentAddress(SysfsDevice device) {
        var carrier = device.path().getParent();
        return carrier == null ? "" : String.valueOf(carrier.getFileName());
    }

    @Override
    public String suffix(NodeCapability capability) {
        return capability instanceof NodeCapability.Mdev mdev && mdev.parentAddress() != null ? mdev.parentAddress() : "";
    }

    /** {@return the types of mediated devices that a device can carry} */
    static List<NodeCapability.MdevType> types(SysfsDevice device) {
        List<NodeCapability.MdevType> types = new ArrayList<>();
        for (String id : device.names("mdev_supported_types")) {
            SysfsDevice type = device.inside("mdev_supported_types").inside(id);
            OptionalInt available = type.integer("available_instances");
            types.add(new NodeCapability.MdevType(id, type.text("name").orElse(null), type.text("device_api").orElse(null),
                    available.isPresent() ? available.getAsInt() : null));
        }
        return types;
    }
}
