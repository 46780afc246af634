package io.jvirt.device.node;

import io.jvirt.device.sysfs.Sysfs;
import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.model.device.NodeCapability;
import io.jvirt.model.device.NodeDeviceDescription;
import io.jvirt.model.device.NodeDeviceDescription.Devnode;
import io.jvirt.model.device.NodeDeviceDescription.DevnodeType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The devices that are there at one moment.
 *
 * @param devices what they are, by name; those that carry others come first
 * @param folders their folders in sysfs, by name
 */
record DeviceTree(Map<String, NodeDeviceDescription> devices, Map<String, SysfsDevice> folders) {
    /** Reads trees of one host. */
    static final class Reader {
        private final Sysfs sysfs;
        private final Path udev;
        private final List<CapabilityReader> readers;

        /** @param udev where udev keeps what it knows, if it runs */
        Reader(Sysfs sysfs, Path udev) {
            this.sysfs = sysfs;
            this.udev = udev;
            this.readers = List.of(new PciReader(), new UsbReader(), new NetReader(), new StorageReader(), new ScsiReader(sysfs), new MdevReader(),
                    new ChannelReader());
        }

        Sysfs sysfs() {
            return sysfs;
        }

        synchronized DeviceTree read() {
            Map<String, NodeDeviceDescription> devices = new LinkedHashMap<>();
            Map<String, SysfsDevice> folders = new HashMap<>();
            Map<Path, String> names = new HashMap<>();
            devices.put(DeviceNames.COMPUTER, ComputerReader.read(sysfs));
            for (SysfsDevice device : sysfs.devices()) {
                for (CapabilityReader reader : readers) {
                    Optional<NodeCapability> capability = reader.read(device);
                    if (capability.isPresent()) {
                        String subsystem = device.subsystem().equals("matrix") ? "ap" : device.subsystem();
                        String name = DeviceNames.of(subsystem, device.name(), reader.suffix(capability.get()));
                        names.put(device.path(), name);
                        folders.put(name, device);
                        devices.put(name, new NodeDeviceDescription(name, sysfs.shown(device), nodes(device),
                                NodeDeviceDescription.Parent.of(parent(device, names)), device.driver().orElse(null), List.of(capability.get())));
                        break;
                    }
                }
            }
            return new DeviceTree(devices, folders);
        }

        private static String parent(SysfsDevice device, Map<Path, String> names) {
            for (Path folder = device.path().getParent(); folder != null; folder = folder.getParent()) {
                String name = names.get(folder);
                if (name != null) {
                    return name;
                }
            }
            return DeviceNames.COMPUTER;
        }

        /** The special file that the kernel names, and the links that udev has made to it. */
        private List<Devnode> nodes(SysfsDevice device) {
            Map<String, String> properties = device.properties();
            String file = properties.get("DEVNAME");
            if (file == null) {
                return List.of();
            }
            List<Devnode> nodes = new ArrayList<>(List.of(new Devnode(DevnodeType.DEV, "/dev/" + file)));
            String kind = device.subsystem().equals("block") ? "b" : "c";
            Path known = udev.resolve(kind + properties.get("MAJOR") + ":" + properties.get("MINOR"));
            try {
                for (String line : Files.readAllLines(known, StandardCharsets.UTF_8)) {
                    if (line.startsWith("S:")) {
                        nodes.add(new Devnode(DevnodeType.LINK, "/dev/" + line.substring(2)));
                    }
                }
            } catch (IOException e) {
                // udev does not run here, or knows nothing of the device.
                return nodes;
            }
            return nodes;
        }
    }
}
