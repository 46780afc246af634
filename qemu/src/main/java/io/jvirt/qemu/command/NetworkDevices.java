package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.Reconnect;
import java.util.List;

/** Network cards: each a back end on the host and a device for the guest. Cards of the host itself come later. */
final class NetworkDevices {
    private static final int RECONNECT_SECONDS = 5;

    private NetworkDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (NetworkInterface card : guest.devices().interfaces()) {
            NetworkRules.check(guest, card);
            if (!(card.source() instanceof InterfaceSource.HostCard)) {
                socket(guest, out, card);
                out.netdev(NetworkBackend.props(guest, out, card));
                Addresses.extension(guest, out, card.info());
                if (sitsOnBoard(guest, card)) {
                    out.add("net", NetworkFrontend.onBoard(guest, card));
                } else {
                    out.device(NetworkFrontend.props(guest, card));
                }
            }
        }
    }

    /** {@return whether the card is one that an ARM board has, which no device can name} */
    private static boolean sitsOnBoard(Guest guest, NetworkInterface card) {
        return guest.isArm() && !(card.info().address() instanceof DeviceAddress.Pci)
                && !(card.info().address() instanceof DeviceAddress.VirtioMmio);
    }

    /** Adds the connection to a switch in user space. */
    private static void socket(Guest guest, Arguments out, NetworkInterface card) {
        String alias = guest.alias(card);
        CharBackend.UnixSource source = switch (card.source()) {
            case InterfaceSource.VhostUser user -> NetworkBackend.isPasst(card)
                    ? passt(guest, alias)
                    : new CharBackend.UnixSource(user.mode() == InterfaceSource.SocketMode.SERVER
                            ? CharBackend.Mode.BIND : CharBackend.Mode.CONNECT, user.path(), List.of(),
                            user.reconnect());
            default -> null;
        };
        if (source != null) {
            CharDevices.vhostUser(guest, out, CharDevices.id(alias), source);
        }
    }

    private static CharBackend.UnixSource passt(Guest guest, String alias) {
        return new CharBackend.UnixSource(CharBackend.Mode.CONNECT, NetworkBackend.passtSocket(guest, alias),
                List.of(), new Reconnect(YesNo.YES, RECONNECT_SECONDS));
    }
}
