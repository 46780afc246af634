/** Virtual networks of the host: bridges, DHCP and DNS, firewall rules, and the ports that guests are plugged into. */
@org.jspecify.annotations.NullMarked
module io.jvirt.network {
    requires static org.jspecify;
    requires transitive io.jvirt.service;

    // For io.jvirt.acceptance: configuration and rules as libvirt's test cases have them.
    exports io.jvirt.network.dnsmasq;
    exports io.jvirt.network.firewall;

    provides io.jvirt.api.spi.HostService with
            io.jvirt.network.NetworkService;
}
