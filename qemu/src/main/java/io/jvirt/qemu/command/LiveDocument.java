package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.domain.GraphicsListen;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.complete.QemuCompletion;
import io.jvirt.qemu.cpu.StartCpu;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the document of a starting guest out of its definition: names for devices, addresses and sockets where the
 * definition leaves them open. TCP ports are the caller's, since they must be reserved on the host.
 */
public final class LiveDocument {
    private LiveDocument() {
    }

    /**
     * {@return the live document}
     *
     * @throws io.jvirt.api.JvirtException CPU_INCOMPATIBLE or CONFIG_UNSUPPORTED when the guest's CPU cannot be had here
     */
    public static DomainDescription of(DomainDescription definition, QemuCapabilities capabilities,
            LaunchEnvironment environment) {
        boolean fresh = environment.incoming() == null;
        return named(
                fresh ? MemoryAlignment.apply(StartCpu.choose(QemuCompletion.atStart(definition), capabilities))
                        : definition,
                environment);
    }

    /** {@return the live document of a running guest that was given more devices: those have names and sockets too} */
    public static DomainDescription named(DomainDescription domain, LaunchEnvironment environment) {
        DomainDescription named = LiveAliases.assign(domain);
        Devices devices = named.devices();
        List<Graphics> displays = devices.graphics().stream().map(g -> display(g, environment)).toList();
        List<CharacterDevice.Channel> channels = new ArrayList<>();
        for (CharacterDevice.Channel channel : devices.channels()) {
            channels.add(channel(channel, environment));
        }
        devices = Records.with(Records.with(devices, "graphics", displays), "channels", channels);
        return Records.with(named, "devices", devices);
    }

    private static Graphics display(Graphics graphics, LaunchEnvironment environment) {
        return switch (graphics) {
            case Graphics.Vnc vnc -> Records.with(vnc, "listens", listens(vnc.listens(), vnc.listen(),
                    environment.settings().vnc(), environment.directory() + "/vnc.sock"));
            case Graphics.Spice spice -> {
                Graphics.Spice listening = Records.with(spice, "listens", listens(spice.listens(), spice.listen(),
                        environment.settings().spice(), environment.directory() + "/spice.sock"));
                yield spice.gl() == null ? listening
                        : Records.with(listening, "gl", rendering(spice.gl(), environment));
            }
            case Graphics.Dbus dbus -> dbus.gl() == null ? dbus
                    : Records.with(dbus, "gl", rendering(dbus.gl(), environment));
            case Graphics.EglHeadless headless -> headless.rendernode() != null ? headless
                    : new Graphics.EglHeadless(environment.renderNode());
            case Graphics.Sdl _, Graphics.Rdp _, Graphics.Desktop _ -> graphics;
        };
    }

    private static Graphics.Gl rendering(Graphics.Gl gl, LaunchEnvironment environment) {
        return YesNo.isYes(gl.enable()) && gl.rendernode() == null
                ? new Graphics.Gl(gl.enable(), environment.renderNode()) : gl;
    }

    private static List<GraphicsListen> listens(List<GraphicsListen> listens, @Nullable String listen,
            DriverSettings.Display settings, String socket) {
        GraphicsListen open = settings.autoSocket() ? new GraphicsListen.Socket(socket)
                : new GraphicsListen.Address(settings.listen());
        if (listens.isEmpty()) {
            return List.of(listen == null ? open : new GraphicsListen.Address(listen));
        }
        return listens.stream().<GraphicsListen>map(place -> switch (place) {
            case GraphicsListen.Address a -> a.address() == null ? open : a;
            case GraphicsListen.Socket s -> s.socket() == null ? new GraphicsListen.Socket(socket) : s;
            case GraphicsListen.Network n -> n.address() == null
                    ? new GraphicsListen.Network(n.network(), settings.listen()) : n;
            case GraphicsListen.None n -> n;
        }).toList();
    }

    /** A socket on which QEMU shall listen needs a path; it goes into the guest's folder. */
    private static CharacterDevice.Channel channel(CharacterDevice.Channel channel, LaunchEnvironment environment) {
        if (channel.backend() instanceof CharBackend.Unix unix && unix.source().path() == null
                && unix.source().mode() != CharBackend.Mode.CONNECT
                && channel.target() instanceof CharacterDevice.VirtioChannel port) {
            String name = port.name() == null ? String.valueOf(channel.info().alias()) : port.name();
            CharBackend.UnixSource source = Records.with(
                    Records.with(unix.source(), "mode", CharBackend.Mode.BIND),
                    "path", environment.directory() + "/" + name.replace('/', '_'));
            return Records.with(channel, "backend", Records.with(unix, "source", source));
        }
        return channel;
    }
}
