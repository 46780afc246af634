package io.jvirt.model.domain;

import io.jvirt.model.OnOff;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;
import org.jspecify.annotations.Nullable;

@Element("iommu")
@Doc("An I/O memory management unit.")
public record Iommu(
        @Attr Model model,
        @Child(omitEmpty = true) @Nullable Driver driver,
        @Inline DeviceInfo info) implements Device {
    public enum Model implements XmlEnum { INTEL, @XmlName("smmuv3") SMMU_V3, VIRTIO, AMD }

    public record Driver(
            @Attr @Nullable OnOff intremap,
            @Attr("caching_mode") @Nullable OnOff cachingMode,
            @Attr @Nullable OnOff eim,
            @Attr @Nullable OnOff iotlb,
            @Attr("aw_bits") @Nullable Integer awBits,
            @Attr("dma_translation") @Nullable OnOff dmaTranslation,
            @Attr @Nullable OnOff xtsup,
            @Attr @Nullable OnOff passthrough) {
    }

    public Iommu withDriver(@Nullable Driver value) {
        return Records.with(this, "driver", value);
    }

    public Iommu withModel(Model value) {
        return Records.with(this, "model", value);
    }
}
