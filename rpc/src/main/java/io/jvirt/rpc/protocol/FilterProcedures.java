package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;

import java.util.UUID;

/** Procedures of the remote program: network filters and their bindings. */
public final class FilterProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    public static final Procedure<String, HostMessages.Filter> NWFILTER_LOOKUP_BY_NAME =
            GROUP.call(175, "virNWFilterLookupByName", HIGH, READ, String.class, HostMessages.Filter.class);
    public static final Procedure<UUID, HostMessages.Filter> NWFILTER_LOOKUP_BY_UUID =
            GROUP.call(176, "virNWFilterLookupByUUID", HIGH, READ, UUID.class, HostMessages.Filter.class);
    public static final Procedure<HostMessages.FilterFlags, String> NWFILTER_GET_XML_DESC =
            GROUP.call(177, "virNWFilterGetXMLDesc", HIGH, READ, HostMessages.FilterFlags.class, String.class);
    public static final Procedure<Void, Integer> CONNECT_NUM_OF_NWFILTERS =
            GROUP.call(178, "virConnectNumOfNWFilters", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<Integer, HostMessages.Names> CONNECT_LIST_NWFILTERS =
            GROUP.call(179, "virConnectListNWFilters", HIGH, READ, Integer.class, HostMessages.Names.class);
    public static final Procedure<String, HostMessages.Filter> NWFILTER_DEFINE_XML =
            GROUP.call(180, "virNWFilterDefineXML", HIGH, WRITE, String.class, HostMessages.Filter.class);
    public static final Procedure<HostMessages.Filter, Void> NWFILTER_UNDEFINE =
            GROUP.call(181, "virNWFilterUndefine", HIGH, WRITE, HostMessages.Filter.class, Void.class);
    public static final Procedure<ConnectMessages.ListAll, HostMessages.Filters> CONNECT_LIST_ALL_NWFILTERS =
            GROUP.call(286, "virConnectListAllNWFilters", HIGH, READ, ConnectMessages.ListAll.class, HostMessages.Filters.class);
    public static final Procedure<String, HostMessages.Binding> NWFILTER_BINDING_LOOKUP_BY_PORT_DEV =
            GROUP.call(397, "virNWFilterBindingLookupByPortDev", HIGH, READ, String.class, HostMessages.Binding.class);
    public static final Procedure<HostMessages.BindingFlags, String> NWFILTER_BINDING_GET_XML_DESC =
            GROUP.call(398, "virNWFilterBindingGetXMLDesc", HIGH, READ, HostMessages.BindingFlags.class, String.class);
    public static final Procedure<HostMessages.Document, HostMessages.Binding> NWFILTER_BINDING_CREATE_XML =
            GROUP.call(399, "virNWFilterBindingCreateXML", HIGH, WRITE, HostMessages.Document.class, HostMessages.Binding.class);
    public static final Procedure<HostMessages.Binding, Void> NWFILTER_BINDING_DELETE =
            GROUP.call(400, "virNWFilterBindingDelete", HIGH, WRITE, HostMessages.Binding.class, Void.class);
    public static final Procedure<ConnectMessages.ListAll, HostMessages.Bindings> CONNECT_LIST_ALL_NWFILTER_BINDINGS =
            GROUP.call(401, "virConnectListAllNWFilterBindings", HIGH, READ, ConnectMessages.ListAll.class, HostMessages.Bindings.class);
    public static final Procedure<HostMessages.Document, HostMessages.Filter> NWFILTER_DEFINE_XML_FLAGS =
            GROUP.call(431, "virNWFilterDefineXMLFlags", HIGH, WRITE, HostMessages.Document.class, HostMessages.Filter.class);

    private FilterProcedures() {}
}
