package io.jvirt.qemu.command;

import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Panic;

/** Devices by which the guest's kernel says that it crashed. Some machines and Hyper-V have their own way. */
final class PanicDevices {
    private PanicDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (Panic panic : guest.devices().panics()) {
            switch (panic.model()) {
                case ISA -> out.device(Props.device("pvpanic").number("ioport",
                        panic.info().address() instanceof DeviceAddress.Isa place ? place.iobase() : null));
                case PVPANIC -> {
                    Props props = Props.device("pvpanic-pci");
                    Addresses.add(guest, props, panic.info());
                    out.device(props);
                }
                case PSERIES, HYPERV, S390 -> { }
                case null -> { }
            }
        }
    }
}
