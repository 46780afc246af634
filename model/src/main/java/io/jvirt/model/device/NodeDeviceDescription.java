package io.jvirt.model.device;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Text;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The document of a device of the host, {@code <device>}. */
@Element("device")
@Doc("A device of the host.")
public record NodeDeviceDescription(
        @Child @Doc("The name, made of what the device is.") @Nullable String name,
        @Child @Live @Doc("Folder of sysfs.") @Nullable String path,
        @Child @Doc("A special file.") List<Devnode> devnode,
        @Child @Nullable Parent parent,
        @Child("driver/name") @Live @Doc("Driver of the kernel that has it.") @Nullable String driver,
        @Child @Doc("What it is and can do.") List<NodeCapability> capability) {
    /** The special file itself stands before links to it. */
    public NodeDeviceDescription {
        devnode = devnode.stream().sorted((a, b) -> a.type().compareTo(b.type())).toList();
        capability = List.copyOf(capability);
    }

    @Element("devnode")
    public record Devnode(
            @Attr @Doc("Whether it is the file itself or a link to it.") DevnodeType type,
            @Text @Doc("Its path.") String path) {
    }

    public enum DevnodeType implements XmlEnum { DEV, LINK }

    /** The device that carries this one: by name, or for a new virtual adapter by its world wide names. */
    @Doc("The device that carries this one.")
    public record Parent(
            @Attr @Doc("World wide node name of a host adapter.") @Nullable String wwnn,
            @Attr @Doc("World wide port name of a host adapter.") @Nullable String wwpn,
            @Attr("fabric_wwn") @Doc("World wide name of the fabric.") @Nullable String fabricWwn,
            @Text @Doc("Name of the device.") @Nullable String name) {
        /** The device of a name. */
        public static Parent of(String name) {
            return new Parent(null, null, null, name);
        }
    }

    /**
     * {@return the device that a document describes} What only the host itself can tell, a device's driver and the address
     * of a mediated device's parent, is not taken from a document.
     */
    public static NodeDeviceDescription read(String xml, ParseOptions options) {
        var read = Xml.parse(NodeDeviceDescription.class, xml, options.withLabel("(node_device_definition)"));
        return Records.with(Records.with(read, "driver", null), "capability",
                read.capability.stream().map(NodeDeviceDescription::withoutHostFacts).toList());
    }

    private static NodeCapability withoutHostFacts(NodeCapability capability) {
        return capability instanceof NodeCapability.Mdev mdev ? Records.with(mdev, "parentAddress", null) : capability;
    }

    /** {@return the parent's name, empty when it is not known by name} */
    public String parentName() {
        return parent == null || parent.name() == null ? "" : parent.name();
    }

    public NodeDeviceDescription withName(@Nullable String value) {
        return Records.with(this, "name", value);
    }

    public NodeDeviceDescription withCapability(List<NodeCapability> value) {
        return Records.with(this, "capability", value);
    }
}
