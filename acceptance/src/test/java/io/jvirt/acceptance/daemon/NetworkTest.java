package io.jvirt.acceptance.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.acceptance.testkit.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Virtual networks of the host's own instance, in namespaces of the test's own, by libvirt's virsh and by real guests. */
class NetworkTest {
    /** Two functions: one starts the daemon ($d) and waits for it, one waits until a command succeeds, for two minutes. */
    private static final String PRELUDE = """
            begin() {
                rm -f /run/libvirt/libvirt-sock
                %s --system --listen-classic >>%s 2>&1 </dev/null &
                d=$!
                while [ ! -S /run/libvirt/libvirt-sock ] && kill -0 $d; do sleep 0.1; done
            }
            until_true() { for i in $(seq 1200); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done; echo "in vain: $*"; }
            active() { virsh net-info "$1" | grep -q 'Active: *yes'; }
            begin
            until_true active default
            """;

    private static final String GUEST = """
            <domain type='qemu'><name>%1$s</name><memory unit='MiB'>96</memory><vcpu>1</vcpu>
            <os><type arch='x86_64' machine='q35'>hvm</type><kernel>%2$s</kernel><initrd>%3$s</initrd>
            <cmdline>console=ttyS0 quiet</cmdline></os><features><acpi/></features>
            <devices><interface type='network'><mac address='%4$s'/><source network='default'/><model type='virtio'/></interface>
            <serial type='file'><source path='%5$s'/></serial></devices></domain>
            """;

    private Lab lab;

    @BeforeEach
    void open() throws IOException {
        Lab.require("virsh", "libvirt-clients");
        Lab.require("dnsmasq", "dnsmasq-base");
        Lab.require("nft", "nftables");
        Lab.require("ip", "iproute2");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can make networks");
        lab = Lab.open();
        assumeTrue(lab.run(List.of(Lab.project("bench/private-host"), "true")).status() == 0, "this host does not let root make namespaces");
        // QEMU and dnsmasq run as users of their own there.
        Files.setPosixFilePermissions(lab.folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private Lab.Result inPrivate(String script) {
        String prelude = PRELUDE.formatted(Lab.project("jvirtd"), lab.folder().resolve("jvirtd.log"));
        return lab.run(List.of(Lab.project("bench/private-host"), "sh", "-uc", prelude + script + "\nkill $d; wait $d; echo ended $?"));
    }

    private Path guest(String name, String other, String mac) throws IOException {
        Path kernel;
        try (var kernels = Files.list(Path.of("/boot"))) {
            kernel = kernels.filter(file -> file.getFileName().toString().matches("vmlinuz-.*-cloud-amd64")).max(Path::compareTo).orElse(null);
        }
        assumeTrue(kernel != null, "there is no kernel for virtual machines (apt-get install linux-image-cloud-amd64)");
        Path initrd = lab.folder().resolve(name + ".img");
        try (InputStream maker = NetworkTest.class.getResourceAsStream("network-guest.sh")) {
            Path script = lab.file("network-guest.sh", new String(maker.readAllBytes(), StandardCharsets.UTF_8));
            lab.run(List.of("sh", script.toString(), name, other, initrd.toString())).orFail();
        }
        return lab.file(name + ".xml", GUEST.formatted(name, kernel, initrd, mac, lab.folder().resolve(name + ".log")));
    }

    private Path filtered(String name, String filter) throws IOException {
        return lab.file(name + ".xml", """
                <domain type='qemu'><name>%s</name><memory unit='MiB'>32</memory><vcpu>1</vcpu>
                <os><type arch='x86_64' machine='pc'>hvm</type></os>
                <devices><interface type='network'><source network='default'/><model type='virtio'/>
                <filterref filter='%s'><parameter name='IP' value='192.168.122.50'/></filterref></interface></devices></domain>
                """.formatted(name, filter));
    }

    @Test
    void aGuestsFilterIsInForceWhileItRunsAndNoGuestRunsWithoutItsFilter() throws IOException {
        Lab.Result result = inPrivate("""
                virsh create %s
                virsh nwfilter-binding-list
                nft list map bridge jvirt_filter ports_from
                virsh create %s 2>&1
                echo cards: $(ip -o link show master virbr0 | wc -l)
                virsh destroy filtered
                echo cards: $(ip -o link show master virbr0 | wc -l)
                echo bindings: $(virsh nwfilter-binding-list | grep -c vnet)
                echo tables: $(nft list tables | grep -c jvirt_filter)
                """.formatted(filtered("filtered", "clean-traffic"), filtered("unfiltered", "no-such")));
        assertThat(result.output())
                .containsPattern("vnet0 +clean-traffic")
                .containsPattern("\"vnet0\" : jump")
                .contains("no nwfilter with matching name 'no-such'")
                .containsSubsequence("cards: 1", "cards: 0", "bindings: 0", "tables: 0");
    }

    @Test
    void twoGuestsGetLeasesFindEachOtherAndReachTheHost() throws IOException {
        Path alice = guest("alice", "bob", "52:54:00:00:00:01");
        Path bob = guest("bob", "alice", "52:54:00:00:00:02");
        lab.file("www/index.html", "hello\n");
        Lab.Result result = inPrivate("""
                busybox httpd -f -p 8099 -h %1$s/www & h=$!
                virsh create %2$s
                virsh create %3$s
                until_true grep -q DONE %1$s/alice.log
                until_true grep -q DONE %1$s/bob.log
                cat %1$s/alice.log %1$s/bob.log
                virsh net-dhcp-leases default
                virsh domifaddr alice
                virsh domifaddr bob --source arp
                virsh net-dumpxml default
                virsh net-port-list --uuid default | grep -c -
                virsh create %2$s
                virsh destroy alice
                virsh net-port-list --uuid default | grep -c -
                virsh destroy bob
                ip -o link show master virbr0 | wc -l
                kill $h
                """.formatted(lab.folder(), alice, bob));
        assertThat(result.output())
                .contains("RESOLVED bob", "PINGED bob", "RESOLVED alice", "PINGED alice", "SERVER hello")
                .containsPattern("52:54:00:00:00:01 +ipv4 +192\\.168\\.122\\.\\d+/24 +alice")
                .containsPattern("vnet\\d +52:54:00:00:00:01 +ipv4 +192\\.168\\.122\\.\\d+/24")
                .containsPattern("vnet\\d +52:54:00:00:00:02 +ipv4 +192\\.168\\.122\\.")
                .contains("<network connections='2'>")
                .contains("\n2\n")
                .contains("\n1\n")
                .contains("\n0\n")
                .contains("ended 0")
                .doesNotContain("in vain");
    }

    @Test
    void virshChangesNetworks() throws IOException {
        String page = Files.readString(Path.of(Lab.project("docs/how-to/networks.md")));
        Path document = lab.file("lab.xml", page.replaceFirst("(?s).*?```xml\n", "").replaceFirst("(?s)```.*", ""));
        Lab.Result result = inPrivate("""
                virsh net-define %1$s
                virsh net-start lab
                virsh net-update lab add ip-dhcp-host "<host mac='52:54:00:00:00:09' name='printer' ip='10.77.0.9'/>" --live --config
                cat /var/lib/jvirt/network/dnsmasq/lab.hostsfile
                virsh net-update lab add dns-host "<host ip='10.77.0.1'><hostname>gate</hostname></host>"
                virsh net-update lab add dns-host "<host ip='10.77.0.1'><hostname>gate</hostname></host>"
                nft list table ip jvirt_network | grep -c 10.77.0.0/24
                nft flush ruleset
                kill -9 $d; wait $d
                begin
                until_true active lab
                nft list table ip jvirt_network | grep -c 10.77.0.0/24
                virsh net-dumpxml lab
                virsh net-list --all > %2$s/theirs
                %3$s -c qemu:///system net-list --all > %2$s/ours
                virsh net-info lab >> %2$s/theirs
                %3$s -c qemu:///system net-info lab >> %2$s/ours
                diff %2$s/theirs %2$s/ours && echo same words
                virsh net-destroy lab
                virsh net-undefine lab
                virsh net-start lab
                pgrep -xc dnsmasq
                """.formatted(document, lab.folder(), Lab.project("jvirt")));
        assertThat(result.output())
                .contains("Network lab defined from", "Network lab started")
                .contains("Updated network lab persistent config and live state")
                .contains("52:54:00:00:00:09,10.77.0.9,printer")
                .contains("Updated network lab live state")
                .containsPattern("\n7\n+7\n")
                .contains("<hostname>gate</hostname>")
                .contains("same words")
                .contains("Network lab destroyed", "Network lab has been undefined")
                .contains("\n1\nended 0")
                .doesNotContain("in vain");
        assertThat(result.error()).contains("there is an existing entry", "failed to get network 'lab'");
    }

    @Test
    void aDaemonKilledDuringAStartLeavesNothingHalfDone() {
        StringBuilder script = new StringBuilder("virsh net-destroy default\n");
        for (String delay : List.of("0.05", "0.1", "0.2", "0.4")) {
            script.append("""
                    (virsh net-start default >/dev/null 2>&1 &)
                    sleep %s; kill -9 $d; wait $d
                    begin
                    until_true virsh net-info default
                    links=$(ip -o link show | grep -c virbr0)
                    rules=$(nft list table ip jvirt_network 2>/dev/null | grep -c masquerade)
                    servers=$(pgrep -xc dnsmasq)
                    if active default; then echo "whole $links $rules $servers"; virsh net-destroy default; else echo "gone $links $rules $servers"; fi
                    """.formatted(delay));
        }
        Lab.Result result = inPrivate(script.toString());
        assertThat(result.output().lines().filter(line -> line.startsWith("whole") || line.startsWith("gone")))
                .hasSize(4)
                .allMatch(line -> line.matches("whole 1 3 1|gone 0 0 0"));
        assertThat(result.output()).contains("ended 0").doesNotContain("in vain");
    }
}
