package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;
import static io.jvirt.rpc.protocol.Procedure.Priority.NORMAL;

/** Procedures of the remote program: virtual networks and their ports. A row without a name is known and not implemented. */
public final class NetworkProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    static {
        GROUP.later(36, "virConnectListDefinedNetworks", HIGH, READ);
        GROUP.later(38, "virConnectListNetworks", HIGH, READ);
        GROUP.later(39, "virNetworkCreate", NORMAL, WRITE);
        GROUP.later(40, "virNetworkCreateXML", NORMAL, WRITE);
        GROUP.later(41, "virNetworkDefineXML", HIGH, WRITE);
        GROUP.later(42, "virNetworkDestroy", HIGH, WRITE);
        GROUP.later(43, "virNetworkGetXMLDesc", HIGH, READ);
        GROUP.later(44, "virNetworkGetAutostart", HIGH, READ);
        GROUP.later(45, "virNetworkGetBridgeName", HIGH, READ);
        GROUP.later(46, "virNetworkLookupByName", HIGH, READ);
        GROUP.later(47, "virNetworkLookupByUUID", HIGH, READ);
        GROUP.later(48, "virNetworkSetAutostart", HIGH, WRITE);
        GROUP.later(49, "virNetworkUndefine", HIGH, WRITE);
        GROUP.later(50, "virConnectNumOfDefinedNetworks", HIGH, READ);
        GROUP.later(52, "virConnectNumOfNetworks", HIGH, READ);
        GROUP.later(152, "virNetworkIsActive", HIGH, READ);
        GROUP.later(153, "virNetworkIsPersistent", HIGH, READ);
        GROUP.later(283, "virConnectListAllNetworks", HIGH, READ);
        GROUP.later(291, "virNetworkUpdate", HIGH, WRITE);
        GROUP.later(313, "virConnectNetworkEventRegisterAny", HIGH, READ);
        GROUP.later(314, "virConnectNetworkEventDeregisterAny", HIGH, READ);
        GROUP.laterEvent(315, "NETWORK_EVENT_LIFECYCLE");
        GROUP.later(341, "virNetworkGetDHCPLeases", NORMAL, READ);
        GROUP.later(404, "virNetworkListAllPorts", HIGH, READ);
        GROUP.later(405, "virNetworkPortLookupByUUID", HIGH, READ);
        GROUP.later(406, "virNetworkPortCreateXML", NORMAL, WRITE);
        GROUP.later(407, "virNetworkPortGetParameters", NORMAL, READ);
        GROUP.later(408, "virNetworkPortSetParameters", NORMAL, WRITE);
        GROUP.later(409, "virNetworkPortGetXMLDesc", NORMAL, READ);
        GROUP.later(410, "virNetworkPortDelete", NORMAL, WRITE);
        GROUP.later(432, "virNetworkDefineXMLFlags", HIGH, WRITE);
        GROUP.later(437, "virNetworkCreateXMLFlags", HIGH, WRITE);
        GROUP.later(444, "virNetworkSetMetadata", NORMAL, WRITE);
        GROUP.later(445, "virNetworkGetMetadata", NORMAL, READ);
        GROUP.laterEvent(446, "NETWORK_EVENT_CALLBACK_METADATA_CHANGE");
    }

    private NetworkProcedures() {}
}
