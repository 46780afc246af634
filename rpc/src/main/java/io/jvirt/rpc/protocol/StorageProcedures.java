package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;
import static io.jvirt.rpc.protocol.Procedure.Priority.NORMAL;

/** Procedures of the remote program: storage pools and volumes. A row without a name is known and not implemented. */
public final class StorageProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    static {
        GROUP.later(71, "virConnectNumOfStoragePools", HIGH, READ);
        GROUP.later(72, "virConnectListStoragePools", HIGH, READ);
        GROUP.later(73, "virConnectNumOfDefinedStoragePools", HIGH, READ);
        GROUP.later(74, "virConnectListDefinedStoragePools", HIGH, READ);
        GROUP.later(75, "virConnectFindStoragePoolSources", NORMAL, WRITE);
        GROUP.later(76, "virStoragePoolCreateXML", NORMAL, WRITE);
        GROUP.later(77, "virStoragePoolDefineXML", HIGH, WRITE);
        GROUP.later(78, "virStoragePoolCreate", NORMAL, WRITE);
        GROUP.later(79, "virStoragePoolBuild", NORMAL, WRITE);
        GROUP.later(80, "virStoragePoolDestroy", HIGH, WRITE);
        GROUP.later(81, "virStoragePoolDelete", NORMAL, WRITE);
        GROUP.later(82, "virStoragePoolUndefine", HIGH, WRITE);
        GROUP.later(83, "virStoragePoolRefresh", NORMAL, WRITE);
        GROUP.later(84, "virStoragePoolLookupByName", HIGH, READ);
        GROUP.later(85, "virStoragePoolLookupByUUID", HIGH, READ);
        GROUP.later(86, "virStoragePoolLookupByVolume", HIGH, READ);
        GROUP.later(87, "virStoragePoolGetInfo", HIGH, READ);
        GROUP.later(88, "virStoragePoolGetXMLDesc", HIGH, READ);
        GROUP.later(89, "virStoragePoolGetAutostart", HIGH, READ);
        GROUP.later(90, "virStoragePoolSetAutostart", HIGH, WRITE);
        GROUP.later(91, "virStoragePoolNumOfVolumes", HIGH, READ);
        GROUP.later(92, "virStoragePoolListVolumes", HIGH, READ);
        GROUP.later(93, "virStorageVolCreateXML", NORMAL, WRITE);
        GROUP.later(94, "virStorageVolDelete", NORMAL, WRITE);
        GROUP.later(95, "virStorageVolLookupByName", HIGH, READ);
        GROUP.later(96, "virStorageVolLookupByKey", HIGH, READ);
        GROUP.later(97, "virStorageVolLookupByPath", HIGH, READ);
        GROUP.later(98, "virStorageVolGetInfo", HIGH, READ);
        GROUP.later(99, "virStorageVolGetXMLDesc", HIGH, READ);
        GROUP.later(100, "virStorageVolGetPath", HIGH, READ);
        GROUP.later(125, "virStorageVolCreateXMLFrom", NORMAL, WRITE);
        GROUP.later(154, "virStoragePoolIsActive", HIGH, READ);
        GROUP.later(155, "virStoragePoolIsPersistent", HIGH, READ);
        GROUP.later(165, "virStorageVolWipe", NORMAL, WRITE);
        GROUP.later(208, "virStorageVolUpload", NORMAL, WRITE);
        GROUP.later(209, "virStorageVolDownload", NORMAL, WRITE);
        GROUP.later(259, "virStorageVolWipePattern", NORMAL, WRITE);
        GROUP.later(260, "virStorageVolResize", NORMAL, WRITE);
        GROUP.later(281, "virConnectListAllStoragePools", HIGH, READ);
        GROUP.later(282, "virStoragePoolListAllVolumes", HIGH, READ);
        GROUP.later(368, "virConnectStoragePoolEventRegisterAny", HIGH, READ);
        GROUP.later(369, "virConnectStoragePoolEventDeregisterAny", HIGH, READ);
        GROUP.laterEvent(370, "STORAGE_POOL_EVENT_LIFECYCLE");
        GROUP.laterEvent(373, "STORAGE_POOL_EVENT_REFRESH");
        GROUP.later(378, "virStorageVolGetInfoFlags", HIGH, READ);
        GROUP.later(391, "virStoragePoolLookupByTargetPath", HIGH, READ);
        GROUP.later(403, "virConnectGetStoragePoolCapabilities", NORMAL, READ);
    }

    private StorageProcedures() {}
}
