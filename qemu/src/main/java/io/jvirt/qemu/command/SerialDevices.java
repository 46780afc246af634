package io.jvirt.qemu.command;

import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.Graphics;
import org.jspecify.annotations.Nullable;

/** Serial and parallel ports. */
final class SerialDevices {
    private SerialDevices() {
    }

    static void serials(Guest guest, Arguments out) {
        boolean spice = guest.devices().graphics().stream().anyMatch(Graphics.Spice.class::isInstance);
        for (CharacterDevice.Serial serial : guest.devices().serials()) {
            if (serial.backend() instanceof CharBackend.SpicePort && !spice) {
                continue;
            }
            String alias = guest.alias(serial);
            String chardev = CharDevices.id(alias);
            CharDevices.add(guest, out, alias, chardev, serial.backend());
            CharacterDevice.SerialTarget target = serial.target();
            String model = target == null || target.model() == null ? "" : target.model();
            if (isPartOfBoard(guest, target, model)) {
                guest.require(!model.equals("pl011") || guest.capabilities().hasDevice("pl011"),
                        "'pl011' is not supported in this QEMU binary");
                out.add("serial", "chardev:" + chardev);
            } else {
                guest.require(model.equals("isa-debugcon") || guest.capabilities().hasDevice(model),
                        "'" + model + "' is not supported in this QEMU binary");
                Props props = Props.device(model).text("chardev", chardev).text("id", alias);
                if (model.equals("isa-serial")) {
                    props.number("index", target == null ? null : target.port());
                }
                Addresses.add(guest, props, serial.info());
                out.device(props);
            }
        }
    }

    /** Boards of other architectures have ports of their own, which no device can name. */
    private static boolean isPartOfBoard(Guest guest, CharacterDevice.@Nullable SerialTarget target, String model) {
        if (target == null || target.type() == null || model.isEmpty()) {
            return true;
        }
        return target.type() == CharacterDevice.SerialType.SYSTEM_SERIAL
                && (guest.isArm() && model.equals("pl011")
                        || (guest.isRiscv() || guest.isLoongArch()) && model.equals("16550a"));
    }

    static void parallels(Guest guest, Arguments out) {
        for (CharacterDevice.Parallel parallel : guest.devices().parallels()) {
            String alias = guest.alias(parallel);
            CharDevices.add(guest, out, alias, CharDevices.id(alias), parallel.backend());
            out.device(Props.device("isa-parallel").text("chardev", CharDevices.id(alias)).text("id", alias));
        }
    }
}
