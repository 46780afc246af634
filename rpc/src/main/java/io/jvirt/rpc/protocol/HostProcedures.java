package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;
import static io.jvirt.rpc.protocol.Procedure.Priority.NORMAL;

/** Procedures of the remote program: the host's network interfaces and devices. */
public final class HostProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    public static final Procedure<HostMessages.CountDevices, Integer> NODE_NUM_OF_DEVICES =
            GROUP.call(111, "virNodeNumOfDevices", HIGH, READ, HostMessages.CountDevices.class, Integer.class);
    public static final Procedure<HostMessages.ListDevices, HostMessages.DeviceNames> NODE_LIST_DEVICES =
            GROUP.call(112, "virNodeListDevices", HIGH, READ, HostMessages.ListDevices.class, HostMessages.DeviceNames.class);
    public static final Procedure<String, String> NODE_DEVICE_LOOKUP_BY_NAME =
            GROUP.call(113, "virNodeDeviceLookupByName", HIGH, READ, String.class, String.class);
    public static final Procedure<HostMessages.NameFlags, String> NODE_DEVICE_GET_XML_DESC =
            GROUP.call(114, "virNodeDeviceGetXMLDesc", NORMAL, READ, HostMessages.NameFlags.class, String.class);
    public static final Procedure<String, HostMessages.OptionalName> NODE_DEVICE_GET_PARENT =
            GROUP.call(115, "virNodeDeviceGetParent", HIGH, READ, String.class, HostMessages.OptionalName.class);
    public static final Procedure<String, Integer> NODE_DEVICE_NUM_OF_CAPS =
            GROUP.call(116, "virNodeDeviceNumOfCaps", HIGH, READ, String.class, Integer.class);
    public static final Procedure<HostMessages.NameNumber, HostMessages.DeviceNames> NODE_DEVICE_LIST_CAPS =
            GROUP.call(117, "virNodeDeviceListCaps", HIGH, READ, HostMessages.NameNumber.class, HostMessages.DeviceNames.class);
    public static final Procedure<String, Void> NODE_DEVICE_DETTACH =
            GROUP.call(118, "virNodeDeviceDettach", NORMAL, WRITE, String.class, Void.class);
    public static final Procedure<String, Void> NODE_DEVICE_RE_ATTACH =
            GROUP.call(119, "virNodeDeviceReAttach", NORMAL, WRITE, String.class, Void.class);
    public static final Procedure<String, Void> NODE_DEVICE_RESET =
            GROUP.call(120, "virNodeDeviceReset", NORMAL, WRITE, String.class, Void.class);
    public static final Procedure<HostMessages.Document, String> NODE_DEVICE_CREATE_XML =
            GROUP.call(123, "virNodeDeviceCreateXML", NORMAL, WRITE, HostMessages.Document.class, String.class);
    public static final Procedure<String, Void> NODE_DEVICE_DESTROY =
            GROUP.call(124, "virNodeDeviceDestroy", HIGH, WRITE, String.class, Void.class);
    public static final Procedure<Void, Integer> CONNECT_NUM_OF_INTERFACES =
            GROUP.call(126, "virConnectNumOfInterfaces", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<Integer, HostMessages.Names> CONNECT_LIST_INTERFACES =
            GROUP.call(127, "virConnectListInterfaces", HIGH, READ, Integer.class, HostMessages.Names.class);
    public static final Procedure<String, HostMessages.Interface> INTERFACE_LOOKUP_BY_NAME =
            GROUP.call(128, "virInterfaceLookupByName", HIGH, READ, String.class, HostMessages.Interface.class);
    public static final Procedure<String, HostMessages.Interface> INTERFACE_LOOKUP_BY_MAC_STRING =
            GROUP.call(129, "virInterfaceLookupByMACString", HIGH, READ, String.class, HostMessages.Interface.class);
    public static final Procedure<HostMessages.InterfaceFlags, String> INTERFACE_GET_XML_DESC =
            GROUP.call(130, "virInterfaceGetXMLDesc", NORMAL, READ, HostMessages.InterfaceFlags.class, String.class);
    public static final Procedure<HostMessages.Document, HostMessages.Interface> INTERFACE_DEFINE_XML =
            GROUP.call(131, "virInterfaceDefineXML", HIGH, WRITE, HostMessages.Document.class, HostMessages.Interface.class);
    public static final Procedure<HostMessages.Interface, Void> INTERFACE_UNDEFINE =
            GROUP.call(132, "virInterfaceUndefine", HIGH, WRITE, HostMessages.Interface.class, Void.class);
    public static final Procedure<HostMessages.InterfaceFlags, Void> INTERFACE_CREATE =
            GROUP.call(133, "virInterfaceCreate", NORMAL, WRITE, HostMessages.InterfaceFlags.class, Void.class);
    public static final Procedure<HostMessages.InterfaceFlags, Void> INTERFACE_DESTROY =
            GROUP.call(134, "virInterfaceDestroy", HIGH, WRITE, HostMessages.InterfaceFlags.class, Void.class);
    public static final Procedure<Void, Integer> CONNECT_NUM_OF_DEFINED_INTERFACES =
            GROUP.call(137, "virConnectNumOfDefinedInterfaces", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<Integer, HostMessages.Names> CONNECT_LIST_DEFINED_INTERFACES =
            GROUP.call(138, "virConnectListDefinedInterfaces", HIGH, READ, Integer.class, HostMessages.Names.class);
    public static final Procedure<HostMessages.Interface, Integer> INTERFACE_IS_ACTIVE =
            GROUP.call(156, "virInterfaceIsActive", HIGH, READ, HostMessages.Interface.class, Integer.class);
    public static final Procedure<Integer, Void> INTERFACE_CHANGE_BEGIN =
            GROUP.call(220, "virInterfaceChangeBegin", NORMAL, WRITE, Integer.class, Void.class);
    public static final Procedure<Integer, Void> INTERFACE_CHANGE_COMMIT =
            GROUP.call(221, "virInterfaceChangeCommit", NORMAL, WRITE, Integer.class, Void.class);
    public static final Procedure<Integer, Void> INTERFACE_CHANGE_ROLLBACK =
            GROUP.call(222, "virInterfaceChangeRollback", NORMAL, WRITE, Integer.class, Void.class);
    public static final Procedure<ConnectMessages.ListAll, HostMessages.Interfaces> CONNECT_LIST_ALL_INTERFACES =
            GROUP.call(284, "virConnectListAllInterfaces", HIGH, READ, ConnectMessages.ListAll.class, HostMessages.Interfaces.class);
    public static final Procedure<ConnectMessages.ListAll, HostMessages.Devices> CONNECT_LIST_ALL_NODE_DEVICES =
            GROUP.call(285, "virConnectListAllNodeDevices", HIGH, READ, ConnectMessages.ListAll.class, HostMessages.Devices.class);
    public static final Procedure<HostMessages.WorldWideNames, String> NODE_DEVICE_LOOKUP_SCSI_HOST_BY_WWN =
            GROUP.call(297, "virNodeDeviceLookupSCSIHostByWWN", HIGH, READ, HostMessages.WorldWideNames.class, String.class);
    public static final Procedure<HostMessages.Detach, Void> NODE_DEVICE_DETACH_FLAGS =
            GROUP.call(301, "virNodeDeviceDetachFlags", NORMAL, WRITE, HostMessages.Detach.class, Void.class);
    public static final Procedure<HostMessages.RegisterEvent, Integer> CONNECT_NODE_DEVICE_EVENT_REGISTER_ANY =
            GROUP.call(374, "virConnectNodeDeviceEventRegisterAny", HIGH, READ, HostMessages.RegisterEvent.class, Integer.class);
    public static final Procedure<Integer, Void> CONNECT_NODE_DEVICE_EVENT_DEREGISTER_ANY =
            GROUP.call(375, "virConnectNodeDeviceEventDeregisterAny", HIGH, READ, Integer.class, Void.class);
    public static final Procedure<HostMessages.Document, String> NODE_DEVICE_DEFINE_XML =
            GROUP.call(428, "virNodeDeviceDefineXML", NORMAL, WRITE, HostMessages.Document.class, String.class);
    public static final Procedure<HostMessages.NameFlags, Void> NODE_DEVICE_UNDEFINE =
            GROUP.call(429, "virNodeDeviceUndefine", HIGH, WRITE, HostMessages.NameFlags.class, Void.class);
    public static final Procedure<HostMessages.NameFlags, Void> NODE_DEVICE_CREATE =
            GROUP.call(430, "virNodeDeviceCreate", HIGH, WRITE, HostMessages.NameFlags.class, Void.class);
    public static final Procedure<String, Integer> NODE_DEVICE_GET_AUTOSTART =
            GROUP.call(433, "virNodeDeviceGetAutostart", HIGH, READ, String.class, Integer.class);
    public static final Procedure<HostMessages.NameNumber, Void> NODE_DEVICE_SET_AUTOSTART =
            GROUP.call(434, "virNodeDeviceSetAutostart", HIGH, WRITE, HostMessages.NameNumber.class, Void.class);
    public static final Procedure<String, Integer> NODE_DEVICE_IS_PERSISTENT =
            GROUP.call(435, "virNodeDeviceIsPersistent", HIGH, READ, String.class, Integer.class);
    public static final Procedure<String, Integer> NODE_DEVICE_IS_ACTIVE =
            GROUP.call(436, "virNodeDeviceIsActive", HIGH, READ, String.class, Integer.class);
    public static final Procedure<HostMessages.NameDocument, Void> NODE_DEVICE_UPDATE =
            GROUP.call(447, "virNodeDeviceUpdate", HIGH, WRITE, HostMessages.NameDocument.class, Void.class);
    public static final Procedure<HostMessages.Lifecycle, Void> NODE_DEVICE_EVENT_LIFECYCLE =
            GROUP.event(376, "NODE_DEVICE_EVENT_LIFECYCLE", HostMessages.Lifecycle.class);
    public static final Procedure<HostMessages.Update, Void> NODE_DEVICE_EVENT_UPDATE =
            GROUP.event(377, "NODE_DEVICE_EVENT_UPDATE", HostMessages.Update.class);

    private HostProcedures() {}
}
