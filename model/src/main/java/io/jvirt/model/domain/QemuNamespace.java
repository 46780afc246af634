package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlNamespace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only QEMU understands, in QEMU's own namespace. */
@XmlNamespace(uri = "http://libvirt.org/schemas/domain/qemu/1.0", prefix = "qemu")
public record QemuNamespace(
        @Child @Nullable CommandLine commandline,
        @Child @Nullable Capabilities capabilities,
        @Child("override/device") @Doc("Properties of one device to change.") List<DeviceOverride> override,
        @Attr("deprecation@behavior") @Doc("What QEMU does when something deprecated is used.") @Nullable String deprecationBehavior) {
    public QemuNamespace {
        override = List.copyOf(override);
    }

    @XmlNamespace(uri = "http://libvirt.org/schemas/domain/qemu/1.0", prefix = "qemu")
    @Doc("Additions to QEMU's command line and environment.")
    public record CommandLine(
            @Attr("arg@value") @Doc("One more argument.") List<String> arg,
            @Child @Doc("One more environment variable.") List<Env> env) {
        public CommandLine {
            arg = List.copyOf(arg);
            env = List.copyOf(env);
        }
    }

    @Element("env")
    @XmlNamespace(uri = "http://libvirt.org/schemas/domain/qemu/1.0", prefix = "qemu")
    public record Env(
            @Attr @Doc("Name of the variable.") String name,
            @Attr @Doc("Value of the variable.") @Nullable String value) {
    }

    @XmlNamespace(uri = "http://libvirt.org/schemas/domain/qemu/1.0", prefix = "qemu")
    @Doc("Capabilities of QEMU to assume or to deny.")
    public record Capabilities(
            @Attr("add@capability") @Doc("Capability to assume.") List<String> add,
            @Attr("del@capability") @Doc("Capability to deny.") List<String> del) {
        public Capabilities {
            add = List.copyOf(add);
            del = List.copyOf(del);
        }
    }

    @Element("device")
    @XmlNamespace(uri = "http://libvirt.org/schemas/domain/qemu/1.0", prefix = "qemu")
    public record DeviceOverride(
            @Attr @Doc("The device's alias.") String alias,
            @Child("frontend/property") @Doc("Property of the guest's side.") List<Property> frontend) {
        public DeviceOverride {
            frontend = List.copyOf(frontend);
        }
    }

    @Element("property")
    @XmlNamespace(uri = "http://libvirt.org/schemas/domain/qemu/1.0", prefix = "qemu")
    public record Property(
            @Attr @Doc("Name of the property.") String name,
            @Attr @Doc("Type of the value, or remove.") PropertyType type,
            @Attr @Doc("Value of the property.") @Nullable String value) {
    }

    public enum PropertyType implements XmlEnum { STRING, SIGNED, UNSIGNED, BOOL, REMOVE }
}
