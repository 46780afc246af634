package io.jvirt.qemu.operations;

import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;

/**
 * What a change is for ({@code virDomainModificationImpact}).
 *
 * @param live the running guest
 * @param config the stored definition, from the next start on
 */
record Scope(boolean live, boolean config) {
    /** {@return what flags mean for this guest; none means the running guest, or the definition of one that is off} */
    static Scope of(Guest guest, boolean live, boolean config) {
        boolean active = guest.active();
        Scope scope = live || config ? new Scope(live, config) : new Scope(active, !active);
        if (scope.live && !active) {
            throw Errors.notRunning();
        }
        if (scope.config && !guest.persistent()) {
            throw Errors.invalid("transient domains do not have any persistent config");
        }
        return scope;
    }
}
