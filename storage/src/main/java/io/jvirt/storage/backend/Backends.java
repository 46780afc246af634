package io.jvirt.storage.backend;

import io.jvirt.model.storage.StoragePoolType;
import io.jvirt.storage.StorageErrors;
import java.util.EnumMap;
import java.util.Map;

/** The kinds of pools that there are; a new one is a line here. */
public final class Backends {
    private static final PoolBackend MOUNT = new MountBackend();
    private static final Map<StoragePoolType, PoolBackend> ALL = new EnumMap<>(Map.of(
            StoragePoolType.DIR, new DirBackend(),
            StoragePoolType.FS, MOUNT,
            StoragePoolType.NETFS, MOUNT,
            StoragePoolType.VSTORAGE, MOUNT,
            StoragePoolType.LOGICAL, new LogicalBackend(),
            StoragePoolType.DISK, new DiskBackend(),
            StoragePoolType.ISCSI, new IscsiBackend(),
            StoragePoolType.SCSI, new ScsiBackend(),
            StoragePoolType.MPATH, new MpathBackend(),
            StoragePoolType.ZFS, new ZfsBackend()));

    static {
        ALL.put(StoragePoolType.RBD, new RbdBackend());
    }

    private Backends() {}

    /** {@return whether there can be pools of a type} */
    public static boolean has(StoragePoolType type) {
        return ALL.containsKey(type);
    }

    /** {@return what acts on pools of a type} */
    public static PoolBackend of(StoragePoolType type) {
        PoolBackend backend = ALL.get(type);
        if (backend == null) {
            throw StorageErrors.internal("missing backend for pool type '" + type.xml() + "'");
        }
        return backend;
    }
}
