package io.jvirt.qemu.life;

import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharBackend.PathSource;
import io.jvirt.model.domain.CharBackend.Pty;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.CharacterDevice.ChannelState;
import io.jvirt.model.domain.CharacterDevice.VirtioChannel;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What only QEMU knows of a guest's serial ports, consoles and channels: the names of the pseudo terminals it made, and
 * whether a program in the guest has a channel open.
 */
final class Terminals {
    private static final String PTY = "pty:";

    private Terminals() {}

    private static Stream<CharacterDevice> all(Devices devices) {
        return Stream.of(devices.serials(), devices.parallels(), devices.consoles(), devices.channels())
                .flatMap(List::stream);
    }

    /** Asks QEMU for what only it knows of a guest's devices, if there are any, and notes it without writing. */
    static void learn(Guest guest, Run run) {
        Devices devices = guest.description().devices();
        if (all(devices).anyMatch(device -> device.backend() instanceof Pty)
                || devices.channels().stream().anyMatch(channel -> channel.target() instanceof VirtioChannel)) {
            JsonNode answer = run.monitor().execute("query-chardev");
            guest.noteQuietly(run, notes -> notes.description(d -> d.withDevices(fill(d.devices(), answer))));
        }
    }

    /** {@return the devices with what query-chardev answers} */
    private static Devices fill(Devices devices, JsonNode answer) {
        Set<String> open = new HashSet<>();
        for (JsonNode device : answer) {
            if (device.path("frontend-open").asBoolean(false)) {
                open.add(device.path("label").asString(""));
            }
        }
        Devices filled = fill(devices, paths(answer));
        return Records.with(filled, "channels", filled.channels().stream()
                .map(channel -> channel.target() instanceof VirtioChannel target
                        ? Records.with(channel, "target", target.withState(
                                open.contains("char" + channel.info().alias())
                                        ? ChannelState.CONNECTED
                                        : ChannelState.DISCONNECTED))
                        : channel)
                .toList());
    }

    private static Map<String, String> paths(JsonNode answer) {
        Map<String, String> paths = new HashMap<>();
        for (JsonNode device : answer) {
            String file = device.path("filename").asString("");
            if (file.startsWith(PTY)) {
                paths.put(device.path("label").asString(""), file.substring(PTY.length()));
            }
        }
        return paths;
    }

    /** The first console is the first serial port seen another way. */
    private static Devices fill(Devices devices, Map<String, String> paths) {
        Devices filled = Records.with(devices, "serials", fill(devices.serials(), paths, null));
        filled = Records.with(filled, "parallels", fill(devices.parallels(), paths, null));
        filled = Records.with(filled, "channels", fill(devices.channels(), paths, null));
        @Nullable String first = filled.serials().isEmpty() ? null : path(filled.serials().getFirst().backend());
        return Records.with(filled, "consoles", fill(devices.consoles(), paths, first));
    }

    private static @Nullable String path(CharBackend backend) {
        return backend instanceof Pty pty ? pty.source().path() : null;
    }

    private static <D extends Record & CharacterDevice> List<D> fill(
            List<D> devices, Map<String, String> paths, @Nullable String ofFirst) {
        List<D> filled = new ArrayList<>();
        for (D device : devices) {
            String path = paths.get("char" + device.info().alias());
            if (path == null && filled.isEmpty()) {
                path = ofFirst;
            }
            if (path != null && device.backend() instanceof Pty pty) {
                PathSource source = Records.with(pty.source(), "path", path);
                Pty known = Records.with(Records.with(pty, "source", source), "tty", path);
                filled.add(Records.with(device, "backend", known));
            } else {
                filled.add(device);
            }
        }
        return filled;
    }
}
