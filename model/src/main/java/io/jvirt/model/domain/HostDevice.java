package io.jvirt.model.domain;

import io.jvirt.model.OnOff;
import io.jvirt.model.PciAddress;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Hex;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device of the host given to the guest. */
@Element("hostdev")
@Doc("A device of the host given to the guest.")
public record HostDevice(
        @Inline Source source,
        @Attr @Doc("Which SCSI commands pass.") Disk.@Nullable Sgio sgio,
        @Attr @Doc("Whether the process may send raw SCSI commands.") @Nullable YesNo rawio,
        @Child @Doc("The guest cannot write.") boolean readonly,
        @Child @Doc("Other guests may use it too.") boolean shareable,
        @Child @Nullable Teaming teaming,
        @Inline DeviceInfo info) implements Device {
    @Choice(value = "mode", def = "subsystem")
    @Refusal(invalid = "unknown hostdev mode '%s'")
    public sealed interface Source {
    }

    @Case("subsystem")
    public record Subsystem(@Inline SubsystemSource source) implements Source {
    }

    @Case("capabilities")
    public record Capabilities(@Inline CapabilitySource source) implements Source {
    }

    @Choice("type")
    @Refusal(invalid = "unknown host device source address type '%s'")
    public sealed interface SubsystemSource {
    }

    @Case("usb")
    @Doc("A USB device.")
    public record Usb(
            @Attr @Doc("Whether the device is taken from the host's driver and given back.") @Nullable YesNo managed,
            @Attr("source@startupPolicy") @Doc("What a missing device means.") StorageSource.@Nullable StartupPolicy startupPolicy,
            @Attr("source@guestReset") @Doc("Whether the guest may reset it.") @Nullable GuestReset guestReset,
            @Attr("source@missing") @Live @Doc("The device was not there at start.") @Nullable YesNo missing,
            @Attr("source/vendor@id") @Hex(4) @Doc("Vendor's number.") @Nullable Integer vendor,
            @Attr("source/product@id") @Hex(4) @Doc("Product's number.") @Nullable Integer product,
            @Child("source/address") @Doc("Bus and device of the host.") @Nullable UsbAddress address) implements SubsystemSource {
    }

    public enum GuestReset implements XmlEnum { OFF, UNINITIALIZED, ON }

    public record UsbAddress(
            @Attr @Doc("Number of the bus.") int bus,
            @Attr @Doc("Number of the device.") int device) {
    }

    @Case("pci")
    @Doc("A PCI device.")
    public record Pci(
            @Attr @Doc("Whether the device is taken from the host's driver and given back.") @Nullable YesNo managed,
            @Child(value = "driver", omitEmpty = true) @Doc("Driver of the host that gives it away.") @Nullable PciDriver driver,
            @Attr("source@writeFiltering") @Doc("Whether writes to its configuration are checked (Xen).") @Nullable YesNo writeFiltering,
            @Inline("source/address") @Nullable PciAddress address) implements SubsystemSource {
    }

    public record PciDriver(
            @Attr @Doc("Kind of driver.") @Nullable PciDriverName name,
            @Attr @Doc("Name of the kernel's driver.") @Nullable String model,
            @Attr @Doc("Whether the kernel's iommufd is used.") @Nullable YesNo iommufd) {
    }

    public enum PciDriverName implements XmlEnum { KVM, VFIO, XEN }

    @Case("scsi")
    @Doc("A SCSI device.")
    public record Scsi(
            @Attr @Doc("Whether the device is taken from the host's driver and given back.") @Nullable YesNo managed,
            @Attr("source@protocol") @Doc("Protocol of a network source.") @Nullable String protocol,
            @Attr("source@name") @Doc("Name of a network source.") @Nullable String name,
            @Attr("source/adapter@name") @Doc("The host's SCSI adapter.") @Nullable String adapter,
            @Child("source/address") @Doc("Place on the adapter.") @Nullable ScsiAddress address,
            @Child("source/host") @Doc("Server of a network source.") List<StorageSource.Host> host,
            @Child("source/auth") @Doc("Credentials.") @Nullable StorageAuth auth,
            @Attr("source/initiator/iqn@name") @Doc("Name that the client gives itself (iSCSI).") @Nullable String initiator) implements SubsystemSource {
        public Scsi {
            host = List.copyOf(host);
        }
    }

    public record ScsiAddress(
            @Attr @Doc("Number of the bus.") int bus,
            @Attr @Doc("Number on the bus.") int target,
            @Attr @Doc("Unit of the target.") long unit) {
    }

    @Case("scsi_host")
    @Doc("A SCSI host of the kernel (vhost).")
    public record ScsiHost(
            @Attr @Doc("Whether the device is taken from the host's driver and given back.") @Nullable YesNo managed,
            @Attr @Doc("Generation of the virtio standard.") @Nullable String model,
            @Attr("source@protocol") @Doc("Always vhost.") @Nullable String protocol,
            @Attr("source@wwpn") @Doc("World wide port name.") @Nullable String wwpn) implements SubsystemSource {
    }

    @Case("mdev")
    @Doc("A mediated device.")
    public record Mediated(
            @Attr @Doc("Whether the device is taken from the host's driver and given back.") @Nullable YesNo managed,
            @Attr @Doc("Interface of the device.") String model,
            @Attr @Doc("Whether it has a display.") @Nullable OnOff display,
            @Attr @Doc("Whether there is a display before its driver runs.") @Nullable OnOff ramfb,
            @Attr("source/address@uuid") @Doc("Identity of the device.") @Nullable UUID uuid) implements SubsystemSource {
    }

    @Choice("type")
    public sealed interface CapabilitySource {
    }

    @Case("storage")
    public record Storage(
            @Child("source/block") @Doc("Block device.") String block) implements CapabilitySource {
    }

    @Case("misc")
    public record Misc(
            @Child("source/char") @Doc("Character device.") String device) implements CapabilitySource {
    }

    @Case("net")
    public record Net(
            @Child("source/interface") @Doc("Network card.") String device,
            @Child @Doc("An address.") List<NetworkInterface.Ip> ip,
            @Child @Doc("A route.") List<NetworkInterface.Route> route) implements CapabilitySource {
        public Net {
            ip = List.copyOf(ip);
            route = List.copyOf(route);
        }
    }

    public HostDevice withSource(Source value) {
        return Records.with(this, "source", value);
    }
}
