package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;
import static io.jvirt.rpc.protocol.Procedure.Priority.NORMAL;

/** Procedures of the remote program: snapshots, checkpoints and backups of guests. A row without a name is known and not implemented. */
public final class SnapshotProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    static {
        GROUP.later(185, "virDomainSnapshotCreateXML", NORMAL, WRITE);
        GROUP.later(186, "virDomainSnapshotGetXMLDesc", HIGH, READ);
        GROUP.later(187, "virDomainSnapshotNum", HIGH, READ);
        GROUP.later(188, "virDomainSnapshotListNames", HIGH, READ);
        GROUP.later(189, "virDomainSnapshotLookupByName", HIGH, READ);
        GROUP.later(190, "virDomainHasCurrentSnapshot", NORMAL, READ);
        GROUP.later(191, "virDomainSnapshotCurrent", NORMAL, READ);
        GROUP.later(192, "virDomainRevertToSnapshot", NORMAL, WRITE);
        GROUP.later(193, "virDomainSnapshotDelete", NORMAL, WRITE);
        GROUP.later(244, "virDomainSnapshotGetParent", HIGH, READ);
        GROUP.later(246, "virDomainSnapshotNumChildren", HIGH, READ);
        GROUP.later(247, "virDomainSnapshotListChildrenNames", HIGH, READ);
        GROUP.later(271, "virDomainSnapshotIsCurrent", NORMAL, READ);
        GROUP.later(272, "virDomainSnapshotHasMetadata", NORMAL, READ);
        GROUP.later(274, "virDomainListAllSnapshots", HIGH, READ);
        GROUP.later(275, "virDomainSnapshotListAllChildren", HIGH, READ);
        GROUP.later(411, "virDomainCheckpointCreateXML", NORMAL, WRITE);
        GROUP.later(412, "virDomainCheckpointGetXMLDesc", NORMAL, READ);
        GROUP.later(413, "virDomainListAllCheckpoints", HIGH, READ);
        GROUP.later(414, "virDomainCheckpointListAllChildren", HIGH, READ);
        GROUP.later(415, "virDomainCheckpointLookupByName", HIGH, READ);
        GROUP.later(416, "virDomainCheckpointGetParent", HIGH, READ);
        GROUP.later(417, "virDomainCheckpointDelete", NORMAL, WRITE);
        GROUP.later(421, "virDomainBackupBegin", NORMAL, WRITE);
        GROUP.later(422, "virDomainBackupGetXMLDesc", HIGH, READ);
    }

    private SnapshotProcedures() {}
}
