package io.jvirt.model.domain;

import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Single;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The host's end of a character device (virDomainChrSourceDef); the device's type says which. */
@Refusal(invalid = "unknown type presented to host for character device: %s")
@Choice(value = "type", def = "pty")
public sealed interface CharBackend {
    @Case("null")
    @Doc("Nothing.")
    record Null() implements CharBackend {
    }

    @Case("vc")
    @Doc("A text console in the graphical window.")
    record VirtualConsole() implements CharBackend {
    }

    @Case("stdio")
    @Doc("The emulator's standard input and output.")
    record Stdio() implements CharBackend {
    }

    @Case("pty")
    @Single({"source", "log"})
    @Doc("A pseudo terminal.")
    record Pty(
            @Attr @Live @Doc("The terminal in the older notation.") @Nullable String tty,
            @Inline("source") PathSource source,
            @Child @Doc("Copy of the output.") @Nullable Log log) implements CharBackend {
        /** A terminal that the driver makes. */
        public static final Pty NEW = new Pty(null, new PathSource(null, List.of()), null);

        public Pty withTty(@Nullable String value) {
            return Records.with(this, "tty", value);
        }

        public Pty withSource(PathSource value) {
            return Records.with(this, "source", value);
        }
    }

    /** The path of a terminal; made by the driver, thus not part of a definition. */
    record PathSource(
            @Attr @Live @Doc("Path on the host.") @Nullable String path,
            @Child List<DeviceLabel> seclabel) {
        public PathSource {
            seclabel = List.copyOf(seclabel);
        }
    }

    @Case("dev")
    @Single({"source", "log"})
    @Doc("A device of the host.")
    record Dev(@Inline("source") DeviceSource source, @Child @Nullable Log log) implements CharBackend {
    }

    record DeviceSource(
            @Attr @Doc("Path on the host.") @Nullable String path,
            @Child List<DeviceLabel> seclabel) {
        public DeviceSource {
            seclabel = List.copyOf(seclabel);
        }
    }

    @Case("file")
    @Single({"source", "log"})
    @Doc("A file for output.")
    record File(@Inline("source") FileSource source, @Child @Nullable Log log) implements CharBackend {
    }

    record FileSource(
            @Attr @Doc("Path on the host.") @Nullable String path,
            @Attr @Doc("Whether the file is kept when the guest starts.") @Nullable OnOff append,
            @Child List<DeviceLabel> seclabel) {
        public FileSource {
            seclabel = List.copyOf(seclabel);
        }
    }

    @Case("pipe")
    @Single({"source", "log"})
    @Doc("A pair of named pipes.")
    record Pipe(@Inline("source") DeviceSource source, @Child @Nullable Log log) implements CharBackend {
    }

    @Case("unix")
    @Single({"source", "log"})
    @Doc("A Unix socket.")
    record Unix(@Inline("source") UnixSource source, @Child @Nullable Log log) implements CharBackend {
        public Unix withSource(UnixSource value) {
            return Records.with(this, "source", value);
        }
    }

    record UnixSource(
            @Attr @Doc("Whether to wait or to connect.") @Nullable Mode mode,
            @Attr @Doc("Path on the host.") @Nullable String path,
            @Child List<DeviceLabel> seclabel,
            @Child @Nullable Reconnect reconnect) {
        public UnixSource {
            seclabel = List.copyOf(seclabel);
        }

        public UnixSource withPath(@Nullable String value) {
            return Records.with(this, "path", value);
        }

        public UnixSource withMode(@Nullable Mode value) {
            return Records.with(this, "mode", value);
        }
    }

    @Case("tcp")
    @Single({"source", "log", "protocol"})
    @Doc("A TCP connection.")
    record Tcp(
            @Inline("source") TcpSource source,
            @Attr(value = "protocol@type", def = "raw") @Doc("What is spoken on the connection.") Protocol protocol,
            @Child @Nullable Log log) implements CharBackend {
    }

    record TcpSource(
            @Attr(def = "connect") @Doc("Whether to wait or to connect.") Mode mode,
            @Attr @Doc("Name or address.") @Nullable String host,
            @Attr @Doc("Port.") @Nullable String service,
            @Attr @Doc("Whether the connection is encrypted.") @Nullable YesNo tls,
            @Child @Nullable Reconnect reconnect) {
    }

    @Case("udp")
    @Doc("UDP packets, with a source to connect to and one to bind.")
    record Udp(
            @Child("source") @Doc("Address to receive on or to send to.") List<UdpSource> source,
            @Child @Nullable Log log) implements CharBackend {
        /** At most one source to bind and one to connect to, in this order. */
        public Udp {
            if (source.stream().map(UdpSource::mode).distinct().count() < source.size()) {
                throw new IllegalArgumentException("multiple sources of the same mode for a udp char device, expected one with mode='bind' and one with mode='connect'");
            }
            source = source.stream().sorted(java.util.Comparator.comparing(UdpSource::mode).reversed()).toList();
        }
    }

    record UdpSource(
            @Attr(def = "connect") @Doc("Whether it is the address to send to or to receive on.") Mode mode,
            @Attr @Doc("Name or address.") @Nullable String host,
            @Attr @Doc("Port.") @Nullable String service) {
    }

    @Case("spicevmc")
    @Doc("A channel of the SPICE connection.")
    record SpiceVmc(@Child @Nullable Log log) implements CharBackend {
    }

    @Case("spiceport")
    @Single({"source", "log"})
    @Doc("A named port of the SPICE connection.")
    record SpicePort(
            @Attr("source@channel") @Doc("Name of the channel.") @Nullable String channel,
            @Child @Nullable Log log) implements CharBackend {
    }

    @Case("nmdm")
    @Single({"source", "log"})
    @Doc("A null modem of FreeBSD.")
    record Nmdm(
            @Attr("source@master") @Doc("The guest's end.") @Nullable String master,
            @Attr("source@slave") @Doc("The other end.") @Nullable String slave) implements CharBackend {
    }

    @Case("qemu-vdagent")
    @Doc("QEMU's own clipboard and mouse agent.")
    record QemuVdagent(
            @Attr("source/clipboard@copypaste") @Doc("Whether the clipboard is shared.") @Nullable YesNo copypaste,
            @Attr("source/mouse@mode") @Doc("Who draws the pointer.") @Nullable MouseMode mouse,
            @Child @Nullable Log log) implements CharBackend {
    }

    @Case("dbus")
    @Single({"source", "log"})
    @Doc("A channel of the D-Bus display.")
    record Dbus(
            @Attr("source@channel") @Doc("Name of the channel.") @Nullable String channel,
            @Child @Nullable Log log) implements CharBackend {
    }

    enum MouseMode implements XmlEnum { SERVER, CLIENT }

    enum Mode implements XmlEnum { CONNECT, BIND }

    enum Protocol implements XmlEnum { RAW, TELNET, TELNETS, TLS }

    @Doc("A copy of the output.")
    record Log(
            @Attr @Doc("The file.") String file,
            @Attr @Doc("Whether the file is kept when the guest starts.") @Nullable OnOff append) {
    }
}
