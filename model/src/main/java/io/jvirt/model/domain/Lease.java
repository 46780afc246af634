package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Refusal;
import org.jspecify.annotations.Nullable;

@Element("lease")
@Doc("A lock that the guest holds on a resource shared between hosts.")
public record Lease(
        @Child @Doc("Group of locks.") @Nullable String lockspace,
        @Child @Refusal(missing = "Missing 'key' element for lease") @Doc("Name of the lock.") String key,
        @Attr("target@path") @Doc("File with the lock.") String path,
        @Attr("target@offset") @Doc("Where in the file.") @Nullable Long offset) implements Device {
    @Override
    public DeviceInfo info() {
        return DeviceInfo.NONE;
    }

    @Override
    public Lease withInfo(DeviceInfo info) {
        return this;
    }
}
