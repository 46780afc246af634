package io.jvirt.model.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.model.secret.SecretDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import org.junit.jupiter.api.Test;

class HostDocumentsTest {
    private static <T> String rewrite(Class<T> type, String xml) {
        return Xml.format(type, Xml.parse(type, xml, ParseOptions.DEFINITION), FormatOptions.INACTIVE);
    }

    @Test
    void aDeviceTellsWhatOnlyTheHostKnowsInLiveDocumentsAlone() {
        String xml = """
                <device>
                  <name>mdev_1</name>
                  <path>/sys/x</path>
                  <parent>pci_0000_00_02_0</parent>
                  <driver>
                    <name>vfio_mdev</name>
                  </driver>
                  <capability type='mdev'>
                    <type id='t'/>
                    <parent_addr>0000:00:02.0</parent_addr>
                    <attr name='b' value='1'/>
                    <attr name='a' value='2'/>
                  </capability>
                </device>
                """;
        var device = NodeDeviceDescription.read(xml, ParseOptions.LIVE);
        assertThat(device.driver()).isNull();
        assertThat(Xml.format(NodeDeviceDescription.class, device, FormatOptions.INACTIVE)).isEqualTo("""
                <device>
                  <name>mdev_1</name>
                  <parent>pci_0000_00_02_0</parent>
                  <capability type='mdev'>
                    <type id='t'/>
                    <iommuGroup number='0'/>
                    <attr name='b' value='1'/>
                    <attr name='a' value='2'/>
                  </capability>
                </device>
                """);
    }

    @Test
    void partsOfACapabilityAreInLibvirtsOrder() {
        var device = NodeDeviceDescription.read("""
                <device><name>x</name><capability type='pci'><domain>0</domain><bus>1</bus><slot>0</slot><function>0</function>
                <capability type='mdev_types'><type id='t'/></capability><capability type='pci-bridge'/>
                <capability type='virt_functions' maxCount='2'/></capability></device>
                """, ParseOptions.LIVE);
        assertThat(device.capability().getFirst()).isInstanceOfSatisfying(PciCapability.class, pci -> assertThat(pci.features())
                .hasExactlyElementsOfTypes(PciCapability.VirtualFunctions.class, PciCapability.PciBridge.class, PciCapability.MdevTypesFeature.class));
    }

    @Test
    void numbersOfTheMainframeHaveBounds() {
        assertThatThrownBy(() -> NodeDeviceDescription.read("<device><name>x</name><capability type='ccw'><cssid>0x0</cssid><ssid>0x0</ssid>"
                + "<devno>0x10000</devno></capability></device>", ParseOptions.LIVE)).isInstanceOf(XmlException.class);
    }

    @Test
    void onlyTheOutermostInterfaceHasAddresses() {
        assertThat(rewrite(HostInterfaceDescription.class, """
                <interface type='bridge' name='br0'><protocol family='ipv4'><dhcp peerdns='no'/></protocol><start mode='onboot'/>
                <bridge stp='on' delay='0.01'><interface type='vlan'><mtu size='9000'/><vlan tag='42'><interface name='eth0'/></vlan></interface>
                </bridge></interface>
                """)).isEqualTo("""
                <interface type='bridge' name='br0'>
                  <start mode='onboot'/>
                  <protocol family='ipv4'>
                    <dhcp peerdns='no'/>
                  </protocol>
                  <bridge stp='on' delay='0.01'>
                    <interface type='vlan'>
                      <vlan tag='42'>
                        <interface name='eth0'/>
                      </vlan>
                    </interface>
                  </bridge>
                </interface>
                """);
        assertThatThrownBy(() -> rewrite(HostInterfaceDescription.class, "<interface type='ethernet'/>")).isInstanceOf(XmlException.class);
        assertThatThrownBy(() -> rewrite(HostInterfaceDescription.class, "<interface type='bond' name='b'/>")).isInstanceOf(XmlException.class);
    }

    @Test
    void aSecretSaysWhatItIsFor() {
        assertThat(rewrite(SecretDescription.class, "<secret private='yes'><usage type='volume'><volume>/a</volume></usage></secret>")).isEqualTo("""
                <secret ephemeral='no' private='yes'>
                  <usage type='volume'>
                    <volume>/a</volume>
                  </usage>
                </secret>
                """);
        assertThatThrownBy(() -> rewrite(SecretDescription.class, "<secret><usage type='volume'/></secret>"))
                .hasMessageContaining("volume path is missing");
        assertThatThrownBy(() -> rewrite(SecretDescription.class, "<secret><usage type='gpg'/></secret>")).hasMessageContaining("unknown secret usage type gpg");
    }
}
