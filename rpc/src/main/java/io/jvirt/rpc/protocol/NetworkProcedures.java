package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;
import static io.jvirt.rpc.protocol.Procedure.Priority.NORMAL;

import java.util.UUID;

/** Procedures of the remote program: virtual networks and their ports. */
public final class NetworkProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    public static final Procedure<Integer, ConnectMessages.Names> CONNECT_LIST_DEFINED_NETWORKS =
            GROUP.call(36, "virConnectListDefinedNetworks", HIGH, READ, Integer.class, ConnectMessages.Names.class);
    public static final Procedure<Integer, ConnectMessages.Names> CONNECT_LIST_NETWORKS =
            GROUP.call(38, "virConnectListNetworks", HIGH, READ, Integer.class, ConnectMessages.Names.class);
    public static final Procedure<NetworkRef, Void> NETWORK_CREATE =
            GROUP.call(39, "virNetworkCreate", NORMAL, WRITE, NetworkRef.class, Void.class);
    public static final Procedure<String, NetworkRef> NETWORK_CREATE_XML =
            GROUP.call(40, "virNetworkCreateXML", NORMAL, WRITE, String.class, NetworkRef.class);
    public static final Procedure<String, NetworkRef> NETWORK_DEFINE_XML =
            GROUP.call(41, "virNetworkDefineXML", HIGH, WRITE, String.class, NetworkRef.class);
    public static final Procedure<NetworkRef, Void> NETWORK_DESTROY =
            GROUP.call(42, "virNetworkDestroy", HIGH, WRITE, NetworkRef.class, Void.class);
    public static final Procedure<NetworkMessages.Flags, String> NETWORK_GET_XML_DESC =
            GROUP.call(43, "virNetworkGetXMLDesc", HIGH, READ, NetworkMessages.Flags.class, String.class);
    public static final Procedure<NetworkRef, Integer> NETWORK_GET_AUTOSTART =
            GROUP.call(44, "virNetworkGetAutostart", HIGH, READ, NetworkRef.class, Integer.class);
    public static final Procedure<NetworkRef, String> NETWORK_GET_BRIDGE_NAME =
            GROUP.call(45, "virNetworkGetBridgeName", HIGH, READ, NetworkRef.class, String.class);
    public static final Procedure<String, NetworkRef> NETWORK_LOOKUP_BY_NAME =
            GROUP.call(46, "virNetworkLookupByName", HIGH, READ, String.class, NetworkRef.class);
    public static final Procedure<UUID, NetworkRef> NETWORK_LOOKUP_BY_UUID =
            GROUP.call(47, "virNetworkLookupByUUID", HIGH, READ, UUID.class, NetworkRef.class);
    public static final Procedure<NetworkMessages.Flags, Void> NETWORK_SET_AUTOSTART =
            GROUP.call(48, "virNetworkSetAutostart", HIGH, WRITE, NetworkMessages.Flags.class, Void.class);
    public static final Procedure<NetworkRef, Void> NETWORK_UNDEFINE =
            GROUP.call(49, "virNetworkUndefine", HIGH, WRITE, NetworkRef.class, Void.class);
    public static final Procedure<Void, Integer> CONNECT_NUM_OF_DEFINED_NETWORKS =
            GROUP.call(50, "virConnectNumOfDefinedNetworks", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<Void, Integer> CONNECT_NUM_OF_NETWORKS =
            GROUP.call(52, "virConnectNumOfNetworks", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<NetworkRef, Integer> NETWORK_IS_ACTIVE =
            GROUP.call(152, "virNetworkIsActive", HIGH, READ, NetworkRef.class, Integer.class);
    public static final Procedure<NetworkRef, Integer> NETWORK_IS_PERSISTENT =
            GROUP.call(153, "virNetworkIsPersistent", HIGH, READ, NetworkRef.class, Integer.class);
    public static final Procedure<ConnectMessages.ListAll, NetworkMessages.Networks> CONNECT_LIST_ALL_NETWORKS =
            GROUP.call(283, "virConnectListAllNetworks", HIGH, READ, ConnectMessages.ListAll.class, NetworkMessages.Networks.class);
    public static final Procedure<NetworkMessages.Update, Void> NETWORK_UPDATE =
            GROUP.call(291, "virNetworkUpdate", HIGH, WRITE, NetworkMessages.Update.class, Void.class);
    public static final Procedure<NetworkMessages.RegisterEvent, Integer> CONNECT_NETWORK_EVENT_REGISTER_ANY =
            GROUP.call(313, "virConnectNetworkEventRegisterAny", HIGH, READ, NetworkMessages.RegisterEvent.class, Integer.class);
    public static final Procedure<Integer, Void> CONNECT_NETWORK_EVENT_DEREGISTER_ANY =
            GROUP.call(314, "virConnectNetworkEventDeregisterAny", HIGH, READ, Integer.class, Void.class);
    public static final Procedure<NetworkMessages.GetLeases, NetworkMessages.Leases> NETWORK_GET_DHCP_LEASES =
            GROUP.call(341, "virNetworkGetDHCPLeases", NORMAL, READ, NetworkMessages.GetLeases.class, NetworkMessages.Leases.class);
    public static final Procedure<NetworkMessages.ListPorts, NetworkMessages.Ports> NETWORK_LIST_ALL_PORTS =
            GROUP.call(404, "virNetworkListAllPorts", HIGH, READ, NetworkMessages.ListPorts.class, NetworkMessages.Ports.class);
    public static final Procedure<NetworkPortRef, NetworkPortRef> NETWORK_PORT_LOOKUP_BY_UUID =
            GROUP.call(405, "virNetworkPortLookupByUUID", HIGH, READ, NetworkPortRef.class, NetworkPortRef.class);
    public static final Procedure<NetworkMessages.TextFlags, NetworkPortRef> NETWORK_PORT_CREATE_XML =
            GROUP.call(406, "virNetworkPortCreateXML", NORMAL, WRITE, NetworkMessages.TextFlags.class, NetworkPortRef.class);
    public static final Procedure<NetworkMessages.GetPortParameters, NetworkMessages.Parameters> NETWORK_PORT_GET_PARAMETERS =
            GROUP.call(407, "virNetworkPortGetParameters", NORMAL, READ, NetworkMessages.GetPortParameters.class, NetworkMessages.Parameters.class);
    public static final Procedure<NetworkMessages.SetPortParameters, Void> NETWORK_PORT_SET_PARAMETERS =
            GROUP.call(408, "virNetworkPortSetParameters", NORMAL, WRITE, NetworkMessages.SetPortParameters.class, Void.class);
    public static final Procedure<NetworkMessages.PortFlags, String> NETWORK_PORT_GET_XML_DESC =
            GROUP.call(409, "virNetworkPortGetXMLDesc", NORMAL, READ, NetworkMessages.PortFlags.class, String.class);
    public static final Procedure<NetworkMessages.PortFlags, Void> NETWORK_PORT_DELETE =
            GROUP.call(410, "virNetworkPortDelete", NORMAL, WRITE, NetworkMessages.PortFlags.class, Void.class);
    public static final Procedure<DomainMessages.Document, NetworkRef> NETWORK_DEFINE_XML_FLAGS =
            GROUP.call(432, "virNetworkDefineXMLFlags", HIGH, WRITE, DomainMessages.Document.class, NetworkRef.class);
    public static final Procedure<DomainMessages.Document, NetworkRef> NETWORK_CREATE_XML_FLAGS =
            GROUP.call(437, "virNetworkCreateXMLFlags", HIGH, WRITE, DomainMessages.Document.class, NetworkRef.class);
    public static final Procedure<NetworkMessages.SetMetadata, Void> NETWORK_SET_METADATA =
            GROUP.call(444, "virNetworkSetMetadata", NORMAL, WRITE, NetworkMessages.SetMetadata.class, Void.class);
    public static final Procedure<NetworkMessages.GetMetadata, String> NETWORK_GET_METADATA =
            GROUP.call(445, "virNetworkGetMetadata", NORMAL, READ, NetworkMessages.GetMetadata.class, String.class);
    public static final Procedure<NetworkMessages.Lifecycle, Void> NETWORK_EVENT_LIFECYCLE =
            GROUP.event(315, "NETWORK_EVENT_LIFECYCLE", NetworkMessages.Lifecycle.class);
    public static final Procedure<NetworkMessages.MetadataChange, Void> NETWORK_EVENT_CALLBACK_METADATA_CHANGE =
            GROUP.event(446, "NETWORK_EVENT_CALLBACK_METADATA_CHANGE", NetworkMessages.MetadataChange.class);

    private NetworkProcedures() {}
}
