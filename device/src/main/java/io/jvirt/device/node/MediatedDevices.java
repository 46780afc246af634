package io.jvirt.device.node;

import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.host.HostException;
import io.jvirt.model.device.NodeCapability;
import java.util.UUID;

/** Makes and removes virtual devices by writing to files of sysfs. */
final class MediatedDevices {
    private MediatedDevices() {}

    /** Makes a mediated device with its settings, which go the same way when one is refused. */
    static void create(SysfsDevice parent, NodeCapability.Mdev wanted, UUID uuid) {
        SysfsDevice type = parent.inside("mdev_supported_types").inside(wanted.typeId());
        if (!type.has("create")) {
            throw new HostException("device '" + parent.name() + "' has no mediated devices of type '" + wanted.typeId() + "'; it has "
                    + parent.names("mdev_supported_types"));
        }
        SysfsFile.write(type.path().resolve("create"), uuid.toString());
        SysfsDevice made = parent.inside(uuid.toString());
        try {
            configure(made, wanted);
        } catch (HostException e) {
            remove(made);
            throw e;
        }
    }

    /** Writes the settings in their order. */
    static void configure(SysfsDevice device, NodeCapability.Mdev wanted) {
        for (NodeCapability.MdevAttribute setting : wanted.attr()) {
            if (setting.name().contains("..") || setting.name().startsWith("/")) {
                throw new HostException("a mediated device has no setting '" + setting.name() + "'");
            }
            SysfsFile.write(device.path().resolve(setting.name()), setting.value());
        }
    }

    /** Removes a mediated device. */
    static void remove(SysfsDevice device) {
        SysfsFile.write(device.path().resolve("remove"), "1");
    }

    /** Makes or removes a virtual adapter of Fibre Channel (NPIV). */
    static void virtualPort(SysfsDevice adapter, boolean create, String wwpn, String wwnn) {
        SysfsFile.write(adapter.path().resolve(create ? "vport_create" : "vport_delete"), wwpn + ":" + wwnn);
    }
}
