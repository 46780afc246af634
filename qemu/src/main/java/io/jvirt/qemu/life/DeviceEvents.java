package io.jvirt.qemu.life;

import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainEvent.GraphicsAddress;
import io.jvirt.api.DomainEvent.GraphicsIdentity;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.CharacterDevice.Channel;
import io.jvirt.model.domain.CharacterDevice.ChannelState;
import io.jvirt.model.domain.CharacterDevice.VirtioChannel;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What QEMU tells of a guest's devices. */
final class DeviceEvents {
    private static final String PERIPHERAL = "/machine/peripheral/";
    private static final String AGENT = "org.qemu.guest_agent.0";

    private final Guest guest;
    private final Run run;
    private final LiveDevices live;

    DeviceEvents(Guest guest, Run run, LiveDevices live) {
        this.guest = guest;
        this.run = run;
        this.live = live;
    }

    void event(String name, JsonNode data) {
        switch (name) {
            case "DEVICE_DELETED" -> device(data).ifPresent(alias -> live.gone(guest, run, alias));
            case "DEVICE_UNPLUG_GUEST_ERROR", "MEM_UNPLUG_ERROR" ->
                device(data).ifPresent(alias -> live.refused(guest, run, alias));
            case "DEVICE_TRAY_MOVED" -> tray(data);
            case "VSERPORT_CHANGE" -> channel(data.path("id").asString(""), data.path("open").asBoolean(false));
            case "VNC_CONNECTED", "SPICE_CONNECTED" -> graphics(0, data);
            case "VNC_INITIALIZED", "SPICE_INITIALIZED" -> graphics(1, data);
            case "VNC_DISCONNECTED", "SPICE_DISCONNECTED" -> graphics(2, data);
            case "BLOCK_WRITE_THRESHOLD" -> threshold(data);
            case "MEMORY_DEVICE_SIZE_CHANGE" -> memoryDevice(data);
            case "MEMORY_FAILURE" -> memoryFailure(data);
            default -> {
                // Of no consequence for what is known of the guest; raw listeners have it.
            }
        }
    }

    private static Optional<String> device(JsonNode data) {
        String alias = data.path("device").asString("");
        return alias.isEmpty() ? Optional.empty() : Optional.of(alias);
    }

    /** {@return the alias of the device that a path in QEMU's object tree lies in, empty for none} */
    static String alias(String path) {
        if (!path.startsWith(PERIPHERAL)) {
            return "";
        }
        int end = path.indexOf('/', PERIPHERAL.length());
        return end < 0 ? path.substring(PERIPHERAL.length()) : path.substring(PERIPHERAL.length(), end);
    }

    private Optional<Disk> disk(JsonNode data) {
        String path = data.path("qom-path").asString(data.path("id").asString(""));
        String alias = path.startsWith("/") ? alias(path) : path;
        String drive = data.path("device").asString("");
        for (Disk disk : guest.description().devices().disks()) {
            String own = disk.info().alias();
            if (own != null && (own.equals(alias) || drive.equals("drive-" + own))) {
                return Optional.of(disk);
            }
        }
        return Optional.empty();
    }

    private static String path(Disk disk) {
        return switch (disk.source()) {
            case StorageSource.File(String file, var common) when file != null -> file;
            case StorageSource.Block(String dev, var common) when dev != null -> dev;
            default -> "";
        };
    }

    void ioError(JsonNode data) {
        int action = switch (data.path("action").asString("")) {
            case "stop" -> 1;
            case "report" -> 2;
            default -> 0;
        };
        String cause = data.path("nospace").asBoolean(false) ? "enospc" : "";
        Optional<Disk> disk = disk(data);
        String path = disk.map(DeviceEvents::path).orElse("");
        String alias = disk.map(d -> d.info().alias()).orElse("");
        guest.publish(domain -> new DomainEvent.IoError(domain, path, alias, action));
        guest.publish(domain -> new DomainEvent.IoErrorReason(domain, path, alias, action, cause));
    }

    private void tray(JsonNode data) {
        boolean open = data.path("tray-open").asBoolean(false);
        Optional<Disk> disk = disk(data);
        if (disk.isEmpty()) {
            return;
        }
        Disk moved = disk.get();
        Disk.Target target = moved.target();
        if (target != null) {
            Disk changed = Records.with(moved, "target", Records.with(target, "tray", open ? Disk.Tray.OPEN : Disk.Tray.CLOSED));
            guest.note(run, notes -> notes.description(d -> Records.with(
                    d, "devices", Records.with(d.devices(), "disks", replace(d.devices().disks(), moved, changed)))));
        }
        String alias = moved.info().alias();
        guest.publish(domain -> new DomainEvent.TrayChange(domain, alias == null ? "" : alias, open ? 0 : 1));
    }

    private static <T> List<T> replace(List<T> list, T from, T to) {
        List<T> changed = new ArrayList<>(list);
        changed.replaceAll(item -> item.equals(from) ? to : item);
        return changed;
    }

    private void channel(String alias, boolean open) {
        Devices devices = guest.description().devices();
        for (Channel channel : devices.channels()) {
            if (!alias.equals(channel.info().alias()) || !(channel.target() instanceof VirtioChannel target)) {
                continue;
            }
            ChannelState state = open ? ChannelState.CONNECTED : ChannelState.DISCONNECTED;
            if (target.state() == state) {
                return;
            }
            CharacterDevice.Channel changed = Records.with(channel, "target", Records.with(target, "state", state));
            guest.note(run, notes -> notes.description(d -> Records.with(
                    d, "devices", Records.with(d.devices(), "channels", replace(d.devices().channels(), channel, changed)))));
            if (AGENT.equals(target.name())) {
                // Reason 2: the channel's other end came or went (virConnectDomainEventAgentLifecycleReason).
                guest.publish(domain -> new DomainEvent.AgentLifecycle(domain, open ? 1 : 2, 2));
            }
            return;
        }
    }

    private void graphics(int phase, JsonNode data) {
        JsonNode client = data.path("client");
        List<GraphicsIdentity> subject = new ArrayList<>();
        identity(subject, "x509dname", client.path("x509_dname"));
        identity(subject, "saslUsername", client.path("sasl_username"));
        GraphicsAddress local = address(data.path("server"));
        GraphicsAddress remote = address(client);
        String auth = data.path("server").path("auth").asString("");
        guest.publish(domain -> new DomainEvent.Graphics(domain, phase, local, remote, auth, subject));
    }

    private static void identity(List<GraphicsIdentity> subject, String type, JsonNode value) {
        if (value.isString()) {
            subject.add(new GraphicsIdentity(type, value.asString()));
        }
    }

    private static GraphicsAddress address(JsonNode end) {
        int family = switch (end.path("family").asString("")) {
            case "ipv6" -> 1;
            case "unix" -> 2;
            default -> 0;
        };
        @Nullable String port = end.has("service") ? end.path("service").asString("") : end.path("port").asString("");
        return new GraphicsAddress(family, end.path("host").asString(""), port);
    }

    private void threshold(JsonNode data) {
        String node = data.path("node-name").asString("");
        long threshold = data.path("write-threshold").asLong(0);
        long excess = data.path("amount-exceeded").asLong(0);
        guest.publish(domain -> new DomainEvent.BlockThreshold(domain, node, null, threshold, excess));
    }

    private void memoryDevice(JsonNode data) {
        String alias = alias(data.path("qom-path").asString(""));
        long size = data.path("size").asLong(0);
        guest.publish(domain -> new DomainEvent.MemoryDeviceSizeChange(domain, alias, size));
    }

    private void memoryFailure(JsonNode data) {
        int recipient = data.path("recipient").asString("").equals("guest") ? 1 : 0;
        int action = switch (data.path("action").asString("")) {
            case "inject" -> 1;
            case "fatal" -> 2;
            case "reset" -> 3;
            default -> 0;
        };
        JsonNode flags = data.path("flags");
        int bits = (flags.path("action-required").asBoolean(false) ? 1 : 0) | (flags.path("recursive").asBoolean(false) ? 2 : 0);
        guest.publish(domain -> new DomainEvent.MemoryFailure(domain, recipient, action, bits));
    }
}
