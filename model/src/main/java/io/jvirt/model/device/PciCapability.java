package io.jvirt.model.device;

import io.jvirt.model.PciAddress;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Hex;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Text;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A PCI function. */
@Case("pci")
@Doc("A PCI function.")
public record PciCapability(
        @Child("class") @Hex(6) @Doc("Class, subclass and programming interface.") @Nullable Integer deviceClass,
        @Child @Range(max = 0xffffffffL) @Doc("PCI segment.") long domain,
        @Child @Range(max = 0xffffffffL) @Doc("Number of the bus.") long bus,
        @Child @Range(max = 0xffffffffL) @Doc("Number of the slot.") long slot,
        @Child @Range(max = 0xffffffffL) @Doc("Function of the slot.") long function,
        @Child @Doc("The product.") NodeCapability.@Nullable Identifier product,
        @Child @Doc("The maker.") NodeCapability.@Nullable Identifier vendor,
        @Child("capability") @Doc("What it can do.") List<Feature> features,
        @Child @Nullable IommuGroup iommuGroup,
        @Attr("numa@node") @Range(min = -1, max = Integer.MAX_VALUE) @Doc("NUMA node that is near.") @Nullable Integer numaNode,
        @Child("pci-express") @Nullable Express express) implements NodeCapability {
    public PciCapability {
        features = NodeCapability.sortedByCase(features);
    }

    /** What more a function can do, in the order of the output. */
    @Choice("type")
    @Refusal(invalid = "unknown PCI device capability type '%s'", missing = "missing PCI device capability type")
    public sealed interface Feature permits PhysicalFunction, VirtualFunctions, PciBridge, CardbusBridge, MdevTypesFeature, Vpd {
    }

    @Case("phys_function")
    @Doc("The function is virtual.")
    public record PhysicalFunction(
            @Child @Doc("The function that has it.") @Nullable PciAddress address) implements Feature {
    }

    @Case("virt_functions")
    @Doc("The function can have virtual ones.")
    public record VirtualFunctions(
            @Attr @Doc("How many there can be.") @Nullable Integer maxCount,
            @Child("address") @Doc("A virtual function.") List<PciAddress> addresses) implements Feature {
        public VirtualFunctions {
            addresses = List.copyOf(addresses);
        }
    }

    @Case("pci-bridge")
    @Doc("A bridge to another PCI bus.")
    public record PciBridge() implements Feature {
    }

    @Case("cardbus-bridge")
    @Doc("A bridge to a CardBus.")
    public record CardbusBridge() implements Feature {
    }

    @Case("mdev_types")
    @Doc("Mediated devices can be made.")
    public record MdevTypesFeature(
            @Child("type") @Doc("A type.") List<NodeCapability.MdevType> types) implements Feature {
        public MdevTypesFeature {
            types = List.copyOf(types);
        }
    }

    @Case("vpd")
    @Doc("What the maker wrote into the card (vital product data).")
    public record Vpd(
            @Child @Doc("Name of the product.") @Nullable String name,
            @Child("fields") @Doc("Fields, those that cannot be changed and those that can.") List<VpdFields> fields) implements Feature {
        public Vpd {
            fields = fields.stream().sorted((a, b) -> a.access().compareTo(b.access())).toList();
        }
    }

    @Element("fields")
    @Doc("Fields of vital product data.")
    public record VpdFields(
            @Attr @Refusal(invalid = "Unable to parse the access attribute of VPD fields '%s'") @Doc("Whether they can be changed.") Access access,
            @Child("change_level") @Doc("Engineering change level.") @Nullable String changeLevel,
            @Child("manufacture_id") @Doc("Identity of the maker.") @Nullable String manufactureId,
            @Child("part_number") @Doc("Part number.") @Nullable String partNumber,
            @Child("serial_number") @Doc("Serial number.") @Nullable String serialNumber,
            @Child("asset_tag") @Doc("What the owner calls it.") @Nullable String assetTag,
            @Child("vendor_field") @Doc("Field of the maker.") List<VpdField> vendorFields,
            @Child("system_field") @Doc("Field of the computer's maker.") List<VpdField> systemFields) {
        public VpdFields {
            vendorFields = List.copyOf(vendorFields);
            systemFields = List.copyOf(systemFields);
        }
    }

    public enum Access implements XmlEnum { READONLY, READWRITE }

    public record VpdField(
            @Attr @Doc("One letter or digit.") String index,
            @Text @Doc("The value.") String value) {
    }

    @Doc("Functions that only one guest can have together.")
    public record IommuGroup(
            @Attr @Refusal(missing = "missing iommuGroup number attribute") @Doc("Number of the group.") int number,
            @Child("address") @Doc("A function of the group.") List<PciAddress> addresses) {
        public IommuGroup {
            addresses = List.copyOf(addresses);
        }
    }

    @Doc("The function is one of PCI Express.")
    public record Express(
            @Child @Doc("What the link can do, and what it does.") List<Link> link) {
        public Express {
            link = link.stream().sorted((a, b) -> a.validity().compareTo(b.validity())).toList();
        }
    }

    @Element("link")
    public record Link(
            @Attr @Doc("Whether this is what can be or what is.") Validity validity,
            @Attr @Doc("Number of the port.") @Nullable Integer port,
            @Attr @Doc("Gigatransfers a second.") @Nullable String speed,
            @Attr @Doc("Number of lanes.") int width) {
    }

    public enum Validity implements XmlEnum { CAP, STA }
}
