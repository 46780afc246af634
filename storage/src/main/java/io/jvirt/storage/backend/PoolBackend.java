package io.jvirt.storage.backend;

import io.jvirt.api.DataStream;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StorageVolume.WipeAlgorithm;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StoragePoolSource;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.storage.StorageErrors;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One kind of pool. Implementations keep nothing: what a pool is, is in its description, and what it has, on the host.
 * Calls block; failures are the API's, the host's or an image's exceptions. A kind of pool that cannot do a thing leaves the
 * method out.
 */
public interface PoolBackend {
    /** {@return whether the pool is there already, started by whoever was before us} */
    boolean active(StoragePoolDescription pool);

    /** Makes the storage that the description speaks of. */
    default void build(StoragePoolDescription pool, Set<StorageFlags.BuildPool> flags) {
        throw StorageErrors.noSupport("pool of type '" + pool.type().xml() + "' does not support pool building");
    }

    /** Starts the pool. */
    default void start(StoragePoolDescription pool) {}

    /** Stops the pool; no data are lost. */
    default void stop(StoragePoolDescription pool) {}

    /** Removes the storage for good. */
    default void delete(StoragePoolDescription pool, Set<StorageFlags.DeletePool> flags) {
        throw StorageErrors.noSupport("pool of type '" + pool.type().xml() + "' does not support pool deletion");
    }

    /** {@return what the pool has now} */
    PoolContents refresh(StoragePoolDescription pool);

    /** {@return the description with the sizes as they are now, after one volume has changed} */
    default StoragePoolDescription room(StoragePoolDescription pool) {
        return refresh(pool).pool();
    }

    /**
     * {@return the volume as it will be: with its path, key and type}
     *
     * @param wanted what a caller asks for
     */
    default StorageVolumeDescription plan(StoragePoolDescription pool, StorageVolumeDescription wanted) {
        throw StorageErrors.noSupport("storage pool does not support volume creation");
    }

    /**
     * Makes a planned volume, empty or with the content of another. It is there whole or not at all.
     *
     * @param original the other volume, of any pool of the host, or null
     */
    default void make(
            StoragePoolDescription pool,
            StorageVolumeDescription planned,
            @Nullable StorageVolumeDescription original,
            Set<StorageFlags.CreateVolume> flags) {
        throw StorageErrors.noSupport("storage pool does not support volume creation");
    }

    /** {@return the volume as it is now, empty when it has gone} */
    default Optional<StorageVolumeDescription> look(StoragePoolDescription pool, StorageVolumeDescription volume) {
        return Optional.of(volume);
    }

    /** Removes a volume with its data. */
    default void remove(StoragePoolDescription pool, StorageVolumeDescription volume, Set<StorageFlags.DeleteVolume> flags) {
        throw StorageErrors.noSupport("storage pool does not support vol deletion");
    }

    /** Changes a volume's capacity to so many bytes. */
    default void resize(
            StoragePoolDescription pool, StorageVolumeDescription volume, long capacity, Set<StorageFlags.ResizeVolume> flags) {
        throw StorageErrors.noSupport("storage pool does not support changing of volume capacity");
    }

    /** Makes a volume's data unreadable. */
    default void wipe(StoragePoolDescription pool, StorageVolumeDescription volume, WipeAlgorithm algorithm) {
        throw StorageErrors.noSupport("storage pool doesn't support volume wiping");
    }

    /**
     * {@return a stream that takes a volume's new content}
     *
     * @param ended called once at the end, with true when the volume has the new content
     */
    default DataStream upload(
            StoragePoolDescription pool, StorageVolumeDescription volume, long offset, long length, Consumer<Boolean> ended) {
        throw StorageErrors.noSupport("storage pool doesn't support volume upload");
    }

    /** {@return a stream with a volume's content} */
    default DataStream download(
            StoragePoolDescription pool, StorageVolumeDescription volume, long offset, long length, boolean sparse, Runnable closed) {
        throw StorageErrors.noSupport("storage pool doesn't support volume download");
    }

    /**
     * {@return the sources of which pools could be made}
     *
     * @param where says where to look, or null
     */
    default java.util.List<StoragePoolSource> findSources(@Nullable StoragePoolSource where) {
        throw StorageErrors.noSupport("source discovery");
    }

    /** {@return whether this kind of pool finds sources} */
    default boolean findsSources() {
        return false;
    }
}
