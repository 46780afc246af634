package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.CONFIG;
import static io.jvirt.cli.table.Common.CURRENT;
import static io.jvirt.cli.table.Common.DOMAIN;
import static io.jvirt.cli.table.Common.LIVE;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.DeviceCommands;
import io.jvirt.cli.run.DiskChanges;
import io.jvirt.cli.run.InterfaceChanges;

/** Commands that give a guest devices, take them away and change them. */
public final class HotplugTable implements CommandTable {
    private static final Option PERSISTENT = flag("persistent", "the running guest and its next start");
    private static final Option DEVICE_FILE = Option.required("file", Values.FILE, "the file with the device's element");
    private static final Option PRINT = flag("print-xml", "print the device's element instead");
    private static final Option ALIAS = Option.named("alias", Values.NONE, "a name for the device, which begins with ua-");

    private final Command[] commands = {
        of("attach-device", "give a guest a device",
                "Gives a guest the device that a file describes.",
                "jvirt attach-device web rng.xml --persistent",
                DOMAIN, DEVICE_FILE, PERSISTENT, CONFIG, LIVE, CURRENT),
        of("detach-device", "take a device from a guest",
                "Takes the device away that a file describes. A running guest has to let go of it.",
                "jvirt detach-device web rng.xml --persistent",
                DOMAIN, DEVICE_FILE, PERSISTENT, CONFIG, LIVE, CURRENT),
        of("detach-device-alias", "ask a guest to let go of a device",
                "Asks a guest to let go of the device with this alias, and does not wait for it.",
                "jvirt detach-device-alias web net1 --live",
                DOMAIN,
                Option.required("alias", Values.NONE, "the device's alias"),
                CONFIG, LIVE, CURRENT),
        of("update-device", "change a device of a guest",
                "Changes a device as a file describes: the medium of a drive, a network link, a display's password.",
                "jvirt update-device web cdrom.xml --live",
                DOMAIN, DEVICE_FILE, PERSISTENT, CONFIG, LIVE, CURRENT,
                flag("force", "open a drive that the guest has locked")),
        of("attach-disk", "give a guest a disk",
                "Gives a guest a disk on a file or block device of the host.",
                "jvirt attach-disk web /srv/data.qcow2 vdb --subdriver qcow2 --persistent",
                DOMAIN,
                Option.required("source", Values.FILE, "the image or device").allowingEmpty(),
                Option.required("target", Values.NONE, "its name, such as vdb"),
                Option.named("targetbus", Values.NONE, "virtio, scsi, usb ...; the target's name tells without"),
                Option.named("driver", Values.NONE, "the program that handles it"),
                Option.named("subdriver", Values.NONE, "the format of the image: raw, qcow2 ..."),
                Option.named("iothread", Values.NONE, "the number of the I/O thread that handles it"),
                Option.named("cache", Values.NONE, "how the host's page cache is used"),
                Option.named("io", Values.NONE, "how the host reads and writes"),
                Option.named("type", Values.NONE, "disk, cdrom or floppy"),
                Option.named("mode", Values.NONE, "readonly or shareable"),
                Option.named("sourcetype", Values.NONE, "file or block"),
                Option.named("serial", Values.NONE, "the serial number that the guest reads"),
                Option.named("wwn", Values.NONE, "the world wide name that the guest reads"),
                ALIAS, PRINT, PERSISTENT, CONFIG, LIVE, CURRENT),
        of("detach-disk", "take a disk from a guest", "Takes a disk away.",
                "jvirt detach-disk web vdb --persistent",
                DOMAIN,
                Option.required("target", Values.DISK, "the disk, by target or source"),
                PERSISTENT, CONFIG, LIVE, CURRENT, PRINT),
        of("change-media", "change the medium in a guest's drive",
                "Puts another medium into a CD or floppy drive, or takes it out.",
                "jvirt change-media web sda /srv/tools.iso",
                DOMAIN,
                Option.required("path", Values.DISK, "the drive, by target or source"),
                Option.text("source", Values.FILE, "the medium"),
                flag("eject", "take the medium out"),
                flag("insert", "put a medium into an empty drive"),
                flag("update", "change the medium"),
                CURRENT, LIVE, CONFIG,
                flag("force", "open a drive that the guest has locked"),
                PRINT,
                flag("block", "the medium is a block device")),
        of("attach-interface", "give a guest a network card",
                "Gives a guest a network card.",
                "jvirt attach-interface web bridge br0 --model virtio --persistent",
                DOMAIN,
                Option.required("type", Values.NONE, "network, bridge, direct, ethernet or user"),
                Option.required("source", Values.NONE, "the network, bridge or device").allowingEmpty(),
                Option.named("target", Values.NONE, "the name of the device on the host"),
                Option.named("mac", Values.NONE, "the MAC address"),
                Option.named("script", Values.FILE, "the program that sets the device of the host up"),
                Option.named("model", Values.NONE, "what the guest sees: virtio, e1000 ..."),
                ALIAS, PRINT, PERSISTENT, CONFIG, LIVE, CURRENT),
        of("detach-interface", "take a network card from a guest", "Takes a network card away.",
                "jvirt detach-interface web bridge --mac 52:54:00:12:34:56 --persistent",
                DOMAIN,
                Option.required("type", Values.NONE, "the kind of the card, such as bridge"),
                Option.named("mac", Values.INTERFACE, "its MAC address"),
                PERSISTENT, CONFIG, LIVE, CURRENT, PRINT),
        of("domif-setlink", "plug the cable of a network card in or out",
                "Plugs the cable of a network card in or out.",
                "jvirt domif-setlink web 52:54:00:12:34:56 down",
                DOMAIN,
                Option.required("interface", Values.INTERFACE, "the card, by its device on the host or its MAC address"),
                Option.required("state", Values.NONE, "up or down"),
                CONFIG, PRINT),
    };

    @Override
    public Group group() {
        return Group.DOMAIN;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "attach-device" -> DeviceCommands.attach(in);
            case "detach-device" -> DeviceCommands.detach(in);
            case "detach-device-alias" -> DeviceCommands.detachAlias(in);
            case "update-device" -> DeviceCommands.update(in);
            case "attach-disk" -> DiskChanges.attach(in);
            case "detach-disk" -> DiskChanges.detach(in);
            case "change-media" -> DiskChanges.medium(in);
            case "attach-interface" -> InterfaceChanges.attach(in);
            case "detach-interface" -> InterfaceChanges.detach(in);
            case "domif-setlink" -> InterfaceChanges.setLink(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}
