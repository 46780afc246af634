package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;
import static io.jvirt.rpc.protocol.Procedure.Priority.NORMAL;

/** Procedures of the remote program: the host's network interfaces and devices. A row without a name is known and not implemented. */
public final class HostProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    static {
        GROUP.later(111, "virNodeNumOfDevices", HIGH, READ);
        GROUP.later(112, "virNodeListDevices", HIGH, READ);
        GROUP.later(113, "virNodeDeviceLookupByName", HIGH, READ);
        GROUP.later(114, "virNodeDeviceGetXMLDesc", NORMAL, READ);
        GROUP.later(115, "virNodeDeviceGetParent", HIGH, READ);
        GROUP.later(116, "virNodeDeviceNumOfCaps", HIGH, READ);
        GROUP.later(117, "virNodeDeviceListCaps", HIGH, READ);
        GROUP.later(118, "virNodeDeviceDettach", NORMAL, WRITE);
        GROUP.later(119, "virNodeDeviceReAttach", NORMAL, WRITE);
        GROUP.later(120, "virNodeDeviceReset", NORMAL, WRITE);
        GROUP.later(123, "virNodeDeviceCreateXML", NORMAL, WRITE);
        GROUP.later(124, "virNodeDeviceDestroy", HIGH, WRITE);
        GROUP.later(126, "virConnectNumOfInterfaces", HIGH, READ);
        GROUP.later(127, "virConnectListInterfaces", HIGH, READ);
        GROUP.later(128, "virInterfaceLookupByName", HIGH, READ);
        GROUP.later(129, "virInterfaceLookupByMACString", HIGH, READ);
        GROUP.later(130, "virInterfaceGetXMLDesc", NORMAL, READ);
        GROUP.later(131, "virInterfaceDefineXML", HIGH, WRITE);
        GROUP.later(132, "virInterfaceUndefine", HIGH, WRITE);
        GROUP.later(133, "virInterfaceCreate", NORMAL, WRITE);
        GROUP.later(134, "virInterfaceDestroy", HIGH, WRITE);
        GROUP.later(137, "virConnectNumOfDefinedInterfaces", HIGH, READ);
        GROUP.later(138, "virConnectListDefinedInterfaces", HIGH, READ);
        GROUP.later(156, "virInterfaceIsActive", HIGH, READ);
        GROUP.later(220, "virInterfaceChangeBegin", NORMAL, WRITE);
        GROUP.later(221, "virInterfaceChangeCommit", NORMAL, WRITE);
        GROUP.later(222, "virInterfaceChangeRollback", NORMAL, WRITE);
        GROUP.later(284, "virConnectListAllInterfaces", HIGH, READ);
        GROUP.later(285, "virConnectListAllNodeDevices", HIGH, READ);
        GROUP.later(297, "virNodeDeviceLookupSCSIHostByWWN", HIGH, READ);
        GROUP.later(301, "virNodeDeviceDetachFlags", NORMAL, WRITE);
        GROUP.later(374, "virConnectNodeDeviceEventRegisterAny", HIGH, READ);
        GROUP.later(375, "virConnectNodeDeviceEventDeregisterAny", HIGH, READ);
        GROUP.laterEvent(376, "NODE_DEVICE_EVENT_LIFECYCLE");
        GROUP.laterEvent(377, "NODE_DEVICE_EVENT_UPDATE");
        GROUP.later(428, "virNodeDeviceDefineXML", NORMAL, WRITE);
        GROUP.later(429, "virNodeDeviceUndefine", HIGH, WRITE);
        GROUP.later(430, "virNodeDeviceCreate", HIGH, WRITE);
        GROUP.later(433, "virNodeDeviceGetAutostart", HIGH, READ);
        GROUP.later(434, "virNodeDeviceSetAutostart", HIGH, WRITE);
        GROUP.later(435, "virNodeDeviceIsPersistent", HIGH, READ);
        GROUP.later(436, "virNodeDeviceIsActive", HIGH, READ);
        GROUP.later(447, "virNodeDeviceUpdate", HIGH, WRITE);
    }

    private HostProcedures() {}
}
