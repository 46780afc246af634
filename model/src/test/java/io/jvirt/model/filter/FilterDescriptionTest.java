package io.jvirt.model.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterDescriptionTest {
    private static FilterDescription parse(String xml) {
        return Xml.parse(FilterDescription.class, xml, ParseOptions.DEFINITION);
    }

    private static String rewrite(String rule) {
        String xml = Xml.format(FilterDescription.class, parse("<filter name='f'>" + rule + "</filter>"), FormatOptions.INACTIVE);
        return xml.substring(xml.indexOf("<rule")).replaceAll("\\s*\n\\s*", "").replace("</filter>", "");
    }

    @Test
    void rulesAndReferencesKeepTheirOrder() {
        var filter = parse("""
                <filter name='f' chain='ipv4-mine'>
                  <rule action='drop' direction='in'/>
                  <filterref filter='other'><parameter name='B' value='2'/><parameter name='A' value='1'/></filterref>
                  <rule action='accept' direction='out' priority='1500'><ip/></rule>
                </filter>
                """);
        assertThat(filter.entries()).hasSize(3);
        assertThat(filter.entries().get(1)).isInstanceOfSatisfying(FilterReference.class,
                reference -> assertThat(reference.variables().keySet()).containsExactly("A", "B"));
        assertThat(filter.rules().getLast().priority().value()).isEqualTo(500);
        assertThat(filter.place()).isEqualTo(-700);
        assertThat(filter.withUuid(null)).isEqualTo(filter);
    }

    @Test
    void valuesAreWrittenAsLibvirtWritesThem() {
        assertThat(rewrite("<rule action='accept' direction='out'><mac protocolid='2054'/></rule>")).contains("protocolid='arp'");
        assertThat(rewrite("<rule action='accept' direction='out'><mac protocolid='0x1234'/></rule>")).contains("protocolid='0x1234'");
        assertThat(rewrite("<rule action='accept' direction='out'><arp opcode='request' hwtype='0x12'/></rule>"))
                .contains("hwtype='0x12'", "opcode='Request'");
        assertThat(rewrite("<rule action='accept' direction='out'><tcp flags='syn,ack/SYN' state='RELATED,new'/></rule>"))
                .contains("flags='SYN,ACK/SYN'", "state='NEW,RELATED'");
        assertThat(rewrite("<rule action='accept' direction='out'><udp srcipaddr='$A' srcportstart='$B[@1]' dstportstart='$C[2]'/></rule>"))
                .contains("srcipaddr='$A'", "srcportstart='$B[@1]'", "dstportstart='$C[2]'");
        assertThat(rewrite("<rule action='accept' direction='out'><tcp dstipmask='255.255.254.0' dstipaddr='10.0.0.0'/></rule>")).contains("dstipmask='23'");
    }

    @Test
    void signsMakeElements() {
        assertThat(rewrite("<rule action='drop' direction='out'><tcp match='no' srcipaddr='10.0.0.0' srcipmask='8'/><tcp dstportstart='22'/></rule>"))
                .isEqualTo("<rule action='drop' direction='out' priority='500'>"
                        + "<tcp match='no' srcipaddr='10.0.0.0' srcipmask='8'/><tcp dstportstart='22'/></rule>");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<ip srcportstart='1'/>", "<ip protocol='icmp' dstportend='1'/>", "<mac protocolid='0x5ff'/>", "<mac srcmacmask='ff:00:ff:00:00:00'/>",
        "<tcp srcipaddr='1.2.3'/>", "<tcp srcipmask='33'/>", "<tcp dscp='64'/>", "<tcp srcportstart='65536'/>", "<tcp flags='SYN'/>",
        "<tcp state='OPEN'/>", "<all ipset='a b%'/>", "<all ipset='x' ipsetflags='both'/>", "<ipv6 srcipaddr='::1::2'/>", "<arp opcode='ask'/>",
        "<vlan vlanid='4096'/>", "<udp srcipaddr='$A[@]'/>", "<icmp type='256'/>"
    })
    void whatCannotBeIsRefused(String match) {
        assertThatThrownBy(() -> rewrite("<rule action='accept' direction='out'>" + match + "</rule>")).isInstanceOf(XmlException.class);
    }

    @Test
    void chainsAreOfKnownKinds() {
        assertThatThrownBy(() -> parse("<filter name='f' chain='tcp'/>")).isInstanceOf(XmlException.class).hasMessageContaining("tcp");
        assertThatThrownBy(() -> parse("<filter name='f' chain='roots'/>")).isInstanceOf(XmlException.class);
        assertThatThrownBy(() -> parse("<filter name='f' chain='ipv4-far-too-long'/>")).isInstanceOf(XmlException.class);
        assertThat(parse("<filter name='f' chain='arp-ip' priority='-510'/>").place()).isEqualTo(-510);
        assertThat(parse("<filter name='f'/>").chain()).isEqualTo(FilterChain.ROOT);
    }

    @Test
    void eachVariableIsNamedOnce() {
        var rule = parse("<filter name='f'><rule action='accept' direction='out'><tcp srcipaddr='$A' dstipaddr='$A' srcportstart='$B'/></rule></filter>")
                .rules().getFirst();
        assertThat(rule.match()).isNotNull();
        assertThat(rule.match().variables()).isEqualTo(List.of(new VariableReference("A", 0, -1), new VariableReference("B", 0, -1)));
    }
}
