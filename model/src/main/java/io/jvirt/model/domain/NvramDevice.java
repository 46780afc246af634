package io.jvirt.model.domain;

import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;

@Element("nvram")
@Doc("Non-volatile memory of a POWER machine.")
public record NvramDevice(@Inline DeviceInfo info) implements Device {
}
