package io.jvirt.device.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.device.HostInterface;
import io.jvirt.api.device.HostInterfaceFlags;
import io.jvirt.api.device.HostInterfaces;
import io.jvirt.api.spi.Place;
import io.jvirt.model.device.HostInterfaceDescription;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostInterfaceServiceTest {
    private static final String BRIDGE = """
            <interface type='bridge' name='br7'>
              <start mode='onboot'/>
              <mtu size='1400'/>
              <protocol family='ipv4'>
                <ip address='192.0.2.1' prefix='24'/>
                <route gateway='192.0.2.254'/>
              </protocol>
              <bridge stp='on' delay='2'>
                <interface type='ethernet' name='eth7'>
                </interface>
              </bridge>
            </interface>
            """;

    @TempDir
    Path folder;

    private static HostInterfaceDescription parse(String xml) {
        return Xml.parse(HostInterfaceDescription.class, xml, ParseOptions.DEFINITION);
    }

    @Test
    void thisHostHasALoopback() {
        try (HostInterfaces interfaces = new HostInterfaceService().open(Place.embed(folder), true)) {
            HostInterface loopback = interfaces.named("lo");
            assertThat(loopback.xml()).contains("<interface type='ethernet' name='lo'>", "address='127.0.0.1' prefix='8'");
            assertThat(interfaces.list()).anySatisfy(found -> assertThat(found.name()).isEqualTo("lo"));
            assertThatThrownBy(() -> interfaces.named("no-such")).isInstanceOfSatisfying(JvirtException.class,
                    e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_INTERFACE));
            assertThatThrownBy(() -> interfaces.define(BRIDGE)).isInstanceOfSatisfying(JvirtException.class,
                    e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_DENIED));
        }
    }

    @Test
    void aHostWithoutTheToolSaysSo() {
        HostInterfaceService service = new HostInterfaceService(Path.of("/sys"), folder, folder.resolve("none"));
        try (HostInterfaces interfaces = service.open(Place.embed(folder), false)) {
            assertThatThrownBy(() -> interfaces.define(BRIDGE)).isInstanceOfSatisfying(JvirtException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.NO_SUPPORT);
                assertThat(e.getMessage()).contains("virInterfaceDefineXML");
            });
        }
    }

    @Test
    void bridgesBondsAndVlansAreDescribed() throws IOException {
        Path sys = folder.resolve("sys");
        write(sys.resolve("class/net/br0"), "ifindex", "3", "flags", "0x1003", "mtu", "1500", "bridge/stp_state", "1", "bridge/forward_delay", "150",
                "brif/eth0/port_no", "1");
        write(sys.resolve("class/net/eth0"), "ifindex", "2", "flags", "0x1002", "address", "52:54:00:00:00:01", "operstate", "up", "speed", "1000");
        write(sys.resolve("class/net/bond0"), "ifindex", "4", "flags", "0x1", "bonding/mode", "802.3ad 4", "bonding/miimon", "100",
                "bonding/slaves", "eth0", "bonding/updelay", "0");
        write(sys.resolve("class/net/eth0.42"), "ifindex", "5", "flags", "0x1");
        Path vlans = folder.resolve("vlans");
        Files.writeString(vlans, "VLAN Dev name | VLAN ID\nName-Type: x\neth0.42        | 42  | eth0\n");
        try (HostInterfaces interfaces = new HostInterfaceService(sys, vlans, folder).open(Place.embed(folder), true)) {
            assertThat(interfaces.named("br0").xml()).contains("<bridge stp='on' delay='1.5'>", "<interface type='ethernet' name='eth0'>",
                    "<link speed='1000' state='up'/>");
            assertThat(interfaces.named("bond0").xml()).contains("<bond mode='802.3ad'>", "<miimon freq='100'", "name='eth0'");
            assertThat(interfaces.named("eth0.42").xml()).contains("<vlan tag='42'>", "<interface name='eth0'/>");
            assertThat(interfaces.list(HostInterfaceFlags.ListAll.INACTIVE)).singleElement().satisfies(found -> assertThat(found.name()).isEqualTo("eth0"));
            assertThat(interfaces.withMac("52:54:00:00:00:01").name()).isEqualTo("eth0");
        }
    }

    private static void write(Path folder, String... files) throws IOException {
        for (int i = 0; i < files.length; i += 2) {
            Path file = folder.resolve(files[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, files[i + 1] + "\n");
        }
    }

    @Test
    void configurationIsInTheWordsOfIfupdown() {
        assertThat(IfupdownStanzas.of(parse(BRIDGE))).isEqualTo("""
                auto br7
                iface br7 inet static
                    mtu 1400
                    bridge_ports eth7
                    bridge_stp on
                    bridge_fd 2
                    address 192.0.2.1/24
                    gateway 192.0.2.254
                """);
        assertThat(IfupdownStanzas.of(parse("""
                <interface type='vlan' name='eth0.5'><protocol family='ipv4'><dhcp/></protocol><protocol family='ipv6'><autoconf/></protocol>
                <vlan tag='5'><interface name='eth0'/></vlan></interface>
                """))).isEqualTo("""
                iface eth0.5 inet dhcp
                    vlan-raw-device eth0
                iface eth0.5 inet6 auto
                """);
    }

    @Test
    void whatWasChangedCanBeTakenBack() {
        Ifupdown configuration = new Ifupdown(folder, folder.resolve("kept"));
        configuration.write(parse(BRIDGE));
        configuration.begin();
        assertThat(configuration.changing()).isTrue();
        configuration.write(parse(BRIDGE.replace("1400", "1300")));
        configuration.write(parse("<interface type='ethernet' name='eth9'/>"));
        assertThat(configuration.all()).containsOnlyKeys("br7", "eth9");
        configuration.rollback();
        assertThat(configuration.changing()).isFalse();
        assertThat(configuration.all()).containsOnlyKeys("br7");
        assertThat(configuration.all().get("br7").mtu()).isEqualTo(1400);
        configuration.begin();
        configuration.delete("br7");
        configuration.commit();
        assertThat(configuration.all()).isEmpty();
        assertThatThrownBy(() -> configuration.write(parse("<interface type='ethernet' name='../a'/>"))).hasMessageContaining("'../a'");
    }
}
