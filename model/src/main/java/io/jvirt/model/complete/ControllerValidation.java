package io.jvirt.model.complete;

import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.Hub;
import io.jvirt.model.domain.Input;
import io.jvirt.model.domain.RedirectedDevice;
import io.jvirt.model.domain.Sound;
import io.jvirt.model.xml.XmlException;
import java.util.HashSet;

/** Controllers: unique indexes, roots where they belong, no USB where it is switched off. */
final class ControllerValidation {
    private ControllerValidation() {
    }

    static void check(DomainDescription domain) {
        var seen = new HashSet<String>();
        boolean noUsb = false;
        int usb = 0;
        for (var controller : domain.devices().controllers()) {
            if (controller.type() == Controller.Type.USB) {
                usb++;
                noUsb |= "none".equals(controller.model());
            }
        }
        if (noUsb && usb > 1) {
            throw XmlException.invalid("Can't add another USB controller: USB is disabled for this domain");
        }
        for (var controller : domain.devices().controllers()) {
            if (!Controllers.isUsb2Companion(controller) && controller.index() != null && !seen.add(controller.type() + " " + controller.index())) {
                throw XmlException.invalid("Multiple '" + controller.type().xml() + "' controllers with index '" + controller.index() + "'");
            }
            root(controller);
        }
        if (noUsb && domain.devices().all().stream().anyMatch(ControllerValidation::isUsb)) {
            throw XmlException.unsupported("Device configuration is not compatible: Domain has USB devices attached but USB controller is disabled");
        }
    }

    private static void root(Controller controller) {
        if (controller.type() != Controller.Type.PCI || !"pci-root".equals(controller.model()) && !"pcie-root".equals(controller.model())) {
            return;
        }
        if (controller.info().address() != null) {
            throw XmlException.unsupported("pci-root and pcie-root controllers should not have an address");
        }
        // POWER machines have several roots, each named by its target.
        boolean many = controller.modelName() != null || controller.target() != null;
        if (controller.index() != null && controller.index() != 0 && !many) {
            throw XmlException.invalid("pci-root and pcie-root controllers should have index 0");
        }
    }

    private static boolean isUsb(Device device) {
        return switch (device) {
            case Disk disk -> disk.target() != null && disk.target().bus() == Disk.Bus.USB;
            case Input input -> input.bus() == Input.Bus.USB;
            case Hub hub -> hub.type() == Hub.Type.USB;
            case RedirectedDevice redirected -> redirected.bus() == RedirectedDevice.Bus.USB;
            case Sound sound -> sound.model() == Sound.Model.USB;
            case HostDevice host -> host.source() instanceof HostDevice.Subsystem subsystem && subsystem.source() instanceof HostDevice.Usb;
            default -> false;
        };
    }
}
