package io.jvirt.model.network;

import io.jvirt.model.IpAddress;
import io.jvirt.model.domain.NetworkInterface.Family;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlException;
import org.jspecify.annotations.Nullable;

@Element("route")
@Doc("A route of the host that leads through the network.")
public record Route(
        @Attr @Doc("Kind of address.") @Nullable Family family,
        @Attr @Refusal(missing = "Missing required address attribute in route definition") @Doc("The network behind.") IpAddress address,
        @Attr @Doc("Mask of the network behind.") @Nullable IpAddress netmask,
        @Attr @Doc("Length of its part.") @Nullable Integer prefix,
        @Attr @Refusal(missing = "Missing required gateway attribute in route definition") @Doc("Where to send.") IpAddress gateway,
        @Attr @Range(min = 1) @Doc("Preference: the lowest is taken.") @Nullable Long metric) {
    public Route {
        boolean v6 = family == Family.IPV6;
        if (address.v6() != v6 || gateway.v6() != v6) {
            throw XmlException.unsupported((family == null ? "No family" : family.xml() + " family") + " specified for address '" + address
                    + "' and gateway '" + gateway + "' in route definition: give the family that both have");
        }
        if (netmask != null && (v6 || netmask.v6() || netmask.prefixOfMask() < 0)) {
            throw XmlException.unsupported("Invalid netmask '" + netmask + "' for address '" + address + "' in route definition");
        }
        if (netmask != null && prefix != null) {
            throw XmlException.unsupported("Route definition '" + address + "' cannot have both a prefix and a netmask");
        }
        if (prefix != null && prefix > address.width()) {
            throw XmlException.unsupported("Invalid prefix " + prefix + " in route definition '" + address + "'");
        }
        int length = prefix != null ? prefix : netmask != null ? netmask.prefixOfMask() : address.isUnspecified() ? 0 : address.customaryPrefix();
        if (!address.network(length).equals(address)) {
            throw XmlException.unsupported("Address '" + address + "' in route definition is not the address of a network: with "
                    + length + " bits it is " + address.network(length));
        }
    }

    /** {@return how many bits name the network behind} */
    public int prefixLength() {
        return prefix != null ? prefix : netmask != null ? netmask.prefixOfMask() : address.isUnspecified() ? 0 : address.customaryPrefix();
    }

    /** {@return the network behind with the length of its part} */
    public String destination() {
        return address + "/" + prefixLength();
    }
}
