package io.jvirt.qemu.command;

import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.NetworkInterface;

/** Combinations of a network card's parts that QEMU cannot do. */
final class NetworkRules {
    private NetworkRules() {
    }

    static void check(Guest guest, NetworkInterface card) {
        String who = "interface " + (card.mac() == null ? guest.alias(card) : card.mac().address().toString()) + " - ";
        String model = card.model() == null ? "" : card.model();
        boolean virtio = model.startsWith("virtio");
        boolean tap = isTap(card);
        NetworkInterface.Backend backend = card.backend();
        if (backend != null && backend.tap() != null) {
            guest.require(tap, who + "custom tap device path is not supported for network interfaces of type "
                    + type(card));
        }
        guest.require(card.script() == null || card.source() instanceof InterfaceSource.Ethernet,
                "scripts are not supported on interfaces of type " + type(card));
        if (NetworkBackend.severalQueues(card) != null) {
            boolean several = virtio && (tap || card.source() instanceof InterfaceSource.VhostUser
                    || card.source() instanceof InterfaceSource.Vdpa);
            guest.require(several, who + "multiqueue network is not supported for model '" + model + "' and type '"
                    + type(card) + "'");
        }
        boolean direct = card.source() instanceof InterfaceSource.VhostUser
                || card.source() instanceof InterfaceSource.Vdpa;
        guest.require(!direct || virtio, who + "invalid model '" + model + "' for interface of type '" + type(card)
                + "', requires 'virtio'");
    }

    private static boolean isTap(NetworkInterface card) {
        return switch (card.source()) {
            case InterfaceSource.Bridge _, InterfaceSource.Network _, InterfaceSource.Direct _,
                    InterfaceSource.Ethernet _ -> true;
            default -> false;
        };
    }

    /** {@return the interface's type as documents spell it} */
    static String type(NetworkInterface card) {
        return switch (card.source()) {
            case InterfaceSource.User _ -> "user";
            case InterfaceSource.Ethernet _ -> "ethernet";
            case InterfaceSource.VhostUser _ -> "vhostuser";
            case InterfaceSource.Server _ -> "server";
            case InterfaceSource.Client _ -> "client";
            case InterfaceSource.Multicast _ -> "mcast";
            case InterfaceSource.Udp _ -> "udp";
            case InterfaceSource.Network _ -> "network";
            case InterfaceSource.Bridge _ -> "bridge";
            case InterfaceSource.Internal _ -> "internal";
            case InterfaceSource.Direct _ -> "direct";
            case InterfaceSource.HostCard _ -> "hostdev";
            case InterfaceSource.Vdpa _ -> "vdpa";
            case InterfaceSource.Null _ -> "null";
            case InterfaceSource.DistributedSwitch _ -> "vds";
        };
    }
}
