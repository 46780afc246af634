package io.jvirt.rpc.protocol;

/** Procedures of the remote program: messages about guests, which the server sends unasked. A row without a name is known and not implemented. */
public final class DomainEventProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    public static final Procedure<EventMessages.Lifecycle, Void> DOMAIN_EVENT_LIFECYCLE =
            GROUP.event(107, "DOMAIN_EVENT_LIFECYCLE", EventMessages.Lifecycle.class);
    public static final Procedure<DomainRef, Void> DOMAIN_EVENT_REBOOT =
            GROUP.event(169, "DOMAIN_EVENT_REBOOT", DomainRef.class);
    public static final Procedure<EventMessages.RtcChange, Void> DOMAIN_EVENT_RTC_CHANGE =
            GROUP.event(170, "DOMAIN_EVENT_RTC_CHANGE", EventMessages.RtcChange.class);
    public static final Procedure<EventMessages.Watchdog, Void> DOMAIN_EVENT_WATCHDOG =
            GROUP.event(171, "DOMAIN_EVENT_WATCHDOG", EventMessages.Watchdog.class);
    public static final Procedure<EventMessages.IoError, Void> DOMAIN_EVENT_IO_ERROR =
            GROUP.event(172, "DOMAIN_EVENT_IO_ERROR", EventMessages.IoError.class);
    public static final Procedure<EventMessages.Graphics, Void> DOMAIN_EVENT_GRAPHICS =
            GROUP.event(173, "DOMAIN_EVENT_GRAPHICS", EventMessages.Graphics.class);
    public static final Procedure<EventMessages.IoErrorReason, Void> DOMAIN_EVENT_IO_ERROR_REASON =
            GROUP.event(195, "DOMAIN_EVENT_IO_ERROR_REASON", EventMessages.IoErrorReason.class);
    public static final Procedure<DomainRef, Void> DOMAIN_EVENT_CONTROL_ERROR =
            GROUP.event(224, "DOMAIN_EVENT_CONTROL_ERROR", DomainRef.class);
    public static final Procedure<EventMessages.BlockJob, Void> DOMAIN_EVENT_BLOCK_JOB =
            GROUP.event(241, "DOMAIN_EVENT_BLOCK_JOB", EventMessages.BlockJob.class);
    public static final Procedure<EventMessages.DiskChange, Void> DOMAIN_EVENT_DISK_CHANGE =
            GROUP.event(248, "DOMAIN_EVENT_DISK_CHANGE", EventMessages.DiskChange.class);
    public static final Procedure<EventMessages.TrayChange, Void> DOMAIN_EVENT_TRAY_CHANGE =
            GROUP.event(268, "DOMAIN_EVENT_TRAY_CHANGE", EventMessages.TrayChange.class);
    public static final Procedure<DomainRef, Void> DOMAIN_EVENT_PMWAKEUP =
            GROUP.event(269, "DOMAIN_EVENT_PMWAKEUP", DomainRef.class);
    public static final Procedure<DomainRef, Void> DOMAIN_EVENT_PMSUSPEND =
            GROUP.event(270, "DOMAIN_EVENT_PMSUSPEND", DomainRef.class);
    public static final Procedure<EventMessages.BalloonChange, Void> DOMAIN_EVENT_BALLOON_CHANGE =
            GROUP.event(276, "DOMAIN_EVENT_BALLOON_CHANGE", EventMessages.BalloonChange.class);
    public static final Procedure<DomainRef, Void> DOMAIN_EVENT_PMSUSPEND_DISK =
            GROUP.event(292, "DOMAIN_EVENT_PMSUSPEND_DISK", DomainRef.class);
    public static final Procedure<EventMessages.Device, Void> DOMAIN_EVENT_DEVICE_REMOVED =
            GROUP.event(311, "DOMAIN_EVENT_DEVICE_REMOVED", EventMessages.Device.class);
    public static final Procedure<EventMessages.CallbackLifecycle, Void> DOMAIN_EVENT_CALLBACK_LIFECYCLE =
            GROUP.event(318, "DOMAIN_EVENT_CALLBACK_LIFECYCLE", EventMessages.CallbackLifecycle.class);
    public static final Procedure<EventMessages.CallbackDomain, Void> DOMAIN_EVENT_CALLBACK_REBOOT =
            GROUP.event(319, "DOMAIN_EVENT_CALLBACK_REBOOT", EventMessages.CallbackDomain.class);
    public static final Procedure<EventMessages.CallbackRtcChange, Void> DOMAIN_EVENT_CALLBACK_RTC_CHANGE =
            GROUP.event(320, "DOMAIN_EVENT_CALLBACK_RTC_CHANGE", EventMessages.CallbackRtcChange.class);
    public static final Procedure<EventMessages.CallbackWatchdog, Void> DOMAIN_EVENT_CALLBACK_WATCHDOG =
            GROUP.event(321, "DOMAIN_EVENT_CALLBACK_WATCHDOG", EventMessages.CallbackWatchdog.class);
    public static final Procedure<EventMessages.CallbackIoError, Void> DOMAIN_EVENT_CALLBACK_IO_ERROR =
            GROUP.event(322, "DOMAIN_EVENT_CALLBACK_IO_ERROR", EventMessages.CallbackIoError.class);
    public static final Procedure<EventMessages.CallbackGraphics, Void> DOMAIN_EVENT_CALLBACK_GRAPHICS =
            GROUP.event(323, "DOMAIN_EVENT_CALLBACK_GRAPHICS", EventMessages.CallbackGraphics.class);
    public static final Procedure<EventMessages.CallbackIoErrorReason, Void> DOMAIN_EVENT_CALLBACK_IO_ERROR_REASON =
            GROUP.event(324, "DOMAIN_EVENT_CALLBACK_IO_ERROR_REASON", EventMessages.CallbackIoErrorReason.class);
    public static final Procedure<EventMessages.CallbackDomain, Void> DOMAIN_EVENT_CALLBACK_CONTROL_ERROR =
            GROUP.event(325, "DOMAIN_EVENT_CALLBACK_CONTROL_ERROR", EventMessages.CallbackDomain.class);
    public static final Procedure<EventMessages.CallbackBlockJob, Void> DOMAIN_EVENT_CALLBACK_BLOCK_JOB =
            GROUP.event(326, "DOMAIN_EVENT_CALLBACK_BLOCK_JOB", EventMessages.CallbackBlockJob.class);
    public static final Procedure<EventMessages.CallbackDiskChange, Void> DOMAIN_EVENT_CALLBACK_DISK_CHANGE =
            GROUP.event(327, "DOMAIN_EVENT_CALLBACK_DISK_CHANGE", EventMessages.CallbackDiskChange.class);
    public static final Procedure<EventMessages.CallbackTrayChange, Void> DOMAIN_EVENT_CALLBACK_TRAY_CHANGE =
            GROUP.event(328, "DOMAIN_EVENT_CALLBACK_TRAY_CHANGE", EventMessages.CallbackTrayChange.class);
    public static final Procedure<EventMessages.CallbackPowerManagement, Void> DOMAIN_EVENT_CALLBACK_PMWAKEUP =
            GROUP.event(329, "DOMAIN_EVENT_CALLBACK_PMWAKEUP", EventMessages.CallbackPowerManagement.class);
    public static final Procedure<EventMessages.CallbackPowerManagement, Void> DOMAIN_EVENT_CALLBACK_PMSUSPEND =
            GROUP.event(330, "DOMAIN_EVENT_CALLBACK_PMSUSPEND", EventMessages.CallbackPowerManagement.class);
    public static final Procedure<EventMessages.CallbackBalloonChange, Void> DOMAIN_EVENT_CALLBACK_BALLOON_CHANGE =
            GROUP.event(331, "DOMAIN_EVENT_CALLBACK_BALLOON_CHANGE", EventMessages.CallbackBalloonChange.class);
    public static final Procedure<EventMessages.CallbackPowerManagement, Void> DOMAIN_EVENT_CALLBACK_PMSUSPEND_DISK =
            GROUP.event(332, "DOMAIN_EVENT_CALLBACK_PMSUSPEND_DISK", EventMessages.CallbackPowerManagement.class);
    public static final Procedure<EventMessages.CallbackDevice, Void> DOMAIN_EVENT_CALLBACK_DEVICE_REMOVED =
            GROUP.event(333, "DOMAIN_EVENT_CALLBACK_DEVICE_REMOVED", EventMessages.CallbackDevice.class);
    public static final Procedure<EventMessages.CallbackBlockJob, Void> DOMAIN_EVENT_BLOCK_JOB_2 =
            GROUP.event(339, "DOMAIN_EVENT_BLOCK_JOB_2", EventMessages.CallbackBlockJob.class);
    public static final Procedure<EventMessages.Tunable, Void> DOMAIN_EVENT_CALLBACK_TUNABLE =
            GROUP.event(346, "DOMAIN_EVENT_CALLBACK_TUNABLE", EventMessages.Tunable.class);
    public static final Procedure<EventMessages.AgentLifecycle, Void> DOMAIN_EVENT_CALLBACK_AGENT_LIFECYCLE =
            GROUP.event(348, "DOMAIN_EVENT_CALLBACK_AGENT_LIFECYCLE", EventMessages.AgentLifecycle.class);
    public static final Procedure<EventMessages.CallbackDevice, Void> DOMAIN_EVENT_CALLBACK_DEVICE_ADDED =
            GROUP.event(354, "DOMAIN_EVENT_CALLBACK_DEVICE_ADDED", EventMessages.CallbackDevice.class);
    public static final Procedure<EventMessages.MigrationIteration, Void> DOMAIN_EVENT_CALLBACK_MIGRATION_ITERATION =
            GROUP.event(359, "DOMAIN_EVENT_CALLBACK_MIGRATION_ITERATION", EventMessages.MigrationIteration.class);
    public static final Procedure<Integer, Void> CONNECT_EVENT_CONNECTION_CLOSED =
            GROUP.event(362, "CONNECT_EVENT_CONNECTION_CLOSED", Integer.class);
    public static final Procedure<EventMessages.JobCompleted, Void> DOMAIN_EVENT_CALLBACK_JOB_COMPLETED =
            GROUP.event(363, "DOMAIN_EVENT_CALLBACK_JOB_COMPLETED", EventMessages.JobCompleted.class);
    public static final Procedure<EventMessages.CallbackDevice, Void> DOMAIN_EVENT_CALLBACK_DEVICE_REMOVAL_FAILED =
            GROUP.event(367, "DOMAIN_EVENT_CALLBACK_DEVICE_REMOVAL_FAILED", EventMessages.CallbackDevice.class);
    public static final Procedure<EventMessages.MetadataChange, Void> DOMAIN_EVENT_CALLBACK_METADATA_CHANGE =
            GROUP.event(379, "DOMAIN_EVENT_CALLBACK_METADATA_CHANGE", EventMessages.MetadataChange.class);
    public static final Procedure<EventMessages.BlockThreshold, Void> DOMAIN_EVENT_BLOCK_THRESHOLD =
            GROUP.event(385, "DOMAIN_EVENT_BLOCK_THRESHOLD", EventMessages.BlockThreshold.class);
    public static final Procedure<EventMessages.MemoryFailure, Void> DOMAIN_EVENT_MEMORY_FAILURE =
            GROUP.event(423, "DOMAIN_EVENT_MEMORY_FAILURE", EventMessages.MemoryFailure.class);
    public static final Procedure<EventMessages.MemoryDeviceSizeChange, Void> DOMAIN_EVENT_MEMORY_DEVICE_SIZE_CHANGE =
            GROUP.event(438, "DOMAIN_EVENT_MEMORY_DEVICE_SIZE_CHANGE", EventMessages.MemoryDeviceSizeChange.class);
    public static final Procedure<EventMessages.NicMacChange, Void> DOMAIN_EVENT_NIC_MAC_CHANGE =
            GROUP.event(453, "DOMAIN_EVENT_NIC_MAC_CHANGE", EventMessages.NicMacChange.class);

    private DomainEventProcedures() {}
}
