package io.jvirt.network;

import io.jvirt.host.HostException;
import io.jvirt.host.Undo;
import io.jvirt.host.net.TrafficLimits;
import io.jvirt.model.PciAddress;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.network.Forward;
import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkStatus;
import io.jvirt.network.dnsmasq.Dnsmasq;
import io.jvirt.network.firewall.Firewall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What the host has of running networks: made at a start, taken down at the end, put right after a restart of ours. */
final class NetworkLife {
    private static final System.Logger LOG = System.getLogger(NetworkLife.class.getName());

    private final NetworkFolders folders;
    private final StatusStore statuses;
    private final Hooks hooks;
    private final Firewall firewall;

    NetworkLife(NetworkFolders folders, StatusStore statuses, Hooks hooks) {
        this.folders = folders;
        this.statuses = statuses;
        this.hooks = hooks;
        this.firewall = Firewall.ofHost();
    }

    private Dnsmasq dnsmasq(NetworkDescription network) {
        return new Dnsmasq(folders.dnsmasq(network.name()), folders.pidFile(network.name()));
    }

    /**
     * {@return the network as it runs} When something goes wrong, nothing of it is left.
     */
    NetworkDescription start(NetworkDescription definition) {
        hooks.run(definition, "start", "begin", null);
        try (Undo undo = new Undo()) {
            var network = withFunctions(definition);
            if (network.mode().ownsBridge()) {
                BridgeDevice.checkFree(network);
            }
            // Noted before the first device is made: what a crash leaves is taken down by the next daemon.
            statuses.write(network, NetworkStatus.Phase.STARTING);
            undo.add("status", () -> statuses.delete(network.name()));
            if (network.mode().ownsBridge()) {
                make(network, undo);
            }
            hooks.run(network, "started", "begin", null);
            statuses.write(network, NetworkStatus.Phase.RUNNING);
            undo.commit();
            return network;
        } catch (HostException e) {
            throw NetworkErrors.system(e);
        } catch (IllegalArgumentException e) {
            throw NetworkErrors.argument("network '" + definition.name() + "': " + e.getMessage());
        }
    }

    private void make(NetworkDescription network, Undo undo) {
        undo.add("bridge", () -> BridgeDevice.remove(network));
        BridgeDevice.make(network);
        limit(network);
        undo.add("firewall rules", () -> firewall.remove(network));
        firewall.apply(network);
        BridgeDevice.forward(network);
        undo.add("dnsmasq", () -> dnsmasq(network).stop());
        dnsmasq(network).start(network);
    }

    private static void limit(NetworkDescription network) {
        var bandwidth = network.bandwidth();
        if (bandwidth != null) {
            TrafficLimits.set(network.bridgeName().orElseThrow(), rate(bandwidth.inbound()), rate(bandwidth.outbound()));
        }
    }

    static TrafficLimits.@Nullable Rate rate(NetworkInterface.@Nullable Rate rate) {
        return rate == null || rate.average() == null || rate.average() == 0 ? null
                : new TrafficLimits.Rate(rate.average(), rate.peak(), rate.burst());
    }

    /** Finds the virtual functions of the card whose functions the network hands out. */
    private static NetworkDescription withFunctions(NetworkDescription network) {
        var forward = network.forward();
        if (forward == null || forward.pf() == null) {
            return network;
        }
        var functions = new ArrayList<Forward.HostAddress>();
        var devices = new ArrayList<Forward.HostInterface>();
        Path device = Path.of("/sys/class/net", forward.pf(), "device");
        for (int i = 0; Files.exists(device.resolve("virtfn" + i)); i++) {
            Path function = device.resolve("virtfn" + i);
            try {
                String address = function.toRealPath().getFileName().toString();
                functions.add(new Forward.PciHostAddress(pci(address), null));
                try (var names = Files.list(function.resolve("net"))) {
                    names.findFirst().ifPresent(name -> devices.add(new Forward.HostInterface(name.getFileName().toString())));
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "{0} has no network device of its own", function);
            }
        }
        if (functions.isEmpty()) {
            throw NetworkErrors.internal("No virtual functions of '" + forward.pf() + "' were found for network '" + network.name()
                    + "'; switch them on in /sys/class/net/" + forward.pf() + "/device/sriov_numvfs");
        }
        return network.withForward(
                network.mode() == NetworkDescription.Mode.HOSTDEV ? forward.withAddresses(functions) : forward.withInterfaces(devices));
    }

    private static PciAddress pci(String text) {
        String[] parts = text.split("[:.]");
        return new PciAddress(Integer.parseInt(parts[0], 16), Integer.parseInt(parts[1], 16), Integer.parseInt(parts[2], 16), Integer.parseInt(parts[3], 16));
    }

    /** Takes down all that a network has. */
    void stop(NetworkDescription network) {
        try {
            if (network.mode().ownsBridge()) {
                takeDown(network);
            }
            statuses.deletePorts(network.identity());
            statuses.delete(network.name());
        } catch (HostException e) {
            throw NetworkErrors.system(e);
        }
        hooks.tell(network, "stopped", "end", null);
    }

    private void takeDown(NetworkDescription network) {
        try (Undo steps = new Undo()) {
            steps.add("bridge", () -> {
                if (BridgeDevice.isThere(network)) {
                    BridgeDevice.remove(network);
                }
            });
            steps.add("firewall rules", () -> firewall.remove(network));
            steps.add("dnsmasq", () -> dnsmasq(network).stop());
        }
    }

    /**
     * Takes over a network that a former daemon of ours noted, or removes what is left of it.
     *
     * @return whether it runs
     */
    boolean recover(NetworkStatus status) {
        var network = status.network();
        boolean lives = status.phase() == NetworkStatus.Phase.RUNNING
                && (!network.mode().ownsBridge() || BridgeDevice.isThere(network));
        if (!lives) {
            LOG.log(System.Logger.Level.INFO, "Network {0} does not run any more; what is left of it is removed", network.name());
            stop(network);
            return false;
        }
        try {
            restore(network);
        } catch (HostException e) {
            LOG.log(System.Logger.Level.WARNING, "Network {0}: {1}", network.name(), e.getMessage());
        }
        return true;
    }

    /** Puts right what others may have removed: rules, the name server. */
    void restore(NetworkDescription network) {
        if (network.mode().ownsBridge()) {
            if (!firewall.isWhole(network)) {
                firewall.apply(network);
            }
            BridgeDevice.forward(network);
            dnsmasq(network).ensure(network);
        }
    }

    /** Makes a running network follow a change of its document. */
    void change(NetworkDescription from, NetworkDescription to) {
        try {
            if (to.mode().ownsBridge()) {
                boolean devicesDiffer = !java.util.Objects.equals(from.forward(), to.forward());
                if (devicesDiffer) {
                    firewall.apply(to);
                }
                dnsmasq(to).update(to);
            }
            statuses.write(to, NetworkStatus.Phase.RUNNING);
        } catch (HostException e) {
            try (Undo undo = new Undo()) {
                undo.add("change of network " + from.name(), () -> dnsmasq(from).update(from));
            }
            throw NetworkErrors.system(e);
        }
        hooks.tell(to, "updated", "begin", null);
    }
}
