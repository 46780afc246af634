package io.jvirt.qemu.command;

import io.jvirt.model.domain.QemuNamespace;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Applies {@code <qemu:capabilities>}: the user knows better what this QEMU can do. */
final class CapabilityOverrides {
    private CapabilityOverrides() {
    }

    static QemuCapabilities apply(QemuCapabilities capabilities, @Nullable QemuNamespace qemu) {
        if (qemu == null || qemu.capabilities() == null) {
            return capabilities;
        }
        QemuCapabilities changed = capabilities;
        for (String name : qemu.capabilities().add()) {
            changed = with(changed, name, true);
        }
        for (String name : qemu.capabilities().del()) {
            changed = with(changed, name, false);
        }
        return changed;
    }

    /** Names that decide nothing here change nothing. */
    private static QemuCapabilities with(QemuCapabilities capabilities, String name, boolean holds) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        for (QemuFact fact : QemuFact.values()) {
            if (fact.name().equals(constant)) {
                return capabilities.with(fact, holds);
            }
        }
        return capabilities;
    }
}
