package io.jvirt.model.network;

import io.jvirt.model.IpAddress;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.NetworkInterface.Family;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlException;
import org.jspecify.annotations.Nullable;

@Element("ip")
@Doc("An address of the host in the network, with the services behind it.")
public record NetworkIp(
        @Attr @Refusal(invalid = "Unrecognized family '%s' in network", kind = XmlException.Kind.INVALID) @Doc("Kind of address.") @Nullable Family family,
        @Attr @Refusal(missing = "Missing required address attribute in network", invalid = "Invalid address '%s' in network", kind = XmlException.Kind.INVALID)
        @Doc("The address.") IpAddress address,
        @Attr @Refusal(invalid = "Invalid netmask '%s' in network", kind = XmlException.Kind.INVALID) @Doc("Mask of the network.") @Nullable IpAddress netmask,
        @Attr @Doc("Length of the network's part.") @Nullable Integer prefix,
        @Attr @Doc("Whether names of its addresses are never asked elsewhere.") @Nullable YesNo localPtr,
        @Attr("tftp@root") @Doc("Folder whose files are given out by TFTP.") @Nullable String tftpRoot,
        @Child @Nullable Dhcp dhcp) {
    public NetworkIp {
        prefix = prefix != null && prefix == 0 ? null : prefix;
        if (family == Family.IPV6 ? !address.v6() : address.v6()) {
            throw XmlException.unsupported((family == null ? "no family" : "family '" + family.xml() + "'") + " specified for "
                    + (address.v6() ? "non-IPv4" : "non-IPv6") + " address '" + address + "' in network");
        }
        if (netmask != null && (address.v6() || netmask.v6() || netmask.prefixOfMask() < 0)) {
            throw XmlException.unsupported("Invalid netmask '" + netmask + "' for address '" + address + "' in network (both must be IPv4)");
        }
        if (netmask != null && prefix != null) {
            throw XmlException.unsupported("Network IP address '" + address + "' cannot have both a prefix and a netmask");
        }
        if (prefix != null && prefix > address.width()) {
            throw XmlException.unsupported("Invalid " + (address.v6() ? "IPv6" : "IPv4") + " prefix '" + prefix + "' in network");
        }
        if (tftpRoot != null && address.v6()) {
            throw XmlException.unsupported("Unsupported <tftp> element in an IPv6 element in network");
        }
        if (dhcp != null && address.v6() && dhcp.bootp() != null) {
            dhcp = dhcp.withBootp(null);
        }
    }

    /** {@return how many bits name the network} */
    public int prefixLength() {
        return prefix != null ? prefix : netmask != null ? netmask.prefixOfMask() : address.customaryPrefix();
    }

    /** {@return the network's address with the length of its part: 192.168.122.0/24} */
    public String network() {
        return address.network(prefixLength()) + "/" + prefixLength();
    }

    /** {@return whether guests are given addresses} */
    public boolean hasDhcp() {
        return dhcp != null && dhcp.isServed();
    }

    /** {@return what is said of DHCP, which may be nothing} */
    public Dhcp dhcpOrEmpty() {
        return dhcp == null ? Dhcp.EMPTY : dhcp;
    }

    public NetworkIp withDhcp(@Nullable Dhcp value) {
        return Records.with(this, "dhcp", value);
    }
}
