package io.jvirt.device.node;

import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.model.device.LinkState;
import io.jvirt.model.device.NodeCapability;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Network interfaces ({@code Documentation/ABI/testing/sysfs-class-net} of the kernel). */
public final class NetReader implements CapabilityReader {
    @Override
    public Optional<NodeCapability> read(SysfsDevice device) {
        if (!device.subsystem().equals("net")) {
            return Optional.empty();
        }
        String address = device.text("address").orElse(null);
        boolean wireless = device.has("wireless") || device.has("phy80211");
        return Optional.of(new NodeCapability.Net(device.name(), address, link(device), List.of(),
                wireless ? new NodeCapability.NetType("80211") : device.integer("type").orElse(0) == 1 ? new NodeCapability.NetType("80203") : null));
    }

    /** {@return how an interface is connected} */
    public static @Nullable LinkState link(SysfsDevice device) {
        LinkState.State state = device.text("operstate").map(text -> XmlEnum.find(LinkState.State.class, text)).orElse(null);
        // What is not connected has a speed of -1, or none that can be read.
        OptionalLong speed = state == LinkState.State.UP ? device.number("speed") : OptionalLong.empty();
        return new LinkState(speed.isPresent() && speed.getAsLong() > 0 ? speed.getAsLong() : null, state);
    }

    @Override
    public String suffix(NodeCapability capability) {
        return capability instanceof NodeCapability.Net net && net.address() != null ? net.address() : "";
    }
}
