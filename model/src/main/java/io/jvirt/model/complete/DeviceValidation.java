package io.jvirt.model.complete;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.Reconnect;
import io.jvirt.model.domain.RedirectedDevice;
import io.jvirt.model.domain.Rng;
import io.jvirt.model.domain.Smartcard;
import io.jvirt.model.xml.XmlException;
import org.jspecify.annotations.Nullable;

/** What one device's own element must not lack or combine. */
final class DeviceValidation {
    private DeviceValidation() {
    }

    static void check(Device device) {
        switch (device) {
            // The driver makes up the socket of a channel.
            case CharacterDevice.Channel channel -> backend(channel.backend(), false);
            case CharacterDevice character -> backend(character.backend());
            case RedirectedDevice redirected -> backend(redirected.backend());
            case Rng rng when rng.backend() instanceof Rng.Egd egd -> backend(egd.backend());
            case Smartcard card when card.source() instanceof Smartcard.Passthrough passthrough -> backend(passthrough.backend());
            case NetworkInterface network -> network(network);
            case HostDevice host -> host(host);
            default -> {
            }
        }
    }

    private static void backend(CharBackend backend) {
        backend(backend, true);
    }

    private static void backend(CharBackend backend, boolean pathNeeded) {
        switch (backend) {
            case CharBackend.File file -> path(file.source().path());
            case CharBackend.Dev dev -> path(dev.source().path());
            case CharBackend.Pipe pipe -> path(pipe.source().path());
            case CharBackend.Unix unix -> {
                if (pathNeeded) {
                    path(unix.source().path());
                }
                reconnect(unix.source().mode(), unix.source().reconnect());
            }
            case CharBackend.Tcp tcp -> {
                present(tcp.source().host(), "host");
                present(tcp.source().service(), "service");
                reconnect(tcp.source().mode(), tcp.source().reconnect());
            }
            case CharBackend.Udp udp -> udp(udp);
            case CharBackend.SpicePort port -> present(port.channel(), "channel");
            case CharBackend.Nmdm nmdm -> {
                present(nmdm.master(), "master");
                present(nmdm.slave(), "slave");
            }
            case CharBackend.Null none -> {
            }
            case CharBackend.VirtualConsole console -> {
            }
            case CharBackend.Stdio stdio -> {
            }
            case CharBackend.Pty pty -> {
            }
            case CharBackend.SpiceVmc vmc -> {
            }
            case CharBackend.QemuVdagent agent -> {
            }
            case CharBackend.Dbus dbus -> {
            }
        }
    }

    private static void udp(CharBackend.Udp udp) {
        present(udp.source().stream().filter(source -> source.mode() == CharBackend.Mode.CONNECT)
                .map(source -> source.service() == null ? "" : source.service()).filter(service -> !service.isEmpty())
                .findFirst().orElse(null), "service");
    }

    private static void path(@Nullable String path) {
        present(path, "path");
    }

    private static void present(@Nullable String value, String attribute) {
        if (value == null) {
            throw new XmlException(XmlException.Kind.MISSING, "Missing source " + attribute + " attribute for char device", 0, "source", attribute, null);
        }
    }

    private static void reconnect(CharBackend.@Nullable Mode mode, @Nullable Reconnect reconnect) {
        if (reconnect == null || !YesNo.isYes(reconnect.enabled())) {
            return;
        }
        if (mode == CharBackend.Mode.BIND) {
            throw XmlException.invalid("chardev reconnect is possible only for connect mode");
        }
        if (reconnect.timeout() != null && reconnect.timeout() == 0) {
            throw XmlException.invalid("chardev reconnect source timeout cannot be '0'");
        }
    }

    private static void network(NetworkInterface network) {
        var mac = network.mac();
        if (mac != null && mac.address().isMulticast()) {
            throw XmlException.invalid("expected unicast mac address, found multicast '" + mac.address() + "'");
        }
    }

    private static void host(HostDevice host) {
        boolean scsi = host.source() instanceof HostDevice.Subsystem subsystem && subsystem.source() instanceof HostDevice.Scsi;
        if (!scsi && host.rawio() != null) {
            throw XmlException.invalid("rawio is only supported for scsi host device");
        }
        if (!scsi && host.sgio() != null) {
            throw XmlException.invalid("sgio is only supported for scsi host device");
        }
        if (host.source() instanceof HostDevice.Subsystem subsystem && subsystem.source() instanceof HostDevice.Mediated mediated
                && mediated.uuid() == null) {
            throw XmlException.unsupported("Missing 'uuid' attribute for element <address>");
        }
    }
}
