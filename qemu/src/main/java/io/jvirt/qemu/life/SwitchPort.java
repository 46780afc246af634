package io.jvirt.qemu.life;

import io.jvirt.host.process.HostCommand;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ports of Open vSwitch, by ovs-vsctl(8). */
final class SwitchPort {
    private static final List<String> PATIENCE = List.of("--timeout=10");

    private SwitchPort() {}

    /** Makes a device a port of a switch, in place of a port of the same name that a crash left. */
    static void add(
            String bridge, String device, NetworkInterface card, NetworkInterface.VirtualPort port, NetworkInterface.@Nullable Vlan vlan) {
        HostCommand.named("ovs-vsctl").output(arguments(bridge, device, card, port, vlan));
    }

    static List<String> arguments(
            String bridge, String device, NetworkInterface card, NetworkInterface.VirtualPort port, NetworkInterface.@Nullable Vlan vlan) {
        List<String> words = new ArrayList<>(PATIENCE);
        words.addAll(List.of("--", "--if-exists", "del-port", device, "--", "add-port", bridge, device));
        if (vlan != null) {
            String tags = vlan.tag().stream().filter(tag -> tag.nativeMode() == null).map(tag -> Integer.toString(tag.id())).collect(Collectors.joining(","));
            for (NetworkInterface.VlanTag tag : vlan.tag()) {
                if (tag.nativeMode() != null) {
                    words.add("vlan_mode=native-" + tag.nativeMode().xml());
                    words.add("tag=" + tag.id());
                }
            }
            words.add((vlan.trunk() == YesNo.YES ? "trunk=" : "tag=") + tags);
        }
        String mac = card.mac() == null ? "" : card.mac().address().toString();
        set(words, device, "attached-mac", mac);
        NetworkInterface.PortParameters parameters = port.parameters();
        if (parameters != null && parameters.interfaceid() != null) {
            set(words, device, "iface-id", parameters.interfaceid().toString());
        }
        if (parameters != null && parameters.profileid() != null) {
            set(words, device, "port-profile", parameters.profileid());
        }
        set(words, device, "iface-status", "active");
        return words;
    }

    private static void set(List<String> words, String device, String key, String value) {
        words.addAll(List.of("--", "set", "Interface", device, "external-ids:" + key + "=\"" + value + "\""));
    }

    /** Takes a port from its switch; that there is none is fine. */
    static void remove(String device) {
        HostCommand.find("ovs-vsctl").ifPresent(command -> {
            List<String> words = new ArrayList<>(PATIENCE);
            words.addAll(List.of("--", "--if-exists", "del-port", device));
            command.run(words);
        });
    }
}
