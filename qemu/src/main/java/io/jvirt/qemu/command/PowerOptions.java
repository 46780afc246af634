package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.PowerManagement;
import io.jvirt.qemu.capabilities.QemuFact;
import org.jspecify.annotations.Nullable;

/** What happens at shutdown, and the sleep states of the firmware. */
final class PowerOptions {
    private PowerOptions() {
    }

    static void add(Guest guest, Arguments out) {
        // The process must outlive the guest's shutdown, so that the reason can be learned.
        out.add("no-shutdown");
        boolean machineHasSwitch = guest.machineType().map(m -> m.acpi() != null).orElse(false);
        if (!machineHasSwitch && (guest.isX86() || guest.arch().equals("aarch64"))
                && (guest.features() == null || !guest.features().acpi())) {
            out.add("no-acpi");
        }
        PowerManagement pm = guest.domain().pm();
        if (pm != null) {
            String chip = guest.isQ35() ? "ICH9-LPC" : "PIIX4_PM";
            guest.require(pm.suspendToMem() == null
                    || guest.has(guest.isQ35() ? QemuFact.ICH9_DISABLE_S3 : QemuFact.PIIX_DISABLE_S3), "S3 not supported");
            guest.require(pm.suspendToDisk() == null
                    || guest.has(guest.isQ35() ? QemuFact.ICH9_DISABLE_S4 : QemuFact.PIIX_DISABLE_S4), "S4 not supported");
            disable(out, chip + ".disable_s3", pm.suspendToMem());
            disable(out, chip + ".disable_s4", pm.suspendToDisk());
        }
    }

    private static void disable(Arguments out, String property, @Nullable YesNo offered) {
        if (offered != null) {
            out.add("global", property + "=" + (offered == YesNo.NO ? 1 : 0));
        }
    }
}
