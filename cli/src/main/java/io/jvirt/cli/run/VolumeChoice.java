package io.jvirt.cli.run;

import io.jvirt.api.JvirtException;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StoragePools;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which volume a command means. */
final class VolumeChoice {
    private VolumeChoice() {}

    /** {@return the volume that the option {@code vol} names, in the pool that {@code pool} names} */
    static StorageVolume volume(Invocation in) {
        return volume(in, "pool");
    }

    /**
     * {@return the volume that the option {@code vol} names: by name in the pool, by key or by path, whatever fits first}
     *
     * @param poolOption the option that names the pool
     */
    static StorageVolume volume(Invocation in, String poolOption) {
        String named = in.required("vol");
        StoragePool pool = PoolChoice.optional(in, poolOption);
        Lookup lookup = new Lookup();
        StorageVolume found = pool == null ? null : lookup.attempt(pool::volume, named);
        if (found == null) {
            found = lookup.anywhere(in, named);
        }
        if (found == null) {
            throw new Failure("failed to get vol '" + named + "'" + (pool == null ? ", specifying --" + poolOption + " might help" : ""),
                    lookup.last);
        }
        if (pool != null && !found.poolName().equals(pool.name())) {
            throw new Failure("Requested volume '" + named + "' is not in pool '" + pool.name() + "'");
        }
        return found;
    }

    /** {@return the volume of this key or path} */
    static StorageVolume anywhere(Invocation in, String named) {
        Lookup lookup = new Lookup();
        StorageVolume found = lookup.anywhere(in, named);
        if (found == null) {
            throw new Failure("failed to get vol '" + named + "'", lookup.last);
        }
        return found;
    }

    /** Tries that may fail, and how the last one did. */
    static final class Lookup {
        private @Nullable JvirtException last;

        @Nullable StorageVolume attempt(Function<String, StorageVolume> by, String named) {
            try {
                return by.apply(named);
            } catch (JvirtException e) {
                last = e;
                return null;
            }
        }

        @Nullable StorageVolume anywhere(Invocation in, String named) {
            StoragePools pools = in.connection().storagePools();
            StorageVolume found = attempt(pools::volumeByKey, named);
            return found == null ? attempt(pools::volumeByPath, named) : found;
        }

        @Nullable JvirtException last() {
            return last;
        }
    }
}
