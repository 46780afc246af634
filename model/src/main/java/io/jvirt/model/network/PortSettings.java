package io.jvirt.model.network;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rules of what networks, groups of ports and single ports can say alike: VLANs, limits, virtual ports. */
final class PortSettings {
    private PortSettings() {
    }

    static NetworkInterface.@Nullable Vlan complete(NetworkInterface.@Nullable Vlan vlan) {
        if (vlan == null) {
            return null;
        }
        if (vlan.tag().isEmpty()) {
            throw XmlException.invalid("missing tag id - each <vlan> must have at least one <tag id='n'/> subelement");
        }
        long natives = vlan.tag().stream().filter(tag -> tag.nativeMode() != null).count();
        if (natives > 1) {
            throw XmlException.invalid("duplicate native vlan setting: only one <tag> of a <vlan> can have nativeMode");
        }
        boolean needsTrunk = natives > 0 || vlan.tag().size() > 1;
        if (needsTrunk && vlan.trunk() == YesNo.NO) {
            throw XmlException.invalid("invalid \"trunk='no'\" in <vlan> - trunk='yes' is required for more than one vlan tag and for a native one");
        }
        return Records.with(vlan, "trunk", needsTrunk || vlan.trunk() == YesNo.YES ? YesNo.YES : null);
    }

    static void checkBandwidth(NetworkInterface.@Nullable Bandwidth bandwidth, boolean floorAllowed) {
        if (bandwidth == null) {
            return;
        }
        var in = bandwidth.inbound();
        if (in != null) {
            if (in.average() == null && in.floor() == null) {
                throw XmlException.invalid("Missing mandatory average or floor attributes in <inbound>");
            }
            checkDetails(in);
            if (in.floor() != null && !floorAllowed) {
                throw XmlException.unsupported("floor attribute is not supported here: it is for the card of a guest in a network");
            }
        }
        var out = bandwidth.outbound();
        if (out != null) {
            if (out.average() == null) {
                throw XmlException.invalid("Missing mandatory average attribute in <outbound>");
            }
            checkDetails(out);
            if (out.floor() != null) {
                throw XmlException.unsupported("'floor' attribute allowed only in <inbound> element");
            }
        }
    }

    private static void checkDetails(NetworkInterface.Rate rate) {
        if (rate.average() == null && (rate.peak() != null || rate.burst() != null)) {
            throw XmlException.invalid("'peak' and 'burst' require 'average' attribute");
        }
    }

    static void checkVirtualPort(NetworkInterface.@Nullable VirtualPort port, boolean typeNeeded) {
        if (port == null) {
            return;
        }
        if (port.type() == null) {
            if (typeNeeded) {
                throw XmlException.invalid("missing required virtualport type");
            }
            return;
        }
        Set<String> known = switch (port.type()) {
            case "802.1Qbg" -> Set.of("managerid", "typeid", "typeidversion", "instanceid");
            case "802.1Qbh" -> Set.of("profileid");
            case "openvswitch" -> Set.of("interfaceid", "profileid");
            case "midonet" -> Set.of("interfaceid");
            default -> throw XmlException.unsupported("unknown virtualport type '" + port.type() + "'");
        };
        var given = given(port.parameters());
        given.removeAll(known);
        if (!given.isEmpty()) {
            throw XmlException.unsupported("extra " + String.join(", ", given) + " unsupported in <virtualport type='" + port.type() + "'>");
        }
    }

    private static Set<String> given(NetworkInterface.@Nullable PortParameters parameters) {
        var names = new TreeSet<String>();
        if (parameters != null) {
            note(names, "managerid", parameters.managerid());
            note(names, "typeid", parameters.typeid());
            note(names, "typeidversion", parameters.typeidversion());
            note(names, "instanceid", parameters.instanceid());
            note(names, "interfaceid", parameters.interfaceid());
            note(names, "profileid", parameters.profileid());
        }
        return names;
    }

    private static void note(Set<String> names, String name, @Nullable Object value) {
        if (value != null) {
            names.add(name);
        }
    }
}
