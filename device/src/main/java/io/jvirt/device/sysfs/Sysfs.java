package io.jvirt.device.sysfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The kernel's tree of devices (sysfs(5)).
 *
 * @param root where it is mounted, {@code /sys}
 */
public record Sysfs(Path root) {
    /** Where devices that this module knows something of are found. */
    private static final List<String> FOLDERS = List.of(
            "bus/pci/devices", "bus/usb/devices", "bus/scsi/devices", "bus/mdev/devices", "bus/css/devices", "bus/ccw/devices",
            "bus/ccwgroup/devices", "bus/ap/devices", "bus/matrix/devices", "bus/vdpa/devices", "class/net", "class/block",
            "class/scsi_generic", "class/drm");

    /** {@return all devices in the order of their folders, so that a device comes after the one that carries it} */
    public List<SysfsDevice> devices() {
        TreeMap<Path, SysfsDevice> found = new TreeMap<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> links = Files.list(root.resolve(folder))) {
                for (Path link : links.toList()) {
                    Path real = link.toRealPath();
                    found.put(real, new SysfsDevice(real));
                }
            } catch (IOException e) {
                // A kind of device that this host does not have, or one that went while we looked.
                continue;
            }
        }
        return new ArrayList<>(found.values());
    }

    /** {@return what the host's firmware tells of it} */
    public SysfsDevice firmware() {
        return new SysfsDevice(root.resolve("class/dmi/id"));
    }

    /** {@return a folder of sysfs as a device} */
    public SysfsDevice at(String path) {
        return new SysfsDevice(root.resolve(path));
    }

    /** {@return a device's folder as documents name it: below /sys, wherever that is mounted} */
    public String shown(SysfsDevice device) {
        Path real;
        try {
            real = root.toRealPath();
        } catch (IOException e) {
            real = root;
        }
        return device.path().startsWith(real) ? "/sys/" + real.relativize(device.path()) : device.path().toString();
    }
}
