package io.jvirt.qemu.operations;

import io.jvirt.api.DomainFigures.InterfaceAddress;
import io.jvirt.api.DomainFigures.IpAddress;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.network.Networks;
import io.jvirt.host.net.Neighbours;
import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.qemu.guest.Guest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Addresses of a guest's network cards as the host knows them: by the leases of its networks, or by whom it talked to. */
final class CardAddresses {
    private static final int SINGLE_ADDRESS = 0;

    private CardAddresses() {}

    /** {@return the addresses that the guest's networks gave its cards} */
    static List<InterfaceAddress> leased(Guest guest, Networks networks) {
        return each(guest, card -> {
            List<IpAddress> found = new ArrayList<>();
            if (card.source() instanceof InterfaceSource.Network source && source.network() != null) {
                try {
                    networks.network(source.network()).leases(mac(card)).forEach(
                            lease -> found.add(new IpAddress(lease.v6() ? 1 : 0, lease.address(), lease.prefix())));
                } catch (JvirtException e) {
                    // A network that was stopped or removed gives nobody an address.
                    if (e.code() != ErrorCode.OPERATION_INVALID && e.code() != ErrorCode.NO_NETWORK) {
                        throw e;
                    }
                }
            }
            return found;
        });
    }

    /** {@return the addresses under which the host has talked to the guest's cards} */
    static List<InterfaceAddress> neighbours(Guest guest) {
        List<Neighbours.Neighbour> all = Neighbours.all();
        return each(guest, card -> all.stream()
                .filter(neighbour -> neighbour.hardware().equals(mac(card)))
                .map(neighbour -> new IpAddress(0, neighbour.address(), SINGLE_ADDRESS))
                .toList());
    }

    private static List<InterfaceAddress> each(Guest guest, Function<NetworkInterface, List<IpAddress>> addresses) {
        guest.run();
        List<InterfaceAddress> found = new ArrayList<>();
        for (NetworkInterface card : guest.description().devices().interfaces()) {
            List<IpAddress> own = addresses.apply(card);
            if (!own.isEmpty()) {
                found.add(new InterfaceAddress(Interfaces.hostDevice(card), mac(card), own));
            }
        }
        return found;
    }

    private static String mac(NetworkInterface card) {
        return card.mac() == null ? "" : card.mac().address().toString().toLowerCase(Locale.ROOT);
    }
}
