package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Element("crypto")
@Doc("A cryptography accelerator.")
public record Crypto(
        @Attr @Doc("What the guest sees.") Model model,
        @Attr @Doc("Who does the work.") Type type,
        @Child @Doc("How the work is done.") Backend backend,
        @Child(omitEmpty = true) @Doc("How the host handles it.") @Nullable VirtioDriver driver,
        @Inline DeviceInfo info) implements Device {
    public enum Model implements XmlEnum { VIRTIO }

    public enum Type implements XmlEnum { QEMU }

    public record Backend(
            @Attr @Doc("The implementation.") BackendModel model,
            @Attr @Doc("Number of queues.") @Nullable Integer queues) {
    }

    public enum BackendModel implements XmlEnum { BUILTIN, LKCF }
}
