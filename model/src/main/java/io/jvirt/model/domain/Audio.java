package io.jvirt.model.domain;

import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

/** Where a guest's sound goes on the host. */
@Element("audio")
@Doc("Where sound goes on the host.")
public record Audio(
        @Attr int id,
        @Attr Type type,
        @Attr @Nullable Integer timerPeriod,
        @Attr @Nullable OnOff tryMMap,
        @Attr @Nullable OnOff exclusive,
        @Attr @Nullable Integer dspPolicy,
        @Attr @Nullable String driver,
        @Attr @Nullable String path,
        @Attr @Nullable String serverName,
        @Attr @Nullable String runtimeDir,
        @Child(omitEmpty = true) @Nullable Direction input,
        @Child(omitEmpty = true) @Nullable Direction output) implements Device {
    public enum Type implements XmlEnum { NONE, ALSA, COREAUDIO, JACK, OSS, PULSEAUDIO, SDL, SPICE, FILE, DBUS, PIPEWIRE }

    public record Direction(
            @Attr @Nullable YesNo mixingEngine,
            @Attr @Nullable YesNo fixedSettings,
            @Attr @Nullable Integer voices,
            @Attr @Nullable Integer bufferLength,
            @Attr @Nullable String dev,
            @Attr @Nullable Integer bufferCount,
            @Attr @Nullable YesNo tryPoll,
            @Attr @Nullable String name,
            @Attr @Nullable String streamName,
            @Attr @Nullable Integer latency,
            @Attr @Nullable String serverName,
            @Attr @Nullable String clientName,
            @Attr @Nullable String connectPorts,
            @Attr @Nullable YesNo exactName,
            @Child @Nullable Settings settings) {
    }

    public record Settings(
            @Attr @Nullable Integer frequency, @Attr @Nullable Integer channels, @Attr @Nullable SampleFormat format) {
    }

    public enum SampleFormat implements XmlEnum { S8, U8, S16, U16, S32, U32, F32 }

    @Override
    public DeviceInfo info() {
        return DeviceInfo.NONE;
    }

    @Override
    public Audio withInfo(DeviceInfo info) {
        return this;
    }

    /** {@return a backend with nothing but its number and kind} */
    public static Audio of(int id, Type type) {
        return Records.blank(Audio.class, id, type);
    }
}
