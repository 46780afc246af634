package io.jvirt.model.device;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Hex;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Text;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a device is and can do; the attribute {@code type} says which. */
@Choice("type")
@Refusal(invalid = "unknown capability type '%s'", missing = "missing capability type")
public sealed interface NodeCapability permits NodeCapability.Computer, PciCapability, NodeCapability.UsbDevice,
        NodeCapability.UsbInterface, NodeCapability.Net, NodeCapability.ScsiHost, NodeCapability.ScsiTarget, NodeCapability.Scsi,
        StorageCapability, NodeCapability.ScsiGeneric, NodeCapability.Drm, NodeCapability.Mdev, NodeCapability.Ccw, NodeCapability.Css,
        NodeCapability.Vdpa, NodeCapability.ApCard, NodeCapability.ApQueue, NodeCapability.ApMatrix, NodeCapability.CcwGroup {

    @Case("system")
    @Doc("The host itself.")
    record Computer(
            @Child @Doc("The product.") @Nullable String product,
            @Child(blank = true) Hardware hardware,
            @Child(blank = true) Firmware firmware) implements NodeCapability {
    }

    @Doc("The host's hardware.")
    record Hardware(
            @Child @Doc("The maker.") @Nullable String vendor,
            @Child @Doc("The version.") @Nullable String version,
            @Child @Doc("The serial number.") @Nullable String serial,
            @Child @Doc("The identity.") @Nullable UUID uuid) {
    }

    @Doc("The host's firmware.")
    record Firmware(
            @Child @Doc("The maker.") @Nullable String vendor,
            @Child @Doc("The version.") @Nullable String version,
            @Child("release_date") @Doc("The date.") @Nullable String releaseDate) {
    }

    /** A number that a standard gives, and its name for people. */
    @Doc("A number of a register of vendors and products.")
    record Identifier(
            @Attr @Hex(4) @Doc("The number.") int id,
            @Text @Doc("The name.") @Nullable String name) {
    }

    @Case("usb_device")
    @Doc("A USB device.")
    record UsbDevice(
            @Child @Doc("Number of the bus.") int bus,
            @Child @Doc("Number on the bus.") int device,
            @Child @Doc("The product.") @Nullable Identifier product,
            @Child @Doc("The maker.") @Nullable Identifier vendor) implements NodeCapability {
    }

    @Case("usb")
    @Doc("An interface of a USB device.")
    record UsbInterface(
            @Child @Doc("Number of the interface.") int number,
            @Child("class") @Doc("Class of USB.") int usbClass,
            @Child @Doc("Subclass of USB.") int subclass,
            @Child @Doc("Protocol of USB.") int protocol,
            @Child @Doc("Description for people.") @Nullable String description) implements NodeCapability {
    }

    @Case("net")
    @Doc("A network interface.")
    record Net(
            @Child("interface") @Doc("Its name.") String name,
            @Child @Doc("Hardware address.") @Nullable String address,
            @Child @Nullable LinkState link,
            @Attr("feature@name") @Doc("Work that the card does.") List<String> features,
            @Child @Doc("Kind of network.") @Nullable NetType capability) implements NodeCapability {
        public Net {
            features = List.copyOf(features);
        }
    }

    @Element("capability")
    @Doc("Kind of network.")
    record NetType(
            @Attr @Doc("Number of the IEEE standard: 80203 or 80211.") String type) {
    }

    @Case("scsi_host")
    @Doc("A SCSI host adapter.")
    record ScsiHost(
            @Child @Doc("Number of the adapter.") @Nullable Integer host,
            @Child("unique_id") @Doc("Number that tells adapters of a kind apart.") @Nullable Integer uniqueId,
            @Child("capability") @Doc("What it can do.") List<ScsiHostFeature> features) implements NodeCapability {
        public ScsiHost {
            features = sortedByCase(features);
        }
    }

    @Choice("type")
    @Refusal(invalid = "unknown SCSI host capability type '%s'", missing = "missing SCSI host capability type")
    sealed interface ScsiHostFeature {
    }

    @Case("fc_host")
    @Doc("An adapter of Fibre Channel.")
    record FcHost(
            @Child @Doc("World wide node name.") @Nullable String wwnn,
            @Child @Doc("World wide port name.") @Nullable String wwpn,
            @Child("fabric_wwn") @Doc("World wide name of the fabric.") @Nullable String fabricWwn) implements ScsiHostFeature {
    }

    @Case("vport_ops")
    @Doc("Virtual adapters can be made.")
    record VportOps(
            @Child("max_vports") @Doc("How many there can be.") @Nullable Integer maxVports,
            @Child @Doc("How many there are.") @Nullable Integer vports) implements ScsiHostFeature {
    }

    @Case("scsi_target")
    @Doc("A SCSI target.")
    record ScsiTarget(
            @Child @Doc("Its name.") String target,
            @Child("capability") @Nullable RemotePort remotePort) implements NodeCapability {
    }

    @Doc("A remote port of Fibre Channel.")
    record RemotePort(
            @Attr(def = "fc_remote_port") @Doc("Always fc_remote_port.") String type,
            @Child @Doc("Its name.") @Nullable String rport,
            @Child @Doc("World wide port name.") @Nullable String wwpn) {
    }

    @Case("scsi")
    @Doc("A SCSI device.")
    record Scsi(
            @Child @Doc("Number of the adapter.") int host,
            @Child @Doc("Number of the bus.") int bus,
            @Child @Doc("Number of the target.") int target,
            @Child @Doc("Number of the unit.") long lun,
            @Child @Doc("Kind of device.") @Nullable String type) implements NodeCapability {
    }

    @Case("scsi_generic")
    @Doc("Raw access to a SCSI device.")
    record ScsiGeneric(
            @Child("char") @Doc("The special file.") String path) implements NodeCapability {
    }

    @Case("drm")
    @Doc("A graphics device.")
    record Drm(
            @Child @Doc("Which side of it.") DrmType type) implements NodeCapability {
    }

    enum DrmType implements XmlEnum { PRIMARY, CONTROL, RENDER }

    @Case("mdev")
    @Doc("A part of a device that a guest can have, a mediated device.")
    record Mdev(
            @Attr("type@id") @Refusal(missing = "missing type id attribute for mdev device") @Doc("Its type.") String typeId,
            @Child @Doc("Its identity.") @Nullable UUID uuid,
            @Child("parent_addr") @Doc("Address of the device that it is a part of.") @Nullable String parentAddress,
            @Attr(value = "iommuGroup@number", def = "0") @Doc("Group of the IOMMU.") int iommuGroup,
            @Child @Doc("A setting, in the order in which they are made.") List<MdevAttribute> attr) implements NodeCapability {
        public Mdev {
            attr = List.copyOf(attr);
        }

        public Mdev withUuid(UUID value) {
            return Records.with(this, "uuid", value);
        }
    }

    @Element("attr")
    record MdevAttribute(
            @Attr @Refusal(missing = "mdev attribute missing name") @Doc("Name.") String name,
            @Attr @Refusal(missing = "mdev attribute missing value") @Doc("Value.") String value) {
    }

    @Doc("A type of mediated device that can be made.")
    @Element("type")
    record MdevType(
            @Attr @Doc("The type.") String id,
            @Child @Doc("Name for people.") @Nullable String name,
            @Child @Doc("How guests get it.") @Nullable String deviceAPI,
            @Child @Doc("How many more can be made.") @Nullable Integer availableInstances) {
    }

    /** A capability inside another that lists types of mediated devices. */
    @Element("capability")
    @Doc("Mediated devices can be made.")
    record MdevTypes(
            @Attr(value = "type", def = "mdev_types") @Doc("Always mdev_types.") String kind,
            @Child("type") @Doc("A type.") List<MdevType> types) {
        public MdevTypes {
            types = List.copyOf(types);
        }
    }

    @Doc("Address of a channel device.")
    record ChannelAddress(
            @Child @Hex @Range(max = 0xfe) @Doc("Channel subsystem.") int cssid,
            @Child @Hex @Range(max = 3) @Doc("Set of subchannels.") int ssid,
            @Child @Hex(4) @Range(max = 0xffff) @Doc("Device.") int devno) {
    }

    @Case("ccw")
    @Doc("A channel device.")
    record Ccw(
            @Child @Doc("Whether it is online.") @Nullable String state,
            @Inline ChannelAddress address) implements NodeCapability {
    }

    @Case("css")
    @Doc("A subchannel.")
    record Css(
            @Inline ChannelAddress address,
            @Child("channel_dev_addr") @Doc("The device behind it.") @Nullable ChannelAddress device,
            @Child("capability") @Nullable MdevTypes mdevTypes) implements NodeCapability {
    }

    @Case("ccwgroup")
    @Doc("Channel devices that are one device together.")
    record CcwGroup(
            @Child @Doc("Whether it is online.") @Nullable String state,
            @Inline ChannelAddress address,
            @Child("members/ccw_device") @Doc("A device of the group.") List<CcwMember> members,
            @Child("capability") @Nullable QethGeneric qeth) implements NodeCapability {
        public CcwGroup {
            members = List.copyOf(members);
        }
    }

    @Element("ccw_device")
    record CcwMember(
            @Attr @Doc("Its part.") String ref,
            @Text @Doc("Its name.") String name) {
    }

    @Doc("A network card of a mainframe.")
    record QethGeneric(
            @Attr(def = "qeth_generic") @Doc("Always qeth_generic.") String type,
            @Child("card_type") @Doc("Kind of card.") @Nullable String cardType,
            @Child @Doc("Path of the channel.") @Nullable String chpid) {
    }

    @Case("vdpa")
    @Doc("A device of vDPA.")
    record Vdpa(
            @Child @Doc("The special file.") @Nullable String chardev) implements NodeCapability {
    }

    @Case("ap_card")
    @Doc("A cryptographic adapter.")
    record ApCard(
            @Child("ap-adapter") @Hex(2) @Range(max = 0xff) @Doc("Number of the adapter.") int adapter) implements NodeCapability {
    }

    @Case("ap_queue")
    @Doc("A queue of a cryptographic adapter.")
    record ApQueue(
            @Child("ap-adapter") @Hex(2) @Range(max = 0xff) @Doc("Number of the adapter.") int adapter,
            @Child("ap-domain") @Hex(4) @Range(max = 0xff) @Doc("Number of the domain.") int domain) implements NodeCapability {
    }

    @Case("ap_matrix")
    @Doc("Queues of cryptographic adapters that guests can have.")
    record ApMatrix(
            @Child("capability") @Nullable MdevTypes mdevTypes) implements NodeCapability {
    }

    /** {@return capabilities inside one in the order in which the sealed interface names them, as output has them} */
    static <T> List<T> sortedByCase(List<T> given) {
        if (given.isEmpty()) {
            return List.of();
        }
        var order = List.of(given.getFirst().getClass().getInterfaces()[0].getPermittedSubclasses());
        return given.stream().sorted((a, b) -> Integer.compare(order.indexOf(a.getClass()), order.indexOf(b.getClass()))).toList();
    }
}
