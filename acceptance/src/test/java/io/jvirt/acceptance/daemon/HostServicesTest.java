package io.jvirt.acceptance.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.acceptance.testkit.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Secrets, the host's devices and interfaces, and network filters, by Debian's virsh and by our own command line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostServicesTest {
    private static final String KEY = "0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f";

    private Lab lab;

    @BeforeAll
    void open() {
        Lab.require("virsh", "libvirt-clients");
        lab = Lab.open();
        lab.startDaemon();
    }

    @AfterAll
    void close() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    private String virsh(String... words) {
        return lab.virsh(words).orFail();
    }

    /** {@return what both programs answer} */
    private String both(String... words) {
        String answer = virsh(words);
        assertThat(lab.jvirt(words).orFail()).as(String.join(" ", words)).isEqualTo(answer);
        return answer;
    }

    private Path secret(String name, String attributes, String usage) {
        return lab.file(name, "<secret " + attributes + "><uuid>" + KEY + "</uuid><usage type='volume'><volume>" + usage
                + "</volume></usage></secret>");
    }

    @Test
    void secretsHaveDocumentsAndValues() throws IOException {
        Process watching = lab.start(List.of("virsh", "-c", lab.uri(), "secret-event", "--event", "value-changed", "--timeout", "60"),
                lab.folder().resolve("secret-events"));
        await().atMost(Lab.LIMIT).until(() -> lab.virsh("secret-list").status() == 0);
        assertThat(virsh("secret-define", secret("key.xml", "ephemeral='no' private='no'", "/srv/web.luks").toString()))
                .contains("Secret " + KEY + " created");
        assertThat(both("secret-list")).contains(KEY + "   volume /srv/web.luks");
        assertThat(both("secret-dumpxml", KEY)).contains("<volume>/srv/web.luks</volume>").doesNotContain("dmFsdWU=");
        assertThat(lab.virsh("secret-get-value", KEY).error()).contains("does not have a value");
        await().atMost(Lab.LIMIT).until(() -> {
            assertThat(virsh("secret-set-value", KEY, "--base64", "dmFsdWU=")).contains("Secret value set");
            return !watching.isAlive();
        });
        assertThat(lab.folder().resolve("secret-events")).content().contains("event 'value-changed' for secret " + KEY);
        assertThat(both("secret-get-value", KEY).strip()).isEqualTo("dmFsdWU=");
        assertThat(both("secret-get-value", KEY, "--plain").strip()).isEqualTo("value");
        Path stored = lab.folder().resolve("config/jvirt/secrets/" + KEY + ".base64");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stored))).isEqualTo("rw-------");
        assertThat(lab.run(List.of("virsh", "-r", "-c", lab.uri() + "&mode=direct", "secret-get-value", KEY)).status()).isNotZero();
        assertThat(lab.jvirt("secret-set-value", KEY, "--file", lab.file("plain", "new").toString(), "--plain").orFail())
                .contains("Secret value set");
        assertThat(both("secret-get-value", KEY, "--plain").strip()).isEqualTo("new");
        assertThat(lab.jvirt("secret-undefine", KEY).orFail()).contains("Secret " + KEY + " deleted");
        assertThat(both("secret-list", "--no-private")).doesNotContain(KEY);
        assertThat(stored).doesNotExist();
    }

    @Test
    void aGuestOpensADiskWithItsSecret() {
        Lab.require("qemu-img", "qemu-utils");
        String uuid = "1c9f6d3e-58a7-4c2e-9d65-6f6f3b8c4a10";
        Path disk = lab.folder().resolve("sealed.luks");
        lab.run(List.of("qemu-img", "create", "-q", "-f", "luks", "--object", "secret,id=key,data=horse",
                "-o", "key-secret=key,iter-time=10", disk.toString(), "1M")).orFail();
        virsh("secret-define", lab.file("luks.xml", "<secret private='yes'><uuid>" + uuid + "</uuid><usage type='volume'><volume>" + disk
                + "</volume></usage></secret>").toString());
        virsh("define", lab.file("sealed.xml", """
                <domain type='qemu'>
                  <name>sealed</name><memory unit='MiB'>32</memory>
                  <os><type arch='x86_64' machine='pc'>hvm</type></os>
                  <devices>
                    <disk type='file' device='disk'>
                      <driver name='qemu' type='raw'/>
                      <source file='%s'><encryption format='luks'><secret type='passphrase' uuid='%s'/></encryption></source>
                      <target dev='vda' bus='virtio'/>
                    </disk>
                  </devices>
                </domain>
                """.formatted(disk, uuid)).toString());
        assertThat(lab.virsh("start", "sealed").error()).contains("does not have a value");
        virsh("secret-set-value", uuid, "--file", lab.file("horse", "horse").toString(), "--plain");
        assertThat(lab.virsh("secret-get-value", uuid).error()).contains("private");
        virsh("start", "sealed");
        assertThat(virsh("qemu-monitor-command", "sealed", "--hmp", "info block")).contains("luks");
        virsh("destroy", "sealed");
    }

    @Test
    void theHostsDevicesAreListed() {
        assertThat(both("nodedev-list", "--cap", "system").strip()).isEqualTo("computer");
        assertThat(both("nodedev-dumpxml", "computer")).contains("<capability type='system'>");
        String loop = both("nodedev-list", "--cap", "net").lines().filter(name -> name.startsWith("net_lo_")).findFirst().orElseThrow();
        assertThat(both("nodedev-dumpxml", loop, "--xpath", "//interface/text()").strip()).isEqualTo("lo");
        assertThat(both("nodedev-list", "--tree")).startsWith("computer\n  |\n  +- ").contains("+- " + loop + "\n");
        assertThat(both("nodedev-info", loop)).containsPattern("Parent: +computer").containsPattern("Active: +yes");
        assertThat(lab.virsh("nodedev-detach", loop).error()).contains("Failed to detach device");
        assertThat(lab.jvirt("nodedev-dumpxml", "nothing").error()).contains("Could not find matching device 'nothing'");
    }

    @Test
    void theHostsInterfacesAreListed() {
        assertThat(both("iface-list", "--all")).contains("lo");
        assertThat(both("iface-dumpxml", "lo")).contains("<interface type='ethernet' name='lo'>");
        assertThat(both("iface-mac", "lo").strip()).isEqualTo("00:00:00:00:00:00");
        assertThat(lab.virsh("iface-dumpxml", "nothing").error()).contains("nothing");
    }

    @Test
    void filtersAreDefinedAndPutInForce() {
        assertThat(both("nwfilter-list")).contains("clean-traffic").contains("no-mac-spoofing");
        assertThat(both("nwfilter-dumpxml", "no-arp-spoofing")).contains("<filterref filter='no-arp-ip-spoofing'/>");
        Path web = lab.file("web-only.xml", """
                <filter name='web-only'>
                  <filterref filter='clean-traffic'/>
                  <rule action='drop' direction='in' priority='100'><ip protocol='tcp' dstportstart='22'/></rule>
                </filter>
                """);
        assertThat(virsh("nwfilter-define", web.toString())).contains("Network filter web-only defined from");
        assertThat(lab.jvirt("nwfilter-define", web.toString()).orFail()).contains("Network filter web-only defined from");
        assertThat(lab.virsh("nwfilter-undefine", "clean-traffic").error()).contains("in use");
        assertThat(both("nwfilter-binding-list")).contains("Port Dev");
        assertThat(lab.virsh("nwfilter-binding-dumpxml", "vnet99").error()).contains("no nwfilter binding for port dev 'vnet99'");
        assertThat(lab.jvirt("nwfilter-undefine", "web-only").orFail()).contains("Network filter web-only undefined");
        assertThat(both("nwfilter-list")).doesNotContain("web-only");
    }

    @Test
    void aBindingPutsAFilterInForce() {
        Lab.require("nft", "nftables");
        Lab.require("ip", "iproute2");
        String port = "jvt" + ProcessHandle.current().pid() % 100000;
        assumeTrue(lab.run(List.of("ip", "tuntap", "add", port, "mode", "tap")).status() == 0, "may not make a tap device");
        try {
            Path binding = lab.file("binding.xml", """
                    <filterbinding>
                      <owner><name>web</name><uuid>6f1a2f30-0d2c-4d83-8f8e-3f4b2d0a9b11</uuid></owner>
                      <portdev name='%s'/><mac address='52:54:00:12:34:56'/>
                      <filterref filter='clean-traffic'><parameter name='IP' value='192.0.2.7'/></filterref>
                    </filterbinding>
                    """.formatted(port));
            assertThat(virsh("nwfilter-binding-create", binding.toString())).contains("Network filter binding on " + port + " created");
            assertThat(both("nwfilter-binding-list")).containsPattern(port + " +clean-traffic");
            assertThat(both("nwfilter-binding-dumpxml", port)).contains("192.0.2.7");
            assertThat(lab.run(List.of("nft", "list", "table", "bridge", "jvirt_filter")).orFail()).contains(port).contains("52:54:00:12:34:56");
            assertThat(lab.jvirt("nwfilter-binding-delete", port).orFail()).contains("deleted");
            assertThat(lab.run(List.of("nft", "list", "tables")).orFail()).doesNotContain("jvirt_filter");
        } finally {
            lab.run(List.of("ip", "link", "delete", port));
        }
    }
}
