package io.jvirt.api.storage;

import io.jvirt.api.JvirtException;
import java.util.List;
import java.util.UUID;

/**
 * A storage pool ({@code virStoragePoolPtr}): a handle that stays valid when the pool changes, and fails with
 * {@link io.jvirt.api.ErrorCode#NO_STORAGE_POOL} when it is gone. Safe for many threads; calls block.
 */
public interface StoragePool {
    /** {@return the name, unique on the host} ({@code virStoragePoolGetName}) */
    String name();

    /** {@return the identity} ({@code virStoragePoolGetUUID}) */
    UUID uuid();

    /** How a pool is doing ({@code virStoragePoolState}; the ordinal is the number). */
    enum State {
        INACTIVE,
        BUILDING,
        RUNNING,
        DEGRADED,
        INACCESSIBLE
    }

    /**
     * A pool at a glance ({@code virStoragePoolInfo}).
     *
     * @param capacity how much there is room for, in bytes
     * @param allocation how much is in use, in bytes
     * @param available how much is free, in bytes
     */
    record Info(State state, long capacity, long allocation, long available) {}

    /** {@return its state and room} ({@code virStoragePoolGetInfo}) */
    default Info info() {
        throw JvirtException.noSupport("virStoragePoolGetInfo");
    }

    /** {@return its document} ({@code virStoragePoolGetXMLDesc}) */
    default String xml(StorageFlags.PoolXml... flags) {
        throw JvirtException.noSupport("virStoragePoolGetXMLDesc");
    }

    /** {@return whether it is started} ({@code virStoragePoolIsActive}) */
    default boolean active() {
        throw JvirtException.noSupport("virStoragePoolIsActive");
    }

    /** {@return whether its definition is stored} ({@code virStoragePoolIsPersistent}) */
    default boolean persistent() {
        throw JvirtException.noSupport("virStoragePoolIsPersistent");
    }

    /** {@return whether it starts by itself} ({@code virStoragePoolGetAutostart}) */
    default boolean autostart() {
        throw JvirtException.noSupport("virStoragePoolGetAutostart");
    }

    /** Says whether it starts by itself ({@code virStoragePoolSetAutostart}). */
    default void setAutostart(boolean on) {
        throw JvirtException.noSupport("virStoragePoolSetAutostart");
    }

    /** Makes the storage that the definition speaks of: the folder, the file system ... ({@code virStoragePoolBuild}). */
    default void build(StorageFlags.BuildPool... flags) {
        throw JvirtException.noSupport("virStoragePoolBuild");
    }

    /** Starts it ({@code virStoragePoolCreate}). */
    default void start(StorageFlags.CreatePool... flags) {
        throw JvirtException.noSupport("virStoragePoolCreate");
    }

    /** Stops it; no data are lost ({@code virStoragePoolDestroy}). */
    default void stop() {
        throw JvirtException.noSupport("virStoragePoolDestroy");
    }

    /** Removes the storage of a stopped pool for good; the definition stays ({@code virStoragePoolDelete}). */
    default void delete(StorageFlags.DeletePool... flags) {
        throw JvirtException.noSupport("virStoragePoolDelete");
    }

    /** Forgets the definition of a stopped pool; the storage stays ({@code virStoragePoolUndefine}). */
    default void undefine() {
        throw JvirtException.noSupport("virStoragePoolUndefine");
    }

    /** Looks which volumes there are ({@code virStoragePoolRefresh}). */
    default void refresh() {
        throw JvirtException.noSupport("virStoragePoolRefresh");
    }

    /** {@return its volumes} ({@code virStoragePoolListAllVolumes}) */
    default List<StorageVolume> volumes() {
        throw JvirtException.noSupport("virStoragePoolListAllVolumes");
    }

    /**
     * {@return the volume of this name} ({@code virStorageVolLookupByName})
     *
     * @throws JvirtException {@link io.jvirt.api.ErrorCode#NO_STORAGE_VOL}
     */
    default StorageVolume volume(String name) {
        throw JvirtException.noSupport("virStorageVolLookupByName");
    }

    /** Makes a volume; it is there whole or not at all ({@code virStorageVolCreateXML}). */
    default StorageVolume createVolume(String xml, StorageFlags.CreateVolume... flags) {
        throw JvirtException.noSupport("virStorageVolCreateXML");
    }

    /** Makes a volume with what another one, of this pool or another, shows a guest ({@code virStorageVolCreateXMLFrom}). */
    default StorageVolume createVolumeFrom(String xml, StorageVolume source, StorageFlags.CreateVolume... flags) {
        throw JvirtException.noSupport("virStorageVolCreateXMLFrom");
    }
}
