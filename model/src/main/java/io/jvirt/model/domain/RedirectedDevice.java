package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlEnum;

@Element("redirdev")
@Doc("A USB device that a viewer gives to the guest.")
public record RedirectedDevice(
        @Attr(def = "usb") @Doc("Kind of bus.") Bus bus,
        @Inline CharBackend backend,
        @Inline DeviceInfo info) implements Device {
    public enum Bus implements XmlEnum { USB }

    public RedirectedDevice withBackend(CharBackend value) {
        return Records.with(this, "backend", value);
    }
}
