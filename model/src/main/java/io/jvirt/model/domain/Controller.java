package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Hex;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Element("controller")
@Doc("A controller or bus that other devices are attached to.")
public record Controller(
        @Attr @Doc("Kind of bus it makes.") Type type,
        @Attr @Doc("Number among those of its kind.") @Nullable Integer index,
        @Attr @Doc("What the guest sees.") @Nullable String model,
        @Attr @Doc("Ports (virtio-serial, usb xhci, xenbus).") @Nullable Integer ports,
        @Attr @Doc("Interrupts.") @Nullable Integer vectors,
        @Attr @Doc("Most grant frames (Xen).") @Nullable Integer maxGrantFrames,
        @Attr @Doc("Most event channels (Xen).") @Nullable Integer maxEventChannels,
        @Attr("model@name") @Doc("QEMU's device for a PCI controller.") @Nullable String modelName,
        @Child(omitEmpty = true) @Doc("Properties of a PCI bus.") @Nullable Target target,
        @Child(omitEmpty = true) @Doc("How the host handles it.") @Nullable Driver driver,
        @Child @Scaled @Doc("Size of the 64-bit PCI window.") @Nullable MemorySize pcihole64,
        @Child @Doc("Serial number (NVMe).") @Nullable String serial,
        @Inline DeviceInfo info) implements Device {
    public enum Type implements XmlEnum { IDE, FDC, SCSI, SATA, VIRTIO_SERIAL, CCID, USB, PCI, XENBUS, ISA, NVME }

    public record Target(
            @Attr @Range(max = 255) @Doc("Chassis number of a bridge.") @Nullable Integer chassisNr,
            @Attr @Range(max = 255) @Doc("Chassis number of a port.") @Nullable Integer chassis,
            @Attr @Hex(1) @Range(max = 255) @Doc("Number of a port.") @Nullable Integer port,
            @Attr @Range(max = 255) @Doc("First bus number of an expander.") @Nullable Integer busNr,
            @Attr @Range(max = 30) @Doc("Index of a host bridge (POWER).") @Nullable Integer index,
            @Attr @Doc("Whether devices can be plugged in.") @Nullable OnOff hotplug,
            @Attr @Doc("Whether memory is kept for devices to come.") @Nullable YesNo memReserve,
            @Child @Doc("NUMA node of an expander.") @Nullable Integer node) {
        public Target withChassisNr(@Nullable Integer value) {
            return Records.with(this, "chassisNr", value);
        }

        public Target withChassis(@Nullable Integer value) {
            return Records.with(this, "chassis", value);
        }

        public Target withPort(@Nullable Integer value) {
            return Records.with(this, "port", value);
        }

        public Target withBusNr(@Nullable Integer value) {
            return Records.with(this, "busNr", value);
        }

        public Target withIndex(@Nullable Integer value) {
            return Records.with(this, "index", value);
        }

        public Target withHotplug(@Nullable OnOff value) {
            return Records.with(this, "hotplug", value);
        }

        public Target withNode(@Nullable Integer value) {
            return Records.with(this, "node", value);
        }
    }

    public record Driver(
            @Attr @Doc("Number of queues.") @Nullable Integer queues,
            @Attr("cmd_per_lun") @Doc("Commands at once for a unit.") @Nullable Integer cmdPerLun,
            @Attr("max_sectors") @Doc("Sectors of the largest transfer.") @Nullable Integer maxSectors,
            @Attr @Doc("Handle requests outside of the CPU's thread.") @Nullable OnOff ioeventfd,
            @Attr @Doc("The I/O thread that handles it.") @Nullable Integer iothread,
            @Inline VirtioOptions virtio,
            @Child("iothreads/iothread") @Doc("An I/O thread that handles some queues.") List<Disk.DriverIoThread> iothreads) {
        public Driver {
            iothreads = List.copyOf(iothreads);
        }
    }

    /** {@return a controller with nothing but its kind, index and model} */
    public static Controller of(Type type, int index, @Nullable String model) {
        return new Controller(type, index, model, null, null, null, null, null, null, null, null, null, DeviceInfo.NONE);
    }

    public Controller withIndex(@Nullable Integer value) {
        return Records.with(this, "index", value);
    }

    public Controller withModel(@Nullable String value) {
        return Records.with(this, "model", value);
    }

    public Controller withModelName(@Nullable String value) {
        return Records.with(this, "modelName", value);
    }

    public Controller withTarget(@Nullable Target value) {
        return Records.with(this, "target", value);
    }

    public Controller withDriver(@Nullable Driver value) {
        return Records.with(this, "driver", value);
    }

    public Controller withPcihole64(@Nullable MemorySize value) {
        return Records.with(this, "pcihole64", value);
    }

    public Controller withPorts(@Nullable Integer value) {
        return Records.with(this, "ports", value);
    }
}
