package io.jvirt.qemu.operations;

import io.jvirt.api.Domain;
import io.jvirt.api.network.Networks;
import io.jvirt.api.spi.HostServices;
import io.jvirt.host.facts.NetworkCounters;
import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.agent.AgentInterfaces;
import io.jvirt.qemu.guest.Guest;
import java.util.List;
import java.util.Optional;

/** A guest's network cards. */
public final class Interfaces {
    private static final int SOURCE_LEASE = 0;
    private static final int SOURCE_AGENT = 1;
    private static final int SOURCE_ARP = 2;

    private Interfaces() {}

    /** {@return a card's figures as the guest sees them; the card by the name of its device on the host, or by its MAC address} */
    public static Domain.InterfaceStats stats(Guest guest, String device) {
        guest.run();
        for (NetworkInterface card : guest.description().devices().interfaces()) {
            NetworkInterface.Mac mac = card.mac();
            if (device.equals(hostDevice(card)) || mac != null && device.equalsIgnoreCase(mac.address().toString())) {
                return counters(card).orElseThrow(() -> Errors.internal(
                        "network card " + device + " has no device on the host that counts its packets", null));
            }
        }
        throw Errors.argument("invalid path, '" + device + "' is not a known interface");
    }

    static String hostDevice(NetworkInterface card) {
        NetworkInterface.Target target = card.target();
        String device = target == null ? null : target.dev();
        return device == null ? "" : device;
    }

    /** What the guest sends its tap receives; a macvtap counts as the guest does. */
    static Optional<Domain.InterfaceStats> counters(NetworkInterface card) {
        boolean sameView = card.source() instanceof InterfaceSource.Direct;
        return NetworkCounters.read(hostDevice(card)).map(c -> sameView
                ? new Domain.InterfaceStats(
                        c.received().bytes(), c.received().packets(), c.received().errors(), c.received().drops(),
                        c.sent().bytes(), c.sent().packets(), c.sent().errors(), c.sent().drops())
                : new Domain.InterfaceStats(
                        c.sent().bytes(), c.sent().packets(), c.sent().errors(), c.sent().drops(),
                        c.received().bytes(), c.received().packets(), c.received().errors(), c.received().drops()));
    }

    /** {@return the guest's addresses as its networks' leases (0), its agent (1) or the host's table of neighbours (2) tell them} */
    public static List<Domain.InterfaceAddress> addresses(Guest guest, int source, HostServices services) {
        return switch (source) {
            case SOURCE_LEASE -> CardAddresses.leased(guest, services.get(Networks.class, Networks.NONE));
            case SOURCE_AGENT -> new AgentInterfaces(GuestAgents.of(guest)).list();
            case SOURCE_ARP -> CardAddresses.neighbours(guest);
            default -> throw Errors.argument("Unknown IP address data source " + source);
        };
    }
}
