package io.jvirt.model.network;

import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.network.NetworkDescription.Bridge;
import io.jvirt.model.network.NetworkDescription.Mode;
import io.jvirt.model.network.NetworkDescription.PortGroup;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills in what libvirt fills in when it reads a network's document, and refuses what contradicts itself. */
final class NetworkCompletion {
    private NetworkCompletion() {
    }

    static NetworkDescription complete(NetworkDescription given) {
        if (given.name().contains("/")) {
            throw XmlException.invalid("name " + given.name() + " cannot contain '/'");
        }
        if (given.title() != null && given.title().contains("\n")) {
            throw XmlException.invalid("Network title can't contain newlines");
        }
        var network = given.withForward(complete(given.forward())).withVlan(PortSettings.complete(given.vlan()))
                .withPortgroup(given.portgroup().stream().map(NetworkCompletion::complete).toList());
        check(network);
        return network.withBridge(complete(network.bridge(), network.mode()));
    }

    static PortGroup complete(PortGroup group) {
        PortSettings.checkBandwidth(group.bandwidth(), false);
        PortSettings.checkVirtualPort(group.virtualport(), false);
        return Records.with(group, "vlan", PortSettings.complete(group.vlan()));
    }

    /** The device of {@code <forward>} is the first one of its interfaces, whichever way it was given. */
    private static @Nullable Forward complete(@Nullable Forward given) {
        if (given == null || given.mode() == Mode.NONE) {
            return null;
        }
        if (given.dev() != null && (given.pf() != null || !given.addresses().isEmpty())) {
            throw XmlException.invalid("the <forward> 'dev' attribute cannot be used when <address> or <pf> sub-elements are present");
        }
        if (given.nat() != null && given.mode() != Mode.NAT) {
            throw XmlException.invalid("The <nat> element can only be used when <forward> 'mode' is 'nat'");
        }
        var forward = given;
        if (given.dev() != null && given.interfaces().isEmpty()) {
            forward = given.withInterfaces(List.of(new Forward.HostInterface(given.dev())));
        }
        String first = forward.device().orElse(null);
        if (given.dev() != null && !given.dev().equals(first)) {
            throw XmlException.invalid("<forward dev='" + given.dev() + "'> must match first <interface dev='" + first + "'/>");
        }
        checkOnce(forward);
        if (!forward.interfaces().isEmpty()) {
            forward = forward.withAddresses(List.of());
        }
        var managed = forward.mode() != Mode.HOSTDEV ? null : forward.managed() == YesNo.YES ? YesNo.YES : YesNo.NO;
        return forward.withDev(forward.pf() == null ? first : null).withManaged(managed);
    }

    private static void checkOnce(Forward forward) {
        var seen = new HashSet<Object>();
        for (var item : forward.interfaces()) {
            if (!seen.add(item.dev())) {
                throw XmlException.invalid("interface '" + item.dev() + "' can only be listed once");
            }
        }
        for (var item : forward.addresses()) {
            if (item instanceof Forward.PciHostAddress pci && !seen.add(pci.address())) {
                throw XmlException.invalid("PCI device '" + pci.address() + "' can only be listed once");
            }
        }
    }

    private static @Nullable Bridge complete(@Nullable Bridge given, Mode mode) {
        if (!mode.ownsBridge()) {
            return given == null || given.name() == null && given.macTableManager() == null ? null : given;
        }
        var bridge = given == null ? new Bridge(null) : given;
        return new Bridge(bridge.name(), bridge.zone(), bridge.stp() == null ? OnOff.ON : bridge.stp(),
                bridge.delay() == null ? 0L : bridge.delay(), bridge.macTableManager());
    }

    private static void check(NetworkDescription network) {
        PortSettings.checkBandwidth(network.bandwidth(), false);
        PortSettings.checkVirtualPort(network.virtualport(), true);
        if (network.mac() != null && network.mac().isMulticast()) {
            throw XmlException.invalid("Invalid multicast bridge mac address '" + network.mac() + "' in network '" + network.name() + "'");
        }
        if (network.dns() != null) {
            checkDns(network.dns(), network.name());
        }
        network.ip().forEach(ip -> checkDhcp(ip, network.name()));
        network.route().forEach(route -> checkReachable(route, network));
        checkMode(network, network.mode());
    }

    private static void checkDns(Dns dns, String network) {
        dns.txt().forEach(txt -> Entries.check(txt, network, false));
        dns.srv().forEach(srv -> Entries.check(srv, network, false));
        dns.host().forEach(host -> Entries.check(host, network, false));
        boolean extra = !dns.forwarder().isEmpty() || !dns.txt().isEmpty() || !dns.srv().isEmpty() || !dns.host().isEmpty();
        if (!dns.enabled() && extra) {
            throw XmlException.invalid("Extra data in disabled network '" + network + "'");
        }
    }

    private static void checkDhcp(NetworkIp ip, String network) {
        if (ip.dhcp() != null) {
            ip.dhcp().range().forEach(range -> Entries.check(range, ip, network));
            ip.dhcp().host().forEach(host -> Entries.check(host, ip, network, false));
        }
    }

    private static void checkReachable(Route route, NetworkDescription network) {
        if (!network.holds(route.gateway())) {
            throw XmlException.unsupported("unreachable static route gateway '" + route.gateway() + "' specified for network '" + network.name() + "'");
        }
    }

    private static void checkMode(NetworkDescription network, Mode mode) {
        String words = "forward mode='" + mode.xml() + "' of network '" + network.name() + "'";
        var forward = network.forward();
        var bridge = network.bridge();
        switch (mode) {
            case NONE -> { }
            case ROUTE, NAT, OPEN -> {
                if (network.ip().isEmpty()) {
                    throw XmlException.invalid(mode.xml() + " forwarding requested, but no IP address provided for network '" + network.name() + "'");
                }
                int devices = forward == null ? 0 : forward.interfaces().size() + forward.addresses().size();
                if (devices > 1) {
                    throw XmlException.invalid("multiple forwarding interfaces specified for network '" + network.name() + "', only one is supported");
                }
                if (mode == Mode.OPEN && devices > 0) {
                    throw XmlException.invalid("forward dev not allowed for network '" + network.name() + "' with forward mode='open'");
                }
            }
            case PRIVATE, VEPA, PASSTHROUGH, HOSTDEV -> {
                if (bridge != null && (bridge.name() != null || bridge.zone() != null || bridge.macTableManager() != null)) {
                    throw XmlException.invalid("bridge name, zone and macTableManager are not allowed with " + words);
                }
                checkBorrowed(bridge, words);
            }
            case BRIDGE -> {
                checkBorrowed(bridge, words);
                if (bridge != null && bridge.name() != null && forward != null && (!forward.interfaces().isEmpty() || forward.pf() != null)) {
                    throw XmlException.invalid(words + " can have a bridge name or a forward dev, but not both");
                }
            }
        }
        if (network.mtu() != null && !mode.ownsBridge()) {
            throw XmlException.invalid("mtu size only allowed in open, route, nat, and isolated mode, not with " + words);
        }
    }

    private static void checkBorrowed(@Nullable Bridge bridge, String words) {
        if (bridge != null && (bridge.stp() != null || bridge.delay() != null && bridge.delay() != 0 || bridge.zone() != null)) {
            throw XmlException.invalid("bridge delay/stp/zone options only allowed in route, nat, and isolated mode, not with " + words);
        }
    }
}
