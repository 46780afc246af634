package io.jvirt.network.firewall;

import io.jvirt.model.network.NetworkDescription;

/** Keeps the rules of networks in the host's packet filter. */
public interface Firewall {
    /** Makes a network's rules, in place of those that it has. */
    void apply(NetworkDescription network);

    /** Removes a network's rules; that there are none is fine. */
    void remove(NetworkDescription network);

    /** {@return whether all of a network's rules are there} */
    boolean isWhole(NetworkDescription network);

    /** {@return what keeps the rules on this host: nftables where it is installed, else iptables} */
    static Firewall ofHost() {
        return io.jvirt.host.process.HostCommand.find("nft").<Firewall>map(NftablesFirewall::new)
                .orElseGet(IptablesFirewall::new);
    }
}
