package io.jvirt.qemu.console;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.file.Folders;
import io.jvirt.model.OnOff;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files to which a guest's consoles are logged. QEMU writes them by itself; it gets them open, for appending, so it needs no right to
 * the folder and our shortening of them ({@link LogRollover}) is safe.
 */
public final class ConsoleLogs {
    private static final int O_WRONLY = 1;
    private static final int O_CREAT = 0x40;
    private static final int O_TRUNC = 0x200;
    private static final int O_APPEND = 0x400;
    private static final int PRIVATE = 0600;

    private ConsoleLogs() {}

    /**
     * {@return the document with a log for the first serial port, or the first console of a guest that has no serial port, unless it has
     * one already} What a guest said before somebody looked is what one wants to know when it does not come up.
     */
    public static DomainDescription withDefault(DomainDescription description, Path file) {
        Devices devices = description.devices();
        CharBackend.Log log = new CharBackend.Log(file.toString(), OnOff.ON);
        Devices changed = devices;
        if (!devices.serials().isEmpty()) {
            changed = Records.with(changed, "serials", first(devices.serials(), log));
        }
        // The first console is the first serial port seen another way.
        return description.withDevices(Records.with(changed, "consoles", first(devices.consoles(), log)));
    }

    private static <D extends Record & CharacterDevice> List<D> first(List<D> devices, CharBackend.Log log) {
        if (devices.isEmpty() || !(devices.getFirst().backend() instanceof CharBackend.Pty pty) || pty.log() != null) {
            return devices;
        }
        List<D> changed = new ArrayList<>(devices);
        changed.set(0, Records.with(devices.getFirst(), "backend", Records.with(pty, "log", log)));
        return List.copyOf(changed);
    }

    /** {@return the log of each device that has one, by the device's alias} */
    public static Map<String, CharBackend.Log> of(DomainDescription description) {
        Devices devices = description.devices();
        List<CharacterDevice> all = new ArrayList<>(devices.serials());
        all.addAll(devices.parallels());
        all.addAll(devices.consoles());
        all.addAll(devices.channels());
        Map<String, CharBackend.Log> logs = new LinkedHashMap<>();
        for (CharacterDevice device : all) {
            String alias = device.info().alias();
            if (alias != null) {
                log(device.backend()).ifPresent(log -> logs.put(alias, log));
            }
        }
        return logs;
    }

    private static Optional<CharBackend.Log> log(CharBackend backend) {
        CharBackend.@Nullable Log log = switch (backend) {
            case CharBackend.Pty b -> b.log();
            case CharBackend.Dev b -> b.log();
            case CharBackend.File b -> b.log();
            case CharBackend.Pipe b -> b.log();
            case CharBackend.Unix b -> b.log();
            case CharBackend.Tcp b -> b.log();
            case CharBackend.Udp b -> b.log();
            case CharBackend.SpiceVmc b -> b.log();
            case CharBackend.SpicePort b -> b.log();
            case CharBackend.QemuVdagent b -> b.log();
            case CharBackend.Dbus b -> b.log();
            case CharBackend.Null _, CharBackend.VirtualConsole _, CharBackend.Stdio _, CharBackend.Nmdm _ -> null;
        };
        return Optional.ofNullable(log);
    }

    /** {@return the open logs by their device's alias; devices that share a file share it here} The caller closes them. */
    public static Map<String, Descriptor> open(Map<String, CharBackend.Log> logs) {
        Map<String, Descriptor> open = new LinkedHashMap<>();
        Map<String, Descriptor> byFile = new HashMap<>();
        logs.forEach((alias, log) ->
                open.put(alias, byFile.computeIfAbsent(log.file(), file -> open(Path.of(file), log.append() != OnOff.OFF))));
        return open;
    }

    private static Descriptor open(Path file, boolean append) {
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            try {
                Files.createDirectories(folder);
                Folders.changeMode(folder, 0700);
            } catch (IOException e) {
                throw new HostException("Cannot create folder '" + folder + "' for a console's log: " + e.getMessage(), e);
            }
        }
        return Descriptor.open(file, O_WRONLY | O_CREAT | O_APPEND | (append ? 0 : O_TRUNC), PRIVATE);
    }
}
