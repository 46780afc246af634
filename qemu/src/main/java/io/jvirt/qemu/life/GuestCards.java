package io.jvirt.qemu.life;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.network.Network;
import io.jvirt.api.network.Networks;
import io.jvirt.api.spi.HostServices;
import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.net.Links;
import io.jvirt.host.net.MacvtapDevice;
import io.jvirt.host.net.TapDevice;
import io.jvirt.host.net.TrafficLimits;
import io.jvirt.host.process.HostCommand;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.network.NetworkPortDescription;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.command.Handle;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plugs guests' network cards in: asks networks for ports, makes tap and macvtap devices, takes it all back. The status
 * file names a card's port before the network makes it, so that a successor can give back what a crash left.
 *
 * <p>An unprivileged instance can make no devices. There a card of a network becomes one of user-mode networking, which
 * gives the guest the host's own access, by passt where it is installed, else by QEMU itself.
 */
public final class GuestCards {
    private static final System.Logger LOG = System.getLogger(GuestCards.class.getName());
    private static final String PATTERN = "vnet%d";
    private static final Path VHOST = Path.of("/dev/vhost-net");
    private static final int O_RDWR = 2;

    private final HostServices services;
    private final CardFilters filters;
    private final boolean privileged;

    /** For the guests of an instance that may make devices of the host, or may not. */
    public GuestCards(HostServices services, boolean privileged) {
        this.services = services;
        this.filters = new CardFilters(services);
        this.privileged = privileged;
    }

    private Networks networks() {
        return services.get(Networks.class, Networks.NONE);
    }

    /** {@return the open files of all cards of a guest that is being started; its document tells what they became} */
    CardFiles plugAll(Guest guest, Run run) {
        guest.note(run, notes -> notes.description(
                d -> withCards(d, d.devices().interfaces().stream().map(this::announced).toList())));
        reclaim(guest, run);
        return plugFrom(guest, run, 0);
    }

    /** Sees to it that what a guest's cards have on the host, whichever it has then, goes with the run. */
    void reclaim(Guest guest, Run run) {
        run.teardown().add("network cards", () -> guest.description().devices().interfaces().forEach(this::release));
    }

    /** {@return a running guest's document with one more card, as the status file shall know it before anything is made} */
    DomainDescription announced(DomainDescription wanted, DomainDescription before) {
        return withCards(wanted, wanted.devices().interfaces().stream()
                .map(card -> before.devices().interfaces().contains(card) ? card : announced(card))
                .toList());
    }

    /** {@return the open files of those cards that a running guest did not have before; its document tells what they became} */
    CardFiles plugAdded(Guest guest, Run run, DomainDescription before) {
        return plugFrom(guest, run, before.devices().interfaces().size());
    }

    private CardFiles plugFrom(Guest guest, Run run, int first) {
        CardFiles files = new CardFiles();
        boolean done = false;
        try {
            List<NetworkInterface> cards = guest.description().devices().interfaces();
            for (int i = first; i < cards.size(); i++) {
                NetworkInterface plugged = plug(guest, cards.get(i), i, files);
                int index = i;
                guest.note(run, notes -> notes.description(d -> {
                    List<NetworkInterface> changed = new ArrayList<>(d.devices().interfaces());
                    changed.set(index, plugged);
                    return withCards(d, changed);
                }));
                filters.bind(guest, plugged);
            }
            done = true;
            return files;
        } finally {
            if (!done) {
                files.close();
            }
        }
    }

    private static DomainDescription withCards(DomainDescription description, List<NetworkInterface> cards) {
        return description.withDevices(description.devices().withInterfaces(cards));
    }

    /** {@return the card as the status file shall know it before anything is made} */
    private NetworkInterface announced(NetworkInterface card) {
        if (card.source() instanceof InterfaceSource.Network source) {
            if (privileged) {
                return card.withSource(new InterfaceSource.Network(source.network(), source.portgroup(), UUID.randomUUID(), null, null, null));
            }
            NetworkInterface user = card.withSource(new InterfaceSource.User(null, List.of(), List.of()));
            boolean passt = card.backend() == null && HostCommand.find("passt").isPresent() && !card.portForward().isEmpty();
            return passt ? user.withBackend(new NetworkInterface.Backend(NetworkInterface.BackendType.PASST, null, null, null, null, null)) : user;
        }
        return card;
    }

    /** Makes what one card needs on the host; its open files are added under its place. */
    private NetworkInterface plug(Guest guest, NetworkInterface card, int index, CardFiles files) {
        return switch (card.source()) {
            case InterfaceSource.Network source -> plugNetwork(guest, card, source, index, files);
            case InterfaceSource.Bridge source when privileged -> tap(card, String.valueOf(source.bridge()), null, index, files);
            case InterfaceSource.Direct source -> macvtap(card, String.valueOf(source.dev()), source.mode(), index, files);
            default -> card;
        };
    }

    private NetworkInterface plugNetwork(Guest guest, NetworkInterface card, InterfaceSource.Network source, int index, CardFiles files) {
        Network network = networks().network(String.valueOf(source.network()));
        if (!network.active()) {
            throw Errors.invalid("network '" + network.name() + "' is not active; start it with: jvirt net-start " + network.name());
        }
        NetworkPortDescription port = NetworkPortDescription.parse(network.createPort(wish(guest, card, source).format()).xml(), false);
        return switch (port.plug()) {
            case NetworkPortDescription.OwnBridge own ->
                tap(card.withSource(live(source, own.bridge())), own.bridge(), port, index, files);
            case NetworkPortDescription.HostBridge host ->
                tap(card.withSource(live(source, host.bridge())), host.bridge(), port, index, files);
            case NetworkPortDescription.Direct direct -> macvtap(
                    card.withSource(new InterfaceSource.Network(source.network(), source.portgroup(), source.portid(), null, direct.dev(), direct.mode())),
                    direct.dev(), direct.mode(), index, files);
            case NetworkPortDescription.HostPci pci -> throw Errors.unsupported("network '" + network.name() + "' hands out PCI device "
                    + pci.address() + ", which this driver cannot plug in as a network card; give it as <hostdev> instead");
            case null -> throw Errors.internal("port " + port.uuid() + " of network '" + network.name() + "' leads nowhere", null);
        };
    }

    private static InterfaceSource.Network live(InterfaceSource.Network source, String bridge) {
        return new InterfaceSource.Network(source.network(), source.portgroup(), source.portid(), bridge, null, null);
    }

    private static NetworkPortDescription wish(Guest guest, NetworkInterface card, InterfaceSource.Network source) {
        NetworkInterface.Mac mac = card.mac();
        if (mac == null) {
            throw Errors.internal("a network card of '" + guest.name() + "' has no MAC address", null);
        }
        NetworkInterface.Bandwidth limits = card.bandwidth();
        return new NetworkPortDescription(
                source.portid(), new NetworkPortDescription.Owner(guest.name(), guest.uuid()), source.portgroup(), mac.address(),
                card.virtualport(), limits == null ? null : new NetworkPortDescription.Bandwidth(null, limits.inbound(), limits.outbound()),
                card.vlan(), card.portIsolated(), card.trustGuestRxFilters(), null);
    }

    private static int queues(NetworkInterface card) {
        Integer wanted = card.driver() == null ? null : card.driver().queues();
        return wanted == null || wanted < 1 ? 1 : wanted;
    }

    private NetworkInterface tap(NetworkInterface card, String bridge, @Nullable NetworkPortDescription port, int index, CardFiles files) {
        String wanted = card.target() == null ? null : card.target().dev();
        TapDevice tap = TapDevice.create(wanted == null ? PATTERN : wanted, queues(card));
        files.add(index, Handle.TAP, tap.queues());
        vhost(card, index, files);
        String device = tap.name();
        Links links = new Links().add("link", "set", "dev", device, "address", hostAddress(card), "addrgenmode", "none");
        if (card.mtu() != null) {
            links.add("link", "set", "dev", device, "mtu", Integer.toString(card.mtu()));
        }
        NetworkInterface.VirtualPort virtual = port != null ? port.virtualport() : card.virtualport();
        NetworkInterface.Vlan vlan = port != null ? port.vlan() : card.vlan();
        if (virtual != null && "openvswitch".equals(virtual.type())) {
            links.add("link", "set", "dev", device, "up").run();
            SwitchPort.add(bridge, device, card, virtual, vlan);
        } else {
            links.add("link", "set", "dev", device, "master", bridge).add("link", "set", "dev", device, "up").run();
            bridgePort(device, port != null ? port.isolated() : card.portIsolated(), vlan);
        }
        NetworkInterface.Bandwidth limits = port != null && port.bandwidth() != null ? port.bandwidth().rates() : card.bandwidth();
        if (limits != null) {
            TrafficLimits.set(device, rate(limits.inbound()), rate(limits.outbound()));
        }
        return card.withTarget(new NetworkInterface.Target(device, null));
    }

    private static void bridgePort(String device, @Nullable YesNo isolated, NetworkInterface.@Nullable Vlan vlan) {
        HostCommand bridge = HostCommand.named("bridge");
        if (isolated == YesNo.YES) {
            bridge.output(List.of("link", "set", "dev", device, "isolated", "on"));
        }
        if (vlan != null) {
            for (NetworkInterface.VlanTag tag : vlan.tag()) {
                List<String> words = new ArrayList<>(List.of("vlan", "add", "dev", device, "vid", Integer.toString(tag.id())));
                if (vlan.tag().size() == 1 || tag.nativeMode() != null) {
                    words.add("pvid");
                }
                if (vlan.trunk() != YesNo.YES || tag.nativeMode() == NetworkInterface.NativeMode.UNTAGGED) {
                    words.add("untagged");
                }
                bridge.output(words);
            }
        }
    }

    static TrafficLimits.@Nullable Rate rate(NetworkInterface.@Nullable Rate rate) {
        return rate == null || rate.average() == null ? null : new TrafficLimits.Rate(rate.average(), rate.peak(), rate.burst());
    }

    /** The host's end has an address of its own, high enough that no bridge takes it for its own. */
    private static String hostAddress(NetworkInterface card) {
        String address = card.mac() == null ? "52:54:00:00:00:00" : card.mac().address().toString();
        return "fe" + address.substring(2);
    }

    private NetworkInterface macvtap(
            NetworkInterface card, String lower, InterfaceSource.@Nullable DirectMode mode, int index, CardFiles files) {
        String words = mode == null ? "vepa" : mode == InterfaceSource.DirectMode.PASSTHROUGH ? "passthru" : mode.xml();
        String address = card.mac() == null ? "" : card.mac().address().toString();
        MacvtapDevice device = MacvtapDevice.create(lower, words, address, queues(card));
        files.add(index, Handle.TAP, device.queues());
        vhost(card, index, files);
        return card.withTarget(new NetworkInterface.Target(device.name(), null));
    }

    /** The kernel moves a virtio card's packets by itself where it can. */
    private static void vhost(NetworkInterface card, int index, CardFiles files) {
        NetworkInterface.DriverName driver = card.driver() == null ? null : card.driver().name();
        boolean virtio = card.model() != null && card.model().startsWith("virtio");
        if (!virtio || driver == NetworkInterface.DriverName.QEMU || !Files.isReadable(VHOST)) {
            return;
        }
        List<Descriptor> opened = new ArrayList<>();
        try {
            for (int i = 0; i < queues(card); i++) {
                opened.add(Descriptor.open(VHOST, O_RDWR));
            }
            files.add(index, Handle.VHOST_NET, opened);
        } catch (HostException e) {
            opened.forEach(Descriptor::close);
            if (driver == NetworkInterface.DriverName.VHOST) {
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "Packets are moved by QEMU: {0}", e.getMessage());
        }
    }

    /** Gives back what a device has on the host if it is a card; what cannot be given back is logged. */
    void release(Device device) {
        if (device instanceof NetworkInterface card) {
            try {
                unplug(card);
            } catch (JvirtException | HostException e) {
                LOG.log(System.Logger.Level.WARNING, "Something of a network card stays on the host: {0}", e.getMessage());
            }
        }
    }

    /** A tap device goes with the last process that has it open. */
    private void unplug(NetworkInterface card) {
        filters.unbind(card);
        String device = card.target() == null ? null : card.target().dev();
        if (device != null && privileged) {
            boolean ours = card.mac() != null && Links.hardwareAddress(device).filter(card.mac().address().toString()::equals).isPresent();
            if (device.startsWith("macvtap") && ours) {
                Links.remove(device);
            }
            NetworkInterface.VirtualPort virtual = card.virtualport();
            if (virtual != null && "openvswitch".equals(virtual.type())) {
                SwitchPort.remove(device);
            }
        }
        if (card.source() instanceof InterfaceSource.Network source && source.portid() != null && source.network() != null) {
            try {
                networks().network(source.network()).port(source.portid()).delete();
            } catch (JvirtException e) {
                if (e.code() != ErrorCode.NO_NETWORK_PORT && e.code() != ErrorCode.NO_NETWORK) {
                    throw e;
                }
            }
        }
    }
}
