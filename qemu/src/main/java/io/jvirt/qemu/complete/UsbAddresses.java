package io.jvirt.qemu.complete;

import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.Hub;
import io.jvirt.model.domain.Input;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.RedirectedDevice;
import io.jvirt.model.domain.Smartcard;
import io.jvirt.model.domain.Sound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gives every USB device a port, through hubs where the controllers' own ports do not suffice. */
final class UsbAddresses {
    private static final int HUB_PORTS = 8;

    private final Draft draft;
    private final boolean newGuest;
    /** Controller index to its ports; a port is a hub, a device or free (null). */
    private final Map<Integer, Ports> buses = new TreeMap<>();

    /** The ports of a controller or hub. */
    private static final class Ports {
        final boolean[] used;
        final @Nullable Ports[] hubs;

        Ports(int count) {
            used = new boolean[count];
            hubs = new @Nullable Ports[count];
        }

        int free() {
            int free = 0;
            for (int i = 0; i < used.length; i++) {
                Ports hub = hubs[i];
                free += hub != null ? hub.free() : used[i] ? 0 : 1;
            }
            return free;
        }

        @Nullable String takeFree() {
            for (int i = 0; i < used.length; i++) {
                if (!used[i]) {
                    used[i] = true;
                    return Integer.toString(i + 1);
                }
            }
            for (int i = 0; i < used.length; i++) {
                Ports hub = hubs[i];
                String below = hub == null ? null : hub.takeFree();
                if (below != null) {
                    return i + 1 + "." + below;
                }
            }
            return null;
        }
    }

    /** @param newGuest whether devices of a guest that never had USB addresses may get some */
    UsbAddresses(Draft draft, boolean newGuest) {
        this.draft = draft;
        this.newGuest = newGuest;
    }

    void assign() {
        if (draft.controllers.stream().anyMatch(c -> c.type() == Controller.Type.USB && "none".equals(c.model()))) {
            boolean others = draft.controllers.stream().filter(c -> c.type() == Controller.Type.USB).count() > 1;
            if (others) {
                throw Errors.xml("A USB controller cannot be added: another one with model 'none' switches USB off");
            }
            return;
        }
        if (!newGuest && usbSlots().stream().anyMatch(UsbAddresses::isWanted)) {
            return;
        }
        for (Controller c : draft.controllers) {
            int ports = ports(c);
            if (ports > 0) {
                buses.putIfAbsent(c.index() == null ? 0 : c.index(), new Ports(ports));
            }
        }
        if (buses.isEmpty()) {
            return;
        }
        for (Slot slot : usbSlots()) {
            if (slot.device() instanceof Hub && slot.address() instanceof DeviceAddress.Usb usb && usb.port() != null) {
                reserve(usb, new Ports(HUB_PORTS));
            }
        }
        for (Slot slot : usbSlots()) {
            if (!(slot.device() instanceof Hub) && slot.address() instanceof DeviceAddress.Usb usb
                    && usb.port() != null) {
                reserve(usb, null);
            }
        }
        addHubs();
        for (int i = 0; i < draft.hubs.size(); i++) {
            Slot slot = Slot.of(draft.hubs, i);
            if (isWanted(slot)) {
                give(slot, new Ports(HUB_PORTS));
            }
        }
        for (Slot slot : usbSlots()) {
            if (!(slot.device() instanceof Hub) && isWanted(slot)) {
                give(slot, null);
            }
        }
    }

    private static boolean isWanted(Slot slot) {
        return slot.address() == null || slot.address() instanceof DeviceAddress.Usb usb && usb.port() == null;
    }

    /** A hub takes one port and gives eight. */
    private void addHubs() {
        long wanted = usbSlots().stream().filter(UsbAddresses::isWanted).count();
        int free = buses.values().stream().mapToInt(Ports::free).sum()
                + (int) draft.hubs.stream().filter(h -> h.info().address() == null).count() * HUB_PORTS;
        while (free < wanted) {
            draft.hubs.add(new Hub(Hub.Type.USB, DeviceInfo.NONE));
            free += HUB_PORTS - 1;
        }
    }

    private void reserve(DeviceAddress.Usb address, @Nullable Ports hub) {
        String port = address.port() == null ? "" : address.port();
        Ports level = buses.get(address.bus());
        if (level == null) {
            throw Errors.xml("There is no USB controller with index " + address.bus()
                    + " for the device at bus " + address.bus() + " port " + port);
        }
        String[] steps = port.split("\\.");
        for (int i = 0; i < steps.length; i++) {
            int index = number(steps[i], port) - 1;
            if (index < 0 || index >= level.used.length) {
                throw Errors.xml("USB bus " + address.bus() + " has no port " + port);
            }
            if (i == steps.length - 1) {
                if (level.used[index]) {
                    throw Errors.xml("USB bus " + address.bus() + " port " + port + " is used by two devices");
                }
                level.used[index] = true;
                level.hubs[index] = hub;
            } else {
                Ports next = level.hubs[index];
                if (next == null) {
                    throw Errors.xml("There is no hub at port " + String.join(".", List.of(steps).subList(0, i + 1))
                            + " of USB bus " + address.bus() + " for the device at port " + port);
                }
                level = next;
            }
        }
    }

    private static int number(String step, String port) {
        try {
            return Integer.parseInt(step);
        } catch (NumberFormatException e) {
            throw Errors.xml("'" + port + "' is no USB port; expected numbers with points between, as in 1.2");
        }
    }

    private void give(Slot slot, @Nullable Ports hub) {
        Integer wanted = slot.address() instanceof DeviceAddress.Usb usb ? Integer.valueOf(usb.bus()) : null;
        for (Map.Entry<Integer, Ports> bus : buses.entrySet()) {
            if (wanted != null && !wanted.equals(bus.getKey())) {
                continue;
            }
            String port = bus.getValue().takeFree();
            if (port != null) {
                if (hub != null) {
                    setHub(bus.getValue(), port, hub);
                }
                slot.setAddress(new DeviceAddress.Usb(bus.getKey(), port));
                return;
            }
        }
        throw Errors.internal("No free USB port is left" + (wanted == null ? "" : " on bus " + wanted));
    }

    private static void setHub(Ports bus, String port, Ports hub) {
        Ports level = bus;
        String[] steps = port.split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            Ports next = level.hubs[Integer.parseInt(steps[i]) - 1];
            if (next == null) {
                return;
            }
            level = next;
        }
        level.hubs[Integer.parseInt(steps[steps.length - 1]) - 1] = hub;
    }

    private static int ports(Controller c) {
        if (c.type() != Controller.Type.USB) {
            return 0;
        }
        return switch (c.model() == null ? "" : c.model()) {
            case "ehci", "ich9-ehci1" -> 6;
            case "ich9-uhci1", "ich9-uhci2", "ich9-uhci3", "none" -> 0;
            case "pci-ohci" -> 3;
            case "nec-xhci", "qemu-xhci" -> c.ports() == null ? 4 : c.ports();
            case "qusb1", "qusb2" -> c.ports() == null ? 8 : c.ports();
            default -> 2;
        };
    }

    /** {@return the places of the USB devices, in the order in which they get ports} */
    private List<Slot> usbSlots() {
        List<Slot> slots = new ArrayList<>();
        collect(slots, draft.hubs);
        collect(slots, draft.hostdevs);
        collect(slots, draft.disks);
        collect(slots, draft.interfaces);
        collect(slots, draft.controllers);
        collect(slots, draft.inputs);
        collect(slots, draft.smartcards);
        collect(slots, draft.serials);
        collect(slots, draft.sounds);
        collect(slots, draft.redirdevs);
        return slots;
    }

    private static void collect(List<Slot> slots, List<? extends Device> devices) {
        for (int i = 0; i < devices.size(); i++) {
            if (isUsb(devices.get(i))) {
                slots.add(Slot.of(devices, i));
            }
        }
    }

    private static boolean isUsb(Device device) {
        return switch (device) {
            case Hub h -> true;
            case Disk d -> d.target() != null && d.target().bus() == Disk.Bus.USB;
            case Input i -> i.bus() == Input.Bus.USB;
            case Sound s -> s.model() == Sound.Model.USB;
            case RedirectedDevice r -> true;
            case HostDevice h -> h.source() instanceof HostDevice.Subsystem(HostDevice.Usb usb);
            case NetworkInterface n -> "usb-net".equals(n.model());
            case CharacterDevice.Serial s -> s.target() != null
                    && s.target().type() == CharacterDevice.SerialType.USB_SERIAL;
            case Controller c -> c.type() == Controller.Type.CCID;
            case Smartcard s -> false;
            default -> false;
        };
    }
}
