package io.jvirt.network;

import io.jvirt.host.HostException;
import io.jvirt.host.net.Links;
import io.jvirt.host.net.Routes;
import io.jvirt.model.IpAddress;
import io.jvirt.model.OnOff;
import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkDescription.Bridge;
import io.jvirt.model.network.NetworkDescription.Mode;

/** The bridge that a network owns: the device, its addresses, the routes through it. */
final class BridgeDevice {
    private static final int CENTISECONDS = 100;

    private BridgeDevice() {}

    private static Bridge bridge(NetworkDescription network) {
        var bridge = network.bridge();
        if (bridge == null || bridge.name() == null) {
            throw new IllegalStateException("network '" + network.name() + "' was not given a bridge");
        }
        return bridge;
    }

    /** {@return whether the device is there and is this network's, which its hardware address tells} */
    static boolean isThere(NetworkDescription network) {
        return Links.hardwareAddress(String.valueOf(bridge(network).name())).filter(String.valueOf(network.mac())::equals).isPresent();
    }

    /** Makes the device with all it needs to be used; the caller removes it when that fails half way. */
    static void make(NetworkDescription network) {
        var bridge = bridge(network);
        String name = String.valueOf(bridge.name());
        long delay = bridge.delay() == null ? 0 : bridge.delay();
        // The delay first: the kernel takes no short one while it looks for loops.
        var links = new Links().add("link", "add", "name", name, "address", String.valueOf(network.mac()),
                "type", "bridge", "forward_delay", Long.toString(delay * CENTISECONDS), "stp_state", bridge.stp() == OnOff.OFF ? "0" : "1");
        if (network.mtu() != null) {
            links.add("link", "set", "dev", name, "mtu", Integer.toString(network.mtu()));
        }
        if (bridge.macTableManager() == NetworkDescription.MacTableManager.LIBVIRT) {
            links.add("link", "set", "dev", name, "type", "bridge", "vlan_filtering", "1");
        }
        links.run();
        configureV6(network, name);
        var addresses = new Links();
        for (var ip : network.ip()) {
            String address = ip.address() + "/" + ip.prefixLength();
            if (ip.address().v6()) {
                // Nobody else can have it, so that it can be used at once.
                addresses.add("address", "add", address, "dev", name, "nodad");
            } else {
                addresses.add("address", "add", address, "broadcast", "+", "dev", name);
            }
        }
        addresses.add("link", "set", "dev", name, "up");
        for (var route : network.route()) {
            addresses.add("route", "add", route.destination(), "via", route.gateway().toString(), "dev", name,
                    "metric", Long.toString(route.metric() == null ? 1 : route.metric()));
        }
        addresses.run();
    }

    /** Without an address of the network's own the host has none in it, and it never believes what guests advertise. */
    private static void configureV6(NetworkDescription network, String name) {
        String path = "ipv6/conf/" + name + "/";
        Links.setSysctl(path + "disable_ipv6", network.ips(true).isEmpty() ? "1" : "0");
        Links.setSysctl(path + "accept_ra", "0");
        Links.setSysctl(path + "autoconf", "0");
    }

    static void remove(NetworkDescription network) {
        Links.remove(String.valueOf(bridge(network).name()));
    }

    /** Refuses addresses that the host reaches by another device already. */
    static void checkFree(NetworkDescription network) {
        for (var ip : network.ips(false)) {
            IpAddress mask = ip.address().mask(ip.prefixLength());
            for (var route : Routes.all()) {
                if (route.mask() == mask.low() && route.destination() == ip.address().network(ip.prefixLength()).low()) {
                    throw NetworkErrors.internal("Network " + ip.network() + " is already in use by interface " + route.device()
                            + "; give network '" + network.name() + "' other addresses");
                }
            }
        }
        String name = String.valueOf(bridge(network).name());
        if (Links.exists(name)) {
            throw NetworkErrors.internal("bridge name '" + name + "' already in use: the host has a device of this name");
        }
    }

    /** Lets the host forward what goes in and out of the network. It stays so: others may have come to rely on it. */
    static void forward(NetworkDescription network) {
        if (network.mode() == Mode.NONE) {
            return;
        }
        try {
            if (!network.ips(false).isEmpty()) {
                Links.setSysctl("ipv4/ip_forward", "1");
            }
            if (!network.ips(true).isEmpty()) {
                Links.setSysctl("ipv6/conf/all/forwarding", "1");
            }
        } catch (HostException e) {
            throw NetworkErrors.system(e);
        }
    }
}
