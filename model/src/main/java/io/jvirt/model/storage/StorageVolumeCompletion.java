package io.jvirt.model.storage;

import io.jvirt.model.storage.StorageVolumeDescription.BackingStore;
import io.jvirt.model.xml.XmlException;
import org.jspecify.annotations.Nullable;

/** Makes the description of a volume of a pool from its document: defaults by the kind of pool, and checks. */
public final class StorageVolumeCompletion {
    private static final String FEATURES_SINCE = "1.1";

    private StorageVolumeCompletion() {
    }

    /**
     * {@return the description; a capacity is required}
     *
     * @throws XmlException when something is missing, or the kind of pool has no such format
     */
    public static StorageVolumeDescription complete(StorageVolumeDescription volume, StoragePoolType pool) {
        if (volume.capacity() == null) {
            throw new XmlException(XmlException.Kind.MISSING, "missing capacity element", 0, "", null, null);
        }
        return completeWithoutCapacity(volume, pool);
    }

    /**
     * {@return the description, whose capacity may be left to the backing store or to the volume it is a copy of}
     *
     * @throws XmlException when the kind of pool has no such format
     */
    public static StorageVolumeDescription completeWithoutCapacity(StorageVolumeDescription volume, StoragePoolType pool) {
        var target = volume.target();
        String compat = target.features() != null && target.compat() == null ? FEATURES_SINCE : target.compat();
        return volume.withAllocation(volume.allocation() == null ? volume.capacity() : volume.allocation()).withPhysical(null)
                .withBackingStore(backing(volume.backingStore(), pool))
                .withTarget(target.withCompat(compat).withPermissions(said(target.permissions()))
                        .withFormat(StoragePoolCompletion.format(pool.volumeFormats(), target.format(), "volume")));
    }

    private static @Nullable BackingStore backing(@Nullable BackingStore given, StoragePoolType pool) {
        if (given == null || given.path() == null) {
            return null;
        }
        return new BackingStore(given.path(), StoragePoolCompletion.format(pool.volumeFormats(), given.format(), "volume"),
                said(given.permissions()), null);
    }

    private static @Nullable Permissions said(@Nullable Permissions permissions) {
        return permissions == null || permissions.none() ? null : permissions;
    }
}
