package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Graphics;
import org.jspecify.annotations.Nullable;

/** QEMU's VNC server. Passwords are set through the monitor and never stand here. */
final class VncOption {
    private static final int FIRST_PORT = 5900;
    private static final int LAST_PORT = 65535;
    private static final String TLS = "vnc-tls-creds0";

    private VncOption() {
    }

    static void add(Guest guest, Arguments out, Graphics.Vnc vnc) {
        DriverSettings.Display settings = guest.settings().vnc();
        KeyValues values = switch (DisplayListener.of(vnc.listens(), vnc.listen())) {
            case DisplayListener.Socket socket -> KeyValues.of().put("vnc", "unix:" + socket.path());
            case DisplayListener.Tcp tcp -> {
                int port = vnc.port() == null ? -1 : vnc.port();
                guest.require(port >= FIRST_PORT && port <= LAST_PORT || YesNo.isYes(vnc.autoport()),
                        "vnc port must be in range [5900,65535], it is " + port);
                String address = tcp.address() == null ? "" : tcp.address();
                String host = address.contains(":") ? "[" + address + "]" : address;
                yield KeyValues.of(host + ":" + (port - FIRST_PORT)).put("websocket", websocket(vnc));
            }
            case DisplayListener.Nowhere _ -> KeyValues.of("none");
        };
        values.put("share", vnc.sharePolicy() == null ? null : vnc.sharePolicy().xml());
        if (vnc.password().passwd() != null || settings.password()) {
            values.put("password", "on");
        }
        if (settings.tls() != null) {
            SecretObjects.tls(guest, out, settings.tls(), TLS, TLS + "-secret0", true);
            values.put("tls-creds", TLS);
        }
        if (settings.sasl()) {
            values.put("sasl", "on");
            if (settings.saslDirectory() != null) {
                out.environment("SASL_CONF_PATH", settings.saslDirectory());
            }
        }
        values.put("power-control", vnc.powerControl());
        values.put("audiodev", AudioBackends.id(guest, vnc.audio()));
        out.add("vnc", values);
        if (vnc.keymap() != null) {
            out.add("k", vnc.keymap());
        }
    }

    private static @Nullable Integer websocket(Graphics.Vnc vnc) {
        return vnc.websocket() == null || vnc.websocket() == 0 ? null : vnc.websocket();
    }
}
