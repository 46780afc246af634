package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

/** QEMU's SPICE server. Passwords are set through the monitor and never stand here. */
final class SpiceOption {
    private SpiceOption() {
    }

    static void add(Guest guest, Arguments out, Graphics.Spice spice) {
        DriverSettings.Display settings = guest.settings().spice();
        KeyValues values = KeyValues.of();
        int port = spice.port() == null ? 0 : spice.port();
        int tlsPort = spice.tlsPort() == null ? 0 : spice.tlsPort();
        boolean secure = false;
        boolean insecure = true;
        switch (DisplayListener.of(spice.listens(), spice.listen())) {
            case DisplayListener.Socket socket -> values.put("unix", "on").put("addr", socket.path());
            case DisplayListener.Tcp tcp -> {
                insecure = port > 0;
                secure = tlsPort > 0;
                values.put("port", insecure ? (Integer) port : null).put("tls-port", secure ? (Integer) tlsPort : null);
                if (insecure || secure) {
                    values.put("addr", tcp.address());
                }
            }
            // QEMU wants a port or nothing at all; port 0 opens none.
            case DisplayListener.Nowhere _ -> values.put("port", 0);
        }
        if (settings.sasl()) {
            values.put("sasl", "on");
            if (settings.saslDirectory() != null) {
                out.environment("SASL_CONF_PATH", settings.saslDirectory());
            }
        }
        if (spice.mouse() != null) {
            values.put("agent-mouse", spice.mouse() == CharBackend.MouseMode.CLIENT ? "on" : "off");
        }
        if (spice.password().passwd() == null && !settings.password()) {
            values.put("disable-ticketing", "on");
        }
        if (secure) {
            DriverSettings.TlsFiles files = settings.tls();
            if (files == null) {
                throw Guest.unsupported(
                        "spice TLS port set in XML configuration, but TLS is disabled in the driver's settings");
            }
            values.put("x509-dir", files.directory());
        }
        channel(guest, values, "default", spice.defaultMode(), secure, insecure);
        for (Graphics.ChannelName name : Graphics.ChannelName.values()) {
            for (Graphics.SpiceChannel channel : spice.channel()) {
                if (channel.name() == name) {
                    channel(guest, values, name.xml(), channel.mode(), secure, insecure);
                }
            }
        }
        compression(spice, values);
        if (YesNo.isNo(spice.clipboard())) {
            values.put("disable-copy-paste", "on");
        }
        if (YesNo.isNo(spice.filetransfer())) {
            values.put("disable-agent-file-xfer", "on");
        }
        if (spice.gl() != null && YesNo.isYes(spice.gl().enable())) {
            values.put("gl", "on").put("rendernode", spice.gl().rendernode());
        }
        // Harmless where the other side cannot do it.
        out.add("spice", values.put("seamless-migration", "on"));
        if (spice.keymap() != null) {
            out.add("k", spice.keymap());
        }
    }

    private static void channel(Guest guest, KeyValues values, String name, Graphics.@Nullable ChannelMode mode,
            boolean secure, boolean insecure) {
        switch (mode) {
            case null -> { }
            case ANY -> { }
            case SECURE -> {
                guest.require(secure, "spice channel '" + name
                        + "' shall be secure, but TLS connection is not available");
                values.put("tls-channel", name);
            }
            case INSECURE -> {
                guest.require(insecure, "spice channel '" + name
                        + "' shall be insecure, but plaintext connection is not available");
                values.put("plaintext-channel", name);
            }
        }
    }

    private static void compression(Graphics.Spice spice, KeyValues values) {
        values.put("image-compression", text(spice.image())).put("jpeg-wan-compression", text(spice.jpeg()))
                .put("zlib-glz-wan-compression", text(spice.zlib())).put("playback-compression", spice.playback())
                .put("streaming-video", text(spice.streaming()));
    }

    private static @Nullable String text(@Nullable XmlEnum value) {
        return value == null ? null : value.xml();
    }
}
