package io.jvirt.api.storage;

import io.jvirt.api.EventRegistration;
import io.jvirt.api.JvirtException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The storage pools of a connection, and their volumes. Reached by {@link io.jvirt.api.Connection#storagePools()}. Safe for
 * use by many threads at once; calls block. What a driver does not offer fails with
 * {@link io.jvirt.api.ErrorCode#NO_SUPPORT}.
 */
public interface StoragePools extends AutoCloseable {
    /** Answers NO_SUPPORT to everything. */
    StoragePools NONE = new StoragePools() {};

    /** {@return the pools that match; no flag means all} ({@code virConnectListAllStoragePools}) */
    default List<StoragePool> list(StorageFlags.ListPools... flags) {
        throw JvirtException.noSupport("virConnectListAllStoragePools");
    }

    /**
     * {@return the pool of this name} ({@code virStoragePoolLookupByName})
     *
     * @throws JvirtException {@link io.jvirt.api.ErrorCode#NO_STORAGE_POOL}
     */
    default StoragePool pool(String name) {
        throw JvirtException.noSupport("virStoragePoolLookupByName");
    }

    /** {@return the pool of this UUID} ({@code virStoragePoolLookupByUUID}) */
    default StoragePool pool(UUID uuid) {
        throw JvirtException.noSupport("virStoragePoolLookupByUUID");
    }

    /** {@return the active pool whose volumes are in this folder} ({@code virStoragePoolLookupByTargetPath}) */
    default StoragePool poolByTarget(String path) {
        throw JvirtException.noSupport("virStoragePoolLookupByTargetPath");
    }

    /** Stores a pool's definition, new or changed ({@code virStoragePoolDefineXML}). */
    default StoragePool define(String xml, StorageFlags.DefinePool... flags) {
        throw JvirtException.noSupport("virStoragePoolDefineXML");
    }

    /** Starts a pool that has no stored definition ({@code virStoragePoolCreateXML}). */
    default StoragePool create(String xml, StorageFlags.CreatePool... flags) {
        throw JvirtException.noSupport("virStoragePoolCreateXML");
    }

    /**
     * {@return the storage that pools could be made of, a {@code <sources>} document} ({@code virConnectFindStoragePoolSources})
     *
     * @param type a type of pool, such as {@code netfs}
     * @param specification a {@code <source>} document that says where to look, or null
     */
    default String findSources(String type, @Nullable String specification) {
        throw JvirtException.noSupport("virConnectFindStoragePoolSources");
    }

    /** {@return the document of what pools there can be} ({@code virConnectGetStoragePoolCapabilities}) */
    default String capabilities() {
        throw JvirtException.noSupport("virConnectGetStoragePoolCapabilities");
    }

    /**
     * {@return the volume of this key, in whichever active pool it is} ({@code virStorageVolLookupByKey})
     *
     * @throws JvirtException {@link io.jvirt.api.ErrorCode#NO_STORAGE_VOL}
     */
    default StorageVolume volumeByKey(String key) {
        throw JvirtException.noSupport("virStorageVolLookupByKey");
    }

    /** {@return the volume that has this path, in whichever active pool it is} ({@code virStorageVolLookupByPath}) */
    default StorageVolume volumeByPath(String path) {
        throw JvirtException.noSupport("virStorageVolLookupByPath");
    }

    /**
     * Registers a listener for one kind of event of one pool or, with null, of all
     * ({@code virConnectStoragePoolEventRegisterAny}); order and threads as {@link io.jvirt.api.Connection#onDomainEvent}.
     */
    default EventRegistration onEvent(
            StoragePoolEvent.Kind kind, @Nullable StoragePool pool, Consumer<? super StoragePoolEvent> listener) {
        throw JvirtException.noSupport("virConnectStoragePoolEventRegisterAny");
    }

    /** Ends the registrations for events; done with the connection. */
    @Override
    default void close() {}
}
