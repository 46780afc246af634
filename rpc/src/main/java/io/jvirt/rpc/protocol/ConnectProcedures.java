package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;
import static io.jvirt.rpc.protocol.Procedure.Priority.NORMAL;

/** Procedures of the remote program: a connection, its authentication, its lists and the host. A row without a name is known and not implemented. */
public final class ConnectProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    public static final Procedure<ConnectMessages.Open, Void> CONNECT_OPEN =
            GROUP.call(1, "virConnectOpen", HIGH, READ, ConnectMessages.Open.class, Void.class);
    public static final Procedure<Void, Void> CONNECT_CLOSE =
            GROUP.call(2, "virConnectClose", HIGH, READ, Void.class, Void.class);
    public static final Procedure<Void, String> CONNECT_GET_TYPE =
            GROUP.call(3, "virConnectGetType", HIGH, READ, Void.class, String.class);
    public static final Procedure<Void, Long> CONNECT_GET_VERSION =
            GROUP.call(4, "virConnectGetVersion", HIGH, READ, Void.class, Long.class);
    public static final Procedure<ConnectMessages.OptionalText, Integer> CONNECT_GET_MAX_VCPUS =
            GROUP.call(5, "virConnectGetMaxVcpus", HIGH, READ, ConnectMessages.OptionalText.class, Integer.class);
    public static final Procedure<Void, ConnectMessages.NodeInfo> NODE_GET_INFO =
            GROUP.call(6, "virNodeGetInfo", HIGH, READ, Void.class, ConnectMessages.NodeInfo.class);
    public static final Procedure<Void, String> CONNECT_GET_CAPABILITIES =
            GROUP.call(7, "virConnectGetCapabilities", NORMAL, READ, Void.class, String.class);
    public static final Procedure<Integer, ConnectMessages.Names> CONNECT_LIST_DEFINED_DOMAINS =
            GROUP.call(21, "virConnectListDefinedDomains", HIGH, READ, Integer.class, ConnectMessages.Names.class);
    public static final Procedure<Void, Integer> CONNECT_NUM_OF_DEFINED_DOMAINS =
            GROUP.call(25, "virConnectNumOfDefinedDomains", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<Integer, ConnectMessages.Ids> CONNECT_LIST_DOMAINS =
            GROUP.call(37, "virConnectListDomains", HIGH, READ, Integer.class, ConnectMessages.Ids.class);
    public static final Procedure<Void, Integer> CONNECT_NUM_OF_DOMAINS =
            GROUP.call(51, "virConnectNumOfDomains", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<Void, String> CONNECT_GET_HOSTNAME =
            GROUP.call(59, "virConnectGetHostname", HIGH, READ, Void.class, String.class);
    public static final Procedure<Integer, Integer> CONNECT_SUPPORTS_FEATURE =
            GROUP.call(60, "virConnectSupportsFeature", HIGH, READ, Integer.class, Integer.class);
    public static final Procedure<Void, ConnectMessages.AuthTypes> AUTH_LIST =
            GROUP.call(66, "AUTH_LIST", HIGH, READ, Void.class, ConnectMessages.AuthTypes.class);
    public static final Procedure<ConnectMessages.CellsFreeMemory, ConnectMessages.Amounts> NODE_GET_CELLS_FREE_MEMORY =
            GROUP.call(101, "virNodeGetCellsFreeMemory", HIGH, READ, ConnectMessages.CellsFreeMemory.class, ConnectMessages.Amounts.class);
    public static final Procedure<Void, Long> NODE_GET_FREE_MEMORY =
            GROUP.call(102, "virNodeGetFreeMemory", HIGH, READ, Void.class, Long.class);
    public static final Procedure<Void, Integer> CONNECT_DOMAIN_EVENT_REGISTER =
            GROUP.call(105, "virConnectDomainEventRegister", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<Void, Integer> CONNECT_DOMAIN_EVENT_DEREGISTER =
            GROUP.call(106, "virConnectDomainEventDeregister", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<Void, String> CONNECT_GET_URI =
            GROUP.call(110, "virConnectGetURI", HIGH, READ, Void.class, String.class);
    public static final Procedure<Void, ConnectMessages.SecurityModel> NODE_GET_SECURITY_MODEL =
            GROUP.call(122, "virNodeGetSecurityModel", HIGH, READ, Void.class, ConnectMessages.SecurityModel.class);
    public static final Procedure<ConnectMessages.Native, String> CONNECT_DOMAIN_XML_FROM_NATIVE =
            GROUP.call(135, "virConnectDomainXMLFromNative", NORMAL, WRITE, ConnectMessages.Native.class, String.class);
    public static final Procedure<ConnectMessages.Native, String> CONNECT_DOMAIN_XML_TO_NATIVE =
            GROUP.call(136, "virConnectDomainXMLToNative", NORMAL, WRITE, ConnectMessages.Native.class, String.class);
    public static final Procedure<Void, Integer> CONNECT_IS_SECURE =
            GROUP.call(149, "virConnectIsSecure", HIGH, READ, Void.class, Integer.class);
    public static final Procedure<Void, Long> CONNECT_GET_LIB_VERSION =
            GROUP.call(157, "virConnectGetLibVersion", HIGH, READ, Void.class, Long.class);
    public static final Procedure<ConnectMessages.CompareCpu, Integer> CONNECT_COMPARE_CPU =
            GROUP.call(158, "virConnectCompareCPU", HIGH, READ, ConnectMessages.CompareCpu.class, Integer.class);
    public static final Procedure<ConnectMessages.BaselineCpu, String> CONNECT_BASELINE_CPU =
            GROUP.call(162, "virConnectBaselineCPU", NORMAL, READ, ConnectMessages.BaselineCpu.class, String.class);
    public static final Procedure<Integer, Void> CONNECT_DOMAIN_EVENT_REGISTER_ANY =
            GROUP.call(167, "virConnectDomainEventRegisterAny", HIGH, READ, Integer.class, Void.class);
    public static final Procedure<Integer, Void> CONNECT_DOMAIN_EVENT_DEREGISTER_ANY =
            GROUP.call(168, "virConnectDomainEventDeregisterAny", HIGH, READ, Integer.class, Void.class);
    public static final Procedure<Integer, String> CONNECT_GET_SYSINFO =
            GROUP.call(203, "virConnectGetSysinfo", HIGH, READ, Integer.class, String.class);
    public static final Procedure<ConnectMessages.CpuStats, ConnectMessages.Stats> NODE_GET_CPU_STATS =
            GROUP.call(227, "virNodeGetCPUStats", HIGH, READ, ConnectMessages.CpuStats.class, ConnectMessages.Stats.class);
    public static final Procedure<ConnectMessages.MemoryStats, ConnectMessages.Stats> NODE_GET_MEMORY_STATS =
            GROUP.call(228, "virNodeGetMemoryStats", HIGH, READ, ConnectMessages.MemoryStats.class, ConnectMessages.Stats.class);
    public static final Procedure<ConnectMessages.ListAll, ConnectMessages.Domains> CONNECT_LIST_ALL_DOMAINS =
            GROUP.call(273, "virConnectListAllDomains", HIGH, READ, ConnectMessages.ListAll.class, ConnectMessages.Domains.class);
    public static final Procedure<ConnectMessages.GetCpuMap, ConnectMessages.CpuMap> NODE_GET_CPU_MAP =
            GROUP.call(293, "virNodeGetCPUMap", NORMAL, READ, ConnectMessages.GetCpuMap.class, ConnectMessages.CpuMap.class);
    public static final Procedure<ConnectMessages.CpuModels, ConnectMessages.CpuModelNames> CONNECT_GET_CPU_MODEL_NAMES =
            GROUP.call(312, "virConnectGetCPUModelNames", NORMAL, READ, ConnectMessages.CpuModels.class, ConnectMessages.CpuModelNames.class);
    public static final Procedure<ConnectMessages.RegisterEvent, Integer> CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY =
            GROUP.call(316, "virConnectDomainEventRegisterAny", HIGH, READ, ConnectMessages.RegisterEvent.class, Integer.class);
    public static final Procedure<Integer, Void> CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY =
            GROUP.call(317, "virConnectDomainEventDeregisterAny", HIGH, READ, Integer.class, Void.class);
    public static final Procedure<ConnectMessages.DomainCapabilities, String> CONNECT_GET_DOMAIN_CAPABILITIES =
            GROUP.call(342, "virConnectGetDomainCapabilities", NORMAL, WRITE, ConnectMessages.DomainCapabilities.class, String.class);
    public static final Procedure<ConnectMessages.AllDomainStats, ConnectMessages.DomainStats> CONNECT_GET_ALL_DOMAIN_STATS =
            GROUP.call(344, "virConnectGetAllDomainStats", NORMAL, READ, ConnectMessages.AllDomainStats.class, ConnectMessages.DomainStats.class);
    public static final Procedure<Void, Void> CONNECT_REGISTER_CLOSE_CALLBACK =
            GROUP.call(360, "virConnectRegisterCloseCallback", HIGH, READ, Void.class, Void.class);
    public static final Procedure<Void, Void> CONNECT_UNREGISTER_CLOSE_CALLBACK =
            GROUP.call(361, "virConnectUnregisterCloseCallback", HIGH, READ, Void.class, Void.class);

    public static final Procedure<ConnectMessages.CompareHypervisorCpu, Integer> CONNECT_COMPARE_HYPERVISOR_CPU =
            GROUP.call(393, "virConnectCompareHypervisorCPU", NORMAL, WRITE, ConnectMessages.CompareHypervisorCpu.class, Integer.class);
    public static final Procedure<ConnectMessages.BaselineHypervisorCpu, String> CONNECT_BASELINE_HYPERVISOR_CPU =
            GROUP.call(394, "virConnectBaselineHypervisorCPU", NORMAL, WRITE, ConnectMessages.BaselineHypervisorCpu.class, String.class);

    public static final Procedure<Void, Integer> AUTH_POLKIT =
            GROUP.call(70, "AUTH_POLKIT", HIGH, READ, Void.class, Integer.class);

    static {
        GROUP.later(67, "AUTH_SASL_INIT", HIGH, READ);
        GROUP.later(68, "AUTH_SASL_START", HIGH, READ);
        GROUP.later(69, "AUTH_SASL_STEP", HIGH, READ);
        GROUP.later(250, "virNodeSuspendForDuration", NORMAL, WRITE);
        GROUP.later(288, "virNodeSetMemoryParameters", NORMAL, WRITE);
        GROUP.later(289, "virNodeGetMemoryParameters", NORMAL, READ);
        GROUP.later(340, "virNodeGetFreePages", HIGH, READ);
        GROUP.later(347, "virNodeAllocPages", NORMAL, WRITE);
        GROUP.later(395, "virNodeGetSEVInfo", NORMAL, WRITE);
        GROUP.later(419, "virConnectSetIdentity", NORMAL, READ);
    }

    private ConnectProcedures() {}
}
