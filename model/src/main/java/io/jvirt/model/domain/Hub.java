package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.XmlEnum;

@Element("hub")
@Doc("A USB hub.")
public record Hub(
        @Attr @Doc("Kind of hub.") Type type,
        @Inline DeviceInfo info) implements Device {
    public enum Type implements XmlEnum { USB }
}
