package io.jvirt.model.domain;

import io.jvirt.model.OnOff;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Element("memballoon")
@Doc("Takes memory back from the guest and tells how it uses it.")
public record MemBalloon(
        @Attr @Doc("What the guest sees.") Model model,
        @Attr @Doc("Whether memory is given back before the guest runs out.") @Nullable OnOff autodeflate,
        @Attr @Doc("Whether the guest reports free pages.") @Nullable OnOff freePageReporting,
        @Attr("stats@period") @Doc("Seconds between statistics.") @Nullable Integer statsPeriod,
        @Inline DeviceInfo info,
        @Child(omitEmpty = true) @Doc("How the host handles it.") @Nullable VirtioDriver driver) implements Device {
    public enum Model implements XmlEnum { VIRTIO, XEN, NONE, VIRTIO_TRANSITIONAL, VIRTIO_NON_TRANSITIONAL }

    /** {@return a balloon with nothing else given} */
    public static MemBalloon of(Model model) {
        return new MemBalloon(model, null, null, null, DeviceInfo.NONE, null);
    }

    public MemBalloon withModel(Model value) {
        return Records.with(this, "model", value);
    }
}
