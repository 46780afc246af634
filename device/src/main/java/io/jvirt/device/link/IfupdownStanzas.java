package io.jvirt.device.link;

import io.jvirt.model.OnOff;
import io.jvirt.model.device.HostInterfaceDescription;
import io.jvirt.model.device.HostInterfaceDescription.AddressFamily;
import io.jvirt.model.device.HostInterfaceDescription.Family;
import io.jvirt.model.device.HostInterfaceDescription.Member;
import io.jvirt.model.device.HostInterfaceDescription.StartMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A document in the words of interfaces(5), with those of bridge-utils-interfaces(5), vlan-interfaces(5) and the package
 * ifenslave for what a plain ifupdown has no words for.
 */
final class IfupdownStanzas {
    private final HostInterfaceDescription description;
    private final StringBuilder out = new StringBuilder();

    private IfupdownStanzas(HostInterfaceDescription description) {
        this.description = description;
    }

    static String of(HostInterfaceDescription description) {
        IfupdownStanzas stanzas = new IfupdownStanzas(description);
        stanzas.write();
        return stanzas.out.toString();
    }

    private void write() {
        String name = description.effectiveName();
        var start = description.start();
        if (start != null && start.mode() == StartMode.ONBOOT) {
            out.append("auto ").append(name).append('\n');
        } else if (start != null && start.mode() == StartMode.HOTPLUG) {
            out.append("allow-hotplug ").append(name).append('\n');
        }
        List<String> options = options();
        if (description.protocol().isEmpty()) {
            stanza(name, "inet manual", options);
            return;
        }
        // What belongs to the interface itself is said once, in its first stanza.
        for (AddressFamily family : description.protocol()) {
            addresses(name, family, options);
            options = List.of();
        }
    }

    private void stanza(String name, String method, List<String> options) {
        out.append("iface ").append(name).append(' ').append(method).append('\n');
        options.forEach(option -> out.append("    ").append(option).append('\n'));
    }

    private void addresses(String name, AddressFamily family, List<String> options) {
        String kind = family.family() == Family.IPV4 ? "inet" : "inet6";
        List<String> first = new ArrayList<>(options);
        if (family.dhcp() != null) {
            stanza(name, kind + " dhcp", first);
        } else if (family.autoconf()) {
            stanza(name, kind + " auto", first);
        } else if (family.ip().isEmpty()) {
            stanza(name, kind + " manual", first);
        }
        boolean gatewayTold = false;
        for (HostInterfaceDescription.Ip ip : family.ip()) {
            boolean begun = family.dhcp() != null || family.autoconf() || gatewayTold;
            List<String> lines = begun ? new ArrayList<>() : new ArrayList<>(first);
            lines.add("address " + ip.address() + (ip.prefix() == null ? "" : "/" + ip.prefix()));
            if (!gatewayTold && family.gateway() != null) {
                lines.add("gateway " + family.gateway());
            }
            gatewayTold = true;
            stanza(name, kind + " static", lines);
        }
    }

    private List<String> options() {
        List<String> options = new ArrayList<>();
        if (description.mtu() != null) {
            options.add("mtu " + description.mtu());
        }
        switch (description.kind()) {
            case HostInterfaceDescription.Ethernet ethernet -> {
                if (ethernet.mac() != null) {
                    options.add("hwaddress ether " + ethernet.mac());
                }
            }
            case HostInterfaceDescription.Bridge bridge -> {
                options.add("bridge_ports " + names(bridge.bridge().members()));
                if (bridge.bridge().stp() != null) {
                    options.add("bridge_stp " + (bridge.bridge().stp() == OnOff.ON ? "on" : "off"));
                }
                if (bridge.bridge().delay() != null) {
                    options.add("bridge_fd " + bridge.bridge().delay());
                }
            }
            case HostInterfaceDescription.Bond bond -> bond(bond.bond(), options);
            case HostInterfaceDescription.Vlan vlan -> options.add("vlan-raw-device " + vlan.vlan().device());
        }
        return options;
    }

    private static void bond(HostInterfaceDescription.BondSettings bond, List<String> options) {
        options.add("bond-slaves " + names(bond.members()));
        if (bond.mode() != null) {
            options.add("bond-mode " + bond.mode().xml());
        }
        var mii = bond.miimon();
        if (mii != null) {
            options.add("bond-miimon " + mii.freq());
            if (mii.downdelay() != null) {
                options.add("bond-downdelay " + mii.downdelay());
            }
            if (mii.updelay() != null) {
                options.add("bond-updelay " + mii.updelay());
            }
        }
        var arp = bond.arpmon();
        if (arp != null) {
            options.add("bond-arp-interval " + arp.interval());
            options.add("bond-arp-ip-target " + arp.target());
        }
    }

    private static String names(List<Member> members) {
        return members.isEmpty() ? "none" : members.stream()
                .map(member -> member.name() != null ? member.name() : member.kind() instanceof HostInterfaceDescription.Vlan vlan
                        ? vlan.vlan().device() + "." + vlan.vlan().tag() : "")
                .collect(Collectors.joining(" "));
    }
}
