package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.OnOff;
import io.jvirt.model.PciAddress;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.DeviceInfo;
import org.jspecify.annotations.Nullable;

/** Writes where a device sits: QEMU's bus and place on it. */
final class Addresses {
    private Addresses() {
    }

    /** Adds the device's place, nothing for kinds that have none or that the device itself writes. */
    static void add(Guest guest, Props props, DeviceInfo info) {
        switch (info.address()) {
            case DeviceAddress.Pci pci when pci.slot() != null -> {
                PciAddress slot = pci.slot();
                props.text("bus", pciBus(guest, slot))
                        .flag("multifunction", pci.multifunction())
                        .text("addr", pciPlace(slot))
                        .positive("acpi-index", info.acpiIndex());
            }
            case DeviceAddress.Usb usb -> props
                    .text("bus", guest.controllerAlias(Controller.Type.USB, usb.bus()) + ".0")
                    .text("port", usb.port());
            case DeviceAddress.SpaprVio vio -> props.positive("reg", vio.reg());
            case DeviceAddress.Ccw ccw -> props.text("devno", ccwNumber(ccw));
            case DeviceAddress.Isa isa -> props.number("iobase", isa.iobase()).positive("irq", isa.irq());
            case DeviceAddress.Dimm dimm -> props.number("slot", dimm.slot()).positive("addr", dimm.base());
            case DeviceAddress.VirtioSerial port -> props
                    .text("bus", guest.controllerAlias(Controller.Type.VIRTIO_SERIAL, port.controller()) + "." + port.bus())
                    .number("nr", port.port());
            case DeviceAddress.Drive drive -> scsiPlace(guest, props, drive);
            case DeviceAddress.Pci _, DeviceAddress.Ccid _, DeviceAddress.VirtioS390 _, DeviceAddress.VirtioMmio _,
                    DeviceAddress.Unassigned _ -> { }
            case null -> { }
        }
    }

    private static String pciPlace(PciAddress slot) {
        String place = "0x" + Integer.toHexString(slot.slot());
        return slot.function() == 0 ? place : place + ".0x" + Integer.toHexString(slot.function());
    }

    private static String pciBus(Guest guest, PciAddress slot) {
        Controller bus = guest.findController(Controller.Type.PCI, slot.bus()).orElseThrow(() -> new JvirtException(
                ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU,
                "could not find PCI controller with index '" + slot.bus() + "' required for device at address '" + slot + "'"));
        String alias = guest.alias(bus);
        // A further host bridge of a POWER machine is the device; the bus that it makes has a number after the name.
        boolean hostBridge = "spapr-pci-host-bridge".equals(bus.modelName())
                && bus.target() != null && bus.target().index() != null && bus.target().index() > 0;
        return hostBridge ? alias + ".0" : alias;
    }

    private static String ccwNumber(DeviceAddress.Ccw ccw) {
        return String.format("%x.%x.%04x", orZero(ccw.cssid()), orZero(ccw.ssid()), orZero(ccw.devno()));
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    /** Adds the place on a SCSI controller, which depends on what the controller can address. */
    static void scsiPlace(Guest guest, Props props, DeviceAddress.Drive drive) {
        Controller controller = guest.controller(Controller.Type.SCSI, drive.controller());
        String alias = guest.alias(controller);
        switch (controller.model() == null ? "" : controller.model()) {
            case "lsilogic", "ncr53c90", "dc390", "am53c974" ->
                    props.text("bus", alias + "." + drive.bus()).number("scsi-id", drive.unit());
            default -> props.text("bus", alias + ".0").number("channel", drive.bus())
                    .number("scsi-id", drive.target()).number("lun", drive.unit());
        }
    }

    /** Adds the device that gives a PCI function its identity on a mainframe; it must precede the function itself. */
    static void extension(Guest guest, Arguments out, DeviceInfo info) {
        if (info.address() instanceof DeviceAddress.Pci pci && pci.zpci() != null) {
            DeviceAddress.Zpci zpci = pci.zpci();
            out.device(Props.device("zpci").number("uid", orZero(zpci.uid()))
                    .number("fid", zpci.fid() == null ? 0L : zpci.fid())
                    .text("target", guest.alias(info)).text("id", "zpci" + orZero(zpci.uid())));
        }
    }

    /** Adds what the document says about the device's option ROM. */
    static void rom(Props props, DeviceInfo info) {
        DeviceInfo.Rom rom = info.rom();
        if (rom == null) {
            return;
        }
        if (!(info.address() instanceof DeviceAddress.Pci)) {
            throw Guest.unsupported("ROM tuning is only supported for PCI devices");
        }
        if (YesNo.isNo(rom.enabled())) {
            props.text("romfile", "");
        } else {
            props.number("rombar", rom.bar() == null ? null : (Integer) (rom.bar() == OnOff.ON ? 1 : 0))
                    .text("romfile", rom.file());
        }
    }
}
