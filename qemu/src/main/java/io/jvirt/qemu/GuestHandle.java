package io.jvirt.qemu;

import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.operations.StoredDefinition;

/** What every part of {@link QemuDomain} needs. */
interface GuestHandle {
    /** {@return the guest, for a call that only asks} */
    Guest guest();

    /** {@return the guest, for a call that changes it; fails on a read-only connection} */
    Guest guest(String function);

    /** {@return who changes the guest's definition} */
    StoredDefinition stored();

    /** {@return the guests' place} */
    QemuInstance instance();
}
