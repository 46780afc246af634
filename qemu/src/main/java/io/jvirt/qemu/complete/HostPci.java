package io.jvirt.qemu.complete;

import io.jvirt.model.PciAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Which PCI devices of the host belong together: those of one IOMMU group can reach each other's memory. */
@FunctionalInterface
public interface HostPci {
    /** A host of which nothing is known. */
    HostPci UNKNOWN = device -> OptionalInt.empty();

    /** {@return the IOMMU group of a device, empty when there is no such device or no IOMMU} */
    OptionalInt iommuGroup(PciAddress device);

    /** {@return the host whose sysfs is under the folder, {@code /sys} for this one} */
    static HostPci of(Path sysfs) {
        return device -> {
            Path link = sysfs.resolve("bus/pci/devices").resolve(device.toString()).resolve("iommu_group");
            try {
                return Files.exists(link) ? OptionalInt.of(Integer.parseInt(
                        String.valueOf(link.toRealPath().getFileName()))) : OptionalInt.empty();
            } catch (IOException | NumberFormatException e) {
                return OptionalInt.empty();
            }
        };
    }
}
