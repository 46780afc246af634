package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Element("sound")
@Doc("A sound card.")
public record Sound(
        @Attr @Doc("What the guest sees.") Model model,
        @Attr @Doc("Whether there are more than two channels.") @Nullable YesNo multichannel,
        @Attr @Doc("Number of streams.") @Nullable Integer streams,
        @Child @Doc("A codec of the card.") List<Codec> codec,
        @Attr("audio@id") @Doc("The audio backend to use.") @Nullable Integer audio,
        @Child(omitEmpty = true) @Doc("How the host handles it.") @Nullable VirtioDriver driver,
        @Inline DeviceInfo info) implements Device {
    public Sound {
        codec = List.copyOf(codec);
    }

    public enum Model implements XmlEnum { SB16, ES1370, PCSPK, AC97, ICH6, ICH9, USB, ICH7, VIRTIO }

    @Element("codec")
    public record Codec(
            @Attr @Doc("Directions of the codec.") CodecType type) {
    }

    public enum CodecType implements XmlEnum { DUPLEX, MICRO, OUTPUT }

    public Sound withCodec(List<Codec> value) {
        return Records.with(this, "codec", value);
    }

    public Sound withAudio(@Nullable Integer value) {
        return Records.with(this, "audio", value);
    }

    public Sound withModel(Model value) {
        return Records.with(this, "model", value);
    }
}
