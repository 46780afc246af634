package io.jvirt.qemu.command;

import io.jvirt.model.domain.CharacterDevice;

/** Consoles that are not just another name for a serial port. */
final class ConsoleDevices {
    private ConsoleDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (CharacterDevice.Console console : guest.devices().consoles()) {
            CharacterDevice.ConsoleType type = console.target() == null || console.target().type() == null
                    ? CharacterDevice.ConsoleType.SERIAL : console.target().type();
            String driver = switch (type) {
                case SERIAL -> null;
                case VIRTIO -> "virtconsole";
                case SCLP -> "sclpconsole";
                case SCLPLM -> "sclplmconsole";
                case NONE, XEN, UML, LXC, OPENVZ -> throw Guest.unsupported(
                        "unsupported console target type " + type.xml());
            };
            if (driver == null) {
                continue;
            }
            String alias = guest.alias(console);
            CharDevices.add(guest, out, alias, CharDevices.id(alias), console.backend());
            Props props = Props.device(driver);
            if (type == CharacterDevice.ConsoleType.VIRTIO) {
                Addresses.add(guest, props, console.info());
            }
            out.device(props.text("chardev", CharDevices.id(alias)).text("id", alias));
        }
    }
}
