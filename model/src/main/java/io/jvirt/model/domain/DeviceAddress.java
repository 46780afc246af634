package io.jvirt.model.domain;

import io.jvirt.model.OnOff;
import io.jvirt.model.PciAddress;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Hex;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Refusal;
import org.jspecify.annotations.Nullable;

/** Where a device sits, as the guest sees it. */
@Element("address")
@Refusal(invalid = "unknown address type '%s'")
@Choice("type")
@Doc("Where the guest finds the device.")
public sealed interface DeviceAddress {
    @Case("pci")
    @Doc("A PCI slot; without numbers the driver chooses.")
    record Pci(
            @Inline @Nullable PciAddress slot,
            @Attr @Doc("Whether other functions of the slot are used.") @Nullable OnOff multifunction,
            @Child @Doc("Identity on a mainframe.") @Nullable Zpci zpci) implements DeviceAddress {
        public Pci(PciAddress slot) {
            this(slot, null, null);
        }
    }

    @Doc("The PCI function's identity on a mainframe.")
    record Zpci(
            @Attr @Hex(4) @Doc("User defined id.") @Nullable Integer uid,
            @Attr @Hex(8) @Doc("Function id.") @Nullable Long fid) {
    }

    @Case("drive")
    @Doc("A place on a disk controller.")
    record Drive(
            @Attr(def = "0") @Doc("Index of the controller.") int controller,
            @Attr(def = "0") @Doc("Number of the bus.") int bus,
            @Attr(def = "0") @Doc("Number on the bus.") int target,
            @Attr(def = "0") @Doc("Unit of the target.") int unit) implements DeviceAddress {
    }

    @Case("virtio-serial")
    @Doc("A port of a virtio serial controller.")
    record VirtioSerial(
            @Attr(def = "0") @Doc("Index of the controller.") int controller,
            @Attr(def = "0") @Doc("Number of the bus.") int bus,
            @Attr(def = "0") @Doc("Number of the port.") int port) implements DeviceAddress {
    }

    @Case("ccid")
    @Doc("A smart card slot.")
    record Ccid(
            @Attr(def = "0") @Doc("Index of the controller.") int controller,
            @Attr(def = "0") @Doc("Number of the slot.") int slot) implements DeviceAddress {
    }

    @Case("usb")
    @Doc("A USB port, with hubs as 1.2.3.")
    record Usb(
            @Attr(def = "0") @Doc("Number of the bus.") int bus,
            @Attr @Doc("The port, or the ports from hub to hub.") @Nullable String port) implements DeviceAddress {
        /** Hubs can stand behind each other, so that a port has up to this many numbers. */
        private static final int MAX_DEPTH = 4;

        public Usb {
            if (port != null && !isPath(port)) {
                throw new IllegalArgumentException("Cannot parse <address> 'port' attribute");
            }
        }

        private static boolean isPath(String port) {
            String[] numbers = port.split("\\.", -1);
            for (String number : numbers) {
                if (number.isEmpty() || number.length() > 3 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    return false;
                }
            }
            return numbers.length <= MAX_DEPTH;
        }
    }

    @Case("spapr-vio")
    @Doc("A virtual device of a POWER machine.")
    record SpaprVio(
            @Attr @Hex(8) @Doc("Register address.") @Nullable Long reg) implements DeviceAddress {
    }

    @Case("ccw")
    @Doc("A channel device of a mainframe.")
    record Ccw(
            @Attr @Hex(1) @Doc("Channel subsystem, 0xfe for virtual devices.") @Nullable Integer cssid,
            @Attr @Hex(1) @Doc("Subchannel set.") @Nullable Integer ssid,
            @Attr @Hex(4) @Doc("Device number.") @Nullable Integer devno) implements DeviceAddress {
    }

    @Case("virtio-s390")
    record VirtioS390() implements DeviceAddress {
    }

    @Case("virtio-mmio")
    @Doc("A memory mapped virtio device.")
    record VirtioMmio() implements DeviceAddress {
    }

    @Case("isa")
    @Doc("An ISA port.")
    record Isa(
            @Attr @Hex(1) @Doc("First I/O port.") @Nullable Integer iobase,
            @Attr @Hex(1) @Doc("Interrupt.") @Nullable Integer irq) implements DeviceAddress {
    }

    @Case("dimm")
    @Doc("A memory slot.")
    record Dimm(
            @Attr(def = "0") @Doc("Number of the slot.") int slot,
            @Attr @Hex(1) @Doc("Address in memory.") @Nullable Long base) implements DeviceAddress {
    }

    @Case("unassigned")
    @Doc("Not given to the guest.")
    record Unassigned() implements DeviceAddress {
    }
}
