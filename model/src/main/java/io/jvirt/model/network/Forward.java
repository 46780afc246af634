package io.jvirt.model.network;

import io.jvirt.model.IpAddress;
import io.jvirt.model.PciAddress;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Single;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Element("forward")
@Single({"pf", "nat"})
@Doc("How the network is connected to what lies outside of it; a network without it is isolated.")
public record Forward(
        @Attr @Doc("Network card of the host: all traffic goes through it.") @Nullable String dev,
        @Attr(def = "nat") @Refusal(invalid = "unknown forwarding type '%s'") @Doc("How.") NetworkDescription.Mode mode,
        @Attr @Doc("PCI devices are taken from the host's driver and given back to it.") @Nullable YesNo managed,
        @Child @Nullable Driver driver,
        @Child(omitEmpty = true) @Nullable Nat nat,
        @Attr("pf@dev") @Doc("Network card whose virtual functions are handed out.") @Nullable String pf,
        @Child("interface") @Doc("A network card of the host to hand out.") List<HostInterface> interfaces,
        @Child("address") @Doc("A PCI device of the host to hand out.") List<HostAddress> addresses) {
    public Forward {
        interfaces = List.copyOf(interfaces);
        addresses = List.copyOf(addresses);
    }

    /** A connection of which only the manner is given. */
    public Forward(NetworkDescription.Mode mode) {
        this(null, mode, null, null, null, null, List.of(), List.of());
    }

    @Doc("The host's driver for a PCI device.")
    public record Driver(
            @Attr @Doc("The driver.") @Nullable DriverName name,
            @Attr @Doc("Name of the kernel's module.") @Nullable String model) {
    }

    /** What binds a PCI device for a guest. */
    public enum DriverName implements XmlEnum { KVM, VFIO, XEN }

    @Single({"address", "port"})
    @Doc("What the host puts in place of the guests' addresses.")
    public record Nat(
            @Attr @Doc("Whether IPv6 is translated, too.") @Nullable YesNo ipv6,
            @Child @Nullable AddressRange address,
            @Child @Nullable PortRange port) {
    }

    @Doc("Addresses of the host.")
    public record AddressRange(
            @Attr @Doc("First address.") IpAddress start,
            @Attr @Doc("Last address.") IpAddress end) {
        public AddressRange {
            if (start.v6() || end.v6()) {
                throw XmlException.invalid("Bad ipv4 address '" + (start.v6() ? start : end) + "' in <nat> in <forward>");
            }
            if (start.compareTo(end) > 0) {
                throw XmlException.invalid("start of range " + start + " - " + end + " is larger than its end, in <nat> in <forward>");
            }
        }
    }

    @Doc("Ports of the host.")
    public record PortRange(
            @Attr @Range(max = 65535) @Doc("First port.") int start,
            @Attr @Range(max = 65535) @Doc("Last port.") int end) {
        public PortRange {
            if (start > end) {
                throw XmlException.invalid("Missing or invalid 'end' attribute in <port> in <nat> in <forward>");
            }
        }
    }

    @Element("interface")
    public record HostInterface(
            @Attr @Refusal(missing = "Missing required dev attribute in <forward> <interface> element") @Doc("Name of the card.") String dev,
            @Attr @Live @Doc("How many guests use it.") @Nullable Integer connections) {
        /** A card that nobody uses. */
        public HostInterface(String dev) {
            this(dev, null);
        }
    }

    @Element("address")
    @Choice("type")
    @Refusal(missing = "missing address type in network", invalid = "unknown address type '%s' in network")
    public sealed interface HostAddress {
    }

    @Case("pci")
    public record PciHostAddress(
            @Inline PciAddress address,
            @Attr @Live @Doc("How many guests use it.") @Nullable Integer connections) implements HostAddress {
    }

    /** {@return the card that all traffic goes through, or the first one of those to hand out} */
    public Optional<String> device() {
        return interfaces.stream().findFirst().map(HostInterface::dev);
    }

    public Forward withInterfaces(List<HostInterface> value) {
        return Records.with(this, "interfaces", value);
    }

    public Forward withAddresses(List<HostAddress> value) {
        return Records.with(this, "addresses", value);
    }

    public Forward withDev(@Nullable String value) {
        return Records.with(this, "dev", value);
    }

    public Forward withManaged(@Nullable YesNo value) {
        return Records.with(this, "managed", value);
    }
}
