package io.jvirt.model.network;

import io.jvirt.model.MacAddress;
import io.jvirt.model.PciAddress;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.InterfaceSource.DirectMode;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Xml;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one card of a guest has of a network ({@code virNetworkPortPtr}). */
@Element("networkport")
@Doc("A port of a network.")
public record NetworkPortDescription(
        @Child @Doc("The identity.") @Nullable UUID uuid,
        @Child Owner owner,
        @Child @Doc("The port group.") @Nullable String group,
        @Attr("mac@address") @Refusal(missing = "network port has no mac") @Doc("The card's hardware address.") MacAddress mac,
        @Child(omitEmpty = true) NetworkInterface.@Nullable VirtualPort virtualport,
        @Child(omitEmpty = true) @Nullable Bandwidth bandwidth,
        @Child NetworkInterface.@Nullable Vlan vlan,
        @Attr("port@isolated") @Doc("Whether it cannot talk to other isolated ports.") @Nullable YesNo isolated,
        @Attr("rxfilters@trustGuest") @Doc("Whether the host follows the guest's filters.") @Nullable YesNo trustGuestRxFilters,
        @Child @Nullable Plug plug) {

    @Doc("The guest.")
    public record Owner(
            @Child @Refusal(missing = "network port has no owner name") @Doc("Its name.") String name,
            @Child @Refusal(missing = "network port has no owner UUID") @Doc("Its identity.") UUID uuid) {
    }

    @Doc("Limits in KiB a second.")
    public record Bandwidth(
            @Attr("classID") @Doc("Class of the network's shared limit.") @Nullable Integer classId,
            @Child @Doc("To the guest.") NetworkInterface.@Nullable Rate inbound,
            @Child @Doc("From the guest.") NetworkInterface.@Nullable Rate outbound) {
        /** {@return the limits alone} */
        public NetworkInterface.Bandwidth rates() {
            return new NetworkInterface.Bandwidth(inbound, outbound);
        }
    }

    /** What the card is plugged into. */
    @Choice("type")
    @Doc("What the card is plugged into.")
    public sealed interface Plug {
    }

    /** The bridge that the network owns. */
    @Case("network")
    public record OwnBridge(
            @Attr @Refusal(missing = "Missing network port bridge name") @Doc("Name of the bridge.") String bridge,
            @Attr @Doc("Who keeps the table of hardware addresses.") NetworkDescription.@Nullable MacTableManager macTableManager) implements Plug {
    }

    /** A bridge of the host. */
    @Case("bridge")
    public record HostBridge(
            @Attr @Refusal(missing = "Missing network port bridge name") @Doc("Name of the bridge.") String bridge,
            @Attr @Doc("Who keeps the table of hardware addresses.") NetworkDescription.@Nullable MacTableManager macTableManager) implements Plug {
    }

    /** A macvtap device on a card of the host. */
    @Case("direct")
    public record Direct(
            @Attr @Refusal(missing = "Missing network port link device name") @Doc("Name of the card.") String dev,
            @Attr(def = "vepa") @Doc("Mode of the macvtap device.") DirectMode mode) implements Plug {
    }

    /** A PCI device of the host. */
    @Case("hostdev-pci")
    public record HostPci(
            @Attr @Doc("It is taken from the host's driver and given back to it.") @Nullable YesNo managed,
            @Attr("driver@name") @Doc("The driver.") Forward.@Nullable DriverName driver,
            @Child @Refusal(missing = "Missing network port PCI address") @Doc("The device.") PciAddress address) implements Plug {
    }

    /**
     * {@return the port that a document describes}
     *
     * @throws io.jvirt.model.xml.XmlException when the document is malformed or contradicts itself
     */
    public static NetworkPortDescription parse(String xml, boolean strict) {
        var port = Xml.parse(NetworkPortDescription.class, xml, ParseOptions.LIVE.withLabel("(networkport_definition)").withStrict(strict));
        PortSettings.checkBandwidth(port.bandwidth == null ? null : port.bandwidth.rates(), true);
        PortSettings.checkVirtualPort(port.virtualport, false);
        return Records.with(port, "vlan", PortSettings.complete(port.vlan));
    }

    /** {@return the document in libvirt's layout} */
    public String format() {
        return Xml.format(NetworkPortDescription.class, this, FormatOptions.LIVE);
    }

    public NetworkPortDescription withUuid(@Nullable UUID value) {
        return Records.with(this, "uuid", value);
    }

    public NetworkPortDescription withBandwidth(@Nullable Bandwidth value) {
        return Records.with(this, "bandwidth", value);
    }

    public NetworkPortDescription withPlug(@Nullable Plug value) {
        return Records.with(this, "plug", value);
    }
}
