package io.jvirt.cli.run;

import io.jvirt.api.JvirtException;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StoragePools;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which pool a command means. */
final class PoolChoice {
    private PoolChoice() {}

    /** {@return the pool that the option {@code pool} names} */
    static StoragePool pool(Invocation in) {
        return pool(in, in.required("pool"), true, true);
    }

    /** {@return the pool of this UUID or name, whatever fits first} */
    static StoragePool pool(Invocation in, String named, boolean byUuid, boolean byName) {
        StoragePools pools = in.connection().storagePools();
        JvirtException last = null;
        if (byUuid && named.length() == 36) {
            try {
                return pools.pool(UUID.fromString(named));
            } catch (IllegalArgumentException e) {
                // No UUID, so it can only be a name.
            } catch (JvirtException e) {
                last = e;
            }
        }
        if (byName) {
            try {
                return pools.pool(named);
            } catch (JvirtException e) {
                last = e;
            }
        }
        throw new Failure("failed to get pool '" + named + "'", last);
    }

    /** {@return the pool that an option names, null when it was not given} */
    static @Nullable StoragePool optional(Invocation in, String option) {
        String named = in.text(option);
        return named == null ? null : pool(in, named, true, true);
    }
}
