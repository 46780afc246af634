package io.jvirt.qemu.complete;

/** What a PCI device needs of the slot it goes into and what a bus offers; a set of bits. */
final class PciConnect {
    static final int PCI_DEVICE = 1;
    static final int PCIE_DEVICE = 1 << 1;
    static final int PCI_BRIDGE = 1 << 2;
    static final int PCIE_ROOT_PORT = 1 << 3;
    static final int SWITCH_UPSTREAM = 1 << 4;
    static final int SWITCH_DOWNSTREAM = 1 << 5;
    static final int DMI_TO_PCI_BRIDGE = 1 << 6;
    static final int PCIE_TO_PCI_BRIDGE = 1 << 7;
    static final int PCI_EXPANDER_BUS = 1 << 8;
    static final int PCIE_EXPANDER_BUS = 1 << 9;
    /** The kinds above: a device fits where one of its kinds is accepted. */
    static final int KINDS = (1 << 10) - 1;
    /** Plain devices, as opposed to bridges and ports. */
    static final int ENDPOINTS = PCI_DEVICE | PCIE_DEVICE;
    /** May share a slot with others of its like, one function each. */
    static final int SHARES_SLOT = 1 << 10;
    /** The device may be plugged in and out; the bus can do it. */
    static final int HOTPLUGGABLE = 1 << 11;
    /** Belongs on the root bus. */
    static final int INTEGRATED = 1 << 12;

    private PciConnect() { }

    /** {@return the name of a single kind as users know it} */
    static String kindName(int flags) {
        return switch (flags & KINDS) {
            case PCI_DEVICE -> "standard PCI device";
            case PCIE_DEVICE -> "PCI Express device";
            case PCI_BRIDGE -> "pci-bridge";
            case PCIE_ROOT_PORT -> "pcie-root-port";
            case SWITCH_UPSTREAM -> "pcie-switch-upstream-port";
            case SWITCH_DOWNSTREAM -> "pcie-switch-downstream-port";
            case DMI_TO_PCI_BRIDGE -> "dmi-to-pci-bridge";
            case PCIE_TO_PCI_BRIDGE -> "pcie-to-pci-bridge";
            case PCI_EXPANDER_BUS -> "pci-expander-bus";
            case PCIE_EXPANDER_BUS -> "pcie-expander-bus";
            default -> "PCI or PCI Express device";
        };
    }
}
