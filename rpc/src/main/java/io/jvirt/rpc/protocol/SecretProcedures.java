package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;

import java.util.UUID;

/** Procedures of the remote program: secrets. */
public final class SecretProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    public static final Procedure<Void, Integer> CONNECT_NUM_OF_SECRETS =
            GROUP.call(139, "virConnectNumOfSecrets", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<Integer, SecretMessages.Uuids> CONNECT_LIST_SECRETS =
            GROUP.call(140, "virConnectListSecrets", HIGH, READ, Integer.class, SecretMessages.Uuids.class);
    public static final Procedure<UUID, SecretMessages.Ref> SECRET_LOOKUP_BY_UUID =
            GROUP.call(141, "virSecretLookupByUUID", HIGH, READ, UUID.class, SecretMessages.Ref.class);
    public static final Procedure<SecretMessages.Document, SecretMessages.Ref> SECRET_DEFINE_XML =
            GROUP.call(142, "virSecretDefineXML", HIGH, WRITE, SecretMessages.Document.class, SecretMessages.Ref.class);
    public static final Procedure<SecretMessages.Flags, String> SECRET_GET_XML_DESC =
            GROUP.call(143, "virSecretGetXMLDesc", HIGH, READ, SecretMessages.Flags.class, String.class);
    public static final Procedure<SecretMessages.SetValue, Void> SECRET_SET_VALUE =
            GROUP.call(144, "virSecretSetValue", HIGH, WRITE, SecretMessages.SetValue.class, Void.class);
    public static final Procedure<SecretMessages.Flags, SecretMessages.Value> SECRET_GET_VALUE =
            GROUP.call(145, "virSecretGetValue", HIGH, WRITE, SecretMessages.Flags.class, SecretMessages.Value.class);
    public static final Procedure<SecretMessages.Ref, Void> SECRET_UNDEFINE =
            GROUP.call(146, "virSecretUndefine", HIGH, WRITE, SecretMessages.Ref.class, Void.class);
    public static final Procedure<SecretMessages.Usage, SecretMessages.Ref> SECRET_LOOKUP_BY_USAGE =
            GROUP.call(147, "virSecretLookupByUsage", HIGH, READ, SecretMessages.Usage.class, SecretMessages.Ref.class);
    public static final Procedure<ConnectMessages.ListAll, SecretMessages.Secrets> CONNECT_LIST_ALL_SECRETS =
            GROUP.call(287, "virConnectListAllSecrets", HIGH, READ, ConnectMessages.ListAll.class, SecretMessages.Secrets.class);
    public static final Procedure<SecretMessages.RegisterEvent, Integer> CONNECT_SECRET_EVENT_REGISTER_ANY =
            GROUP.call(380, "virConnectSecretEventRegisterAny", HIGH, READ, SecretMessages.RegisterEvent.class, Integer.class);
    public static final Procedure<Integer, Void> CONNECT_SECRET_EVENT_DEREGISTER_ANY =
            GROUP.call(381, "virConnectSecretEventDeregisterAny", HIGH, READ, Integer.class, Void.class);
    public static final Procedure<SecretMessages.Lifecycle, Void> SECRET_EVENT_LIFECYCLE =
            GROUP.event(382, "SECRET_EVENT_LIFECYCLE", SecretMessages.Lifecycle.class);
    public static final Procedure<SecretMessages.ValueChanged, Void> SECRET_EVENT_VALUE_CHANGED =
            GROUP.event(383, "SECRET_EVENT_VALUE_CHANGED", SecretMessages.ValueChanged.class);

    private SecretProcedures() {}
}
