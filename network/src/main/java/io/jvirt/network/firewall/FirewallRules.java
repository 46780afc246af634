package io.jvirt.network.firewall;

import io.jvirt.model.YesNo;
import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkDescription.Mode;
import io.jvirt.model.network.NetworkIp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a network, for one of the two programs that keep rules. Each rule is put before those that are there, so
 * that the last one made is the first one asked; the order is libvirt's, which administrators know.
 */
public abstract sealed class FirewallRules permits NftablesRules, IptablesRules {
    static final String MULTICAST4 = "224.0.0.0/24";
    static final String MULTICAST6 = "ff02::/16";
    static final String BROADCAST = "255.255.255.255/32";
    private static final int FIRST_UNPRIVILEGED_PORT = 1024;
    private static final int LAST_PORT = 65535;

    final NetworkDescription network;
    final String bridge;
    /** The card that all traffic of the network goes through; null for any. */
    final @Nullable String device;
    private final List<FirewallCommand> commands = new ArrayList<>();

    FirewallRules(NetworkDescription network) {
        this.network = network;
        this.bridge = network.bridgeName().orElseThrow();
        this.device = network.forward() == null ? null : network.forward().device().orElse(null);
    }

    /** {@return the commands that make the rules; none for a network that has no rules} */
    public final List<FirewallCommand> commands() {
        commands.clear();
        if (applies(network)) {
            begin();
            general(false);
            if (!network.ips(true).isEmpty() || network.ipv6() == YesNo.YES) {
                general(true);
            }
            network.ip().forEach(this::address);
            end();
        }
        return List.copyOf(commands);
    }

    /** {@return whether such a network has rules} */
    public static boolean applies(NetworkDescription network) {
        return network.mode().ownsBridge() && network.mode() != Mode.OPEN;
    }

    final void add(FirewallCommand command) {
        commands.add(command);
    }

    private void address(NetworkIp ip) {
        boolean v6 = ip.address().v6();
        var forward = network.forward();
        boolean translated = network.mode() == Mode.NAT
                && (!v6 || forward != null && forward.nat() != null && forward.nat().ipv6() == YesNo.YES);
        if (network.mode() == Mode.NONE) {
            return;
        }
        allowOut(ip);
        if (!translated) {
            allowIn(ip);
            return;
        }
        allowAnswers(ip);
        // Asked in the opposite order: what is never translated, then TCP and UDP with ports that need no privilege.
        translate(ip, null);
        translate(ip, "udp");
        translate(ip, "tcp");
        if (!v6) {
            leave(ip, BROADCAST);
        }
        leave(ip, v6 ? MULTICAST6 : MULTICAST4);
    }

    /** {@return the first and the last port that may stand in for a guest's, as {@code 1024-65535}} */
    final String ports() {
        var forward = network.forward();
        var given = forward == null || forward.nat() == null ? null : forward.nat().port();
        if (given == null || given.start() == 0 && given.end() == 0) {
            return FIRST_UNPRIVILEGED_PORT + "-" + LAST_PORT;
        }
        return given.start() + "-" + given.end();
    }

    /** {@return the addresses that stand in for the guests', as {@code a-b}; null for that of the outgoing card} */
    final @Nullable String addresses(NetworkIp ip) {
        var forward = network.forward();
        var given = forward == null || forward.nat() == null || ip.address().v6() ? null : forward.nat().address();
        return given == null ? null : given.start() + "-" + given.end();
    }

    /** What comes before all rules. */
    abstract void begin();

    /** What holds for the bridge, whatever its addresses. */
    abstract void general(boolean v6);

    /** What comes after all rules. */
    abstract void end();

    /** Guests may send out. */
    abstract void allowOut(NetworkIp ip);

    /** Everybody may send to guests. */
    abstract void allowIn(NetworkIp ip);

    /** Guests are answered. */
    abstract void allowAnswers(NetworkIp ip);

    /** Guests' addresses are replaced. */
    abstract void translate(NetworkIp ip, @Nullable String protocol);

    /** Guests' addresses are not replaced on the way to {@code destination}. */
    abstract void leave(NetworkIp ip, String destination);
}
