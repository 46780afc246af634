package io.jvirt.network.dnsmasq;

import java.nio.file.Path;

/**
 * Where dnsmasq's files of one network lie. Names of files are libvirt's, which people know from its folder.
 *
 * @param folder the folder of all networks
 * @param network the network's name
 */
public record DnsmasqFiles(Path folder, String network) {
    /** {@return the configuration} */
    public Path configuration() {
        return folder.resolve(network + ".conf");
    }

    /** {@return static addresses, read again on SIGHUP} */
    public Path hosts() {
        return folder.resolve(plain() + ".hostsfile");
    }

    /** {@return further names, read again on SIGHUP} */
    public Path names() {
        return folder.resolve(plain() + ".addnhosts");
    }

    /** {@return the addresses that are given out, kept by dnsmasq} */
    public Path leases() {
        return folder.resolve(plain() + ".leases");
    }

    /** dnsmasq takes quotes in its configuration for its own, so that names of files have them as libvirt's: escaped. */
    private String plain() {
        return network.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&apos;");
    }
}
