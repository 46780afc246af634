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
        @Attr Model model,
        @Attr Type type,
        @Child Backend backend,
        @Child(omitEmpty = true) @Nullable VirtioDriver driver,
        @Inline DeviceInfo info) implements Device {
    public enum Model implements XmlEnum { VIRTIO }

    public enum Type implements XmlEnum { QEMU }

    public record Backend(@Attr BackendModel model, @Attr @Nullable Integer queues) {
    }

    public enum BackendModel implements XmlEnum { BUILTIN, LKCF }
}
