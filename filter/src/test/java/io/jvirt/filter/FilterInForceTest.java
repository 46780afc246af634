package io.jvirt.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.filter.nft.NftTable;
import io.jvirt.host.DescriptorChannel;
import io.jvirt.host.HostException;
import io.jvirt.host.net.TapDevice;
import io.jvirt.host.process.HostCommand;
import io.jvirt.model.filter.FilterBindingDescription;
import io.jvirt.model.filter.FilterDescription;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.service.InstanceLock;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Filters in force, in a network of their own: a bridge with two tap devices, whose other ends this test holds as a guest's
 * network card would.
 */
class FilterInForceTest {
    private static final String OWN = "525400000001";
    private static final String OTHER = "525400000002";
    private static final String THIRD = "525400000077";
    private static final String EVERYONE = "ffffffffffff";
    private static final int HEADER = 10;

    @TempDir
    private Path folder;

    private final String space = "jvirt-filter-" + ProcessHandle.current().pid();
    private final List<AutoCloseable> open = new ArrayList<>();
    private DescriptorChannel guest;
    private DescriptorChannel peer;
    private FilterStore store;
    private boolean present = true;

    @BeforeEach
    void network() {
        assumeTrue(HostCommand.find("nft").isPresent() && HostCommand.find("ip").isPresent(), "needs nft and ip");
        assumeTrue(HostCommand.named("ip").run(List.of("netns", "add", space)).ok(), "needs a network namespace");
        TapDevice first = tap();
        TapDevice second = tap();
        ip("link", "set", first.name(), "netns", space, "name", "guest0");
        ip("link", "set", second.name(), "netns", space, "name", "peer0");
        ip("-n", space, "link", "add", "br0", "type", "bridge", "forward_delay", "0", "mcast_snooping", "0");
        for (String port : List.of("guest0", "peer0")) {
            ip("-n", space, "link", "set", port, "master", "br0", "up");
        }
        ip("-n", space, "link", "set", "br0", "up");
        guest = channel(first);
        peer = channel(second);
        store = openStore();
    }

    private FilterStore openStore() {
        return new FilterStore(folder.resolve("config"), folder.resolve("bindings"), InstanceLock.tryLock(folder.resolve("run")).orElseThrow(),
                new NftTable(this::nft), device -> present);
    }

    private TapDevice tap() {
        TapDevice tap = TapDevice.create("jvf%d", 1);
        open.add(tap);
        return tap;
    }

    private DescriptorChannel channel(TapDevice tap) {
        var channel = new DescriptorChannel(tap.queues().getFirst());
        channel.setReadTimeout(Duration.ofSeconds(5));
        open.add(channel);
        return channel;
    }

    private static void ip(String... words) {
        HostCommand.named("ip").output(List.of(words));
    }

    private String nft(List<String> arguments, String input) {
        var words = new ArrayList<>(List.of("netns", "exec", space, "nft"));
        words.addAll(arguments);
        return HostCommand.named("ip").output(words, input);
    }

    @AfterEach
    void close() throws Exception {
        if (store != null) {
            store.close();
        }
        for (var each : open) {
            each.close();
        }
        HostCommand.named("ip").run(List.of("netns", "delete", space));
    }

    private FilterDescription define(String xml) {
        return store.define(Xml.parse(FilterDescription.class, xml, ParseOptions.DEFINITION));
    }

    private void bind(String filter, String... parameters) {
        var xml = new StringBuilder("""
                <filterbinding>
                  <owner><name>guest</name><uuid>6f1a2f30-0d2c-4d83-8f8e-3f4b2d0a9b11</uuid></owner>
                  <portdev name='guest0'/><mac address='52:54:00:00:00:01'/><filterref filter='%s'>
                """.formatted(filter));
        for (int i = 0; i < parameters.length; i += 2) {
            xml.append("<parameter name='").append(parameters[i]).append("' value='").append(parameters[i + 1]).append("'/>");
        }
        store.bind(Xml.parse(FilterBindingDescription.class, xml + "</filterref></filterbinding>", ParseOptions.DEFINITION));
    }

    private static String hex(String address) {
        var out = new StringBuilder();
        for (String part : address.split("\\.", -1)) {
            out.append(HexFormat.of().toHexDigits((byte) Integer.parseInt(part)));
        }
        return out.toString();
    }

    /** A UDP packet in a frame, in hexadecimal. */
    private static String udp(String from, String to, String source, String destination, int sourcePort, int port) {
        String addresses = hex(source) + hex(destination);
        return to + from + "0800" + "4500001c000000004011" + checksum("4500001c000000004011" + addresses) + addresses
                + HexFormat.of().toHexDigits((short) sourcePort) + HexFormat.of().toHexDigits((short) port) + "00080000";
    }

    /** A header's checksum (RFC 1071): the bridge looks at it where iptables may filter bridged packets. */
    private static String checksum(String header) {
        int sum = 0;
        for (int i = 0; i < header.length(); i += 4) {
            sum += Integer.parseInt(header.substring(i, i + 4), 16);
        }
        return HexFormat.of().toHexDigits((short) ~((sum & 0xffff) + (sum >> 16)));
    }

    private static String udp(String from, String source) {
        return udp(from, OTHER, source, "10.0.0.9", 1024, 1025);
    }

    private static String arp(String from, String senderMac, String sender) {
        return EVERYONE + from + "0806" + "0001080006040001" + senderMac + hex(sender) + "000000000000" + hex("10.0.0.9");
    }

    /** Sends frames, then one that is not filtered. {@return which of them arrived, by their places} */
    private static List<Integer> passed(DescriptorChannel from, DescriptorChannel to, String last, String... frames) throws IOException {
        var all = new ArrayList<>(List.of(frames));
        all.add(last);
        for (String frame : all) {
            byte[] bytes = HexFormat.of().parseHex("00".repeat(HEADER) + frame + "00".repeat(Math.max(0, 60 - frame.length() / 2)));
            from.write(ByteBuffer.wrap(bytes));
        }
        var arrived = new ArrayList<Integer>();
        while (true) {
            var buffer = ByteBuffer.allocate(2048);
            int size;
            try {
                size = to.read(buffer);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("the last frame did not arrive; " + arrived + " did", e);
            }
            String text = HexFormat.of().formatHex(buffer.array(), HEADER, size);
            for (int i = 0; i < all.size(); i++) {
                if (text.startsWith(all.get(i))) {
                    if (i == frames.length) {
                        return arrived;
                    }
                    arrived.add(i);
                }
            }
        }
    }

    private List<Integer> sent(String last, String... frames) throws IOException {
        return passed(guest, peer, last, frames);
    }

    @Test
    void aGuestThatSpoofsItsHardwareAddressIsStopped() throws IOException {
        String honest = udp(OWN, "10.0.0.2");
        String spoofed = udp(THIRD, "10.0.0.2");
        assertThat(sent(honest, spoofed)).containsExactly(0);
        bind("no-mac-spoofing");
        assertThat(sent(honest, spoofed)).isEmpty();
        store.unbind("guest0");
        assertThat(sent(honest, spoofed)).containsExactly(0);
        assertThat(nft(List.of("list", "ruleset"), "")).isEmpty();
    }

    @Test
    void cleanTrafficIsTheGuestsOwn() throws IOException {
        bind("clean-traffic", "IP", "10.0.0.2", "IP", "10.0.0.3");
        assertThat(sent(udp(OWN, "10.0.0.2"),
                udp(OWN, "10.0.0.3"),
                udp(OWN, "10.0.0.4"),
                udp(OTHER, "10.0.0.2"),
                udp(OWN, EVERYONE, "0.0.0.0", "255.255.255.255", 68, 67),
                arp(OWN, OWN, "10.0.0.2"),
                arp(OWN, OTHER, "10.0.0.2"),
                arp(OWN, OWN, "10.0.0.4"),
                EVERYONE + OWN + "86dd6000000000003b40",
                EVERYONE + OWN + "8035" + "0001080006040003" + OWN + "00000000" + OWN + "00000000",
                EVERYONE + OWN + "8035" + "0001080006040003" + OTHER + "00000000" + OWN + "00000000"))
                .containsExactly(0, 3, 4, 8);
        assertThat(passed(peer, guest, udp(OTHER, OWN, "10.0.0.9", "10.0.0.2", 1, 2),
                OWN + OTHER + "86dd6000000000003b40", arp(OTHER, OTHER, "10.0.0.9"))).containsExactly(1);
    }

    @Test
    void aChangedFilterIsInForceAtOnceAndABadOneChangesNothing() throws IOException {
        String filter = "<filter name='mine' chain='ipv4'><rule action='drop' direction='out'>"
                + "<ip protocol='udp' dstportstart='%s' dstportend='%s'/></rule></filter>";
        define(filter.formatted("2000", "2010"));
        bind("mine");
        String last = udp(OWN, "10.0.0.2");
        String first = udp(OWN, OTHER, "10.0.0.2", "10.0.0.9", 1, 2005);
        String second = udp(OWN, OTHER, "10.0.0.2", "10.0.0.9", 1, 3000);
        assertThat(sent(last, first, second)).containsExactly(1);
        define(filter.formatted("3000", "3000"));
        assertThat(sent(last, first, second)).containsExactly(0);
        assertThatThrownBy(() -> define("<filter name='mine' chain='arp'><rule action='drop' direction='out'><arp gratuitous='true'/></rule></filter>"))
                .isInstanceOf(JvirtException.class).hasMessageContaining("gratuitous").hasMessageContaining("as it was before");
        assertThat(sent(last, first, second)).containsExactly(0);
        assertThat(store.filter("mine").chain().name()).isEqualTo("ipv4");
    }

    @Test
    void packetsInBothDirectionsWithoutConnections() throws IOException {
        define("""
                <filter name='web'>
                  <rule action='accept' direction='out' statematch='false'><udp dstportstart='53'/></rule>
                  <rule action='drop' direction='inout'><all/></rule>
                </filter>
                """);
        bind("web");
        String last = udp(OWN, OTHER, "10.0.0.2", "10.0.0.9", 9, 53);
        assertThat(sent(last, udp(OWN, "10.0.0.2"), arp(OWN, OWN, "10.0.0.2"))).containsExactly(1);
    }

    @Test
    void whatIsInForceOutlivesTheDaemon() throws IOException {
        bind("no-mac-spoofing");
        store.close();
        String honest = udp(OWN, "10.0.0.2");
        assertThat(sent(honest, udp(THIRD, "10.0.0.2"))).isEmpty();
        store = openStore();
        assertThat(store.binding("guest0").filterref().filter()).isEqualTo("no-mac-spoofing");
        assertThat(sent(honest, udp(THIRD, "10.0.0.2"))).isEmpty();
        store.close();
        present = false;
        store = openStore();
        assertThat(store.bindings()).isEmpty();
        assertThat(sent(honest, udp(THIRD, "10.0.0.2"))).containsExactly(0);
    }

    @Test
    void everyFieldCanBeInForceThatTheKernelKnows() throws IOException {
        define("""
                <filter name='many' chain='root'>
                  <rule action='drop' direction='inout'><mac srcmacaddr='1:2:3:4:5:6' srcmacmask='ff:ff:ff:0:0:0' match='no'/></rule>
                  <rule action='drop' direction='out'><vlan srcmacaddr='1:2:3:4:5:6' vlanid='0x123' encap-protocol='arp'/></rule>
                  <rule action='drop' direction='in'><stp type='0x12' flags='0x44' root-priority='0x1234' root-priority-hi='0x2345'
                    root-address='6:5:4:3:2:1' root-address-mask='ff:ff:ff:ff:ff:0' root-cost='1' root-cost-hi='2' sender-address='6:5:4:3:2:1'
                    port='3' age='5544' age-hi='5555' max-age='7777' hello-time='12' forward-delay='4'/></rule>
                  <rule action='drop' direction='out'><arp hwtype='12' protocoltype='0x56' opcode='Reply' arpsrcipaddr='10.0.0.0' arpsrcipmask='24'/></rule>
                  <rule action='return' direction='out'><ip srcipaddr='10.1.2.3' srcipmask='255.255.0.0' dscp='2' protocol='tcp' srcportstart='1' srcportend='0x10'/></rule>
                  <rule action='continue' direction='out'><ipv6 srcipaddr='fe80::1' srcipmask='ffff:fc00::' protocol='icmpv6' type='1' typeend='9' code='0'/></rule>
                  <rule action='drop' direction='out' statematch='no'><icmp type='8' code='0' comment='say "no" \\ here'/></rule>
                  <rule action='drop' direction='in'><tcp-ipv6 srcipfrom='fe80::1' srcipto='fe80::9' flags='SYN,ACK/SYN' dscp='3'/></rule>
                  <rule action='drop' direction='inout'><sctp-ipv6 dstportstart='$PORTS'/></rule>
                  <rule action='drop' direction='out'><igmp/></rule>
                </filter>
                """);
        bind("many", "PORTS", "80", "PORTS", "443");
        assertThat(nft(List.of("list", "table", "bridge", "jvirt_filter"), "")).contains("443").contains("say ?no? ? here");
        assertThatThrownBy(() -> store.undefine("many")).isInstanceOfSatisfying(JvirtException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_INVALID));
    }

    @Test
    void filtersReferToEachOtherWithoutLoops() {
        define("<filter name='a'/>");
        define("<filter name='b'><filterref filter='a'/></filter>");
        assertThatThrownBy(() -> define("<filter name='a'><filterref filter='b'/></filter>")).hasMessageContaining("loop");
        assertThatThrownBy(() -> store.undefine("a")).hasMessageContaining("in use");
        store.undefine("b");
        store.undefine("a");
        store.undefine("clean-traffic");
        store.close();
        store = openStore();
        assertThat(store.filters()).extracting(FilterDescription::name).contains("no-mac-spoofing").doesNotContain("clean-traffic", "a");
        assertThat(Files.exists(folder.resolve("config/built-in"))).isTrue();
        assertThatThrownBy(() -> bind("clean-traffic")).isInstanceOf(JvirtException.class);
        assertThatThrownBy(() -> bind("no-ip-spoofing")).hasMessageContaining("'IP'");
        assertThat(store.bindings()).isEmpty();
    }

    @Test
    void whatNftRefusesIsTold() {
        assertThatThrownBy(() -> nft(List.of("-f", "-"), "nonsense")).isInstanceOf(HostException.class);
    }
}
