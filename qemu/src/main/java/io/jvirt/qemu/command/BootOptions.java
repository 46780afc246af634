package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Os;
import org.jspecify.annotations.Nullable;

/** How the firmware boots, and a kernel to boot in its place. */
final class BootOptions {
    private BootOptions() {
    }

    static void add(Guest guest, Arguments out) {
        Os os = guest.domain().os();
        KeyValues values = KeyValues.of();
        if (os.bootmenu() != null) {
            values.put("menu", os.bootmenu().enable());
        }
        if (os.bios() != null) {
            values.put("reboot-timeout", os.bios().rebootTimeout());
        }
        if (os.bootmenu() != null && YesNo.isYes(os.bootmenu().enable())) {
            values.put("splash-time", os.bootmenu().timeout());
        }
        out.add("boot", values.put("strict", "on"));
        file(out, "kernel", os.kernel());
        file(out, "initrd", os.initrd());
        file(out, "append", os.cmdline());
        file(out, "dtb", os.dtb());
        file(out, "shim", os.shim());
        for (Os.AcpiTable table : os.acpi()) {
            KeyValues acpi = KeyValues.of();
            switch (table.type()) {
                case RAW -> { }
                case SLIC -> acpi.put("sig", "SLIC");
                case MSDM -> acpi.put("sig", "MSDM");
                case RAWSET -> throw Guest.unsupported("ACPI table type 'rawset' is not supported");
            }
            out.add("acpitable", acpi.put("file", table.path()));
        }
    }

    private static void file(Arguments out, String option, @Nullable String value) {
        if (value != null) {
            out.add(option, value);
        }
    }
}
