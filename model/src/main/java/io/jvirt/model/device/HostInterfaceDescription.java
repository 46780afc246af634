package io.jvirt.model.device;

import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlException;
import io.jvirt.model.xml.XmlName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The document of a network interface of the host, {@code <interface>}, as netcf and libvirt have it. */
@Element("interface")
@Doc("A network interface of the host.")
public record HostInterfaceDescription(
        @Attr @Doc("The name.") @Nullable String name,
        @Child @Doc("When it is brought up.") @Nullable Start start,
        @Attr("mtu@size") @Refusal(invalid = "malformed mtu size") @Doc("Most bytes in a packet.") @Nullable Long mtu,
        @Child @Doc("How it gets its addresses.") List<AddressFamily> protocol,
        @Inline Kind kind) {
    public HostInterfaceDescription {
        protocol = List.copyOf(protocol);
        if (name == null && !(kind instanceof Vlan)) {
            throw XmlException.invalid("interface has no name");
        }
    }

    @Doc("When the interface is brought up.")
    public record Start(
            @Attr @Refusal(invalid = "unknown interface startmode %s") @Doc("The occasion.") @Nullable StartMode mode) {
    }

    public enum StartMode implements XmlEnum { NONE, ONBOOT, HOTPLUG }

    @Element("protocol")
    @Doc("How the interface gets addresses of one kind.")
    public record AddressFamily(
            @Attr @Refusal(invalid = "unsupported protocol family '%s'", missing = "protocol misses the family attribute") @Doc("The kind.") Family family,
            @Child @Doc("Routers tell the addresses (IPv6).") boolean autoconf,
            @Child @Nullable Dhcp dhcp,
            @Child @Doc("An address.") List<Ip> ip,
            @Attr("route@gateway") @Doc("The router.") @Nullable String gateway) {
        public AddressFamily {
            ip = List.copyOf(ip);
        }
    }

    public enum Family implements XmlEnum { IPV4, IPV6 }

    @Doc("A server tells the addresses.")
    public record Dhcp(
            @Attr @Refusal(invalid = "unknown dhcp peerdns value %s") @Doc("Whether it tells the name servers too.") @Nullable YesNo peerdns) {
    }

    @Element("ip")
    public record Ip(
            @Attr @Doc("The address.") @Nullable String address,
            @Attr @Range(max = 128) @Doc("Bits of the network's part.") @Nullable Integer prefix) {
    }

    /** What kind of interface it is, which the attribute {@code type} says. */
    @Choice("type")
    @Refusal(invalid = "unknown interface type %s", missing = "interface misses the type attribute")
    public sealed interface Kind {
    }

    @Case("ethernet")
    @Doc("A card.")
    public record Ethernet(
            @Child @Nullable LinkState link,
            @Attr("mac@address") @Doc("Hardware address.") @Nullable String mac) implements Kind {
    }

    @Case("bridge")
    @Doc("A bridge.")
    public record Bridge(
            @Child @Refusal(missing = "bridge interface misses the bridge element") @Doc("Its settings and ports.") BridgeSettings bridge) implements Kind {
    }

    @Doc("Settings and ports of a bridge.")
    public record BridgeSettings(
            @Attr @Refusal(invalid = "bridge interface stp should be on or off got %s") @Doc("Spanning tree protocol.") @Nullable OnOff stp,
            @Attr @Doc("Seconds before a port forwards.") @Nullable String delay,
            @Child("interface") @Doc("A port.") List<Member> members) {
        public BridgeSettings {
            members = List.copyOf(members);
            for (var member : members) {
                if (member.kind() instanceof Bridge) {
                    throw XmlException.invalid("interface has unsupported type 'bridge'");
                }
            }
        }
    }

    @Case("bond")
    @Doc("Several cards as one.")
    public record Bond(
            @Child @Nullable LinkState link,
            @Child @Refusal(missing = "bond interface misses the bond element") @Doc("Its settings and cards.") BondSettings bond) implements Kind {
    }

    @Doc("Settings and cards of a bond.")
    public record BondSettings(
            @Attr @Refusal(invalid = "unknown bonding mode %s") @Doc("How the cards share the work.") @Nullable BondMode mode,
            @Child @Nullable MiiMonitor miimon,
            @Child @Nullable ArpMonitor arpmon,
            @Child("interface") @Doc("A card.") List<Member> members) {
        public BondSettings {
            members = List.copyOf(members);
            for (var member : members) {
                if (!(member.kind() instanceof Ethernet)) {
                    throw XmlException.invalid("interface has unsupported type in a bond, expected ethernet");
                }
            }
            if (miimon != null) {
                arpmon = null;
            }
        }
    }

    public enum BondMode implements XmlEnum {
        BALANCE_RR,
        ACTIVE_BACKUP,
        BALANCE_XOR,
        BROADCAST,
        @XmlName("802.3ad") LACP,
        BALANCE_TLB,
        BALANCE_ALB
    }

    @Doc("The cards are asked for their links.")
    public record MiiMonitor(
            @Attr @Refusal(invalid = "bond interface miimon freq missing or invalid", missing = "bond interface miimon freq missing or invalid") @Doc("Milliseconds between looks.") int freq,
            @Attr @Refusal(invalid = "bond interface miimon downdelay invalid") @Doc("Milliseconds before a dead card is given up.") @Nullable Integer downdelay,
            @Attr @Refusal(invalid = "bond interface miimon updelay invalid") @Doc("Milliseconds before a card that came back is used.") @Nullable Integer updelay,
            @Attr @Refusal(invalid = "unknown mii bonding carrier %s") @Doc("Whom to ask.") @Nullable Carrier carrier) {
    }

    public enum Carrier implements XmlEnum { IOCTL, NETIF }

    @Doc("Other hosts are asked for answers.")
    public record ArpMonitor(
            @Attr @Refusal(invalid = "bond interface arpmon interval missing or invalid", missing = "bond interface arpmon interval missing or invalid") @Doc("Milliseconds between questions.") int interval,
            @Attr @Refusal(missing = "bond interface arpmon target missing") @Doc("Whom to ask.") String target,
            @Attr @Refusal(invalid = "unknown arp bonding validate %s") @Doc("Which answers are checked.") @Nullable ArpValidate validate) {
    }

    public enum ArpValidate implements XmlEnum { NONE, ACTIVE, BACKUP, ALL }

    @Case("vlan")
    @Doc("A VLAN of another interface.")
    public record Vlan(
            @Child @Nullable LinkState link,
            @Child @Refusal(missing = "vlan interface misses vlan element") VlanSettings vlan) implements Kind {
    }

    @Doc("Which VLAN of which interface.")
    public record VlanSettings(
            @Attr @Range(max = 4095) @Refusal(invalid = "vlan interface misses the tag attribute", missing = "vlan interface misses the tag attribute") @Doc("Number of the VLAN.") int tag,
            @Attr("interface@name") @Refusal(missing = "vlan interface misses name attribute") @Doc("The interface that carries it.") String device) {
    }

    /** A part of a bridge or bond: its own addresses, MTU and start mode do not count. */
    @Element("interface")
    public record Member(
            @Attr @Doc("The name.") @Nullable String name,
            @Inline Kind kind) {
        public Member {
            if (name == null && !(kind instanceof Vlan)) {
                throw XmlException.invalid("interface has no name");
            }
        }
    }

    /** {@return the name; that of a VLAN without one is made of its device and number} */
    public String effectiveName() {
        return name != null ? name : kind instanceof Vlan vlan ? vlan.vlan().device() + "." + vlan.vlan().tag() : "";
    }

    public HostInterfaceDescription withStart(@Nullable Start value) {
        return Records.with(this, "start", value);
    }
}
