package io.jvirt.device.node;

import io.jvirt.device.sysfs.Sysfs;
import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.model.device.NodeCapability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SCSI adapters, targets, devices and their raw access ({@code Documentation/scsi} of the kernel). */
final class ScsiReader implements CapabilityReader {
    private static final Pattern UNIT = Pattern.compile("([0-9]+):([0-9]+):([0-9]+):([0-9]+)");
    private static final Pattern HOST = Pattern.compile("host([0-9]+)");

    private final Sysfs sysfs;

    ScsiReader(Sysfs sysfs) {
        this.sysfs = sysfs;
    }

    @Override
    public Optional<NodeCapability> read(SysfsDevice device) {
        if (device.subsystem().equals("scsi_generic")) {
            return Optional.of(new NodeCapability.ScsiGeneric("/dev/" + device.name()));
        }
        if (!device.subsystem().equals("scsi")) {
            return Optional.empty();
        }
        Matcher host = HOST.matcher(device.name());
        if (host.matches()) {
            return Optional.of(host(device.name(), Integer.parseInt(host.group(1))));
        }
        if (device.name().startsWith("target")) {
            return Optional.of(new NodeCapability.ScsiTarget(device.name(), remotePort(device)));
        }
        Matcher unit = UNIT.matcher(device.name());
        return unit.matches()
                ? Optional.of(new NodeCapability.Scsi(Integer.parseInt(unit.group(1)), Integer.parseInt(unit.group(2)),
                        Integer.parseInt(unit.group(3)), Long.parseLong(unit.group(4)), type(device.integer("type"))))
                : Optional.empty();
    }

    private NodeCapability host(String name, int number) {
        SysfsDevice adapter = sysfs.at("class/scsi_host/" + name);
        SysfsDevice channel = sysfs.at("class/fc_host/" + name);
        List<NodeCapability.ScsiHostFeature> features = new ArrayList<>();
        channel.text("port_name").ifPresent(port -> features.add(new NodeCapability.FcHost(worldWideName(channel.text("node_name").orElse(null)),
                worldWideName(port), worldWideName(channel.text("fabric_name").orElse(null)))));
        SysfsDevice ports = channel.has("vport_create") ? channel : adapter;
        if (ports.has("vport_create")) {
            OptionalInt most = ports.integer("max_npiv_vports");
            OptionalInt used = ports.integer("npiv_vports_inuse");
            features.add(new NodeCapability.VportOps(most.isPresent() ? most.getAsInt() : null, used.isPresent() ? used.getAsInt() : null));
        }
        OptionalInt unique = adapter.integer("unique_id");
        return new NodeCapability.ScsiHost(number, unique.isPresent() ? unique.getAsInt() : null, features);
    }

    private static @Nullable String worldWideName(@Nullable String text) {
        return text == null ? null : text.startsWith("0x") ? text.substring(2) : text;
    }

    private NodeCapability.@Nullable RemotePort remotePort(SysfsDevice target) {
        String carrier = String.valueOf(target.path().getParent() == null ? "" : target.path().getParent().getFileName());
        if (!carrier.startsWith("rport-")) {
            return null;
        }
        return new NodeCapability.RemotePort("fc_remote_port", carrier,
                worldWideName(sysfs.at("class/fc_remote_ports/" + carrier).text("port_name").orElse(null)));
    }

    /** {@return the name of a peripheral device type (SPC-3, section 6.4.2), as far as there are names} */
    private static @Nullable String type(OptionalInt number) {
        return switch (number.orElse(-1)) {
            case 0 -> "disk";
            case 1 -> "tape";
            case 3 -> "processor";
            case 4 -> "worm";
            case 5 -> "cdrom";
            case 6 -> "scanner";
            case 7 -> "mod";
            case 8 -> "changer";
            case 12 -> "raid";
            case 13 -> "enclosure";
            case 14 -> "rbc";
            default -> null;
        };
    }
}
