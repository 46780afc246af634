package io.jvirt.filter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.filter.FilterException;
import io.jvirt.model.filter.FilterDescription;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirewallCommandsTest {
    private static List<String> commands(String filter, Map<String, List<String>> variables) {
        var read = Xml.parse(FilterDescription.class, filter, ParseOptions.DEFINITION);
        return FirewallCommands.of("vnet0", read.rules().stream().map(rule -> new InterfaceRule(read.chain(), rule, variables)).toList()).stream()
                .map(FirewallCommand::shellText).toList();
    }

    private static List<String> rule(String attributes, String match) {
        return commands("<filter name='f'><rule " + attributes + ">" + match + "</rule></filter>", Map.of());
    }

    @Test
    void aRuleOfBothDirectionsSwapsWhoSends() {
        assertThat(rule("action='accept' direction='inout'", "<ip srcipaddr='10.0.0.1' match='no'/>")).containsExactly(
                "ebtables --concurrent -t nat -A libvirt-J-vnet0 -p ipv4 --ip-destination ! 10.0.0.1 -j ACCEPT",
                "ebtables --concurrent -t nat -A libvirt-P-vnet0 -p ipv4 --ip-source ! 10.0.0.1 -j ACCEPT");
    }

    @Test
    void arpAddressesHaveAMask() {
        assertThat(rule("action='reject' direction='out'", "<arp arpsrcipaddr='10.0.0.1' arpdstipaddr='10.0.0.0' arpdstipmask='24' gratuitous='yes'/>"))
                .containsExactly("ebtables --concurrent -t nat -A libvirt-J-vnet0 -p 0x806 --arp-ip-src 10.0.0.1/32 --arp-ip-dst 10.0.0.0/24 "
                        + "--arp-gratuitous -j DROP");
    }

    @Test
    void limitsOfConnectionsAreForTheSenderAlone() {
        assertThat(rule("action='drop' direction='out'", "<tcp connlimit-above='5' comment='not too many'/>")).containsExactly(
                "iptables -w -A FJ-vnet0 -p tcp -m connlimit --connlimit-above 5 -m comment --comment 'not too many' -j DROP",
                "iptables -w -A HJ-vnet0 -p tcp -m connlimit --connlimit-above 5 -m comment --comment 'not too many' -j DROP");
    }

    @Test
    void addressSetsAreLookedUpTheOtherWayForAnswers() {
        assertThat(rule("action='accept' direction='out' statematch='false'", "<all ipset='s' ipsetflags='src,dst'/>")).containsExactly(
                "iptables -w -A FJ-vnet0 -p all -m set --match-set s src,dst -j RETURN",
                "iptables -w -A FP-vnet0 -p all -m set --match-set s dst,src -j ACCEPT",
                "iptables -w -A HJ-vnet0 -p all -m set --match-set s src,dst -j RETURN");
    }

    @Test
    void iteratorsMakeCombinations() {
        var variables = Map.of("A", List.of("1.1.1.1", "2.2.2.2", "1.1.1.1"), "B", List.of("80", "90", "80"), "C", List.of("7", "8"));
        assertThat(commands("<filter name='f'><rule action='accept' direction='in' statematch='0'>"
                + "<udp srcipaddr='$A' srcportstart='$B' dstportstart='$C[@1]'/></rule></filter>", variables).stream()
                .filter(command -> command.contains("FP")).map(command -> command.replaceFirst(".*--source (.*) -j.*", "$1")))
                .containsExactly("1.1.1.1 --sport 80 --dport 7", "2.2.2.2 --sport 90 --dport 7", "1.1.1.1 --sport 80 --dport 8",
                        "2.2.2.2 --sport 90 --dport 8");
        assertThat(commands("<filter name='f'><rule action='accept' direction='in' statematch='0'><udp srcipaddr='$A[1]'/></rule></filter>", variables))
                .hasSize(3).allMatch(command -> command.contains("2.2.2.2"));
        assertThatThrownBy(() -> commands("<filter name='f'><rule action='drop' direction='in'><udp srcipaddr='$A' srcportstart='$C'/></rule></filter>",
                variables)).isInstanceOf(FilterException.class).hasMessageContaining("Cardinality");
        assertThatThrownBy(() -> commands("<filter name='f'><rule action='drop' direction='in'><udp srcipaddr='$Z'/></rule></filter>", variables))
                .isInstanceOf(FilterException.class).hasMessageContaining("'Z'");
    }

    @Test
    void icmpMessagesHaveNoAnswersOfTheirType() {
        assertThat(rule("action='accept' direction='in'", "<icmp type='8' code='0'/>")).containsExactly(
                "iptables -w -A FP-vnet0 -p icmp --icmp-type 8/0 -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT");
        assertThat(rule("action='accept' direction='out'", "<ipv6 protocol='icmpv6' type='133' typeend='136'/>")).containsExactly(
                "ebtables --concurrent -t nat -A libvirt-J-vnet0 -p ipv6 --ip6-protocol 58 --ip6-icmp-type 133:136/0:255 -j ACCEPT");
    }
}
