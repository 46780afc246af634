package io.jvirt.model.storage;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlNamespace;
import java.util.List;

/** Options for mounting a file system, in a namespace of their own; nobody checks them. */
@XmlNamespace(uri = "http://libvirt.org/schemas/storagepool/fs/1.0", prefix = "fs")
public record MountOptions(
        @Attr("mount_opts/option@name") @Refusal(missing = "no mount option name provided") @Doc("An option for mount(8).") List<String> options) {
    public MountOptions {
        options = List.copyOf(options);
    }
}
