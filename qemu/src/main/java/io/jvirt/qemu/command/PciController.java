package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.Controller;
import org.jspecify.annotations.Nullable;

/** PCI bridges, ports and further roots. */
final class PciController {
    private PciController() {
    }

    static Props props(Controller controller, String id) {
        String device = controller.modelName();
        if (device == null) {
            throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU,
                    "PCI controller '" + id + "' of model '" + controller.model() + "' has no device name");
        }
        Controller.Target target = controller.target();
        return switch (controller.model() == null ? "" : controller.model()) {
            case "pci-bridge" -> Props.device(device).number("chassis_nr", target == null ? null : target.chassisNr())
                    .text("id", id);
            case "pci-expander-bus", "pcie-expander-bus" -> Props.device(device)
                    .number("bus_nr", target == null ? null : target.busNr()).text("id", id)
                    .number("numa_node", node(target));
            case "dmi-to-pci-bridge", "pcie-switch-upstream-port", "pcie-to-pci-bridge" ->
                    Props.device(device).text("id", id);
            case "pcie-root-port", "pcie-switch-downstream-port" -> Props.device(device)
                    .number("port", target == null ? null : target.port())
                    .number("chassis", target == null ? null : target.chassis()).text("id", id)
                    .flag("hotplug", target == null ? null : target.hotplug());
            case "pci-root" -> Props.device(device).number("index", target == null ? null : target.index())
                    .text("id", id).number("numa_node", node(target));
            default -> throw Guest.unsupported("Unsupported PCI controller model '" + controller.model() + "'");
        };
    }

    private static @Nullable Integer node(Controller.@Nullable Target target) {
        return target == null ? null : target.node();
    }
}
