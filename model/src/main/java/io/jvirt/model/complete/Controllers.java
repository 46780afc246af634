package io.jvirt.model.complete;

import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.HostDevice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Controllers: their order, their indexes, and those that devices need. */
public final class Controllers {
    private Controllers() {
    }

    /** {@return the controllers with another at its place: those of one kind stand in the order of their indexes} */
    public static List<Controller> insert(List<Controller> controllers, Controller added) {
        int at = -1;
        for (int i = controllers.size() - 1; i >= 0; i--) {
            var present = controllers.get(i);
            if (present.type() == added.type()) {
                if (added.index() == null) {
                    at = i + 1;
                    break;
                }
                if (present.index() != null && present.index() > added.index()) {
                    at = i;
                } else if (at < 0) {
                    at = i + 1;
                    break;
                } else {
                    break;
                }
            }
        }
        var list = new ArrayList<>(controllers);
        list.add(at < 0 ? list.size() : at, added);
        return List.copyOf(list);
    }

    static List<Controller> inOrder(List<Controller> controllers) {
        List<Controller> ordered = List.of();
        for (var controller : controllers) {
            ordered = insert(ordered, controller);
        }
        return ordered;
    }

    /** Numbers the controllers that have no index: PCI buses fill gaps, others follow the highest. */
    static DomainDescription assignIndexes(DomainDescription domain) {
        var controllers = new ArrayList<>(domain.devices().controllers());
        boolean changed = false;
        for (int i = 0; i < controllers.size(); i++) {
            var controller = controllers.get(i);
            if (controller.index() == null) {
                controllers.set(i, controller.withIndex(next(controllers, controller)));
                changed = true;
            }
        }
        return changed ? domain.withDevices(domain.devices().withControllers(List.copyOf(controllers))) : domain;
    }

    private static int next(List<Controller> controllers, Controller wanted) {
        var used = new HashSet<Integer>();
        int companion = -1;
        for (var controller : controllers) {
            if (controller.type() == wanted.type() && controller.index() != null) {
                used.add(controller.index());
                if (isUsb2Main(controller)) {
                    companion = controller.index();
                }
            }
        }
        // Companions of a USB 2 controller share its index.
        if (wanted.type() == Controller.Type.USB && isUsb2Companion(wanted) && companion >= 0) {
            return companion;
        }
        if (wanted.type() == Controller.Type.PCI) {
            int gap = 0;
            while (used.contains(gap)) {
                gap++;
            }
            return gap;
        }
        return used.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    }

    private static boolean isUsb2Main(Controller controller) {
        return controller.type() == Controller.Type.USB && "ich9-ehci1".equals(controller.model());
    }

    /** {@return true for the USB 1 part of a USB 2 controller, which shares its index} */
    static boolean isUsb2Companion(Controller controller) {
        return controller.info().masterStartPort() != null || controller.model() != null && controller.model().startsWith("ich9-uhci");
    }

    /** Adds the controllers that disks, channels, smart cards and SCSI host devices refer to. */
    static DomainDescription addImplicit(DomainDescription domain) {
        var devices = smartcards(domain.devices());
        var controllers = devices.controllers();
        controllers = drives(controllers, devices, Disk.Bus.SCSI, Controller.Type.SCSI);
        controllers = drives(controllers, devices, Disk.Bus.FDC, Controller.Type.FDC);
        controllers = drives(controllers, devices, Disk.Bus.IDE, Controller.Type.IDE);
        controllers = drives(controllers, devices, Disk.Bus.SATA, Controller.Type.SATA);
        for (var channel : devices.channels()) {
            if (channel.target() instanceof CharacterDevice.VirtioChannel) {
                controllers = serialFor(controllers, channel);
            }
        }
        for (var console : devices.consoles()) {
            if (console.target() != null && console.target().type() == CharacterDevice.ConsoleType.VIRTIO) {
                controllers = serialFor(controllers, console);
            }
        }
        for (var card : devices.smartcards()) {
            if (card.info().address() instanceof DeviceAddress.Ccid ccid) {
                controllers = ensure(controllers, Controller.Type.CCID, ccid.controller());
            }
        }
        for (var host : devices.hostdevs()) {
            if (isScsi(host) && host.info().address() instanceof DeviceAddress.Drive drive) {
                controllers = ensureUpTo(controllers, Controller.Type.SCSI, drive.controller());
            }
        }
        return domain.withDevices(devices.withControllers(controllers));
    }

    private static boolean isScsi(HostDevice host) {
        return host.source() instanceof HostDevice.Subsystem subsystem && subsystem.source() instanceof HostDevice.Scsi;
    }

    private static List<Controller> serialFor(List<Controller> controllers, Device device) {
        int index = device.info().address() instanceof DeviceAddress.VirtioSerial place ? place.controller() : 0;
        return ensure(controllers, Controller.Type.VIRTIO_SERIAL, index);
    }

    private static List<Controller> drives(List<Controller> controllers, Devices devices, Disk.Bus bus, Controller.Type type) {
        int highest = -1;
        for (var disk : devices.disks()) {
            if (disk.target() != null && disk.target().bus() == bus && disk.info().address() instanceof DeviceAddress.Drive drive) {
                highest = Math.max(highest, drive.controller());
            }
        }
        return ensureUpTo(controllers, type, highest);
    }

    private static List<Controller> ensureUpTo(List<Controller> controllers, Controller.Type type, int highest) {
        var list = controllers;
        for (int index = 0; index <= highest; index++) {
            list = ensure(list, type, index);
        }
        return list;
    }

    private static List<Controller> ensure(List<Controller> controllers, Controller.Type type, int index) {
        boolean present = controllers.stream()
                .anyMatch(controller -> controller.type() == type && controller.index() != null && controller.index() == index);
        return present ? controllers : insert(controllers, Controller.of(type, index, null));
    }

    /** Smart card readers take the first free slot of the first reader bus. */
    private static Devices smartcards(Devices devices) {
        if (devices.smartcards().isEmpty()) {
            return devices;
        }
        var used = new HashSet<Integer>();
        for (var card : devices.smartcards()) {
            if (card.info().address() instanceof DeviceAddress.Ccid ccid && ccid.controller() == 0) {
                used.add(ccid.slot());
            }
        }
        var cards = new ArrayList<io.jvirt.model.domain.Smartcard>();
        for (var card : devices.smartcards()) {
            if (card.info().address() == null) {
                int slot = 0;
                while (!used.add(slot)) {
                    slot++;
                }
                cards.add(Device.withAddress(card, new DeviceAddress.Ccid(0, slot)));
            } else {
                cards.add(card);
            }
        }
        return devices.withSmartcards(List.copyOf(cards));
    }
}
