package io.jvirt.qemu.operations;

import io.jvirt.api.DataStream;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.CharacterDevice.Channel;
import io.jvirt.model.domain.CharacterDevice.VirtioChannel;
import io.jvirt.model.domain.Devices;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.console.Consoles;
import io.jvirt.qemu.console.Endpoint;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens the consoles and channels of running guests. */
public final class ConsoleAccess {
    private static final int FORCE = 1;

    private ConsoleAccess() {}

    /** {@return a stream to a console, serial or parallel port by alias; the first one for null} */
    public static DataStream console(Guest guest, @Nullable String alias, boolean force) {
        Run run = guest.run();
        Devices devices = guest.description().devices();
        List<CharacterDevice> all = Stream.<List<? extends CharacterDevice>>of(
                        devices.consoles(), devices.serials(), devices.parallels())
                .<CharacterDevice>flatMap(List::stream)
                .toList();
        CharacterDevice device = all.stream()
                .filter(each -> alias == null || alias.equals(each.info().alias()))
                .findFirst()
                .orElseThrow(() -> Errors.internal("cannot find character device " + (alias == null ? "" : alias), null));
        return open(run, name(device, "console"), device.backend(), force);
    }

    /** {@return a stream to a channel by its name in the guest or by alias; the first one for null} */
    public static DataStream channel(Guest guest, @Nullable String name, int flags) {
        if ((flags & ~FORCE) != 0) {
            throw Errors.argument("unsupported flags (0x" + Integer.toHexString(flags & ~FORCE) + ") in function virDomainOpenChannel");
        }
        Run run = guest.run();
        Channel channel = guest.description().devices().channels().stream()
                .filter(each -> name == null || name.equals(each.info().alias()) || name.equals(targetName(each)))
                .findFirst()
                .orElseThrow(() -> Errors.internal("cannot find channel " + (name == null ? "" : name), null));
        return open(run, name(channel, "channel"), channel.backend(), (flags & FORCE) != 0);
    }

    private static @Nullable String targetName(Channel channel) {
        return channel.target() instanceof VirtioChannel target ? target.name() : null;
    }

    private static String name(CharacterDevice device, String otherwise) {
        String alias = device.info().alias();
        return alias == null ? otherwise : alias;
    }

    private static DataStream open(Run run, String name, CharBackend backend, boolean force) {
        Endpoint endpoint = endpoint(backend)
                .orElseThrow(() -> Errors.internal(
                        "character device " + name + " is not using a PTY or a unix socket that QEMU listens at", null));
        return consoles(run).open(name, endpoint, force);
    }

    private static Optional<Endpoint> endpoint(CharBackend backend) {
        if (backend instanceof CharBackend.Pty pty && pty.source().path() != null) {
            return Optional.of(new Endpoint.Terminal(Path.of(pty.source().path())));
        }
        if (backend instanceof CharBackend.Unix unix
                && unix.source().mode() != CharBackend.Mode.CONNECT
                && unix.source().path() != null) {
            return Optional.of(new Endpoint.Socket(Path.of(unix.source().path())));
        }
        return Optional.empty();
    }

    private static Consoles consoles(Run run) {
        synchronized (run) {
            Consoles known = run.part(Consoles.class);
            if (known == null) {
                known = run.part(Consoles.class, new Consoles());
                run.teardown().add("console viewers", known::close);
            }
            return known;
        }
    }
}
