package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;
import static io.jvirt.rpc.protocol.Procedure.Priority.NORMAL;

import java.util.UUID;

/** Procedures of the remote program: storage pools and volumes. A row without a name is known and not implemented. */
public final class StorageProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    public static final Procedure<Void, Integer> CONNECT_NUM_OF_STORAGE_POOLS =
            GROUP.call(71, "virConnectNumOfStoragePools", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<Integer, ConnectMessages.Names> CONNECT_LIST_STORAGE_POOLS =
            GROUP.call(72, "virConnectListStoragePools", HIGH, READ, Integer.class, ConnectMessages.Names.class);
    public static final Procedure<Void, Integer> CONNECT_NUM_OF_DEFINED_STORAGE_POOLS =
            GROUP.call(73, "virConnectNumOfDefinedStoragePools", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<Integer, ConnectMessages.Names> CONNECT_LIST_DEFINED_STORAGE_POOLS =
            GROUP.call(74, "virConnectListDefinedStoragePools", HIGH, READ, Integer.class, ConnectMessages.Names.class);
    public static final Procedure<StorageMessages.FindSources, String> CONNECT_FIND_STORAGE_POOL_SOURCES =
            GROUP.call(75, "virConnectFindStoragePoolSources", NORMAL, WRITE, StorageMessages.FindSources.class, String.class);
    public static final Procedure<DomainMessages.Document, StorageMessages.PoolRef> STORAGE_POOL_CREATE_XML =
            GROUP.call(76, "virStoragePoolCreateXML", NORMAL, WRITE, DomainMessages.Document.class, StorageMessages.PoolRef.class);
    public static final Procedure<DomainMessages.Document, StorageMessages.PoolRef> STORAGE_POOL_DEFINE_XML =
            GROUP.call(77, "virStoragePoolDefineXML", HIGH, WRITE, DomainMessages.Document.class, StorageMessages.PoolRef.class);
    public static final Procedure<StorageMessages.PoolFlags, Void> STORAGE_POOL_CREATE =
            GROUP.call(78, "virStoragePoolCreate", NORMAL, WRITE, StorageMessages.PoolFlags.class, Void.class);
    public static final Procedure<StorageMessages.PoolFlags, Void> STORAGE_POOL_BUILD =
            GROUP.call(79, "virStoragePoolBuild", NORMAL, WRITE, StorageMessages.PoolFlags.class, Void.class);
    public static final Procedure<StorageMessages.PoolRef, Void> STORAGE_POOL_DESTROY =
            GROUP.call(80, "virStoragePoolDestroy", HIGH, WRITE, StorageMessages.PoolRef.class, Void.class);
    public static final Procedure<StorageMessages.PoolFlags, Void> STORAGE_POOL_DELETE =
            GROUP.call(81, "virStoragePoolDelete", NORMAL, WRITE, StorageMessages.PoolFlags.class, Void.class);
    public static final Procedure<StorageMessages.PoolRef, Void> STORAGE_POOL_UNDEFINE =
            GROUP.call(82, "virStoragePoolUndefine", HIGH, WRITE, StorageMessages.PoolRef.class, Void.class);
    public static final Procedure<StorageMessages.PoolFlags, Void> STORAGE_POOL_REFRESH =
            GROUP.call(83, "virStoragePoolRefresh", NORMAL, WRITE, StorageMessages.PoolFlags.class, Void.class);
    public static final Procedure<String, StorageMessages.PoolRef> STORAGE_POOL_LOOKUP_BY_NAME =
            GROUP.call(84, "virStoragePoolLookupByName", HIGH, READ, String.class, StorageMessages.PoolRef.class);
    public static final Procedure<UUID, StorageMessages.PoolRef> STORAGE_POOL_LOOKUP_BY_UUID =
            GROUP.call(85, "virStoragePoolLookupByUUID", HIGH, READ, UUID.class, StorageMessages.PoolRef.class);
    public static final Procedure<StorageMessages.VolumeRef, StorageMessages.PoolRef> STORAGE_POOL_LOOKUP_BY_VOLUME =
            GROUP.call(86, "virStoragePoolLookupByVolume", HIGH, READ, StorageMessages.VolumeRef.class, StorageMessages.PoolRef.class);
    public static final Procedure<StorageMessages.PoolRef, StorageMessages.PoolInfo> STORAGE_POOL_GET_INFO =
            GROUP.call(87, "virStoragePoolGetInfo", HIGH, READ, StorageMessages.PoolRef.class, StorageMessages.PoolInfo.class);
    public static final Procedure<StorageMessages.PoolFlags, String> STORAGE_POOL_GET_XML_DESC =
            GROUP.call(88, "virStoragePoolGetXMLDesc", HIGH, READ, StorageMessages.PoolFlags.class, String.class);
    public static final Procedure<StorageMessages.PoolRef, Integer> STORAGE_POOL_GET_AUTOSTART =
            GROUP.call(89, "virStoragePoolGetAutostart", HIGH, READ, StorageMessages.PoolRef.class, Integer.class);
    public static final Procedure<StorageMessages.PoolNumber, Void> STORAGE_POOL_SET_AUTOSTART =
            GROUP.call(90, "virStoragePoolSetAutostart", HIGH, WRITE, StorageMessages.PoolNumber.class, Void.class);
    public static final Procedure<StorageMessages.PoolRef, Integer> STORAGE_POOL_NUM_OF_VOLUMES =
            GROUP.call(91, "virStoragePoolNumOfVolumes", HIGH, READ, StorageMessages.PoolRef.class, Integer.class);
    public static final Procedure<StorageMessages.PoolNumber, ConnectMessages.Names> STORAGE_POOL_LIST_VOLUMES =
            GROUP.call(92, "virStoragePoolListVolumes", HIGH, READ, StorageMessages.PoolNumber.class, ConnectMessages.Names.class);
    public static final Procedure<StorageMessages.CreateVolume, StorageMessages.VolumeRef> STORAGE_VOL_CREATE_XML =
            GROUP.call(93, "virStorageVolCreateXML", NORMAL, WRITE, StorageMessages.CreateVolume.class, StorageMessages.VolumeRef.class);
    public static final Procedure<StorageMessages.VolumeFlags, Void> STORAGE_VOL_DELETE =
            GROUP.call(94, "virStorageVolDelete", NORMAL, WRITE, StorageMessages.VolumeFlags.class, Void.class);
    public static final Procedure<StorageMessages.PoolText, StorageMessages.VolumeRef> STORAGE_VOL_LOOKUP_BY_NAME =
            GROUP.call(95, "virStorageVolLookupByName", HIGH, READ, StorageMessages.PoolText.class, StorageMessages.VolumeRef.class);
    public static final Procedure<String, StorageMessages.VolumeRef> STORAGE_VOL_LOOKUP_BY_KEY =
            GROUP.call(96, "virStorageVolLookupByKey", HIGH, READ, String.class, StorageMessages.VolumeRef.class);
    public static final Procedure<String, StorageMessages.VolumeRef> STORAGE_VOL_LOOKUP_BY_PATH =
            GROUP.call(97, "virStorageVolLookupByPath", HIGH, READ, String.class, StorageMessages.VolumeRef.class);
    public static final Procedure<StorageMessages.VolumeRef, StorageMessages.VolumeInfo> STORAGE_VOL_GET_INFO =
            GROUP.call(98, "virStorageVolGetInfo", HIGH, READ, StorageMessages.VolumeRef.class, StorageMessages.VolumeInfo.class);
    public static final Procedure<StorageMessages.VolumeFlags, String> STORAGE_VOL_GET_XML_DESC =
            GROUP.call(99, "virStorageVolGetXMLDesc", HIGH, READ, StorageMessages.VolumeFlags.class, String.class);
    public static final Procedure<StorageMessages.VolumeRef, String> STORAGE_VOL_GET_PATH =
            GROUP.call(100, "virStorageVolGetPath", HIGH, READ, StorageMessages.VolumeRef.class, String.class);
    public static final Procedure<StorageMessages.CreateVolumeFrom, StorageMessages.VolumeRef> STORAGE_VOL_CREATE_XML_FROM =
            GROUP.call(125, "virStorageVolCreateXMLFrom", NORMAL, WRITE, StorageMessages.CreateVolumeFrom.class, StorageMessages.VolumeRef.class);
    public static final Procedure<StorageMessages.PoolRef, Integer> STORAGE_POOL_IS_ACTIVE =
            GROUP.call(154, "virStoragePoolIsActive", HIGH, READ, StorageMessages.PoolRef.class, Integer.class);
    public static final Procedure<StorageMessages.PoolRef, Integer> STORAGE_POOL_IS_PERSISTENT =
            GROUP.call(155, "virStoragePoolIsPersistent", HIGH, READ, StorageMessages.PoolRef.class, Integer.class);
    public static final Procedure<StorageMessages.VolumeFlags, Void> STORAGE_VOL_WIPE =
            GROUP.call(165, "virStorageVolWipe", NORMAL, WRITE, StorageMessages.VolumeFlags.class, Void.class);
    public static final Procedure<StorageMessages.Transfer, Void> STORAGE_VOL_UPLOAD =
            GROUP.stream(208, "virStorageVolUpload", NORMAL, WRITE, StorageMessages.Transfer.class, Void.class);
    public static final Procedure<StorageMessages.Transfer, Void> STORAGE_VOL_DOWNLOAD =
            GROUP.stream(209, "virStorageVolDownload", NORMAL, WRITE, StorageMessages.Transfer.class, Void.class);
    public static final Procedure<StorageMessages.Wipe, Void> STORAGE_VOL_WIPE_PATTERN =
            GROUP.call(259, "virStorageVolWipePattern", NORMAL, WRITE, StorageMessages.Wipe.class, Void.class);
    public static final Procedure<StorageMessages.Resize, Void> STORAGE_VOL_RESIZE =
            GROUP.call(260, "virStorageVolResize", NORMAL, WRITE, StorageMessages.Resize.class, Void.class);
    public static final Procedure<ConnectMessages.ListAll, StorageMessages.Pools> CONNECT_LIST_ALL_STORAGE_POOLS =
            GROUP.call(281, "virConnectListAllStoragePools", HIGH, READ, ConnectMessages.ListAll.class, StorageMessages.Pools.class);
    public static final Procedure<StorageMessages.ListVolumes, StorageMessages.Volumes> STORAGE_POOL_LIST_ALL_VOLUMES =
            GROUP.call(282, "virStoragePoolListAllVolumes", HIGH, READ, StorageMessages.ListVolumes.class, StorageMessages.Volumes.class);
    public static final Procedure<StorageMessages.RegisterEvent, Integer> CONNECT_STORAGE_POOL_EVENT_REGISTER_ANY =
            GROUP.call(368, "virConnectStoragePoolEventRegisterAny", HIGH, READ, StorageMessages.RegisterEvent.class, Integer.class);
    public static final Procedure<Integer, Void> CONNECT_STORAGE_POOL_EVENT_DEREGISTER_ANY =
            GROUP.call(369, "virConnectStoragePoolEventDeregisterAny", HIGH, READ, Integer.class, Void.class);
    public static final Procedure<StorageMessages.LifecycleEvent, Void> STORAGE_POOL_EVENT_LIFECYCLE =
            GROUP.event(370, "STORAGE_POOL_EVENT_LIFECYCLE", StorageMessages.LifecycleEvent.class);
    public static final Procedure<StorageMessages.RefreshEvent, Void> STORAGE_POOL_EVENT_REFRESH =
            GROUP.event(373, "STORAGE_POOL_EVENT_REFRESH", StorageMessages.RefreshEvent.class);
    public static final Procedure<StorageMessages.VolumeFlags, StorageMessages.VolumeInfo> STORAGE_VOL_GET_INFO_FLAGS =
            GROUP.call(378, "virStorageVolGetInfoFlags", HIGH, READ, StorageMessages.VolumeFlags.class, StorageMessages.VolumeInfo.class);
    public static final Procedure<String, StorageMessages.PoolRef> STORAGE_POOL_LOOKUP_BY_TARGET_PATH =
            GROUP.call(391, "virStoragePoolLookupByTargetPath", HIGH, READ, String.class, StorageMessages.PoolRef.class);
    public static final Procedure<Integer, String> CONNECT_GET_STORAGE_POOL_CAPABILITIES =
            GROUP.call(403, "virConnectGetStoragePoolCapabilities", NORMAL, READ, Integer.class, String.class);

    private StorageProcedures() {}
}
