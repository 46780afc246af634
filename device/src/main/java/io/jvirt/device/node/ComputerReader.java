package io.jvirt.device.node;

import io.jvirt.device.sysfs.Sysfs;
import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.model.device.NodeCapability;
import io.jvirt.model.device.NodeDeviceDescription;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The host itself, as its firmware describes it (SMBIOS). */
final class ComputerReader {
    private ComputerReader() {}

    static NodeDeviceDescription read(Sysfs sysfs) {
        SysfsDevice firmware = sysfs.firmware();
        NodeCapability computer = new NodeCapability.Computer(firmware.text("product_name").orElse(null),
                new NodeCapability.Hardware(firmware.text("sys_vendor").orElse(null), firmware.text("product_version").orElse(null),
                        firmware.text("product_serial").orElse(null), uuid(firmware.text("product_uuid").orElse(""))),
                new NodeCapability.Firmware(firmware.text("bios_vendor").orElse(null), firmware.text("bios_version").orElse(null),
                        firmware.text("bios_date").orElse(null)));
        return new NodeDeviceDescription(DeviceNames.COMPUTER, null, List.of(), null, null, List.of(computer));
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
