package io.jvirt.model.storage;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlNamespace;
import java.util.List;

/** Settings of Ceph's client, in a namespace of their own; nobody checks them. */
@XmlNamespace(uri = "http://libvirt.org/schemas/storagepool/rbd/1.0", prefix = "rbd")
public record RbdOptions(@Child("config_opts/option") @Doc("A setting.") List<Option> options) {
    public RbdOptions {
        options = List.copyOf(options);
    }

    @Element("option")
    @XmlNamespace(uri = "http://libvirt.org/schemas/storagepool/rbd/1.0", prefix = "rbd")
    @Doc("A setting.")
    public record Option(
            @Attr @Refusal(missing = "no rbd option name provided") @Doc("Name of the setting.") String name,
            @Attr @Refusal(missing = "no rbd option value provided") @Doc("Value of the setting.") String value) {
    }
}
