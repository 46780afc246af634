package io.jvirt.qemu.command;

import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharBackend.Log;
import io.jvirt.model.domain.Reconnect;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The host's ends of character devices. */
final class CharDevices {
    private static final long MILLISECONDS = 1000;

    private CharDevices() {
    }

    /** {@return the name of the host's end of a device} */
    static String id(String alias) {
        return "char" + alias;
    }

    /**
     * Adds a host's end.
     *
     * @param alias the alias of the device that it is for
     * @param id its name
     */
    static void add(Guest guest, Arguments out, String alias, String id, CharBackend backend) {
        KeyValues values = switch (backend) {
            case CharBackend.Null _ -> of("null", id);
            case CharBackend.VirtualConsole _ -> of("vc", id);
            case CharBackend.Stdio _ -> of("stdio", id);
            case CharBackend.Pty _ -> of("pty", id);
            case CharBackend.Dev dev -> of(id.startsWith("charparallel") ? "parallel" : "serial", id)
                    .put("path", dev.source().path());
            case CharBackend.File file -> file(guest, out, alias, id, file);
            case CharBackend.Pipe pipe -> of("pipe", id).put("path", pipe.source().path());
            case CharBackend.Unix unix -> unix(guest, alias, id, unix);
            case CharBackend.Tcp tcp -> tcp(guest, out, id, tcp);
            case CharBackend.Udp udp -> udp(id, udp);
            case CharBackend.SpiceVmc _ -> of("spicevmc", id).put("name", spiceChannel(id));
            case CharBackend.SpicePort port -> of("spiceport", id).put("name", port.channel());
            case CharBackend.QemuVdagent agent -> agent(id, agent);
            case CharBackend.Dbus dbus -> of("dbus", id).put("name", dbus.channel());
            case CharBackend.Nmdm _ -> throw Guest.unsupported("unsupported chardev 'nmdm'");
        };
        log(guest, out, alias, values, backend);
        out.add("chardev", values);
    }

    /** Adds the socket of a vhost-user device. As a server QEMU must wait for its other half before it goes on. */
    static void vhostUser(Guest guest, Arguments out, String id, CharBackend.UnixSource source) {
        KeyValues values = of("socket", id).put("path", source.path());
        if (source.mode() == CharBackend.Mode.BIND) {
            values.put("server", "on");
        }
        reconnect(guest, values, source.reconnect());
        out.add("chardev", values);
    }

    private static KeyValues of(String kind, String id) {
        return KeyValues.of(kind).put("id", id);
    }

    private static String spiceChannel(String id) {
        return id.startsWith("charredir") ? "usbredir" : id.startsWith("charsmartcard") ? "smartcard" : "vdagent";
    }

    private static KeyValues file(Guest guest, Arguments out, String alias, String id, CharBackend.File file) {
        List<Integer> handles = guest.environment().handles().of(alias, Handle.CHARACTER_FILE);
        if (handles.isEmpty()) {
            return of("file", id).put("path", file.source().path()).put("append", file.source().append());
        }
        String path = guest.fdSets().add(out, handles.getFirst(), alias + "-source");
        // Whoever opened the file has decided whether it is cut off first.
        return of("file", id).put("path", path).put("append", OnOff.ON);
    }

    private static KeyValues unix(Guest guest, String alias, String id, CharBackend.Unix unix) {
        KeyValues values = of("socket", id);
        boolean listens = unix.source().mode() == CharBackend.Mode.BIND;
        List<Integer> handles = listens ? guest.environment().handles().of(alias, Handle.CHARACTER_SOCKET) : List.of();
        if (handles.isEmpty()) {
            values.put("path", unix.source().path());
        } else {
            values.put("fd", handles.getFirst());
        }
        if (listens) {
            values.put("server", "on").put("wait", "off");
        }
        reconnect(guest, values, unix.source().reconnect());
        return values;
    }

    private static KeyValues tcp(Guest guest, Arguments out, String id, CharBackend.Tcp tcp) {
        CharBackend.TcpSource source = tcp.source();
        boolean listens = source.mode() == CharBackend.Mode.BIND;
        KeyValues values = of("socket", id).put("host", source.host()).put("port", source.service());
        if (tcp.protocol() == CharBackend.Protocol.TELNET) {
            values.put("telnet", "on");
        }
        if (listens) {
            values.put("server", "on").put("wait", "off");
        }
        reconnect(guest, values, source.reconnect());
        DriverSettings.TlsFiles tls = guest.settings().characterTls();
        guest.require(source.tls() != YesNo.YES || tls != null, "TLS is not configured for character devices");
        if (tls != null && source.tls() != YesNo.NO && (source.tls() == YesNo.YES || tls.byDefault())) {
            String object = "obj" + id + "_tls0";
            SecretObjects.tls(guest, out, tls, object, id + "-secret0", listens);
            values.put("tls-creds", object);
        }
        return values;
    }

    private static void reconnect(Guest guest, KeyValues values, @Nullable Reconnect reconnect) {
        if (reconnect == null) {
            return;
        }
        long seconds = reconnect.enabled() == YesNo.YES && reconnect.timeout() != null ? reconnect.timeout() : 0;
        if (guest.has(QemuFact.CHARDEV_RECONNECT_MILISECONDS)) {
            values.put("reconnect-ms", seconds * MILLISECONDS);
        } else {
            values.put("reconnect", seconds);
        }
    }

    private static KeyValues udp(String id, CharBackend.Udp udp) {
        KeyValues values = of("udp", id);
        CharBackend.UdpSource remote = find(udp, CharBackend.Mode.CONNECT);
        CharBackend.UdpSource local = find(udp, CharBackend.Mode.BIND);
        return values.put("host", remote == null || remote.host() == null ? "" : remote.host())
                .put("port", remote == null ? null : remote.service())
                .put("localaddr", local == null || local.host() == null ? "" : local.host())
                .put("localport", local == null || local.service() == null ? "0" : local.service());
    }

    private static CharBackend.@Nullable UdpSource find(CharBackend.Udp udp, CharBackend.Mode mode) {
        return udp.source().stream().filter(s -> s.mode() == mode).findFirst().orElse(null);
    }

    private static KeyValues agent(String id, CharBackend.QemuVdagent agent) {
        KeyValues values = of("qemu-vdagent", id).put("name", "vdagent").put("clipboard", agent.copypaste());
        return values.put("mouse", agent.mouse() == null ? null
                : OnOff.of(agent.mouse() == CharBackend.MouseMode.CLIENT));
    }

    private static void log(Guest guest, Arguments out, String alias, KeyValues values, CharBackend backend) {
        Log log = switch (backend) {
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
        if (log == null) {
            return;
        }
        List<Integer> handles = guest.environment().handles().of(alias, Handle.CHARACTER_LOG);
        if (handles.isEmpty()) {
            values.put("logfile", log.file()).put("logappend", log.append());
        } else {
            values.put("logfile", guest.fdSets().add(out, handles.getFirst(), alias + "-log"))
                    .put("logappend", OnOff.ON);
        }
    }
}
