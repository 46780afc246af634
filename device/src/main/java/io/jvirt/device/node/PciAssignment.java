package io.jvirt.device.node;

import io.jvirt.device.sysfs.Sysfs;
import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.host.HostException;
import io.jvirt.host.process.HostCommand;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves a PCI function between the host's driver and one that lends it to guests, by {@code driver_override}
 * ({@code Documentation/ABI/testing/sysfs-bus-pci} of the kernel): no other function is ever affected.
 */
final class PciAssignment {
    private static final String USUAL = "vfio-pci";

    private final Sysfs sysfs;

    PciAssignment(Sysfs sysfs) {
        this.sysfs = sysfs;
    }

    private SysfsDevice function(SysfsDevice device) {
        if (!device.subsystem().equals("pci")) {
            throw new HostException("'" + device.name() + "' is no PCI device, and only these can be lent to guests");
        }
        return device;
    }

    /** @param wanted the driver, null for the usual one */
    void detach(SysfsDevice device, @Nullable String wanted) {
        function(device);
        String driver = wanted == null || wanted.equals("vfio") ? USUAL : wanted;
        if (device.driver().filter(driver::equals).isPresent()) {
            return;
        }
        SysfsDevice place = sysfs.at("bus/pci/drivers").inside(driver);
        if (!place.has("")) {
            HostCommand.find("modprobe").ifPresent(modprobe -> modprobe.run(List.of("--", driver)));
            if (!place.has("")) {
                throw new HostException("the host has no driver '" + driver + "' for '" + device.name() + "'; load it with modprobe " + driver);
            }
        }
        Optional<String> before = device.driver();
        SysfsFile.write(device.path().resolve("driver_override"), driver);
        try {
            bindAnew(device);
        } catch (HostException e) {
            // Whatever had it is to have it again.
            SysfsFile.write(device.path().resolve("driver_override"), before.map(name -> name + "\n").orElse("\n"));
            throw e;
        }
    }

    void reattach(SysfsDevice device) {
        function(device);
        SysfsFile.write(device.path().resolve("driver_override"), "\n");
        bindAnew(device);
    }

    private void bindAnew(SysfsDevice device) {
        if (device.driver().isPresent()) {
            SysfsFile.write(device.path().resolve("driver/unbind"), device.name());
        }
        SysfsFile.write(sysfs.root().resolve("bus/pci/drivers_probe"), device.name());
    }

    void reset(SysfsDevice device) {
        function(device);
        if (!device.has("reset")) {
            throw new HostException("Unable to reset PCI device " + device.name() + ": no FLR, PM reset or bus reset available");
        }
        SysfsFile.write(device.path().resolve("reset"), "1");
    }
}
