package io.jvirt.qemu.command;

import io.jvirt.model.domain.Sound;
import java.util.List;

/** Sound cards. The PC's speaker belongs to the machine. */
final class SoundDevices {
    private SoundDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (Sound sound : guest.devices().sounds()) {
            if (sound.model() != Sound.Model.PCSPK) {
                Addresses.extension(guest, out, sound.info());
                card(guest, out, sound);
                if (hasCodecs(sound)) {
                    codecs(guest, out, sound);
                }
            }
        }
    }

    private static boolean hasCodecs(Sound sound) {
        return sound.model() == Sound.Model.ICH6 || sound.model() == Sound.Model.ICH9;
    }

    private static void card(Guest guest, Arguments out, Sound sound) {
        String alias = guest.alias(sound);
        Props props = switch (sound.model()) {
            case ES1370 -> Props.device("ES1370");
            case AC97 -> Props.device("AC97");
            case ICH6 -> Props.device("intel-hda");
            case ICH9 -> Props.device("ich9-intel-hda");
            case USB -> Props.device("usb-audio");
            case SB16 -> Props.device("sb16");
            case VIRTIO -> VirtioDevice.props("virtio-sound", (String) null, VirtioDevice.options(sound.driver()),
                    sound.info());
            case PCSPK, ICH7 -> throw Guest.unsupported(
                    "sound card model '" + sound.model().xml() + "' is not supported by qemu");
        };
        props.text("id", alias);
        if (!hasCodecs(sound)) {
            props.text("audiodev", AudioBackends.id(guest, sound.audio()));
        }
        if (sound.model() == Sound.Model.USB) {
            props.flag("multi", sound.multichannel());
        }
        if (sound.model() == Sound.Model.VIRTIO) {
            props.positive("streams", sound.streams());
        }
        Addresses.add(guest, props, sound.info());
        out.device(props);
    }

    private static void codecs(Guest guest, Arguments out, Sound sound) {
        List<Sound.CodecType> types = sound.codec().isEmpty() ? List.of(Sound.CodecType.DUPLEX)
                : sound.codec().stream().map(Sound.Codec::type).toList();
        String alias = guest.alias(sound);
        for (int i = 0; i < types.size(); i++) {
            out.device(Props.device("hda-" + types.get(i).xml()).text("id", alias + "-codec" + i)
                    .text("bus", alias + ".0").number("cad", i)
                    .text("audiodev", AudioBackends.id(guest, sound.audio())));
        }
    }
}
