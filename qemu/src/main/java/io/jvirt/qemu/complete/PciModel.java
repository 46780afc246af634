package io.jvirt.qemu.complete;

import static io.jvirt.qemu.complete.PciConnect.HOTPLUGGABLE;
import static io.jvirt.qemu.complete.PciConnect.PCIE_DEVICE;
import static io.jvirt.qemu.complete.PciConnect.PCI_BRIDGE;
import static io.jvirt.qemu.complete.PciConnect.PCI_DEVICE;
import static io.jvirt.qemu.complete.PciConnect.PCI_EXPANDER_BUS;
import static io.jvirt.qemu.complete.PciConnect.SHARES_SLOT;
import static io.jvirt.qemu.complete.PciConnect.SWITCH_DOWNSTREAM;
import static io.jvirt.qemu.complete.PciConnect.SWITCH_UPSTREAM;

import org.jspecify.annotations.Nullable;

/**
 * The models of PCI controllers: what their bus accepts, in which slots, and what they need themselves (libvirt's
 * documentation, "PCI topology and hotplug").
 */
enum PciModel {
    PCI_ROOT("pci-root", 0, PCI_DEVICE | PCI_BRIDGE | PCI_EXPANDER_BUS | HOTPLUGGABLE, 1, 31, null),
    PCIE_ROOT("pcie-root", 0, PCIE_DEVICE | PciConnect.PCIE_ROOT_PORT | PciConnect.DMI_TO_PCI_BRIDGE
            | PciConnect.PCIE_EXPANDER_BUS, 1, 31, null),
    BRIDGE("pci-bridge", PCI_BRIDGE, PCI_DEVICE | PCI_BRIDGE | HOTPLUGGABLE, 1, 31, "pci-bridge"),
    DMI_BRIDGE("dmi-to-pci-bridge", PciConnect.DMI_TO_PCI_BRIDGE, PCI_DEVICE | PCI_BRIDGE, 0, 31, "i82801b11-bridge"),
    PCIE_BRIDGE("pcie-to-pci-bridge", PciConnect.PCIE_TO_PCI_BRIDGE, PCI_DEVICE | PCI_BRIDGE | HOTPLUGGABLE, 1, 31,
            "pcie-pci-bridge"),
    ROOT_PORT("pcie-root-port", PciConnect.PCIE_ROOT_PORT | SHARES_SLOT,
            PCIE_DEVICE | SWITCH_UPSTREAM | PciConnect.PCIE_TO_PCI_BRIDGE | HOTPLUGGABLE, 0, 0, "pcie-root-port"),
    UPSTREAM_PORT("pcie-switch-upstream-port", SWITCH_UPSTREAM, SWITCH_DOWNSTREAM, 0, 31, "x3130-upstream"),
    DOWNSTREAM_PORT("pcie-switch-downstream-port", SWITCH_DOWNSTREAM,
            PCIE_DEVICE | SWITCH_UPSTREAM | PciConnect.PCIE_TO_PCI_BRIDGE | HOTPLUGGABLE, 0, 0, "xio3130-downstream"),
    EXPANDER("pci-expander-bus", PCI_EXPANDER_BUS, PCI_DEVICE | PCI_BRIDGE | HOTPLUGGABLE, 0, 31, "pxb"),
    PCIE_EXPANDER("pcie-expander-bus", PciConnect.PCIE_EXPANDER_BUS,
            PciConnect.PCIE_ROOT_PORT | PciConnect.DMI_TO_PCI_BRIDGE, 0, 31, "pxb-pcie");

    private final String xml;
    private final int needs;
    private final int offers;
    private final int minSlot;
    private final int maxSlot;
    private final @Nullable String device;

    PciModel(String xml, int needs, int offers, int minSlot, int maxSlot, @Nullable String device) {
        this.xml = xml;
        this.needs = needs;
        this.offers = offers;
        this.minSlot = minSlot;
        this.maxSlot = maxSlot;
        this.device = device;
    }

    /** {@return the model with this name in documents, or null} */
    static @Nullable PciModel find(@Nullable String name) {
        for (PciModel model : values()) {
            if (model.xml.equals(name)) {
                return model;
            }
        }
        return null;
    }

    String xml() {
        return xml;
    }

    /** {@return what the controller needs of the slot it sits in; nothing for roots} */
    int needs() {
        return needs;
    }

    /** {@return what can be plugged into its bus} */
    int offers() {
        return offers;
    }

    int minSlot() {
        return minSlot;
    }

    int maxSlot() {
        return maxSlot;
    }

    /** {@return QEMU's device, null for a root} */
    @Nullable String device() {
        return device;
    }

    boolean isRoot() {
        return needs == 0;
    }
}
