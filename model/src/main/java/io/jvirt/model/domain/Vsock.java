package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Element("vsock")
@Doc("Sockets between guest and host.")
public record Vsock(
        @Attr @Doc("Generation of the virtio standard.") @Nullable Model model,
        @Child @Doc("The guest's number.") @Nullable Cid cid,
        @Child(omitEmpty = true) @Doc("How the host handles it.") @Nullable VirtioDriver driver,
        @Inline DeviceInfo info) implements Device {
    public enum Model implements XmlEnum { VIRTIO, VIRTIO_TRANSITIONAL, VIRTIO_NON_TRANSITIONAL }

    public record Cid(
            @Attr @Doc("Whether the number is chosen at start.") @Nullable YesNo auto,
            @Attr @Range(min = 3, max = 0xffffffffL) @Doc("The number, from 3.") @Nullable Long address) {
        public Cid withAddress(@Nullable Long value) {
            return Records.with(this, "address", value);
        }
    }

    public Vsock withCid(@Nullable Cid value) {
        return Records.with(this, "cid", value);
    }

    public Vsock withModel(@Nullable Model value) {
        return Records.with(this, "model", value);
    }
}
