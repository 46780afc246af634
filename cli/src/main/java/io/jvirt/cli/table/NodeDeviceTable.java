package io.jvirt.cli.table;

import static io.jvirt.cli.grammar.Command.of;
import static io.jvirt.cli.grammar.Option.flag;
import static io.jvirt.cli.table.Common.ALL;
import static io.jvirt.cli.table.Common.INACTIVE;
import static io.jvirt.cli.table.Common.LOOP;
import static io.jvirt.cli.table.Common.TIMEOUT;
import static io.jvirt.cli.table.Common.TIMESTAMP;
import static io.jvirt.cli.table.Common.VALIDATE;
import static io.jvirt.cli.table.Common.WRAP;
import static io.jvirt.cli.table.Common.XPATH;
import static io.jvirt.cli.table.Common.document;

import io.jvirt.cli.CommandTable;
import io.jvirt.cli.Group;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Values;
import io.jvirt.cli.run.NodeDeviceCommands;

/** Commands about the host's devices. */
public final class NodeDeviceTable implements CommandTable {
    private static final Option DEVICE =
            Option.required("device", Values.NONE, "the device's name, or WWNN,WWPN of a host bus adapter");

    private final Command[] commands = {
        of("nodedev-list", "list the host's devices", "Lists the host's devices.",
                "jvirt nodedev-list --cap net,pci",
                flag("tree", "each below the one that it is part of"),
                Option.named("cap", Values.NONE, "only those with one of these capabilities, such as pci,net"),
                INACTIVE,
                ALL,
                flag("persistent", "those with a stored definition"),
                flag("transient", "those without a stored definition")),
        of("nodedev-dumpxml", "print a device's document", "Prints what the host knows of a device.",
                "jvirt nodedev-dumpxml pci_0000_00_1f_2",
                DEVICE,
                XPATH,
                WRAP,
                flag("inactive", "the stored definition")),
        of("nodedev-info", "show a device at a glance", "Shows a device's parent and state.",
                "jvirt nodedev-info mdev_4b20d080_1b54_4048_85b3_a6a62d165c01_0000_06_00_0",
                DEVICE),
        of("nodedev-create", "make a device", "Makes a mediated device or a virtual host bus adapter from a file with its document.",
                "jvirt nodedev-create mdev.xml",
                document("device"),
                VALIDATE),
        of("nodedev-destroy", "remove a device", "Removes a device that was made; its definition stays.",
                "jvirt nodedev-destroy mdev_4b20d080_1b54_4048_85b3_a6a62d165c01_0000_06_00_0",
                DEVICE),
        of("nodedev-define", "store a device's definition", "Stores the definition of a mediated device from a file with its document.",
                "jvirt nodedev-define mdev.xml",
                document("device"),
                VALIDATE),
        of("nodedev-undefine", "remove a device's definition", "Removes a device's definition.",
                "jvirt nodedev-undefine mdev_4b20d080_1b54_4048_85b3_a6a62d165c01_0000_06_00_0",
                DEVICE),
        of("nodedev-start", "make a device that is defined", "Makes a device from its stored definition.",
                "jvirt nodedev-start mdev_4b20d080_1b54_4048_85b3_a6a62d165c01_0000_06_00_0",
                DEVICE),
        of("nodedev-autostart", "make a device with the daemon's start", "Has a defined device made when the daemon starts, or not.",
                "jvirt nodedev-autostart mdev_4b20d080_1b54_4048_85b3_a6a62d165c01_0000_06_00_0",
                DEVICE,
                flag("disable", "do not make it by itself")),
        of("nodedev-update", "change a device", "Changes a mediated device or its definition.",
                "jvirt nodedev-update mdev_4b20d080_1b54_4048_85b3_a6a62d165c01_0000_06_00_0 mdev.xml --config",
                DEVICE,
                document("device"),
                flag("config", "the stored definition"),
                flag("live", "the device itself"),
                flag("current", "the device itself when it is there, else the definition")),
        of("nodedev-detach", "take a device from its driver", "Takes a PCI device from the host's driver, so that a guest can have it.",
                "jvirt nodedev-detach pci_0000_01_00_0",
                DEVICE,
                Option.named("driver", Values.NONE, "the driver that gets it; vfio-pci without"),
                Option.alias("driver-name", "driver")),
        of("nodedev-reattach", "give a device back to its driver", "Gives a PCI device back to the host's driver.",
                "jvirt nodedev-reattach pci_0000_01_00_0",
                DEVICE),
        of("nodedev-reset", "reset a device", "Resets a PCI device.",
                "jvirt nodedev-reset pci_0000_01_00_0",
                DEVICE),
        of("nodedev-event", "wait for devices' events", "Prints what becomes of the host's devices as it happens, or the kinds of events there are.",
                "jvirt nodedev-event --event lifecycle --loop",
                Option.named("device", Values.NONE, "only this device's"),
                Option.named("event", Values.NONE, "the kind to wait for"),
                LOOP,
                TIMEOUT,
                flag("list", "list the kinds"),
                TIMESTAMP),
    };

    @Override
    public Group group() {
        return Group.NODE_DEVICE;
    }

    @Override
    public Command[] commands() {
        return commands;
    }

    @Override
    public void run(String command, Invocation in) {
        switch (command) {
            case "nodedev-list" -> NodeDeviceCommands.list(in);
            case "nodedev-dumpxml" -> NodeDeviceCommands.dump(in);
            case "nodedev-info" -> NodeDeviceCommands.info(in);
            case "nodedev-create" -> NodeDeviceCommands.create(in);
            case "nodedev-destroy" -> NodeDeviceCommands.destroy(in);
            case "nodedev-define" -> NodeDeviceCommands.define(in);
            case "nodedev-undefine" -> NodeDeviceCommands.undefine(in);
            case "nodedev-start" -> NodeDeviceCommands.start(in);
            case "nodedev-autostart" -> NodeDeviceCommands.autostart(in);
            case "nodedev-update" -> NodeDeviceCommands.update(in);
            case "nodedev-detach" -> NodeDeviceCommands.detach(in);
            case "nodedev-reattach" -> NodeDeviceCommands.reattach(in);
            case "nodedev-reset" -> NodeDeviceCommands.reset(in);
            case "nodedev-event" -> NodeDeviceCommands.event(in);
            default -> throw new IllegalArgumentException(command);
        }
    }
}
