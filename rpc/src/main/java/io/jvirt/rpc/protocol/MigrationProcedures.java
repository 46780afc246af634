package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.NORMAL;

/** Procedures of the remote program: moving guests to another host. A row without a name is known and not implemented. */
public final class MigrationProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    static {
        GROUP.later(61, "virDomainMigratePrepare", NORMAL, WRITE);
        GROUP.later(62, "virDomainMigratePerform", NORMAL, WRITE);
        GROUP.later(63, "virDomainMigrateFinish", NORMAL, WRITE);
        GROUP.later(108, "virDomainMigratePrepare2", NORMAL, WRITE);
        GROUP.later(109, "virDomainMigrateFinish2", NORMAL, WRITE);
        GROUP.later(148, "virDomainMigratePrepareTunnel", NORMAL, WRITE);
        GROUP.later(166, "virDomainMigrateSetMaxDowntime", NORMAL, WRITE);
        GROUP.later(207, "virDomainMigrateSetMaxSpeed", NORMAL, WRITE);
        GROUP.later(213, "virDomainMigrateBegin3", NORMAL, WRITE);
        GROUP.later(214, "virDomainMigratePrepare3", NORMAL, WRITE);
        GROUP.later(215, "virDomainMigratePrepareTunnel3", NORMAL, WRITE);
        GROUP.later(216, "virDomainMigratePerform3", NORMAL, WRITE);
        GROUP.later(217, "virDomainMigrateFinish3", NORMAL, WRITE);
        GROUP.later(218, "virDomainMigrateConfirm3", NORMAL, WRITE);
        GROUP.later(242, "virDomainMigrateGetMaxSpeed", NORMAL, WRITE);
        GROUP.later(299, "virDomainMigrateGetCompressionCache", NORMAL, READ);
        GROUP.later(300, "virDomainMigrateSetCompressionCache", NORMAL, WRITE);
        GROUP.later(302, "virDomainMigrateBegin3Params", NORMAL, WRITE);
        GROUP.later(303, "virDomainMigratePrepare3Params", NORMAL, WRITE);
        GROUP.later(304, "virDomainMigratePrepareTunnel3Params", NORMAL, WRITE);
        GROUP.later(305, "virDomainMigratePerform3Params", NORMAL, WRITE);
        GROUP.later(306, "virDomainMigrateFinish3Params", NORMAL, WRITE);
        GROUP.later(307, "virDomainMigrateConfirm3Params", NORMAL, WRITE);
        GROUP.later(364, "virDomainMigrateStartPostCopy", NORMAL, WRITE);
        GROUP.later(387, "virDomainMigrateGetMaxDowntime", NORMAL, READ);
    }

    private MigrationProcedures() {}
}
