package io.jvirt.qemu.command;

import io.jvirt.model.domain.Iommu;

/** I/O memory management units. ARM's is a property of the machine. */
final class IommuDevices {
    private IommuDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (Iommu iommu : guest.devices().iommus()) {
            Iommu.Driver driver = iommu.driver();
            switch (iommu.model()) {
                case INTEL -> {
                    Props props = Props.device("intel-iommu").text("id", guest.alias(iommu));
                    if (driver != null) {
                        props.word("intremap", driver.intremap()).flag("caching-mode", driver.cachingMode())
                                .word("eim", driver.eim()).flag("device-iotlb", driver.iotlb())
                                .number("aw-bits", driver.awBits()).flag("dma-translation", driver.dmaTranslation());
                    }
                    out.device(props);
                }
                case AMD -> {
                    Props props = Props.device("amd-iommu").text("id", guest.alias(iommu));
                    if (driver != null) {
                        props.word("intremap", driver.intremap()).flag("pt", driver.passthrough())
                                .flag("xtsup", driver.xtsup()).flag("device-iotlb", driver.iotlb());
                    }
                    out.device(props);
                }
                case VIRTIO -> {
                    Props props = Props.device("virtio-iommu").text("id", guest.alias(iommu));
                    Addresses.add(guest, props, iommu.info());
                    out.device(props);
                }
                case SMMU_V3 -> { }
            }
        }
    }
}
