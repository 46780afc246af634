package io.jvirt.model.domain;

import io.jvirt.model.OnOff;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import org.jspecify.annotations.Nullable;

/** Options that every virtio device's driver element has. */
public record VirtioOptions(
        @Attr @Doc("Use the guest's IOMMU.") @Nullable OnOff iommu,
        @Attr @Doc("Address translation services.") @Nullable OnOff ats,
        @Attr @Doc("Packed virtqueues.") @Nullable OnOff packed,
        @Attr("page_per_vq") @Doc("A page for each queue's notification.") @Nullable OnOff pagePerVq) {
    public static final VirtioOptions NONE = new VirtioOptions(null, null, null, null);
}
