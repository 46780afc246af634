package io.jvirt.qemu.command;

import io.jvirt.model.domain.Controller;

/** USB controllers; companions of a controller for faster devices share its bus. */
final class UsbController {
    private UsbController() {
    }

    static Props props(Guest guest, Controller controller, String id) {
        String model = controller.model();
        if (model == null) {
            throw Guest.unsupported("no model provided for USB controller");
        }
        String device = switch (model) {
            case "piix3-uhci" -> "piix3-usb-uhci";
            case "piix4-uhci" -> "piix4-usb-uhci";
            case "ehci" -> "usb-ehci";
            case "ich9-ehci1" -> "ich9-usb-ehci1";
            case "ich9-uhci1" -> "ich9-usb-uhci1";
            case "ich9-uhci2" -> "ich9-usb-uhci2";
            case "ich9-uhci3" -> "ich9-usb-uhci3";
            case "vt82c686b-uhci" -> "vt82c686b-usb-uhci";
            case "pci-ohci" -> "pci-ohci";
            case "nec-xhci" -> "nec-usb-xhci";
            case "qemu-xhci" -> "qemu-xhci";
            default -> throw Guest.unsupported("USB controller model '" + model + "' is not supported");
        };
        guest.require(guest.capabilities().hasDevice(device),
                "USB controller model '" + model + "' not supported in this QEMU binary");
        guest.require(controller.ports() == null || device.endsWith("xhci"),
                "usb controller type '" + model + "' doesn't support 'ports' with this QEMU binary");
        Props props = Props.device(device).number("p2", controller.ports()).number("p3", controller.ports());
        if (controller.info().masterStartPort() != null) {
            int index = controller.index() == null ? 0 : controller.index();
            return props.text("masterbus", guest.controllerAlias(Controller.Type.USB, index) + ".0")
                    .number("firstport", controller.info().masterStartPort());
        }
        return props.text("id", id);
    }
}
