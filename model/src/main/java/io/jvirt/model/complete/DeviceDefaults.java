package io.jvirt.model.complete;

import io.jvirt.model.MacAddress;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.DomainType;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.Input;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.Watchdog;
import io.jvirt.model.xml.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What a device's own element, or the order of devices of its kind, decides before any driver looks at it. */
final class DeviceDefaults {
    private DeviceDefaults() {
    }

    static Devices fill(DomainDescription domain, DriverRules rules, CompletionOptions options) {
        var devices = domain.devices().map(device -> fill(device, domain, rules, options));
        return devices
                .withDisks(inOrder(devices.disks()))
                .withControllers(Controllers.inOrder(devices.controllers()))
                .withSerials(serials(devices.serials()))
                .withParallels(parallels(devices.parallels()))
                .withConsoles(consoles(devices.consoles(), domain));
    }

    private static Device fill(Device device, DomainDescription domain, DriverRules rules, CompletionOptions options) {
        return switch (device) {
            case Disk disk -> DiskCompletion.defaults(disk);
            case NetworkInterface network when network.mac() == null -> network.withMac(new NetworkInterface.Mac(generated(rules)));
            case Graphics graphics -> GraphicsCompletion.complete(graphics, options);
            case Input input when input.bus() == null -> input.withBus(bus(input, domain));
            case Watchdog watchdog when watchdog.action() == null -> watchdog.withAction(Watchdog.Action.RESET);
            case HostDevice host -> host.withSource(managed(host.source()));
            default -> device;
        };
    }

    /** An address of the driver's vendor prefix with three random octets. */
    private static MacAddress generated(DriverRules rules) {
        return new MacAddress((long) rules.macPrefix() << 24 | ThreadLocalRandom.current().nextInt(1 << 24));
    }

    private static Input.Bus bus(Input input, DomainDescription domain) {
        var type = java.util.Objects.requireNonNull(domain.os().type());
        if (!type.value().equals("hvm")) {
            return domain.type() == DomainType.VZ || domain.type() == DomainType.PARALLELS ? Input.Bus.PARALLELS : Input.Bus.XEN;
        }
        boolean x86 = "x86_64".equals(type.arch()) || "i686".equals(type.arch());
        return switch (input.type()) {
            case MOUSE, KEYBOARD -> x86 ? Input.Bus.PS2 : s390(type) ? Input.Bus.VIRTIO : Input.Bus.USB;
            case TABLET -> s390(type) ? Input.Bus.VIRTIO : Input.Bus.USB;
            case PASSTHROUGH -> Input.Bus.VIRTIO;
            case EVDEV -> Input.Bus.NONE;
        };
    }

    private static boolean s390(Os.OsType type) {
        return "s390x".equals(type.arch()) || "s390".equals(type.arch());
    }

    private static HostDevice.Source managed(HostDevice.Source source) {
        if (!(source instanceof HostDevice.Subsystem subsystem)) {
            return source;
        }
        HostDevice.SubsystemSource filled = switch (subsystem.source()) {
            case HostDevice.Usb usb when usb.managed() == null -> Records.with(usb, "managed", YesNo.NO);
            case HostDevice.Pci pci when pci.managed() == null -> Records.with(pci, "managed", YesNo.NO);
            case HostDevice.Scsi scsi -> scsi(scsi);
            case HostDevice.ScsiHost scsi when scsi.managed() == null -> Records.with(scsi, "managed", YesNo.NO);
            case HostDevice.Mediated mediated when mediated.managed() == null -> Records.with(mediated, "managed", YesNo.NO);
            default -> subsystem.source();
        };
        return new HostDevice.Subsystem(filled);
    }

    private static HostDevice.Scsi scsi(HostDevice.Scsi given) {
        var scsi = given.managed() == null ? Records.with(given, "managed", YesNo.NO) : given;
        boolean unitMissing = "iscsi".equals(scsi.protocol()) && scsi.name() != null && scsi.name().indexOf('/') < 0;
        return unitMissing ? Records.with(scsi, "name", scsi.name() + "/0") : scsi;
    }

    /** Disks of one bus stand in the order of their names. */
    private static List<Disk> inOrder(List<Disk> disks) {
        var ordered = new ArrayList<Disk>(disks.size());
        for (var disk : disks) {
            int at = ordered.size();
            for (int i = ordered.size() - 1; i >= 0; i--) {
                if (bus(ordered.get(i)) == bus(disk) && index(ordered.get(i)) > index(disk)) {
                    at = i;
                } else if (bus(ordered.get(i)) == bus(disk)) {
                    if (at == ordered.size()) {
                        at = i + 1;
                    }
                    break;
                }
            }
            ordered.add(at, disk);
        }
        return List.copyOf(ordered);
    }

    private static Disk.@Nullable Bus bus(Disk disk) {
        return disk.target() == null ? null : disk.target().bus();
    }

    private static int index(Disk disk) {
        return disk.target() == null || disk.target().dev() == null ? -1 : DiskTargets.index(disk.target().dev());
    }

    private static List<CharacterDevice.Serial> serials(List<CharacterDevice.Serial> serials) {
        var list = new ArrayList<CharacterDevice.Serial>(serials.size());
        int highest = -1;
        for (var serial : serials) {
            var target = serial.target() == null ? new CharacterDevice.SerialTarget(null, null, null) : serial.target();
            int port = target.port() == null ? highest + 1 : target.port();
            highest = Math.max(highest, port);
            list.add(serial.withTarget(target.withPort(port)));
        }
        return List.copyOf(list);
    }

    private static List<CharacterDevice.Parallel> parallels(List<CharacterDevice.Parallel> parallels) {
        var list = new ArrayList<CharacterDevice.Parallel>(parallels.size());
        int highest = -1;
        for (var parallel : parallels) {
            int port = parallel.port() == null ? highest + 1 : parallel.port();
            highest = Math.max(highest, port);
            list.add(parallel.withPort(port));
        }
        return List.copyOf(list);
    }

    private static List<CharacterDevice.Console> consoles(List<CharacterDevice.Console> consoles, DomainDescription domain) {
        var list = new ArrayList<CharacterDevice.Console>(consoles.size());
        for (var console : consoles) {
            var target = console.target();
            var type = target == null || target.type() == null ? consoleType(domain) : target.type();
            list.add(console.withTarget(new CharacterDevice.ConsoleTarget(type, list.size())));
        }
        return List.copyOf(list);
    }

    private static CharacterDevice.ConsoleType consoleType(DomainDescription domain) {
        var type = java.util.Objects.requireNonNull(domain.os().type());
        return switch (type.value()) {
            case "xen", "xenpvh", "linux" -> CharacterDevice.ConsoleType.XEN;
            case "uml" -> CharacterDevice.ConsoleType.UML;
            case "exe" -> domain.type() == DomainType.OPENVZ ? CharacterDevice.ConsoleType.OPENVZ : CharacterDevice.ConsoleType.LXC;
            default -> CharacterDevice.ConsoleType.SERIAL;
        };
    }
}
