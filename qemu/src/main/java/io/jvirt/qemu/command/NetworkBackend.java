package io.jvirt.qemu.command;

import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The host's end of a network card. */
final class NetworkBackend {
    private static final int RECONNECT_SECONDS = 5;

    private NetworkBackend() {
    }

    static String id(String alias) {
        return "host" + alias;
    }

    static Props props(Guest guest, Arguments out, NetworkInterface card) {
        String alias = guest.alias(card);
        Props props = switch (card.source()) {
            case InterfaceSource.Bridge _, InterfaceSource.Network _, InterfaceSource.Direct _,
                    InterfaceSource.Ethernet _ -> tap(guest, card, alias);
            case InterfaceSource.Client client -> type("socket").text("connect", address(client.address()));
            case InterfaceSource.Server server -> type("socket").text("listen", address(server.address()));
            case InterfaceSource.Multicast group -> type("socket").text("mcast", address(group.address()));
            case InterfaceSource.Udp udp -> type("socket").text("udp", address(udp.address()))
                    .text("localaddr", udp.local() == null ? null : join(udp.local().address(), udp.local().port()));
            case InterfaceSource.User _ -> isPasst(card) ? passt(guest, alias) : user(card);
            case InterfaceSource.Internal _ -> type("user");
            case InterfaceSource.VhostUser _ -> type("vhost-user").text("chardev", CharDevices.id(alias))
                    .number("queues", severalQueues(card));
            case InterfaceSource.Vdpa vdpa -> type("vhost-vdpa").text("vhostdev", vdpa(guest, out, alias, vdpa))
                    .number("queues", severalQueues(card));
            case InterfaceSource.HostCard _, InterfaceSource.Null _, InterfaceSource.DistributedSwitch _ ->
                    throw Guest.unsupported("network device type '" + NetworkRules.type(card)
                            + "' is not supported by this hypervisor");
        };
        return props.text("id", id(alias));
    }

    private static Props type(String type) {
        return Props.of().text("type", type);
    }

    private static Props tap(Guest guest, NetworkInterface card, String alias) {
        HandleSource handles = guest.environment().handles();
        List<Integer> taps = handles.of(alias, Handle.TAP);
        List<Integer> vhosts = handles.of(alias, Handle.VHOST_NET);
        Props props = type("tap");
        if (taps.isEmpty()) {
            props.text("ifname", card.target() == null ? null : card.target().dev())
                    .text("script", "no").text("downscript", "no");
        } else {
            props.text(taps.size() > 1 ? "fds" : "fd", join(taps));
        }
        if (!vhosts.isEmpty()) {
            props.flag("vhost", true).text(vhosts.size() > 1 ? "vhostfds" : "vhostfd", join(vhosts));
        }
        return props.number("sndbuf", card.sndbuf());
    }

    private static String join(List<Integer> descriptors) {
        return descriptors.stream().map(Object::toString).collect(Collectors.joining(":"));
    }

    private static String address(InterfaceSource.SocketAddress address) {
        return join(address.address(), address.port());
    }

    private static String join(@Nullable String address, @Nullable Integer port) {
        return (address == null ? "" : address) + ":" + (port == null ? 0 : port);
    }

    static boolean isPasst(NetworkInterface card) {
        return card.backend() != null && card.backend().type() == NetworkInterface.BackendType.PASST;
    }

    static String passtSocket(Guest guest, String alias) {
        String socket = guest.environment().paths().get(alias);
        if (socket == null) {
            throw new IllegalStateException("No socket of passt is known for '" + alias + "'");
        }
        return socket;
    }

    private static Props passt(Guest guest, String alias) {
        Props props = type("stream").nested("addr", Props.of().text("type", "unix")
                .text("path", passtSocket(guest, alias))).flag("server", false);
        // passt may be started anew; QEMU then finds it again.
        if (guest.has(QemuFact.NETDEV_STREAM_RECONNECT_MILISECONDS)) {
            return props.number("reconnect-ms", RECONNECT_SECONDS * 1000);
        }
        return guest.has(QemuFact.NETDEV_STREAM_RECONNECT) ? props.number("reconnect", RECONNECT_SECONDS) : props;
    }

    private static Props user(NetworkInterface card) {
        Props props = type("user");
        for (NetworkInterface.Ip ip : card.ip()) {
            boolean v6 = ip.family() == NetworkInterface.Family.IPV6 || ip.address().contains(":");
            if (v6) {
                props.text("ipv6-prefix", ip.address()).positive("ipv6-prefixlen", ip.prefix());
            } else {
                boolean sized = ip.prefix() != null && ip.prefix() != 0;
                props.text("net", sized ? ip.address() + "/" + ip.prefix() : ip.address());
            }
        }
        return props;
    }

    private static @Nullable String vdpa(Guest guest, Arguments out, String alias, InterfaceSource.Vdpa vdpa) {
        List<Integer> handles = guest.environment().handles().of(alias, Handle.VHOST_VDPA);
        return handles.isEmpty() ? vdpa.dev() : guest.fdSets().add(out, handles.getFirst(), alias + "-vdpa");
    }

    /** {@return the number of queues when there is more than one} */
    static @Nullable Integer severalQueues(NetworkInterface card) {
        Integer queues = card.driver() == null ? null : card.driver().queues();
        return queues == null || queues <= 1 ? null : queues;
    }
}
