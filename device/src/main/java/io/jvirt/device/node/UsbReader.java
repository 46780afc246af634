package io.jvirt.device.node;

import io.jvirt.device.sysfs.IdRegister;
import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.model.device.NodeCapability;
import java.util.Optional;

/** USB devices and their interfaces ({@code Documentation/ABI/testing/sysfs-bus-usb} of the kernel). */
final class UsbReader implements CapabilityReader {
    private final IdRegister register = new IdRegister("usb.ids");

    @Override
    public Optional<NodeCapability> read(SysfsDevice device) {
        if (!device.subsystem().equals("usb")) {
            return Optional.empty();
        }
        return switch (device.properties().getOrDefault("DEVTYPE", "")) {
            case "usb_device" -> Optional.of(device(device));
            case "usb_interface" -> Optional.of(new NodeCapability.UsbInterface(
                    device.hexadecimal("bInterfaceNumber").orElse(0), device.hexadecimal("bInterfaceClass").orElse(0),
                    device.hexadecimal("bInterfaceSubClass").orElse(0), device.hexadecimal("bInterfaceProtocol").orElse(0),
                    device.text("interface").orElse(null)));
            default -> Optional.empty();
        };
    }

    private NodeCapability device(SysfsDevice device) {
        int vendor = device.hexadecimal("idVendor").orElse(0);
        int product = device.hexadecimal("idProduct").orElse(0);
        return new NodeCapability.UsbDevice(device.integer("busnum").orElse(0), device.integer("devnum").orElse(0),
                new NodeCapability.Identifier(product, register.product(vendor, product).or(() -> device.text("product")).orElse(null)),
                new NodeCapability.Identifier(vendor, register.vendor(vendor).or(() -> device.text("manufacturer")).orElse(null)));
    }
}
