package io.jvirt.qemu.command;

import io.jvirt.model.OnOff;

/** Lets the guest's kernel describe itself for memory dumps. */
final class VmCoreInfoDevice {
    private VmCoreInfoDevice() {
    }

    static void add(Guest guest, Arguments out) {
        if (guest.features() != null && OnOff.isOn(guest.features().vmcoreinfo())) {
            out.device(Props.device("vmcoreinfo"));
        }
    }
}
