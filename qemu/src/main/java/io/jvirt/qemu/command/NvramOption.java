package io.jvirt.qemu.command;

import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.NvramDevice;

/** Where a POWER machine's non-volatile memory is; the machine has it anyway. */
final class NvramOption {
    private NvramOption() {
    }

    static void add(Guest guest, Arguments out) {
        NvramDevice nvram = guest.devices().nvram();
        if (nvram != null && nvram.info().address() instanceof DeviceAddress.SpaprVio place && place.reg() != null) {
            out.add("global", "spapr-nvram.reg=0x" + Long.toHexString(place.reg()));
        }
    }
}
