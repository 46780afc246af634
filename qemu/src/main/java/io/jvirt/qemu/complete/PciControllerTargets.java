package io.jvirt.qemu.complete;

import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.HashSet;
import java.util.Set;

/** What the guest sees of PCI controllers: QEMU's device, chassis, port and bus numbers. */
final class PciControllerTargets {
    private static final int TOP_BUS_NUMBER = 254;
    private static final int MAX_ROOTS = 31;

    private final Draft draft;
    private final QemuCapabilities caps;

    PciControllerTargets(Draft draft, QemuCapabilities caps) {
        this.draft = draft;
        this.caps = caps;
    }

    void complete() {
        for (int i = 0; i < draft.controllers.size(); i++) {
            Controller c = draft.controllers.get(i);
            PciModel model = PciModel.find(c.model());
            if (c.type() == Controller.Type.PCI && model != null) {
                draft.controllers.set(i, complete(c, model));
            }
        }
    }

    private Controller complete(Controller c, PciModel model) {
        boolean spapr = model == PciModel.PCI_ROOT && draft.kind().isPseries();
        if (model.isRoot() && !spapr) {
            return c;
        }
        if (c.modelName() == null) {
            String device = spapr ? "spapr-pci-host-bridge"
                    : model == PciModel.ROOT_PORT && !caps.has(QemuFact.DEVICE_PCIE_ROOT_PORT) ? "ioh3420"
                    : model.device();
            c = Records.with(c, "modelName", device);
        }
        Controller.Target target = c.target() == null ? Records.blank(Controller.Target.class) : c.target();
        int index = c.index() == null ? 0 : c.index();
        target = switch (model) {
            case BRIDGE -> target.chassisNr() == null ? Records.with(target, "chassisNr", index) : target;
            case ROOT_PORT, DOWNSTREAM_PORT -> {
                if (target.chassis() == null) {
                    target = Records.with(target, "chassis", index);
                }
                if (target.port() == null && c.info().address() instanceof DeviceAddress.Pci p && p.slot() != null) {
                    int port = model == PciModel.ROOT_PORT ? p.slot().slot() << 3 | p.slot().function()
                            : p.slot().slot();
                    target = Records.with(target, "port", port);
                }
                yield target;
            }
            case EXPANDER, PCIE_EXPANDER -> target.busNr() == null
                    ? Records.with(target, "busNr", freeBusNumber()) : target;
            case PCI_ROOT -> target.index() == null ? Records.with(target, "index", freeRoot(index)) : target;
            case PCIE_ROOT, DMI_BRIDGE, PCIE_BRIDGE, UPSTREAM_PORT -> target;
        };
        boolean empty = target.equals(Records.blank(Controller.Target.class));
        return Records.with(c, "target", empty ? c.target() : target);
    }

    /**
     * Expander buses count down from the top, so that there is room for the buses behind each: below the lowest
     * expander as many numbers are left as there are PCI controllers that might be behind it.
     */
    private int freeBusNumber() {
        int lowest = TOP_BUS_NUMBER + 2;
        for (Controller c : draft.controllers) {
            if (c.target() != null && c.target().busNr() != null) {
                lowest = Math.min(lowest, c.target().busNr());
            }
        }
        return lowest - 2;
    }

    private int freeRoot(int index) {
        if (index == 0) {
            return 0;
        }
        Set<Integer> used = new HashSet<>();
        for (Controller c : draft.controllers) {
            if (c.target() != null && c.target().index() != null) {
                used.add(c.target().index());
            }
        }
        for (int i = 1; i < MAX_ROOTS; i++) {
            if (!used.contains(i)) {
                return i;
            }
        }
        throw Errors.internal("The guest has more than " + MAX_ROOTS + " PCI roots");
    }
}
