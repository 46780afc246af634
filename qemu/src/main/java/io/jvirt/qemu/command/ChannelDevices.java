package io.jvirt.qemu.command;

import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Private lines between guest and host: ports of a virtio serial controller, or addresses of the user network. */
final class ChannelDevices {
    private static final String SPICE_AGENT = "com.redhat.spice.0";

    private ChannelDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (CharacterDevice.Channel channel : guest.devices().channels()) {
            String alias = guest.alias(channel);
            String chardev = CharDevices.id(alias);
            guest.require(!(channel.backend() instanceof CharBackend.QemuVdagent)
                    || guest.has(QemuFact.CHARDEV_QEMU_VDAGENT), "chardev 'qemu-vdagent' not supported without "
                    + "the qemu-vdagent capability of this QEMU binary");
            CharDevices.add(guest, out, alias, chardev, channel.backend());
            switch (channel.target()) {
                case CharacterDevice.GuestForward forward -> out.netdev(Props.of().text("type", "user")
                        .list("guestfwd", List.of(Props.of().text("str",
                                "tcp:" + forward.address() + ":" + forward.port() + "-chardev:" + chardev)))
                        .text("id", alias));
                case CharacterDevice.VirtioChannel virtio -> {
                    Props props = Props.device("virtserialport");
                    Addresses.add(guest, props, channel.info());
                    out.device(props.text("chardev", chardev).text("id", alias)
                            .text("name", name(channel.backend(), virtio.name())));
                }
                case CharacterDevice.XenChannel _ -> throw Guest.unsupported("unsupported channel type 'xen'");
            }
        }
    }

    private static @Nullable String name(CharBackend backend, @Nullable String name) {
        if (backend instanceof CharBackend.SpiceVmc) {
            if (name != null && !name.equals(SPICE_AGENT)) {
                throw Guest.unsupported("Unsupported spicevmc target name '" + name + "'");
            }
            return SPICE_AGENT;
        }
        return name;
    }
}
