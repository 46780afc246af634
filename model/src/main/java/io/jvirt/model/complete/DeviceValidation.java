package io.jvirt.model.complete;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Filesystem;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.Input;
import io.jvirt.model.domain.InterfaceSource;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.Reconnect;
import io.jvirt.model.domain.RedirectedDevice;
import io.jvirt.model.domain.Rng;
import io.jvirt.model.domain.SharedMemory;
import io.jvirt.model.domain.Smartcard;
import io.jvirt.model.domain.Video;
import io.jvirt.model.domain.Vsock;
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
            case Smartcard card when card.source() instanceof Smartcard.HostCertificates certificates -> certificates(certificates);
            case Input input -> input(input);
            case Video video when video.model() != null -> video(video.model());
            case SharedMemory memory -> sharedMemory(memory);
            case Vsock vsock -> vsock(vsock);
            case NetworkInterface network -> network(network);
            case Filesystem filesystem when filesystem.source() instanceof Filesystem.Mount mount && mount.dir() == null && mount.socket() == null ->
                throw new XmlException(XmlException.Kind.NO_SOURCE, "missing source information for device " + filesystem.target(),
                        0, "domain/devices/filesystem", null, null);
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

    private static void certificates(Smartcard.HostCertificates certificates) {
        if (certificates.certificate().size() != 3) {
            throw XmlException.invalid("host-certificates mode needs exactly three certificates");
        }
        if (certificates.database() != null && !certificates.database().startsWith("/")) {
            throw XmlException.invalid("expecting absolute path: " + certificates.database());
        }
    }

    private static void input(Input input) {
        var source = input.source();
        if (input.type() == Input.Type.PASSTHROUGH && (source == null || source.evdev() == null)) {
            throw XmlException.invalid("Missing evdev path for input device passthrough");
        }
        if (input.type() == Input.Type.EVDEV && (source == null || source.dev() == null)) {
            throw XmlException.invalid("missing evdev path for input device");
        }
        if (input.bus() == Input.Bus.PS2 && input.type() != Input.Type.MOUSE && input.type() != Input.Type.KEYBOARD) {
            throw XmlException.invalid("ps2 bus does not support " + input.type().xml() + " input device");
        }
    }

    private static void video(Video.Model model) {
        if (model.type() == null || model.type() == Video.Type.QXL) {
            return;
        }
        if (model.ram() != null) {
            throw XmlException.invalid("ram attribute only supported for type of qxl");
        }
        if (model.vram64() != null) {
            throw XmlException.invalid("vram64 attribute only supported for type of qxl");
        }
        if (model.vgamem() != null) {
            throw XmlException.invalid("vgamem attribute only supported for type of qxl");
        }
    }

    private static void sharedMemory(SharedMemory memory) {
        if (memory.name().isEmpty() || memory.name().indexOf('/') >= 0 || memory.name().equals(".") || memory.name().equals("..")) {
            throw XmlException.invalid("shmem name cannot be empty, '.', '..' or include '/': '" + memory.name() + "'");
        }
    }

    private static void vsock(Vsock vsock) {
        var cid = vsock.cid();
        if (cid != null && YesNo.isNo(cid.auto()) && cid.address() == null) {
            throw XmlException.invalid("missing 'address' attribute of <cid> with auto='no'");
        }
    }

    private static void network(NetworkInterface network) {
        plugged(network.source());
        var mac = network.mac();
        if (mac != null && mac.address().isMulticast()) {
            throw XmlException.invalid("expected unicast mac address, found multicast '" + mac.address() + "'");
        }
    }

    private static void plugged(InterfaceSource source) {
        String missing = switch (source) {
            case InterfaceSource.Network network when network.network() == null -> "network";
            case InterfaceSource.Bridge bridge when bridge.bridge() == null -> "bridge";
            case InterfaceSource.Direct direct when direct.dev() == null -> "direct";
            case InterfaceSource.Internal internal when internal.name() == null -> "internal";
            default -> null;
        };
        if (missing != null) {
            throw new XmlException(XmlException.Kind.MISSING, "interface type='" + missing + "' requires a 'source' element",
                    0, "domain/devices/interface", null, null);
        }
    }

    private static void host(HostDevice host) {
        if (host.source() instanceof HostDevice.Subsystem subsystem && host.info().address() != null) {
            address(subsystem.source(), host.info().address());
        }
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

    private static void address(HostDevice.SubsystemSource source, DeviceAddress address) {
        boolean fits = switch (source) {
            case HostDevice.Usb usb -> address instanceof DeviceAddress.Usb;
            case HostDevice.Pci pci -> address instanceof DeviceAddress.Pci || address instanceof DeviceAddress.Unassigned;
            case HostDevice.Scsi scsi -> address instanceof DeviceAddress.Drive;
            case HostDevice.ScsiHost scsi -> address instanceof DeviceAddress.Pci || address instanceof DeviceAddress.Ccw;
            case HostDevice.Mediated mediated -> true;
        };
        if (!fits) {
            throw XmlException.unsupported("the host device cannot have an address of this type: " + address);
        }
    }
}
