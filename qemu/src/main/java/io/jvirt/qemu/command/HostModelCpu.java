package io.jvirt.qemu.command;

import io.jvirt.model.OnOff;
import io.jvirt.qemu.capabilities.CpuExpansion;

/**
 * The CPU of this host as QEMU describes it without referring to the host: a bare model and every feature of it. Unlike
 * {@code host} this stays the same wherever the guest goes.
 */
final class HostModelCpu {
    /** x86's model without any feature, so that only those that are on need telling. */
    private static final String BARE = "base";

    private HostModelCpu() {
    }

    static KeyValues of(Guest guest) {
        CpuExpansion expansion = guest.capabilities().under(guest.accelerator()).hostCpu().orElseThrow(() ->
                Guest.unsupported("CPU mode 'host-model' for " + guest.arch() + " " + guest.domain().type().xml()
                        + " domain on this host is not supported by hypervisor; use 'host-passthrough' or name a model"));
        boolean bare = expansion.model().equals(BARE);
        KeyValues values = KeyValues.of(expansion.model());
        expansion.migratable().forEach((name, value) -> {
            if (!value.isBoolean()) {
                values.put(name, value.asString());
            } else if (value.booleanValue() || !bare) {
                values.put(name, OnOff.of(value.booleanValue()));
            }
        });
        return values;
    }
}
