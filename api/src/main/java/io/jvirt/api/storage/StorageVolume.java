package io.jvirt.api.storage;

import io.jvirt.api.DataStream;
import io.jvirt.api.JvirtException;

/**
 * A volume of a pool ({@code virStorageVolPtr}): a handle that fails with
 * {@link io.jvirt.api.ErrorCode#NO_STORAGE_VOL} when the volume is gone. Safe for many threads; calls block.
 */
public interface StorageVolume {
    /** {@return the name, unique in the pool} ({@code virStorageVolGetName}) */
    String name();

    /** {@return the identity, unique everywhere} ({@code virStorageVolGetKey}) */
    String key();

    /** {@return the name of its pool, as it was when the volume was found} */
    String poolName();

    /** What a volume is on the host ({@code virStorageVolType}; the ordinal is the number). */
    enum Type {
        FILE,
        BLOCK,
        DIR,
        NETWORK,
        NETDIR,
        PLOOP
    }

    /**
     * A volume at a glance ({@code virStorageVolInfo}).
     *
     * @param capacity how large it is for whoever uses it, in bytes
     * @param allocation how much room it takes, in bytes
     */
    record Info(Type type, long capacity, long allocation) {}

    /** {@return its kind and sizes} ({@code virStorageVolGetInfoFlags}) */
    default Info info(StorageFlags.VolumeInfo... flags) {
        throw JvirtException.noSupport("virStorageVolGetInfoFlags");
    }

    /** {@return its document} ({@code virStorageVolGetXMLDesc}) */
    default String xml() {
        throw JvirtException.noSupport("virStorageVolGetXMLDesc");
    }

    /** {@return where a guest of the host finds it} ({@code virStorageVolGetPath}) */
    default String path() {
        throw JvirtException.noSupport("virStorageVolGetPath");
    }

    /** {@return the pool it is in} ({@code virStoragePoolLookupByVolume}) */
    default StoragePool pool() {
        throw JvirtException.noSupport("virStoragePoolLookupByVolume");
    }

    /** Removes it with its data ({@code virStorageVolDelete}). */
    default void delete(StorageFlags.DeleteVolume... flags) {
        throw JvirtException.noSupport("virStorageVolDelete");
    }

    /** Changes its capacity ({@code virStorageVolResize}); bytes, or the difference with DELTA. */
    default void resize(long capacity, StorageFlags.ResizeVolume... flags) {
        throw JvirtException.noSupport("virStorageVolResize");
    }

    /** Ways of making data unreadable ({@code virStorageVolWipeAlgorithm}; the ordinal is the number). */
    enum WipeAlgorithm {
        ZERO,
        NNSA,
        DOD,
        BSI,
        GUTMANN,
        SCHNEIER,
        PFITZNER7,
        PFITZNER33,
        RANDOM,
        TRIM
    }

    /** Makes its data unreadable ({@code virStorageVolWipePattern}). */
    default void wipe(WipeAlgorithm algorithm) {
        throw JvirtException.noSupport("virStorageVolWipePattern");
    }

    /**
     * {@return a stream that takes new content} ({@code virStorageVolUpload}) The volume has the old content until
     * {@link DataStream#finish} has returned, and the new content from then on.
     *
     * @param offset where to begin, in bytes
     * @param length how many bytes at most, 0 for all that come
     */
    default DataStream upload(long offset, long length, StorageFlags.Transfer... flags) {
        throw JvirtException.noSupport("virStorageVolUpload");
    }

    /**
     * {@return a stream with the content} ({@code virStorageVolDownload})
     *
     * @param offset where to begin, in bytes
     * @param length how many bytes at most, 0 for all from there on
     */
    default DataStream download(long offset, long length, StorageFlags.Transfer... flags) {
        throw JvirtException.noSupport("virStorageVolDownload");
    }
}
