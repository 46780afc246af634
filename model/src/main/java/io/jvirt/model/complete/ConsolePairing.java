package io.jvirt.model.complete;

import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.DomainDescription;
import java.util.ArrayList;
import java.util.List;

/**
 * The first serial port of a full-virtualized guest and its first console are the same thing under two names: a
 * document with one of them gets the other, and the console follows the port in all that changes later.
 */
final class ConsolePairing {
    private ConsolePairing() {
    }

    /** Makes the port that a console needs, and the console that a port deserves. */
    static DomainDescription addMissing(DomainDescription domain) {
        var devices = domain.devices();
        if (!full(domain)) {
            return domain;
        }
        if (!devices.consoles().isEmpty() && isSerial(devices.consoles().getFirst())) {
            if (!devices.serials().isEmpty()) {
                return domain;
            }
            var console = devices.consoles().getFirst();
            var serial = new CharacterDevice.Serial(
                    console.backend(), new CharacterDevice.SerialTarget(null, 0, null), console.info());
            return domain.withDevices(devices.withSerials(List.of(serial)));
        }
        if (devices.consoles().isEmpty() && !devices.serials().isEmpty() && suits(devices.serials().getFirst())) {
            return domain.withDevices(devices.withConsoles(List.of(console(devices.serials().getFirst()))));
        }
        return domain;
    }

    /** Lets the console be what its serial port has become. */
    static DomainDescription mirror(DomainDescription domain) {
        var devices = domain.devices();
        if (!full(domain) || devices.serials().isEmpty() || devices.consoles().isEmpty() || !isSerial(devices.consoles().getFirst())) {
            return domain;
        }
        var consoles = new ArrayList<>(devices.consoles());
        consoles.set(0, console(devices.serials().getFirst()));
        return domain.withDevices(devices.withConsoles(List.copyOf(consoles)));
    }

    private static boolean full(DomainDescription domain) {
        var type = domain.os().type();
        return type != null && type.value().equals("hvm");
    }

    private static boolean isSerial(CharacterDevice.Console console) {
        var target = console.target();
        return target == null || target.type() == null || target.type() == CharacterDevice.ConsoleType.SERIAL;
    }

    /** Ports that a kernel can have as its console from the first moment. */
    private static boolean suits(CharacterDevice.Serial serial) {
        var target = serial.target();
        return target == null || target.type() == null || switch (target.type()) {
            case ISA_SERIAL, SPAPR_VIO_SERIAL, SYSTEM_SERIAL, SCLP_SERIAL -> true;
            case USB_SERIAL, PCI_SERIAL, ISA_DEBUG -> false;
        };
    }

    private static CharacterDevice.Console console(CharacterDevice.Serial serial) {
        var target = serial.target();
        int port = target == null || target.port() == null ? 0 : target.port();
        return new CharacterDevice.Console(
                serial.backend(), new CharacterDevice.ConsoleTarget(CharacterDevice.ConsoleType.SERIAL, port), serial.info());
    }
}
