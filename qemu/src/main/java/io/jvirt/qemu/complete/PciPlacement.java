package io.jvirt.qemu.complete;

import io.jvirt.model.OnOff;
import io.jvirt.model.PciAddress;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.MemBalloon;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.PersistentStore;
import io.jvirt.model.domain.Sound;
import io.jvirt.model.domain.Vsock;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives every PCI device of a guest its address, and the guest the controllers that this takes. The first round is a
 * dry run that finds out how many buses are needed.
 */
final class PciPlacement {
    private static final Set<String> ICH9_USB2 = Set.of("ich9-ehci1", "ich9-uhci1", "ich9-uhci2", "ich9-uhci3");

    private final Draft draft;
    private final QemuCapabilities caps;
    private final Machines kind;
    private final PciNeeds needs;
    private final HostPci hostPci;

    PciPlacement(Draft draft, CompletionContext context) {
        this.draft = draft;
        caps = context.capabilities();
        hostPci = context.hostPci();
        kind = draft.kind();
        Controller root = draft.controller(Controller.Type.PCI, 0);
        needs = new PciNeeds(root != null && PciModel.PCIE_ROOT.xml().equals(root.model()));
    }

    void assign() {
        if (!supportsPci()) {
            return;
        }
        int last = lastController();
        addControllers(last);
        PciAddressSet set = create(false);
        place(set);
        new PciControllerTargets(draft, caps).complete();
        markMultifunction(set);
    }

    private boolean supportsPci() {
        return !kind.isArm() && !kind.isRiscv() || kind.isVirt() || kind.machine().equals("versatilepb");
    }

    private int lastController() {
        return draft.controllers.stream().filter(c -> c.type() == Controller.Type.PCI)
                .mapToInt(c -> c.index() == null ? 0 : c.index()).max().orElse(-1);
    }

    /** The dry run: made-up buses become controllers. */
    private void addControllers(int last) {
        PciAddressSet dry = create(true);
        List<Slot> slots = draft.slots();
        List<DeviceInfo> before = slots.stream().map(Slot::info).toList();
        if (dry.size() == 0) {
            if (slots.stream().anyMatch(s -> isWanted(s) && needs.of(s.device()) != 0)
                    && !kind.isS390() && !kind.isMicrovm()) {
                throw Errors.xml("The guest has PCI devices, but machine '" + kind.machine() + "' has no PCI bus");
            }
            return;
        }
        chipset(dry);
        boolean express = dry.bus(0).model == PciModel.PCIE_ROOT;
        if (!express && !dry.isFull() && !kind.isS390()) {
            dry.take(PciConnect.PCI_DEVICE | PciConnect.HOTPLUGGABLE, 0);
        }
        devices(dry);
        if (last <= 0 && dry.size() > last + 1 && express) {
            // A guest whose buses are left to us gets one free port, so that one device can be plugged in.
            dry.take(PciConnect.PCIE_DEVICE | PciConnect.HOTPLUGGABLE, 0);
        }
        for (int i = 0; i < slots.size(); i++) {
            restore(slots.get(i), before.get(i));
        }
        for (int i = 1; i < dry.size(); i++) {
            draft.insertMissing(Controller.Type.PCI, i, dry.bus(i).model.xml());
        }
    }

    private static void restore(Slot slot, DeviceInfo before) {
        DeviceAddress address = before.address();
        if (address == null ? slot.address() != null : !address.equals(slot.address())) {
            slot.setInfo(before);
        }
    }

    private PciAddressSet create(boolean dryRun) {
        PciAddressSet set = new PciAddressSet(dryRun, caps.has(QemuFact.DEVICE_PCIE_PCI_BRIDGE), kind.isPseries());
        int buses = lastController() + 1;
        Controller root = draft.controller(Controller.Type.PCI, 0);
        if (buses == 0 && root == null) {
            return set;
        }
        PciModel rootModel = root == null ? PciModel.PCI_ROOT : model(root);
        for (int i = 0; i < buses; i++) {
            Controller c = draft.controller(Controller.Type.PCI, i);
            PciModel model = c != null ? model(c)
                    : rootModel == PciModel.PCIE_ROOT ? PciModel.ROOT_PORT : PciModel.BRIDGE;
            PciBus bus = new PciBus(model);
            bus.isolationGroupLocked = i == 0;
            set.addBus(bus);
        }
        for (Slot slot : draft.slots()) {
            if (slot.address() instanceof DeviceAddress.Pci pci && pci.slot() != null && !isWanted(slot)) {
                set.reserve(pci.slot(), needs.of(slot.device()), true);
            }
        }
        return set;
    }

    private static PciModel model(Controller c) {
        PciModel model = PciModel.find(c.model());
        if (model == null) {
            throw Errors.unsupported("PCI controller " + c.index() + " has the unknown model '" + c.model() + "'");
        }
        return model;
    }

    private void place(PciAddressSet set) {
        if (set.size() == 0) {
            return;
        }
        chipset(set);
        devices(set);
    }

    /** Devices that the chipset has at fixed places, and the places it keeps for itself. */
    private void chipset(PciAddressSet set) {
        if (kind.isI440fx()) {
            piix3(set);
        } else if (kind.isQ35()) {
            ich9(set);
        }
    }

    private void piix3(PciAddressSet set) {
        for (Slot slot : controllerSlots()) {
            Controller c = (Controller) slot.device();
            int index = c.index() == null ? 0 : c.index();
            if (c.type() == Controller.Type.IDE && index == 0) {
                fixed(set, slot, new PciAddress(0, 0, 1, 1), "IDE controller");
            } else if (c.type() == Controller.Type.USB && index == 0 && isWanted(slot)
                    && (c.model() == null || c.model().equals("piix3-uhci"))) {
                fixed(set, slot, new PciAddress(0, 0, 1, 2), "USB controller");
            }
        }
        boolean piix = draft.controllers.stream().anyMatch(c -> c.type() == Controller.Type.IDE
                || c.type() == Controller.Type.USB);
        if (piix || set.bus(0).isFree(1)) {
            set.occupy(PciAddress.of(0, 1));
        }
        primaryVideo(set, PciAddress.of(0, 2));
    }

    private void ich9(PciAddressSet set) {
        boolean bridge = draft.controllers.stream().anyMatch(c -> c.type() == Controller.Type.PCI
                && PciModel.DMI_BRIDGE.xml().equals(c.model())
                && c.info().address() instanceof DeviceAddress.Pci p && p.slot() != null);
        for (Slot slot : controllerSlots()) {
            Controller c = (Controller) slot.device();
            int index = c.index() == null ? 0 : c.index();
            if (c.type() == Controller.Type.SATA && index == 0) {
                fixed(set, slot, new PciAddress(0, 0, 0x1f, 2), "SATA controller");
            } else if (c.type() == Controller.Type.USB && isWanted(slot)) {
                ich9Usb(set, slot, c, index);
            } else if (c.type() == Controller.Type.PCI && isWanted(slot) && !bridge
                    && PciModel.DMI_BRIDGE.xml().equals(c.model())
                    && !set.inUse(PciAddress.of(0, 0x1e))) {
                give(set, slot, PciAddress.of(0, 0x1e));
                bridge = true;
            }
        }
        set.occupy(PciAddress.of(0, 0x1f));
        set.occupy(new PciAddress(0, 0, 0x1f, 3));
        primaryVideo(set, PciAddress.of(0, 1));
        for (int i = 0; i < draft.sounds.size(); i++) {
            Slot slot = Slot.of(draft.sounds, i);
            if (draft.sounds.get(i).model() == Sound.Model.ICH9 && isWanted(slot)) {
                if (!set.inUse(PciAddress.of(0, 0x1b))) {
                    give(set, slot, PciAddress.of(0, 0x1b));
                }
                break;
            }
        }
    }

    /** The two USB 2 controllers of the chipset, with their companions, are at slots 0x1d and 0x1a. */
    private void ich9Usb(PciAddressSet set, Slot slot, Controller c, int index) {
        int function = usb2Function(c);
        if (function < 0) {
            return;
        }
        int place = index == 0 ? 0x1d : index == 1 ? 0x1a : 0;
        boolean placedElsewhere = controllerSlots().stream().anyMatch(s -> s.device() instanceof Controller other
                && other.type() == Controller.Type.USB && c.index() != null && c.index().equals(other.index())
                && s.address() instanceof DeviceAddress.Pci p && p.slot() != null
                && (p.slot().bus() != 0 || p.slot().slot() != place));
        PciAddress address = place == 0 ? null : new PciAddress(0, 0, place, function);
        if (address != null && !placedElsewhere && set.bus(0).isFree(place, function)) {
            give(set, slot, address);
        }
    }

    private static int usb2Function(Controller c) {
        return switch (c.model() == null ? "" : c.model()) {
            case "ich9-ehci1" -> 7;
            case "ich9-uhci1" -> 0;
            case "ich9-uhci2" -> 1;
            case "ich9-uhci3" -> 2;
            default -> -1;
        };
    }

    private void primaryVideo(PciAddressSet set, PciAddress place) {
        if (draft.videos.isEmpty() || needs.of(draft.videos.getFirst()) == 0) {
            return;
        }
        Slot slot = Slot.of(draft.videos, 0);
        if (!isWanted(slot)) {
            return;
        }
        if (set.inUse(place)) {
            give(set, slot, set.next(needs.of(slot.device()), 0));
        } else {
            give(set, slot, place);
        }
    }

    private void fixed(PciAddressSet set, Slot slot, PciAddress place, String what) {
        if (isWanted(slot)) {
            set.reserve(place, 0, false);
            setAddress(slot, place);
        } else if (slot.address() instanceof DeviceAddress.Pci pci && !place.equals(pci.slot())) {
            throw Errors.xml("The primary " + what + " of machine '" + kind.machine() + "' is at PCI address " + place
                    + ", not at " + pci.slot());
        }
    }

    /** Everything else, kind by kind, so that the same devices always get the same places. */
    private void devices(PciAddressSet set) {
        for (Slot slot : controllerSlots()) {
            if (slot.device() instanceof Controller c && c.type() == Controller.Type.PCI) {
                next(set, slot);
            }
        }
        each(set, draft.filesystems);
        each(set, draft.interfaces);
        each(set, draft.sounds);
        for (Slot slot : controllerSlots()) {
            Controller c = (Controller) slot.device();
            if (c.type() == Controller.Type.USB && c.model() != null && ICH9_USB2.contains(c.model())) {
                usb2(set, slot, c);
            } else if (c.type() != Controller.Type.PCI) {
                next(set, slot);
            }
        }
        each(set, draft.disks);
        each(set, draft.hostdevs);
        singles(set, MemBalloon.class);
        each(set, draft.rngs);
        each(set, draft.watchdogs);
        each(set, draft.videos);
        each(set, draft.shmems);
        each(set, draft.inputs);
        each(set, draft.parallels);
        each(set, draft.serials);
        each(set, draft.memories);
        singles(set, Vsock.class);
        each(set, draft.panics);
        each(set, draft.cryptos);
        each(set, draft.iommus);
        singles(set, PersistentStore.class);
    }

    private void singles(PciAddressSet set, Class<? extends Device> type) {
        draft.slots().stream().filter(s -> type.isInstance(s.device())).forEach(s -> next(set, s));
    }

    private void each(PciAddressSet set, List<? extends Device> devices) {
        for (int i = 0; i < devices.size(); i++) {
            next(set, Slot.of(devices, i));
        }
    }

    private void usb2(PciAddressSet set, Slot slot, Controller c) {
        if (!isWanted(slot)) {
            return;
        }
        PciAddress mate = null;
        for (Controller other : draft.controllers) {
            if (other.type() == Controller.Type.USB && other.model() != null && ICH9_USB2.contains(other.model())
                    && c.index() != null && c.index().equals(other.index())
                    && other.info().address() instanceof DeviceAddress.Pci p && p.slot() != null) {
                mate = p.slot();
                break;
            }
        }
        PciAddress base = mate == null ? set.next(needs.of(c), 0) : mate;
        PciAddress place = new PciAddress(0, base.bus(), base.slot(), usb2Function(c));
        set.reserve(place, needs.of(c), true);
        setAddress(slot, place);
    }

    private void next(PciAddressSet set, Slot slot) {
        int need = needs.of(slot.device());
        if (need != 0 && isWanted(slot) && !rejectsPci(slot)) {
            setAddress(slot, set.take(need, isolationGroup(slot.device())));
        }
    }

    /** On POWER, host devices of one IOMMU group share a root bus of their own, so that a fault stays among them. */
    private int isolationGroup(Device device) {
        if (!kind.isPseries()) {
            return 0;
        }
        PciAddress host = switch (device) {
            case HostDevice h when h.source() instanceof HostDevice.Subsystem(HostDevice.Pci pci) -> pci.address();
            case NetworkInterface n when n.source() instanceof InterfaceSource.HostCard(
                    InterfaceSource.PciSource(PciAddress address)) -> address;
            default -> null;
        };
        return host == null ? 0 : hostPci.iommuGroup(host).orElse(-1) + 1;
    }

    private static boolean rejectsPci(Slot slot) {
        return slot.address() != null && !(slot.address() instanceof DeviceAddress.Pci);
    }

    private void give(PciAddressSet set, Slot slot, PciAddress place) {
        set.reserve(place, needs.of(slot.device()), true);
        setAddress(slot, place);
    }

    private static void setAddress(Slot slot, PciAddress place) {
        DeviceAddress old = slot.address();
        slot.setAddress(old instanceof DeviceAddress.Pci pci
                ? new DeviceAddress.Pci(place, pci.multifunction(), pci.zpci())
                : new DeviceAddress.Pci(place, null, null));
    }

    private List<Slot> controllerSlots() {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < draft.controllers.size(); i++) {
            slots.add(Slot.of(draft.controllers, i));
        }
        return slots;
    }

    /** {@return whether the device has no place yet: no address, or a PCI address without numbers} */
    private static boolean isWanted(Slot slot) {
        return isWanted(slot.address());
    }

    static boolean isWanted(@Nullable DeviceAddress address) {
        return address == null || address instanceof DeviceAddress.Pci pci
                && (pci.slot() == null || pci.slot().equals(new PciAddress(0, 0, 0, 0)));
    }

    /** Function 0 announces that other functions of its slot are in use. */
    private void markMultifunction(PciAddressSet set) {
        for (Slot slot : draft.slots()) {
            if (slot.address() instanceof DeviceAddress.Pci pci && pci.slot() != null && pci.slot().function() == 0
                    && pci.multifunction() == null && pci.slot().bus() < set.size()
                    && set.bus(pci.slot().bus()).usesOtherFunctions(pci.slot().slot())) {
                slot.setAddress(new DeviceAddress.Pci(pci.slot(), OnOff.ON, pci.zpci()));
            }
        }
    }
}
