package io.jvirt.device.node;

import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.model.device.NodeCapability;
import io.jvirt.model.device.NodeCapability.ChannelAddress;
import io.jvirt.model.device.NodeCapability.MdevTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Devices of a mainframe: channels and cryptographic adapters ({@code Documentation/s390} of the kernel). */
final class ChannelReader implements CapabilityReader {
    private static final Pattern ADDRESS = Pattern.compile("([0-9a-f]+)\\.([0-9a-f])\\.([0-9a-f]{4})");
    private static final Pattern CARD = Pattern.compile("card([0-9a-f]{2})");
    private static final Pattern QUEUE = Pattern.compile("([0-9a-f]{2})\\.([0-9a-f]{4})");

    @Override
    public Optional<NodeCapability> read(SysfsDevice device) {
        return switch (device.subsystem()) {
            case "ccw" -> address(device.name()).map(address -> new NodeCapability.Ccw(state(device), address));
            case "css" -> address(device.name()).map(address ->
                    new NodeCapability.Css(address, device.text("dev_busid").flatMap(ChannelReader::address).orElse(null), types(device)));
            case "ccwgroup" -> address(device.name()).map(address ->
                    new NodeCapability.CcwGroup(state(device), address, members(device), qeth(device)));
            case "ap" -> adapter(device.name());
            case "matrix" -> device.name().equals("matrix") ? Optional.of(new NodeCapability.ApMatrix(types(device))) : Optional.empty();
            case "vdpa" -> Optional.of(new NodeCapability.Vdpa(device.names("").stream()
                    .filter(name -> name.startsWith("vhost-vdpa")).findFirst().map(name -> "/dev/" + name).orElse(null)));
            case "drm" -> graphics(device);
            default -> Optional.empty();
        };
    }

    private static Optional<ChannelAddress> address(String text) {
        Matcher form = ADDRESS.matcher(text);
        return form.matches()
                ? Optional.of(new ChannelAddress(Integer.parseInt(form.group(1), 16), Integer.parseInt(form.group(2), 16), Integer.parseInt(form.group(3), 16)))
                : Optional.empty();
    }

    private static @Nullable String state(SysfsDevice device) {
        return device.text("online").map(online -> online.equals("1") ? "online" : "offline").orElse(null);
    }

    private static @Nullable MdevTypes types(SysfsDevice device) {
        List<NodeCapability.MdevType> types = MdevReader.types(device);
        return types.isEmpty() ? null : new MdevTypes("mdev_types", types);
    }

    private static List<NodeCapability.CcwMember> members(SysfsDevice device) {
        String[] parts = {"read", "write", "data"};
        List<NodeCapability.CcwMember> members = new ArrayList<>();
        for (int i = 0; device.has("cdev" + i); i++) {
            String name = device.link("cdev" + i).orElse("");
            members.add(new NodeCapability.CcwMember(i < parts.length ? parts[i] : "cdev" + i, DeviceNames.of("ccw", name, "")));
        }
        return members;
    }

    private static NodeCapability.@Nullable QethGeneric qeth(SysfsDevice device) {
        return device.has("card_type")
                ? new NodeCapability.QethGeneric("qeth_generic", device.text("card_type").orElse(null),
                        device.text("chpid").map(path -> "0x" + path.toLowerCase(java.util.Locale.ROOT)).orElse(null))
                : null;
    }

    private static Optional<NodeCapability> adapter(String name) {
        Matcher card = CARD.matcher(name);
        if (card.matches()) {
            return Optional.of(new NodeCapability.ApCard(Integer.parseInt(card.group(1), 16)));
        }
        Matcher queue = QUEUE.matcher(name);
        return queue.matches()
                ? Optional.of(new NodeCapability.ApQueue(Integer.parseInt(queue.group(1), 16), Integer.parseInt(queue.group(2), 16)))
                : Optional.empty();
    }

    private static Optional<NodeCapability> graphics(SysfsDevice device) {
        if (device.name().matches("card[0-9]+")) {
            return Optional.of(new NodeCapability.Drm(NodeCapability.DrmType.PRIMARY));
        }
        if (device.name().startsWith("controlD")) {
            return Optional.of(new NodeCapability.Drm(NodeCapability.DrmType.CONTROL));
        }
        return device.name().startsWith("renderD") ? Optional.of(new NodeCapability.Drm(NodeCapability.DrmType.RENDER)) : Optional.empty();
    }
}
