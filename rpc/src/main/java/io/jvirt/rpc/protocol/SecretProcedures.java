package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;

/** Procedures of the remote program: secrets. A row without a name is known and not implemented. */
public final class SecretProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    static {
        GROUP.later(139, "virConnectNumOfSecrets", HIGH, READ);
        GROUP.later(140, "virConnectListSecrets", HIGH, READ);
        GROUP.later(141, "virSecretLookupByUUID", HIGH, READ);
        GROUP.later(142, "virSecretDefineXML", HIGH, WRITE);
        GROUP.later(143, "virSecretGetXMLDesc", HIGH, READ);
        GROUP.later(144, "virSecretSetValue", HIGH, WRITE);
        GROUP.later(145, "virSecretGetValue", HIGH, WRITE);
        GROUP.later(146, "virSecretUndefine", HIGH, WRITE);
        GROUP.later(147, "virSecretLookupByUsage", HIGH, READ);
        GROUP.later(287, "virConnectListAllSecrets", HIGH, READ);
        GROUP.later(380, "virConnectSecretEventRegisterAny", HIGH, READ);
        GROUP.later(381, "virConnectSecretEventDeregisterAny", HIGH, READ);
        GROUP.laterEvent(382, "SECRET_EVENT_LIFECYCLE");
        GROUP.laterEvent(383, "SECRET_EVENT_VALUE_CHANGED");
    }

    private SecretProcedures() {}
}
