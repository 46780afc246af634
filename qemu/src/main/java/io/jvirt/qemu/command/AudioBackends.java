package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Audio;
import org.jspecify.annotations.Nullable;

/** Where the guest's sound goes. */
final class AudioBackends {
    private AudioBackends() {
    }

    /** {@return the name of the back end that a device uses: the one that it names, else the first} */
    static String id(Guest guest, @Nullable Integer number) {
        return guest.devices().audios().stream().filter(a -> number == null || number == 0 || a.id() == number)
                .findFirst().map(a -> "audio" + a.id()).orElseThrow(() -> new JvirtException(ErrorCode.INTERNAL_ERROR,
                        ErrorDomain.QEMU, "unable to find audio backend for sound device"));
    }

    static void add(Guest guest, Arguments out) {
        for (Audio audio : guest.devices().audios()) {
            Props props = Props.of().text("id", "audio" + audio.id()).text("driver", driver(audio.type()))
                    .positive("timer-period", audio.timerPeriod());
            switch (audio.type()) {
                case OSS -> props.flag("try-mmap", audio.tryMMap()).flag("exclusive", audio.exclusive())
                        .number("dsp-policy", audio.dspPolicy());
                case PULSEAUDIO -> props.text("server", audio.serverName());
                case FILE -> props.text("path", audio.path());
                case SDL -> {
                    if (audio.driver() != null) {
                        out.environment("SDL_AUDIODRIVER", audio.driver());
                    }
                }
                case PIPEWIRE -> {
                    if (audio.runtimeDir() != null) {
                        out.environment("PIPEWIRE_RUNTIME_DIR", audio.runtimeDir());
                    }
                }
                case NONE, ALSA, COREAUDIO, JACK, SPICE, DBUS -> { }
            }
            out.add("audiodev", props.nested("in", direction(audio.type(), audio.input()))
                    .nested("out", direction(audio.type(), audio.output())));
        }
    }

    private static String driver(Audio.Type type) {
        return switch (type) {
            case PULSEAUDIO -> "pa";
            case FILE -> "wav";
            case NONE, ALSA, COREAUDIO, JACK, OSS, SDL, SPICE, DBUS, PIPEWIRE -> type.xml();
        };
    }

    private static @Nullable Props direction(Audio.Type type, Audio.@Nullable Direction direction) {
        if (direction == null) {
            return null;
        }
        Props props = Props.of().flag("mixing-engine", direction.mixingEngine())
                .flag("fixed-settings", direction.fixedSettings()).positive("voices", direction.voices())
                .positive("buffer-length", direction.bufferLength());
        Audio.Settings settings = direction.settings();
        if (settings != null && YesNo.isYes(direction.fixedSettings())) {
            props.positive("frequency", settings.frequency()).positive("channels", settings.channels())
                    .text("format", settings.format() == null ? null : settings.format().xml());
        }
        switch (type) {
            case ALSA -> props.text("dev", direction.dev());
            case COREAUDIO, SDL -> props.positive("buffer-count", direction.bufferCount());
            case JACK -> props.text("server-name", direction.serverName()).text("client-name", direction.clientName())
                    .text("connect-ports", direction.connectPorts()).flag("exact-name", direction.exactName());
            case OSS -> props.text("dev", direction.dev()).positive("buffer-count", direction.bufferCount())
                    .flag("try-poll", direction.tryPoll());
            case PULSEAUDIO, PIPEWIRE -> props.text("name", direction.name())
                    .text("stream-name", direction.streamName()).positive("latency", direction.latency());
            case NONE, SPICE, FILE, DBUS -> { }
        }
        return props.isEmpty() ? null : props;
    }
}
