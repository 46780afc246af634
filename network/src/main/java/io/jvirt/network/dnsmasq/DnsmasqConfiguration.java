package io.jvirt.network.dnsmasq;

import io.jvirt.model.YesNo;
import io.jvirt.model.network.Dhcp;
import io.jvirt.model.network.Dns;
import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkDescription.Mode;
import io.jvirt.model.network.NetworkIp;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What dnsmasq is told of a network: its configuration and the two files that it reads again on SIGHUP. The options are
 * those of dnsmasq(8), in libvirt's order.
 */
public final class DnsmasqConfiguration {
    private final NetworkDescription network;
    private final DnsmasqFiles files;
    private final StringBuilder out = new StringBuilder();

    private DnsmasqConfiguration(NetworkDescription network, DnsmasqFiles files) {
        this.network = network;
        this.files = files;
    }

    /** {@return whether the network has anything to serve} */
    public static boolean isNeeded(NetworkDescription network) {
        return !network.ip().isEmpty()
                && (network.dnsOrEmpty().enabled() || network.ip().stream().anyMatch(NetworkIp::hasDhcp));
    }

    /**
     * {@return the configuration of a network whose bridge has a name}
     *
     * @param pidFile where dnsmasq notes its process number; null when it shall not
     * @throws IllegalArgumentException when a value of the network's would not stay one value in the configuration
     */
    public static String of(NetworkDescription network, DnsmasqFiles files, @Nullable Path pidFile) {
        return new DnsmasqConfiguration(network, files).build(pidFile);
    }

    private String build(@Nullable Path pidFile) {
        out.append("# Jvirt wrote this file and replaces it when the network starts or changes.\n"
                + "# Change the network with:\n#   jvirt net-edit ").append(value(network.name())).append('\n');
        line("strict-order");
        var dns = network.dnsOrEmpty();
        if (dns.enabled()) {
            forwarders(dns.forwarder());
        } else {
            line("port=0");
        }
        domain(network.domain());
        if (dns.enabled()) {
            network.ip().stream().filter(ip -> ip.localPtr() == YesNo.YES)
                    .forEach(ip -> line("local=/" + ip.address().reverseDomain(ip.prefixLength()) + "/"));
            if (dns.forwardPlainNames() == YesNo.NO) {
                line("domain-needed");
                line("local=//");
            }
        }
        if (pidFile != null) {
            line("pid-file=" + pidFile);
        }
        line("except-interface=lo");
        // Only what comes in by the bridge is answered, whatever address it was sent to (CVE-2012-3411).
        line("bind-dynamic");
        line("interface=" + network.bridgeName().orElseThrow());
        if (network.mode() == Mode.NONE) {
            // No default route, no other servers, no route by advertisement: there is no way out of the network.
            line("dhcp-option=3");
            line("no-resolv");
            line("ra-param=*,0,0");
        }
        if (dns.enabled()) {
            records(dns);
        }
        dhcp();
        if (dns.enabled()) {
            line("addn-hosts=" + files.names());
        }
        if (network.mtu() != null) {
            line("dhcp-option=option:mtu," + network.mtu());
        }
        advertisements();
        if (network.dnsmasq() != null) {
            network.dnsmasq().options().forEach(this::line);
        }
        return out.toString();
    }

    private void line(String text) {
        out.append(value(text)).append('\n');
    }

    private static String value(String text) {
        if (text.chars().anyMatch(c -> c < 0x20)) {
            throw new IllegalArgumentException("'" + text.replaceAll("[\\x00-\\x1f]", "?") + "' has a control character, which DNS and DHCP cannot have");
        }
        return text;
    }

    private void forwarders(List<Dns.Forwarder> forwarders) {
        for (var forwarder : forwarders) {
            line("server=" + (forwarder.domain() == null ? "" : "/" + forwarder.domain() + "/")
                    + (forwarder.addr() == null ? "#" : forwarder.addr()));
        }
        if (forwarders.stream().anyMatch(f -> f.domain() == null && f.addr() != null)) {
            line("no-resolv");
        }
    }

    private void domain(NetworkDescription.@Nullable Domain domain) {
        if (domain == null) {
            return;
        }
        if (domain.localOnly() == YesNo.YES) {
            line("local=/" + domain.name() + "/");
        }
        line("domain=" + domain.name());
        line("expand-hosts");
    }

    private void records(Dns dns) {
        dns.txt().forEach(txt -> line("txt-record=" + txt.name() + "," + txt.value()));
        dns.srv().forEach(srv -> line(service(srv)));
    }

    private static String service(Dns.Srv srv) {
        var text = new StringBuilder("srv-host=_").append(srv.service()).append("._").append(srv.protocol());
        if (srv.domain() != null) {
            text.append('.').append(srv.domain());
        }
        // A target of "." says that nobody offers the service (RFC 2782), as no target does.
        if (srv.target() != null && !srv.target().equals(".")) {
            text.append(',').append(srv.target());
            int given = srv.weight() != null ? 3 : srv.priority() != null ? 2 : srv.port() != null ? 1 : 0;
            Stream.of(or(srv.port(), 1), or(srv.priority(), 0), or(srv.weight(), 0)).limit(given)
                    .forEach(number -> text.append(',').append(number));
        }
        return text.toString();
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private List<NetworkIp> served() {
        return Stream.of(network.dhcp(false), network.dhcp(true)).flatMap(java.util.Optional::stream).toList();
    }

    private void dhcp() {
        long leases = 0;
        var served = served();
        for (var ip : served) {
            leases += ranges(ip);
        }
        // Files are served beside addresses; where none are given out, only for the first IPv4 address that has some.
        if (network.dhcp(false).isEmpty()) {
            network.ips(false).stream().filter(ip -> ip.tftpRoot() != null).findFirst().ifPresent(this::files);
        }
        if (leases > 0) {
            line("dhcp-lease-max=" + leases);
        }
        if (!served.isEmpty()) {
            line("dhcp-hostsfile=" + files.hosts());
        }
    }

    /** Writes what one address's DHCP needs and returns how many addresses can be given out. */
    private long ranges(NetworkIp ip) {
        boolean v6 = ip.address().v6();
        int prefix = ip.prefixLength();
        var dhcp = ip.dhcpOrEmpty();
        long count = 0;
        for (var range : dhcp.range()) {
            line("dhcp-range=" + range.start() + "," + range.end() + "," + (v6 ? prefix : ip.address().mask(prefix))
                    + (range.lease() == null ? "" : "," + range.lease().dnsmasq()));
            count += range.end().low() - range.start().low() + 1;
        }
        if (dhcp.range().isEmpty()) {
            line("dhcp-range=" + ip.address() + ",static" + (v6 ? "," + prefix : ""));
        }
        if (!v6) {
            line("dhcp-no-override");
            line("dhcp-authoritative");
            files(ip);
            if (dhcp.bootp() != null) {
                line("dhcp-boot=" + dhcp.bootp().file() + (dhcp.bootp().server() == null ? "" : ",," + dhcp.bootp().server()));
            }
        }
        return count;
    }

    private void files(NetworkIp ip) {
        if (ip.tftpRoot() != null) {
            line("enable-tftp");
            line("tftp-root=" + ip.tftpRoot());
        }
    }

    private void advertisements() {
        if (network.dhcp(true).isPresent()) {
            line("enable-ra");
        } else {
            network.ips(true).forEach(ip -> line("dhcp-range=" + ip.address() + ",ra-only"));
        }
    }

    /** {@return the file of static addresses} */
    public static String hosts(NetworkDescription network) {
        var text = new StringBuilder();
        for (boolean v6 : new boolean[] {false, true}) {
            network.dhcp(v6).ifPresent(ip -> ip.dhcpOrEmpty().host().forEach(host -> text.append(host(host, v6)).append('\n')));
        }
        return text.toString();
    }

    private static String host(Dhcp.Host host, boolean v6) {
        var parts = Stream.<@Nullable Object>of(
                v6 ? host.id() == null ? null : "id:" + host.id() : host.mac(),
                v6 ? host.name() : host.mac() == null ? host.name() : null,
                v6 ? "[" + host.ip() + "]" : host.ip(),
                v6 || host.mac() == null ? null : host.name(),
                host.lease() == null ? null : host.lease().dnsmasq());
        return value(String.join(",", parts.filter(java.util.Objects::nonNull).map(String::valueOf).toList()));
    }

    /** {@return the file of further names} */
    public static String names(NetworkDescription network) {
        var text = new StringBuilder();
        network.dnsOrEmpty().host().forEach(
                host -> text.append(value(host.ip() + " " + String.join(" ", host.hostname())).replace(' ', '\t')).append('\n'));
        return text.toString();
    }
}
