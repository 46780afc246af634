package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.NORMAL;

/** Procedures of the remote program: what guests may use of the host. */
public final class DomainSharesProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    public static final Procedure<DomainRef, DomainMessages.SchedulerType> DOMAIN_GET_SCHEDULER_TYPE =
            GROUP.call(56, "virDomainGetSchedulerType", NORMAL, READ, DomainRef.class, DomainMessages.SchedulerType.class);
    public static final Procedure<DomainMessages.Number, DomainMessages.ParameterList> DOMAIN_GET_SCHEDULER_PARAMETERS =
            GROUP.call(57, "virDomainGetSchedulerParameters", NORMAL, READ, DomainMessages.Number.class, DomainMessages.ParameterList.class);
    public static final Procedure<DomainMessages.SetParameters, Void> DOMAIN_SET_SCHEDULER_PARAMETERS =
            GROUP.call(58, "virDomainSetSchedulerParameters", NORMAL, WRITE, DomainMessages.SetParameters.class, Void.class);
    public static final Procedure<DomainMessages.SetParametersFlags, Void> DOMAIN_SET_MEMORY_PARAMETERS =
            GROUP.call(197, "virDomainSetMemoryParameters", NORMAL, WRITE, DomainMessages.SetParametersFlags.class, Void.class);
    public static final Procedure<DomainMessages.NumberFlags, DomainMessages.Parameters> DOMAIN_GET_MEMORY_PARAMETERS =
            GROUP.call(198, "virDomainGetMemoryParameters", NORMAL, READ, DomainMessages.NumberFlags.class, DomainMessages.Parameters.class);
    public static final Procedure<DomainMessages.SetParametersFlags, Void> DOMAIN_SET_BLKIO_PARAMETERS =
            GROUP.call(205, "virDomainSetBlkioParameters", NORMAL, WRITE, DomainMessages.SetParametersFlags.class, Void.class);
    public static final Procedure<DomainMessages.NumberFlags, DomainMessages.Parameters> DOMAIN_GET_BLKIO_PARAMETERS =
            GROUP.call(206, "virDomainGetBlkioParameters", NORMAL, READ, DomainMessages.NumberFlags.class, DomainMessages.Parameters.class);
    public static final Procedure<DomainMessages.SetParametersFlags, Void> DOMAIN_SET_SCHEDULER_PARAMETERS_FLAGS =
            GROUP.call(219, "virDomainSetSchedulerParametersFlags", NORMAL, WRITE, DomainMessages.SetParametersFlags.class, Void.class);
    public static final Procedure<DomainMessages.NumberFlags, DomainMessages.ParameterList> DOMAIN_GET_SCHEDULER_PARAMETERS_FLAGS =
            GROUP.call(223, "virDomainGetSchedulerParametersFlags", NORMAL, READ, DomainMessages.NumberFlags.class, DomainMessages.ParameterList.class);
    public static final Procedure<DomainMessages.SetDiskParameters, Void> DOMAIN_SET_BLOCK_IO_TUNE =
            GROUP.call(252, "virDomainSetBlockIoTune", NORMAL, WRITE, DomainMessages.SetDiskParameters.class, Void.class);
    public static final Procedure<DomainMessages.GetDiskParameters, DomainMessages.Parameters> DOMAIN_GET_BLOCK_IO_TUNE =
            GROUP.call(253, "virDomainGetBlockIoTune", NORMAL, READ, DomainMessages.GetDiskParameters.class, DomainMessages.Parameters.class);
    public static final Procedure<DomainMessages.SetParametersFlags, Void> DOMAIN_SET_NUMA_PARAMETERS =
            GROUP.call(254, "virDomainSetNumaParameters", NORMAL, WRITE, DomainMessages.SetParametersFlags.class, Void.class);
    public static final Procedure<DomainMessages.NumberFlags, DomainMessages.Parameters> DOMAIN_GET_NUMA_PARAMETERS =
            GROUP.call(255, "virDomainGetNumaParameters", NORMAL, READ, DomainMessages.NumberFlags.class, DomainMessages.Parameters.class);
    public static final Procedure<DomainMessages.Flags, DomainMessages.IoThreads> DOMAIN_GET_IOTHREAD_INFO =
            GROUP.call(351, "virDomainGetIOThreadInfo", NORMAL, READ, DomainMessages.Flags.class, DomainMessages.IoThreads.class);
    public static final Procedure<DomainMessages.PinVcpuFlags, Void> DOMAIN_PIN_IOTHREAD =
            GROUP.call(352, "virDomainPinIOThread", NORMAL, WRITE, DomainMessages.PinVcpuFlags.class, Void.class);
    public static final Procedure<DomainMessages.NumberFlags, Void> DOMAIN_ADD_IOTHREAD =
            GROUP.call(355, "virDomainAddIOThread", NORMAL, WRITE, DomainMessages.NumberFlags.class, Void.class);
    public static final Procedure<DomainMessages.NumberFlags, Void> DOMAIN_DEL_IOTHREAD =
            GROUP.call(356, "virDomainDelIOThread", NORMAL, WRITE, DomainMessages.NumberFlags.class, Void.class);
    public static final Procedure<DomainMessages.SetIoThread, Void> DOMAIN_SET_IOTHREAD_PARAMS =
            GROUP.call(402, "virDomainSetIOThreadParams", NORMAL, WRITE, DomainMessages.SetIoThread.class, Void.class);

    private DomainSharesProcedures() {}
}
