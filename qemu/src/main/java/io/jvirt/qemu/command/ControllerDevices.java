package io.jvirt.qemu.command;

import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.VirtioOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other devices are plugged into, the buses of buses first. */
final class ControllerDevices {
    /** PCI first, since nearly all other controllers sit on it; smart card readers come later, after USB hubs. */
    private static final List<Controller.Type> ORDER = List.of(Controller.Type.PCI, Controller.Type.USB,
            Controller.Type.SCSI, Controller.Type.IDE, Controller.Type.SATA, Controller.Type.VIRTIO_SERIAL,
            Controller.Type.NVME);

    private ControllerDevices() {
    }

    /** Properties of host bridges, which are there without being asked for. */
    static void globals(Guest guest, Arguments out) {
        for (Controller controller : guest.devices().controllers()) {
            if (controller.type() == Controller.Type.PCI && controller.pcihole64() != null) {
                String bridge = "pcie-root".equals(controller.model()) ? "q35-pcihost" : "i440FX-pcihost";
                out.add("global", bridge + ".pci-hole64-size=" + controller.pcihole64().kib() + "K");
            }
        }
    }

    static void add(Guest guest, Arguments out) {
        ORDER.forEach(type -> ofType(guest, out, type));
    }

    static void smartcardReaders(Guest guest, Arguments out) {
        ofType(guest, out, Controller.Type.CCID);
    }

    private static void ofType(Guest guest, Arguments out, Controller.Type type) {
        for (Controller controller : guest.devices().controllers()) {
            if (controller.type() != type) {
                continue;
            }
            rootHotplug(controller, out);
            Props props = isBuiltin(guest, controller) ? null : props(guest, controller);
            if (props != null) {
                Addresses.add(guest, props, controller.info());
                Addresses.extension(guest, out, controller.info());
                out.device(props);
            }
        }
    }

    /** The chip that does hotplug on the PC's root bus is set up globally. */
    private static void rootHotplug(Controller controller, Arguments out) {
        Controller.Target target = controller.target();
        if (controller.type() == Controller.Type.PCI && "pci-root".equals(controller.model())
                && controller.index() != null && controller.index() == 0
                && target != null && target.hotplug() != null) {
            out.add("global", "PIIX4_PM.acpi-root-pci-hotplug=" + target.hotplug().xml());
        }
    }

    private static boolean isBuiltin(Guest guest, Controller controller) {
        int index = controller.index() == null ? 0 : controller.index();
        String model = controller.model() == null ? "" : controller.model();
        return switch (controller.type()) {
            case PCI -> model.equals("pcie-root")
                    || model.equals("pci-root") && (!guest.isPseries() || hostBridge(controller) == 0);
            case SATA -> index == 0 && guest.isQ35();
            case IDE -> index == 0 && guest.hasBuiltinIde();
            case SCSI -> index == 0 && model.equals("ncr53c90") && guest.hasBuiltinEsp();
            // Mainframes have USB only where a document names the controller.
            case USB -> model.equals("none") || model.isEmpty() && guest.isS390();
            case FDC, ISA, XENBUS -> true;
            case VIRTIO_SERIAL, CCID, NVME -> false;
        };
    }

    private static int hostBridge(Controller controller) {
        Controller.Target target = controller.target();
        return target == null || target.index() == null ? 0 : target.index();
    }

    private static @Nullable Props props(Guest guest, Controller controller) {
        String id = guest.alias(controller);
        return switch (controller.type()) {
            case PCI -> PciController.props(controller, id);
            case USB -> UsbController.props(guest, controller, id);
            case SCSI -> scsi(guest, controller, id);
            case SATA -> Props.device("ahci").text("id", id);
            case VIRTIO_SERIAL -> VirtioDevice.props("virtio-serial", controller.model(), options(controller),
                    controller.info()).text("id", id).number("max_ports", controller.ports())
                    .number("vectors", controller.vectors());
            case CCID -> Props.device("usb-ccid").text("id", id);
            case NVME -> Props.device("nvme").text("id", id).text("serial", controller.serial());
            case IDE, FDC, ISA, XENBUS -> throw Guest.unsupported(
                    "Unsupported controller type: " + controller.type().xml());
        };
    }

    private static @Nullable VirtioOptions options(Controller controller) {
        return controller.driver() == null ? null : controller.driver().virtio();
    }

    private static Props scsi(Guest guest, Controller controller, String id) {
        String model = controller.model() == null ? "" : controller.model();
        return switch (model) {
            case "virtio-scsi", "virtio-transitional", "virtio-non-transitional" -> virtioScsi(controller, id);
            case "lsilogic" -> Props.device("lsi").text("id", id);
            case "ibmvscsi" -> Props.device("spapr-vscsi").text("id", id);
            case "lsisas1068" -> Props.device("mptsas1068").text("id", id);
            case "lsisas1078" -> Props.device("megasas").text("id", id);
            case "vmpvscsi" -> Props.device("pvscsi").text("id", id);
            case "am53c974" -> Props.device("am53c974").text("id", id);
            case "dc390" -> Props.device("dc-390").text("id", id);
            default -> throw Guest.unsupported("Unsupported controller model: " + model + " of SCSI controller "
                    + controller.index() + " in domain '" + guest.domain().name() + "'");
        };
    }

    private static Props virtioScsi(Controller controller, String id) {
        Controller.Driver driver = controller.driver();
        Props props = VirtioDevice.props("virtio-scsi", controller.model(), options(controller), controller.info());
        if (driver == null) {
            return props.text("id", id);
        }
        return threads(props, driver.iothread(), driver.iothreads()).text("id", id)
                .positive("num_queues", driver.queues()).positive("cmd_per_lun", driver.cmdPerLun())
                .positive("max_sectors", driver.maxSectors()).flag("ioeventfd", driver.ioeventfd());
    }

    /** Adds the threads that handle a device's requests: one, or one for each of its queues. */
    static Props threads(Props props, @Nullable Integer thread, List<Disk.DriverIoThread> threads) {
        if (!threads.isEmpty()) {
            return props.list("iothread-vq-mapping", threads.stream().map(ControllerDevices::mapping).toList());
        }
        return props.text("iothread", thread == null || thread == 0 ? null : ThreadObjects.name(thread));
    }

    private static Props mapping(Disk.DriverIoThread thread) {
        Props props = Props.of().text("iothread", ThreadObjects.name(thread.id()));
        return thread.queue().isEmpty() ? props
                : props.numbers("vqs", thread.queue().stream().mapToInt(Integer::intValue).toArray());
    }
}
