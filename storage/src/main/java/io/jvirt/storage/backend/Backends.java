package io.jvirt.storage.backend;

import io.jvirt.model.storage.StoragePoolType;
import java.util.EnumMap;
import java.util.Map;

/** The kinds of pools that this host can have; a new one is a line here. */
public final class Backends {
    private static final Map<StoragePoolType, PoolBackend> ALL = new EnumMap<>(Map.of(StoragePoolType.DIR, new DirBackend()));

    private Backends() {}

    /** {@return whether this host can have pools of a type} */
    public static boolean has(StoragePoolType type) {
        return ALL.containsKey(type);
    }

    /** {@return what acts on pools of a type} */
    public static PoolBackend of(StoragePoolType type) {
        PoolBackend backend = ALL.get(type);
        if (backend == null) {
            throw io.jvirt.storage.StorageErrors.noSupport("missing backend for pool type '" + type.xml() + "'");
        }
        return backend;
    }
}
