package io.jvirt.qemu.complete;

import io.jvirt.model.PciAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The PCI buses of a guest and who has which function. In a dry run missing buses are made up as needed, which tells
 * how many controllers have to be added; the real run only uses what is there.
 */
final class PciAddressSet {
    private static final int MAX_BUSES = 256;

    private final List<PciBus> buses = new ArrayList<>();
    private final boolean dryRun;
    private final boolean pcieToPciBridge;
    private final boolean severalRoots;

    /**
     * @param dryRun whether missing buses are made up
     * @param pcieToPciBridge whether QEMU can bridge from PCI Express to PCI without a DMI bridge
     * @param severalRoots whether the machine grows by further roots instead of bridges
     */
    PciAddressSet(boolean dryRun, boolean pcieToPciBridge, boolean severalRoots) {
        this.dryRun = dryRun;
        this.pcieToPciBridge = pcieToPciBridge;
        this.severalRoots = severalRoots;
    }

    void addBus(PciBus bus) {
        buses.add(bus);
    }

    int size() {
        return buses.size();
    }

    PciBus bus(int index) {
        return buses.get(index);
    }

    boolean isFull() {
        return buses.stream().allMatch(PciBus::isFull);
    }

    boolean inUse(PciAddress address) {
        return address.bus() < buses.size() && !buses.get(address.bus()).isFree(address.slot());
    }

    /** Takes an address that a document or the chipset asks for. */
    void reserve(PciAddress address, int needs, boolean fromDocument) {
        if (address.domain() != 0) {
            throw Errors.xml("Invalid PCI address " + address + ". Only PCI domain 0 is available");
        }
        grow(address.bus(), needs);
        if (address.bus() >= buses.size()) {
            throw Errors.xml("Invalid PCI address " + address + ". Only PCI buses up to " + (buses.size() - 1)
                    + " are available");
        }
        PciBus bus = buses.get(address.bus());
        if (address.slot() > bus.maxSlot || address.slot() < bus.model.minSlot()) {
            throw Errors.xml("Invalid PCI address " + address + ". A slot of a " + bus.model.xml() + " is from "
                    + bus.model.minSlot() + " to " + bus.maxSlot);
        }
        if (needs != 0 && !fits(bus, needs, fromDocument)) {
            throw Errors.xml("The device at PCI address " + address + " needs a controller that accepts a "
                    + PciConnect.kindName(needs) + ", but the controller with index " + address.bus() + " is a "
                    + bus.model.xml());
        }
        if (!bus.isFree(address.slot(), address.function())) {
            throw Errors.xml("PCI address " + address + " is used by two devices");
        }
        bus.take(address.slot(), address.function(), (needs & PciConnect.SHARES_SLOT) != 0);
    }

    /** Takes a whole slot of bus 0 that the chipset occupies, whoever may have it already. */
    void occupy(PciAddress address) {
        if (address.bus() < buses.size()) {
            buses.get(address.bus()).take(address.slot(), address.function(), false);
        }
    }

    /**
     * {@return the next free function that fits}
     *
     * @param needs bits of {@link PciConnect}
     * @param isolationGroup which devices may share the bus
     */
    PciAddress next(int needs, int isolationGroup) {
        for (int index = 0; index < buses.size(); index++) {
            if (buses.get(index).isolationGroup == isolationGroup) {
                Optional<PciAddress> found = nextOn(index, needs);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        for (int index = 0; index < buses.size(); index++) {
            PciBus bus = buses.get(index);
            if (!bus.isolationGroupLocked && bus.isEmpty()) {
                Optional<PciAddress> found = nextOn(index, needs);
                if (found.isPresent()) {
                    bus.isolationGroup = isolationGroup;
                    return found.get();
                }
            }
        }
        if (dryRun) {
            int index = addFor(needs);
            buses.get(index).isolationGroup = isolationGroup;
            return nextOn(index, needs).orElseThrow(() -> noSlot(needs));
        }
        throw noSlot(needs);
    }

    /** Finds and takes the next free function. */
    PciAddress take(int needs, int isolationGroup) {
        PciAddress address = next(needs, isolationGroup);
        buses.get(address.bus()).take(address.slot(), address.function(), (needs & PciConnect.SHARES_SLOT) != 0);
        return address;
    }

    private Optional<PciAddress> nextOn(int index, int needs) {
        PciBus bus = buses.get(index);
        if (!fits(bus, needs, false) || (needs & PciConnect.INTEGRATED) != 0 && index != 0) {
            return Optional.empty();
        }
        for (int slot = bus.model.minSlot(); slot <= bus.maxSlot; slot++) {
            if (bus.isFree(slot)) {
                return Optional.of(PciAddress.of(index, slot));
            }
            if ((needs & PciConnect.SHARES_SLOT) != 0 && bus.sharesSlot(slot)) {
                for (int function = 0; function < 8; function++) {
                    if (bus.isFree(slot, function)) {
                        return Optional.of(new PciAddress(0, index, slot, function));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a device fits. A document may put any plain device on any bus for plain devices, hotplug or not: its
     * author knows.
     */
    private static boolean fits(PciBus bus, int needs, boolean fromDocument) {
        int offers = bus.offers;
        if (fromDocument) {
            offers |= PciConnect.HOTPLUGGABLE;
            if ((offers & PciConnect.ENDPOINTS) != 0) {
                offers |= PciConnect.ENDPOINTS;
            }
        }
        boolean kind = (needs & offers & PciConnect.KINDS) != 0;
        boolean hotplug = (needs & PciConnect.HOTPLUGGABLE) == 0 || (offers & PciConnect.HOTPLUGGABLE) != 0;
        return kind && hotplug;
    }

    private void grow(int lastBus, int needs) {
        while (dryRun && buses.size() <= lastBus && buses.size() < MAX_BUSES) {
            addFor(needs);
        }
    }

    /** Adds a bus that takes a device with these needs, and what that bus itself has to be plugged into. */
    private int addFor(int needs) {
        if (severalRoots) {
            return add(PciModel.PCI_ROOT);
        }
        if ((needs & PciConnect.PCI_DEVICE) != 0) {
            return acceptsBridge() ? add(PciModel.BRIDGE) : addBridgeFromExpress();
        }
        if ((needs & PciConnect.PCI_BRIDGE) != 0) {
            return addBridgeFromExpress();
        }
        if ((needs & (PciConnect.PCIE_DEVICE | PciConnect.SWITCH_UPSTREAM | PciConnect.PCIE_TO_PCI_BRIDGE)) != 0) {
            return add(PciModel.ROOT_PORT);
        }
        throw noSlot(needs);
    }

    private boolean acceptsBridge() {
        return buses.stream().anyMatch(bus -> (bus.offers & PciConnect.PCI_BRIDGE) != 0);
    }

    private int addBridgeFromExpress() {
        if (!pcieToPciBridge) {
            add(PciModel.DMI_BRIDGE);
            return add(PciModel.BRIDGE);
        }
        Optional<PciAddress> free = Optional.empty();
        for (int index = 0; index < buses.size() && free.isEmpty(); index++) {
            free = nextOn(index, PciModel.PCIE_BRIDGE.needs());
        }
        PciAddress place = free.orElseGet(() -> PciAddress.of(add(PciModel.ROOT_PORT), 0));
        buses.get(place.bus()).take(place.slot(), 0, false);
        return add(PciModel.PCIE_BRIDGE);
    }

    private int add(PciModel model) {
        if (buses.size() >= MAX_BUSES) {
            throw Errors.xml("The guest needs more than " + MAX_BUSES + " PCI buses");
        }
        buses.add(new PciBus(model));
        return buses.size() - 1;
    }

    private static RuntimeException noSlot(int needs) {
        return Errors.internal("No free PCI slot accepts a " + PciConnect.kindName(needs)
                + ", and no controller that does can be added");
    }
}
