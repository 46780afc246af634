package io.jvirt.qemu.command;

import io.jvirt.qemu.capabilities.QemuFact;

/** Whether a dead guest's memory is given back by a helper, so that the process ends at once. */
final class TeardownOption {
    private TeardownOption() {
    }

    static void add(Guest guest, Arguments out) {
        if (guest.features() != null && guest.features().asyncTeardown() != null
                && guest.has(QemuFact.RUN_WITH_ASYNC_TEARDOWN)) {
            out.add("run-with", KeyValues.of().put("async-teardown", guest.features().asyncTeardown()));
        }
    }
}
