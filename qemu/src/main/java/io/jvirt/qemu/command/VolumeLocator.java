package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.StorageSource;

/** Finds where a volume of a storage pool is. */
@FunctionalInterface
public interface VolumeLocator {
    /** There are no pools. */
    VolumeLocator NONE = volume -> {
        throw new JvirtException(ErrorCode.NO_STORAGE_POOL, ErrorDomain.STORAGE,
                "no storage pool with matching name '" + volume.pool() + "'");
    };

    /**
     * {@return the file, device or network disk behind the volume}
     *
     * @throws JvirtException when there is no such pool or volume, or the pool is not running
     */
    StorageSource locate(StorageSource.Volume volume);
}
