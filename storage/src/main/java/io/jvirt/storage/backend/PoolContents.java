package io.jvirt.storage.backend;

import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StorageVolumeDescription;
import java.util.List;

/**
 * What a look at a pool found.
 *
 * @param pool the description with sizes, and with what else only the host knows
 */
public record PoolContents(StoragePoolDescription pool, List<StorageVolumeDescription> volumes) {
    public PoolContents {
        volumes = List.copyOf(volumes);
    }
}
