package io.jvirt.device.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tree of sysfs in a folder: what is written to its files stays there, since no kernel stands behind it. */
final class FakeSysfs {
    final Path root;

    FakeSysfs(Path root) {
        this.root = root;
    }

    /** Adds a device with the files given by name and content in turns. */
    Path device(String bus, String path, String... files) throws IOException {
        Path folder = Files.createDirectories(root.resolve("devices").resolve(path));
        Path place = Files.createDirectories(root.resolve(bus));
        Path links = bus.startsWith("bus/") ? Files.createDirectories(place.resolve("devices")) : place;
        Files.createSymbolicLink(folder.resolve("subsystem"), place);
        Files.createSymbolicLink(links.resolve(folder.getFileName().toString()), folder);
        for (int i = 0; i < files.length; i += 2) {
            Path file = folder.resolve(files[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, files[i + 1]);
        }
        return folder;
    }

    /** Adds a graphics card that can have mediated devices. */
    Path card() throws IOException {
        return device("bus/pci", "pci0000:00/0000:00:02.0", "vendor", "0x8086\n", "device", "0x0416\n", "class", "0x030000\n", "numa_node", "-1\n",
                "driver_override", "(null)\n", "mdev_supported_types/t-1/create", "", "mdev_supported_types/t-1/name", "Small\n",
                "mdev_supported_types/t-1/device_api", "vfio-pci\n", "mdev_supported_types/t-1/available_instances", "3\n");
    }
}
