package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Give host devices to the guest through the kernel's iommufd.")
public record IommuFd(
        @Attr @Doc("Whether it is used.") YesNo enabled,
        @Attr @Doc("Group of file descriptors handed over by the client.") @Nullable String fdgroup) {
}
