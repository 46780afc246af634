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
        @Child boolean readonly,
        @Child boolean shareable,
        @Child @Nullable Teaming teaming,
        @Inline DeviceInfo info) implements Device {
    @Choice(value = "mode", def = "subsystem")
    public sealed interface Source {
    }

    @Case("subsystem")
    public record Subsystem(@Inline SubsystemSource source) implements Source {
    }

    @Case("capabilities")
    public record Capabilities(@Inline CapabilitySource source) implements Source {
    }

    @Choice("type")
    public sealed interface SubsystemSource {
    }

    @Case("usb")
    @Doc("A USB device.")
    public record Usb(
            @Attr @Nullable YesNo managed,
            @Attr("source@startupPolicy") StorageSource.@Nullable StartupPolicy startupPolicy,
            @Attr("source@guestReset") @Nullable GuestReset guestReset,
            @Attr("source@missing") @Live @Nullable YesNo missing,
            @Attr("source/vendor@id") @Hex(4) @Nullable Integer vendor,
            @Attr("source/product@id") @Hex(4) @Nullable Integer product,
            @Child("source/address") @Nullable UsbAddress address) implements SubsystemSource {
    }

    public enum GuestReset implements XmlEnum { OFF, UNINITIALIZED, ON }

    public record UsbAddress(@Attr int bus, @Attr int device) {
    }

    @Case("pci")
    @Doc("A PCI device.")
    public record Pci(
            @Attr @Nullable YesNo managed,
            @Child(value = "driver", omitEmpty = true) @Nullable PciDriver driver,
            @Attr("source@writeFiltering") @Nullable YesNo writeFiltering,
            @Inline("source/address") @Nullable PciAddress address) implements SubsystemSource {
    }

    public record PciDriver(@Attr @Nullable PciDriverName name, @Attr @Nullable String model) {
    }

    public enum PciDriverName implements XmlEnum { KVM, VFIO, XEN }

    @Case("scsi")
    @Doc("A SCSI device.")
    public record Scsi(
            @Attr @Nullable YesNo managed,
            @Attr("source@protocol") @Nullable String protocol,
            @Attr("source@name") @Nullable String name,
            @Attr("source/adapter@name") @Nullable String adapter,
            @Child("source/address") @Nullable ScsiAddress address,
            @Child("source/host") List<StorageSource.Host> host,
            @Child("source/auth") @Nullable StorageAuth auth,
            @Attr("source/initiator/iqn@name") @Nullable String initiator) implements SubsystemSource {
        public Scsi {
            host = List.copyOf(host);
        }
    }

    public record ScsiAddress(@Attr int bus, @Attr int target, @Attr long unit) {
    }

    @Case("scsi_host")
    @Doc("A SCSI host of the kernel (vhost).")
    public record ScsiHost(
            @Attr @Nullable YesNo managed,
            @Attr @Nullable String model,
            @Attr("source@protocol") @Nullable String protocol,
            @Attr("source@wwpn") @Nullable String wwpn) implements SubsystemSource {
    }

    @Case("mdev")
    @Doc("A mediated device.")
    public record Mediated(
            @Attr @Nullable YesNo managed,
            @Attr String model,
            @Attr @Nullable OnOff display,
            @Attr @Nullable OnOff ramfb,
            @Attr("source/address@uuid") @Nullable UUID uuid) implements SubsystemSource {
    }

    @Choice("type")
    public sealed interface CapabilitySource {
    }

    @Case("storage")
    public record Storage(@Child("source/block") String block) implements CapabilitySource {
    }

    @Case("misc")
    public record Misc(@Child("source/char") String device) implements CapabilitySource {
    }

    @Case("net")
    public record Net(@Child("source/interface") String device, @Child List<NetworkInterface.Ip> ip, @Child List<NetworkInterface.Route> route) implements CapabilitySource {
        public Net {
            ip = List.copyOf(ip);
            route = List.copyOf(route);
        }
    }

    public HostDevice withSource(Source value) {
        return Records.with(this, "source", value);
    }
}
