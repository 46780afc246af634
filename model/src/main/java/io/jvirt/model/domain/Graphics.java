package io.jvirt.model.domain;

import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Secret;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to see the guest's screen. */
@Element("graphics")
@Choice("type")
@Doc("A way to see the guest's screen.")
public sealed interface Graphics extends Device {
    @Override
    default DeviceInfo info() {
        return DeviceInfo.NONE;
    }

    @Override
    default Graphics withInfo(DeviceInfo info) {
        return this;
    }

    @Case("vnc")
    record Vnc(
            @Attr @Doc("TCP port, -1 to have one chosen.") @Range(min = -1, max = 65535) @Nullable Integer port,
            @Attr @Doc("Whether the port is chosen at start.") @Nullable YesNo autoport,
            @Attr @Range(min = -1, max = 65535) @Doc("Port for browsers, -1 to have one chosen.") @Nullable Integer websocket,
            @Attr @Live @Doc("Whether the websocket port was chosen.") @Nullable YesNo websocketGenerated,
            @Attr @Doc("Path of the socket to listen on.") @Nullable String socket,
            @Attr @Doc("Keyboard layout.") @Nullable String keymap,
            @Attr @Doc("Whether several viewers may watch.") @Nullable SharePolicy sharePolicy,
            @Attr @Doc("Whether viewers may switch the guest off.") @Nullable YesNo powerControl,
            @Attr("wait") @Doc("Whether the guest waits for the first viewer.") @Nullable YesNo waitForClient,
            @Attr @Doc("Address of the first listen element.") @Nullable String listen,
            @Inline Password password,
            @Child("listen") List<GraphicsListen> listens,
            @Attr("audio@id") @Doc("The audio backend to use.") @Nullable Integer audio) implements Graphics {
        public Vnc {
            listens = List.copyOf(listens);
        }

        public Vnc withPort(@Nullable Integer value) {
            return Records.with(this, "port", value);
        }

        public Vnc withAutoport(@Nullable YesNo value) {
            return Records.with(this, "autoport", value);
        }

        public Vnc withWebsocket(@Nullable Integer value) {
            return Records.with(this, "websocket", value);
        }

        public Vnc withSocket(@Nullable String value) {
            return Records.with(this, "socket", value);
        }

        public Vnc withListen(@Nullable String value) {
            return Records.with(this, "listen", value);
        }

        public Vnc withListens(List<GraphicsListen> value) {
            return Records.with(this, "listens", value);
        }

        public Vnc withPassword(Password value) {
            return Records.with(this, "password", value);
        }
    }

    enum SharePolicy implements XmlEnum { ALLOW_EXCLUSIVE, FORCE_SHARED, IGNORE }

    record Password(
            @Attr @Secret @Doc("The password.") @Nullable String passwd,
            @Attr @Doc("Time (UTC) when the password ends, 2010-04-09T15:51:00.") @Nullable String passwdValidTo,
            @Attr @Doc("What happens to clients that are connected when the password changes.") @Nullable Connected connected) {
    }

    enum Connected implements XmlEnum { FAIL, DISCONNECT, KEEP }

    @Case("spice")
    record Spice(
            @Attr @Range(min = -1, max = 65535) @Doc("TCP port.") @Nullable Integer port,
            @Attr @Range(min = -1, max = 65535) @Doc("TCP port for encrypted connections, -1 to have one chosen.") @Nullable Integer tlsPort,
            @Attr @Doc("Whether the port is chosen at start.") @Nullable YesNo autoport,
            @Attr @Doc("Keyboard layout.") @Nullable String keymap,
            @Attr @Doc("Address of the first listen element.") @Nullable String listen,
            @Attr @Doc("Whether channels are encrypted.") @Nullable ChannelMode defaultMode,
            @Inline Password password,
            @Child("listen") List<GraphicsListen> listens,
            @Child @Doc("Whether one channel is encrypted.") List<SpiceChannel> channel,
            @Attr("image@compression") @Doc("Compression of images.") @Nullable ImageCompression image,
            @Attr("jpeg@compression") @Doc("Lossy compression over slow lines.") @Nullable WanCompression jpeg,
            @Attr("zlib@compression") @Doc("Compression over slow lines.") @Nullable WanCompression zlib,
            @Attr("playback@compression") @Doc("Compression of sound.") @Nullable OnOff playback,
            @Attr("streaming@mode") @Doc("Which parts are sent as video.") @Nullable StreamingMode streaming,
            @Attr("mouse@mode") @Doc("Who draws the pointer.") CharBackend.@Nullable MouseMode mouse,
            @Attr("clipboard@copypaste") @Doc("Whether the clipboard is shared.") @Nullable YesNo clipboard,
            @Attr("filetransfer@enable") @Doc("Whether files can be sent to the guest.") @Nullable YesNo filetransfer,
            @Child @Doc("Drawing by the host.") @Nullable Gl gl) implements Graphics {
        public Spice {
            listens = List.copyOf(listens);
            channel = List.copyOf(channel);
        }

        public Spice withPort(@Nullable Integer value) {
            return Records.with(this, "port", value);
        }

        public Spice withTlsPort(@Nullable Integer value) {
            return Records.with(this, "tlsPort", value);
        }

        public Spice withAutoport(@Nullable YesNo value) {
            return Records.with(this, "autoport", value);
        }

        public Spice withListen(@Nullable String value) {
            return Records.with(this, "listen", value);
        }

        public Spice withListens(List<GraphicsListen> value) {
            return Records.with(this, "listens", value);
        }

        public Spice withPassword(Password value) {
            return Records.with(this, "password", value);
        }

        public Spice withGl(@Nullable Gl value) {
            return Records.with(this, "gl", value);
        }
    }

    record Gl(
            @Attr @Doc("Whether the host draws.") @Nullable YesNo enable,
            @Attr @Doc("Device of the host that draws.") @Nullable String rendernode) {
    }

    @Element("channel")
    record SpiceChannel(
            @Attr @Doc("The channel.") ChannelName name,
            @Attr @Doc("Whether it is encrypted.") ChannelMode mode) {
    }

    enum ChannelName implements XmlEnum { MAIN, DISPLAY, INPUTS, CURSOR, PLAYBACK, RECORD, SMARTCARD, USBREDIR }

    enum ChannelMode implements XmlEnum { ANY, SECURE, INSECURE }

    enum ImageCompression implements XmlEnum {
        @XmlName("auto_glz") AUTO_GLZ, @XmlName("auto_lz") AUTO_LZ, QUIC, GLZ, LZ, OFF
    }

    enum WanCompression implements XmlEnum { AUTO, NEVER, ALWAYS }

    enum StreamingMode implements XmlEnum { FILTER, ALL, OFF }

    @Case("sdl")
    record Sdl(
            @Attr @Doc("X display.") @Nullable String display,
            @Attr @Doc("File with the X authority.") @Nullable String xauth,
            @Attr @Doc("Whether the window fills the screen.") @Nullable YesNo fullscreen,
            @Attr("gl@enable") @Doc("Drawing by the host.") @Nullable YesNo gl) implements Graphics {
        public Sdl withDisplay(@Nullable String value) {
            return Records.with(this, "display", value);
        }
    }

    @Case("rdp")
    record Rdp(
            @Attr @Range(min = -1, max = 65535) @Doc("TCP port.") @Nullable Integer port,
            @Attr @Doc("Whether the port is chosen at start.") @Nullable YesNo autoport,
            @Attr @Doc("Whether a new viewer replaces the present one.") @Nullable YesNo replaceUser,
            @Attr @Doc("Whether several viewers may watch.") @Nullable YesNo multiUser,
            @Attr @Doc("Address of the first listen element.") @Nullable String listen,
            @Attr @Doc("Name of the user.") @Nullable String username,
            @Attr @Secret @Doc("The password.") @Nullable String passwd,
            @Child("listen") List<GraphicsListen> listens) implements Graphics {
        public Rdp {
            listens = List.copyOf(listens);
        }

        public Rdp withPort(@Nullable Integer value) {
            return Records.with(this, "port", value);
        }

        public Rdp withAutoport(@Nullable YesNo value) {
            return Records.with(this, "autoport", value);
        }

        public Rdp withListen(@Nullable String value) {
            return Records.with(this, "listen", value);
        }

        public Rdp withListens(List<GraphicsListen> value) {
            return Records.with(this, "listens", value);
        }
    }

    @Case("desktop")
    record Desktop(
            @Attr @Doc("X display.") @Nullable String display,
            @Attr @Doc("Whether the window fills the screen.") @Nullable YesNo fullscreen) implements Graphics {
    }

    @Case("egl-headless")
    record EglHeadless(
            @Attr("gl@rendernode") @Doc("Device of the host that draws.") @Nullable String rendernode) implements Graphics {
        public EglHeadless withRendernode(@Nullable String value) {
            return Records.with(this, "rendernode", value);
        }
    }

    @Case("dbus")
    record Dbus(
            @Attr @Doc("Whether the connection is private, without a bus.") @Nullable YesNo p2p,
            @Attr @Doc("Address of the bus.") @Nullable String address,
            @Attr @Live @Doc("Whether the address is the host's setting.") @Nullable YesNo fromConfig,
            @Child @Doc("Drawing by the host.") @Nullable Gl gl,
            @Attr("audio@id") @Doc("The audio backend to use.") @Nullable Integer audio) implements Graphics {
        public Dbus withAddress(@Nullable String value) {
            return Records.with(this, "address", value);
        }
    }
}
