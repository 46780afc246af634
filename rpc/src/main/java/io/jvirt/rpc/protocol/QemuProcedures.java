package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;
import static io.jvirt.rpc.protocol.Procedure.Priority.NORMAL;

/** Procedures of the QEMU program. */
public final class QemuProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.QEMU);

    public static final Procedure<DomainMessages.TextFlags, String> MONITOR_COMMAND = GROUP.call(
            1, "virDomainQemuMonitorCommand", NORMAL, WRITE, DomainMessages.TextFlags.class, String.class);
    public static final Procedure<QemuMessages.AgentCommand, DomainMessages.OptionalText> AGENT_COMMAND = GROUP.call(
            3,
            "virDomainQemuAgentCommand",
            NORMAL,
            WRITE,
            QemuMessages.AgentCommand.class,
            DomainMessages.OptionalText.class);
    public static final Procedure<QemuMessages.RegisterMonitorEvent, Integer> MONITOR_EVENT_REGISTER = GROUP.call(
            4,
            "virConnectDomainQemuMonitorEventRegister",
            HIGH,
            WRITE,
            QemuMessages.RegisterMonitorEvent.class,
            Integer.class);
    public static final Procedure<Integer, Void> MONITOR_EVENT_DEREGISTER = GROUP.call(
            5, "virConnectDomainQemuMonitorEventDeregister", HIGH, WRITE, Integer.class, Void.class);
    public static final Procedure<QemuMessages.MonitorEvent, Void> MONITOR_EVENT =
            GROUP.event(6, "DOMAIN_MONITOR_EVENT", QemuMessages.MonitorEvent.class);

    static {
        GROUP.later(2, "virDomainQemuAttach", NORMAL, WRITE);
        GROUP.later(7, "virDomainQemuMonitorCommandWithFiles", NORMAL, WRITE);
    }

    private QemuProcedures() {}
}
