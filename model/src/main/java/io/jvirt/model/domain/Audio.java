package io.jvirt.model.domain;

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
        @Attr @Doc("Number, from 1.") int id,
        @Attr @Doc("Where the sound goes.") Type type,
        @Attr @Doc("Microseconds between rounds.") @Nullable Integer timerPeriod,
        @Attr @Doc("Use memory mapped transfer (OSS).") @Nullable YesNo tryMMap,
        @Attr @Doc("Take the device alone (OSS).") @Nullable YesNo exclusive,
        @Attr @Doc("Timing policy (OSS).") @Nullable Integer dspPolicy,
        @Attr @Doc("Driver of SDL.") @Nullable String driver,
        @Attr @Doc("File to write to.") @Nullable String path,
        @Attr @Doc("Server to connect to.") @Nullable String serverName,
        @Attr @Doc("Folder with the server's socket.") @Nullable String runtimeDir,
        @Child(omitEmpty = true) @Doc("Recording.") @Nullable Direction input,
        @Child(omitEmpty = true) @Doc("Playing.") @Nullable Direction output) implements Device {
    public enum Type implements XmlEnum { NONE, ALSA, COREAUDIO, JACK, OSS, PULSEAUDIO, SDL, SPICE, FILE, DBUS, PIPEWIRE }

    public record Direction(
            @Attr @Doc("Whether QEMU mixes.") @Nullable YesNo mixingEngine,
            @Attr @Doc("Whether the settings hold for all streams.") @Nullable YesNo fixedSettings,
            @Attr @Doc("Number of voices.") @Nullable Integer voices,
            @Attr @Doc("Length of the buffer in microseconds.") @Nullable Integer bufferLength,
            @Attr @Doc("Device of the host.") @Nullable String dev,
            @Attr @Doc("Number of buffers.") @Nullable Integer bufferCount,
            @Attr @Doc("Wait for the device instead of a timer.") @Nullable YesNo tryPoll,
            @Attr @Doc("Device or sink.") @Nullable String name,
            @Attr @Doc("Name of the stream.") @Nullable String streamName,
            @Attr @Doc("Latency to aim at, in microseconds.") @Nullable Integer latency,
            @Attr @Doc("Server to connect to.") @Nullable String serverName,
            @Attr @Doc("Name of the client.") @Nullable String clientName,
            @Attr @Doc("Ports to connect to.") @Nullable String connectPorts,
            @Attr @Doc("Whether the client must get just that name.") @Nullable YesNo exactName,
            @Child @Doc("Sampling.") @Nullable Settings settings) {
    }

    public record Settings(
            @Attr @Doc("Samples a second.") @Nullable Integer frequency,
            @Attr @Doc("Number of channels.") @Nullable Integer channels,
            @Attr @Doc("Format of a sample.") @Nullable SampleFormat format) {
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
