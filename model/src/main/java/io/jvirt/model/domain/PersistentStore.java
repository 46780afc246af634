package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Element("pstore")
@Doc("Keeps the guest kernel's last words.")
public record PersistentStore(
        @Attr @Doc("What the guest sees.") Backend backend,
        @Child @Doc("File that keeps it.") @Nullable String path,
        @Child @Scaled @Doc("Size of the file.") @Nullable MemorySize size,
        @Inline DeviceInfo info) implements Device {
    public enum Backend implements XmlEnum { ACPI_ERST }
}
