package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;
import org.jspecify.annotations.Nullable;

@Element("iommu")
@Doc("An I/O memory management unit.")
public record Iommu(
        @Attr @Doc("What the guest sees.") Model model,
        @Child(omitEmpty = true) @Doc("How the host handles it.") @Nullable Driver driver,
        @Inline DeviceInfo info) implements Device {
    public enum Model implements XmlEnum { INTEL, @XmlName("smmuv3") SMMU_V3, VIRTIO, AMD }

    public record Driver(
            @Attr @Doc("Whether interrupts are remapped.") @Nullable OnOff intremap,
            @Attr("caching_mode") @Doc("Whether the guest tells of all changes.") @Nullable OnOff cachingMode,
            @Attr @Doc("Whether interrupt numbers have 32 bits.") @Nullable OnOff eim,
            @Attr @Doc("Whether devices can cache translations.") @Nullable OnOff iotlb,
            @Attr("aw_bits") @Doc("Width of addresses.") @Nullable Integer awBits,
            @Attr("dma_translation") @Doc("Whether memory accesses are translated.") @Nullable OnOff dmaTranslation,
            @Attr @Doc("Whether interrupt numbers have 32 bits (AMD).") @Nullable OnOff xtsup,
            @Attr @Doc("Whether devices can bypass it.") @Nullable OnOff passthrough,
            @Attr @Doc("Index of the PCI controller whose devices it serves.") @Nullable Integer pciBus,
            @Child @Nullable Granule granule) {
    }

    public Iommu withDriver(@Nullable Driver value) {
        return Records.with(this, "driver", value);
    }

    public Iommu withModel(Model value) {
        return Records.with(this, "model", value);
    }

    @Doc("Granule of translations, a size or the host's.")
    public record Granule(
            @Attr @Scaled @Doc("The size.") @Nullable MemorySize size,
            @Attr @Doc("Taken from the host.") @Nullable GranuleMode mode) {
    }

    public enum GranuleMode implements XmlEnum { HOST }
}
