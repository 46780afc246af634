package io.jvirt.device.link;

import io.jvirt.device.node.NetReader;
import io.jvirt.device.sysfs.Sysfs;
import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.model.OnOff;
import io.jvirt.model.device.HostInterfaceDescription;
import io.jvirt.model.device.HostInterfaceDescription.AddressFamily;
import io.jvirt.model.device.HostInterfaceDescription.Family;
import io.jvirt.model.device.HostInterfaceDescription.Kind;
import io.jvirt.model.xml.XmlEnum;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Describes the interfaces of this network namespace as they are now, by sysfs and the kernel's list of VLANs. */
final class LinkReader {
    private static final String HUNDREDTHS = "0.00";

    private final Sysfs sysfs;
    private final Path vlans;

    /** @param vlans the kernel's list, {@code /proc/net/vlan/config} */
    LinkReader(Sysfs sysfs, Path vlans) {
        this.sysfs = sysfs;
        this.vlans = vlans;
    }

    List<String> names() {
        return sysfs.at("class").names("net").stream().filter(name -> sysfs.at("class/net/" + name).has("ifindex")).toList();
    }

    private SysfsDevice device(String name) {
        return sysfs.at("class/net/" + name);
    }

    boolean exists(String name) {
        return !name.isEmpty() && name.indexOf('/') < 0 && device(name).has("ifindex");
    }

    String mac(String name) {
        return device(name).text("address").orElse("");
    }

    /** {@return whether it is up as an administrator says it, whatever its cable does} */
    boolean up(String name) {
        return (device(name).hexadecimal("flags").orElse(0) & 1) != 0;
    }

    HostInterfaceDescription read(String name) {
        OptionalLong mtu = device(name).number("mtu");
        return new HostInterfaceDescription(name, null, mtu.isPresent() ? mtu.getAsLong() : null, addresses(name), kind(name));
    }

    private Kind kind(String name) {
        SysfsDevice device = device(name);
        if (device.has("bridge")) {
            return new HostInterfaceDescription.Bridge(bridge(device));
        }
        if (device.has("bonding")) {
            return new HostInterfaceDescription.Bond(NetReader.link(device), bond(device.inside("bonding")));
        }
        return vlan(name).<Kind>map(vlan -> new HostInterfaceDescription.Vlan(NetReader.link(device), vlan))
                .orElseGet(() -> new HostInterfaceDescription.Ethernet(NetReader.link(device), device.text("address").orElse(null)));
    }

    private HostInterfaceDescription.BridgeSettings bridge(SysfsDevice device) {
        SysfsDevice settings = device.inside("bridge");
        // The kernel counts hundredths of a second.
        String delay = settings.number("forward_delay").stream().mapToObj(LinkReader::seconds).findFirst().orElse(null);
        return new HostInterfaceDescription.BridgeSettings(settings.integer("stp_state").orElse(0) == 0 ? OnOff.OFF : OnOff.ON, delay,
                device.names("brif").stream().map(this::member).toList());
    }

    private static String seconds(long hundredths) {
        String text = String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
        return text.equals(HUNDREDTHS) ? "0" : text.replaceFirst("\\.?0+$", "");
    }

    private HostInterfaceDescription.Member member(String name) {
        Kind kind = kind(name);
        // A bridge cannot be a port of one; whatever else claims to be is shown as what it is plugged in as.
        return new HostInterfaceDescription.Member(name, kind instanceof HostInterfaceDescription.Bridge
                ? new HostInterfaceDescription.Ethernet(null, mac(name)) : kind);
    }

    private HostInterfaceDescription.BondSettings bond(SysfsDevice settings) {
        String mode = settings.text("mode").orElse("").split(" ", -1)[0];
        OptionalInt arp = settings.integer("arp_interval");
        OptionalInt mii = settings.integer("miimon");
        HostInterfaceDescription.MiiMonitor miimon = mii.orElse(0) == 0 ? null : new HostInterfaceDescription.MiiMonitor(mii.getAsInt(),
                positive(settings.integer("downdelay")), positive(settings.integer("updelay")),
                settings.integer("use_carrier").orElse(1) == 0 ? HostInterfaceDescription.Carrier.IOCTL : HostInterfaceDescription.Carrier.NETIF);
        HostInterfaceDescription.ArpMonitor arpmon = arp.orElse(0) == 0 ? null : new HostInterfaceDescription.ArpMonitor(arp.getAsInt(),
                settings.text("arp_ip_target").orElse("").split(",", -1)[0], XmlEnum.find(HostInterfaceDescription.ArpValidate.class,
                        settings.text("arp_validate").orElse("").split(" ", -1)[0]));
        List<HostInterfaceDescription.Member> members = Arrays.stream(settings.text("slaves").orElse("").split(" ", -1))
                .filter(slave -> !slave.isEmpty())
                .map(slave -> new HostInterfaceDescription.Member(slave, new HostInterfaceDescription.Ethernet(null, mac(slave))))
                .toList();
        return new HostInterfaceDescription.BondSettings(XmlEnum.find(HostInterfaceDescription.BondMode.class, mode), miimon, arpmon, members);
    }

    private static @Nullable Integer positive(OptionalInt value) {
        return value.orElse(0) > 0 ? value.getAsInt() : null;
    }

    private Optional<HostInterfaceDescription.VlanSettings> vlan(String name) {
        try {
            for (String line : Files.readAllLines(vlans, StandardCharsets.UTF_8)) {
                String[] cells = line.split("\\|", -1);
                if (cells.length == 3 && cells[0].strip().equals(name)) {
                    return Optional.of(new HostInterfaceDescription.VlanSettings(Integer.parseInt(cells[1].strip()), cells[2].strip()));
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Without the kernel's module for VLANs there are none.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static List<AddressFamily> addresses(String name) {
        List<HostInterfaceDescription.Ip> four = new ArrayList<>();
        List<HostInterfaceDescription.Ip> six = new ArrayList<>();
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found != null) {
                found.getInterfaceAddresses().forEach(address -> {
                    String text = address.getAddress().getHostAddress();
                    int zone = text.indexOf('%');
                    List<HostInterfaceDescription.Ip> family = address.getAddress() instanceof Inet6Address ? six : four;
                    family.add(new HostInterfaceDescription.Ip(zone < 0 ? text : text.substring(0, zone), (int) address.getNetworkPrefixLength()));
                });
            }
        } catch (SocketException e) {
            // It went while we looked.
            return List.of();
        }
        List<AddressFamily> families = new ArrayList<>();
        if (!four.isEmpty()) {
            families.add(new AddressFamily(Family.IPV4, false, null, four, null));
        }
        if (!six.isEmpty()) {
            families.add(new AddressFamily(Family.IPV6, false, null, six, null));
        }
        return families;
    }
}
