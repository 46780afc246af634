package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Text;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Element("rng")
@Doc("A source of random numbers.")
public record Rng(
        @Attr @Doc("What the guest sees.") Model model,
        @Child @Doc("Limit.") @Nullable Rate rate,
        @Child @Doc("Where the numbers come from.") Backend backend,
        @Child(omitEmpty = true) @Doc("How the host handles it.") @Nullable VirtioDriver driver,
        @Inline DeviceInfo info) implements Device {
    public enum Model implements XmlEnum { VIRTIO, VIRTIO_TRANSITIONAL, VIRTIO_NON_TRANSITIONAL }

    public record Rate(
            @Attr @Range(min = 1) @Doc("Bytes of each period.") int bytes,
            @Attr @Doc("Length of the period in milliseconds.") @Nullable Integer period) {
    }

    @Choice("model")
    @Refusal(invalid = "unknown RNG backend model '%s'")
    public sealed interface Backend {
    }

    @Case("random")
    public record Random(
            @Text @Doc("Device of the host.") @Nullable String device) implements Backend {
    }

    @Case("egd")
    public record Egd(@Inline CharBackend backend) implements Backend {
    }

    @Case("builtin")
    public record Builtin() implements Backend {
    }

    public Rng withModel(Model value) {
        return Records.with(this, "model", value);
    }

    public Rng withBackend(Backend value) {
        return Records.with(this, "backend", value);
    }
}
