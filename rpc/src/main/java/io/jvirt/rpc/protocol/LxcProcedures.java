package io.jvirt.rpc.protocol;

import io.jvirt.rpc.protocol.Procedure.Access;
import io.jvirt.rpc.protocol.Procedure.Priority;

/** The one procedure of the LXC program. */
final class LxcProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.LXC);

    static {
        GROUP.later(1, "virDomainLxcOpenNamespace", Priority.NORMAL, Access.WRITE);
    }

    private LxcProcedures() {}
}
