package io.jvirt.qemu.command;

import io.jvirt.model.OnOff;
import io.jvirt.model.domain.Disk;
import org.jspecify.annotations.Nullable;

/**
 * QEMU's three switches behind the one cache mode of a document.
 *
 * @param writeCache whether the guest sees a write cache
 * @param direct whether the host's page cache is left out (O_DIRECT)
 * @param noFlush whether flushes are ignored
 */
record CacheMode(OnOff writeCache, boolean direct, boolean noFlush) {
    /** {@return the switches, null to leave all to QEMU} */
    static @Nullable CacheMode of(Disk.@Nullable Driver driver) {
        return switch (driver == null ? null : driver.cache()) {
            case null -> null;
            case DEFAULT -> null;
            case NONE -> new CacheMode(OnOff.ON, true, false);
            case WRITETHROUGH -> new CacheMode(OnOff.OFF, false, false);
            case WRITEBACK -> new CacheMode(OnOff.ON, false, false);
            case DIRECTSYNC -> new CacheMode(OnOff.OFF, true, false);
            case UNSAFE -> new CacheMode(OnOff.ON, false, true);
        };
    }

    Props props() {
        return Props.of().flag("direct", direct).flag("no-flush", noFlush);
    }
}
