package io.jvirt.model.domain;

import io.jvirt.model.OnOff;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Element("input")
@Doc("A keyboard, mouse or tablet.")
public record Input(
        @Attr @Refusal(invalid = "unknown input device type '%s'") @Doc("Kind of device.") Type type,
        @Attr @Refusal(invalid = "unknown input bus type '%s'") @Doc("How it is connected.") @Nullable Bus bus,
        @Attr @Doc("Generation of the virtio standard.") @Nullable Model model,
        @Child(omitEmpty = true) @Doc("How the host handles it.") @Nullable VirtioDriver driver,
        @Child @Doc("Device of the host.") @Nullable Source source,
        @Inline DeviceInfo info) implements Device {
    public enum Type implements XmlEnum { MOUSE, TABLET, KEYBOARD, PASSTHROUGH, EVDEV }

    public enum Bus implements XmlEnum { PS2, USB, XEN, PARALLELS, VIRTIO, NONE }

    public enum Model implements XmlEnum { VIRTIO, VIRTIO_TRANSITIONAL, VIRTIO_NON_TRANSITIONAL }

    public record Source(
            @Attr @Doc("Device of the host.") @Nullable String evdev,
            @Attr @Doc("Device of the host.") @Nullable String dev,
            @Attr @Doc("Whether all input devices are taken together.") @Nullable String grab,
            @Attr @Doc("Keys that give the devices back to the host.") @Nullable String grabToggle,
            @Attr @Doc("Whether held keys repeat.") @Nullable OnOff repeat) {
    }

    /** {@return an input device with nothing else given} */
    public static Input of(Type type, Bus bus) {
        return new Input(type, bus, null, null, null, DeviceInfo.NONE);
    }

    public Input withBus(@Nullable Bus value) {
        return Records.with(this, "bus", value);
    }

    public Input withModel(@Nullable Model value) {
        return Records.with(this, "model", value);
    }
}
