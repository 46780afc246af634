package io.jvirt.rpc.protocol;

import static io.jvirt.rpc.protocol.Procedure.Access.READ;
import static io.jvirt.rpc.protocol.Procedure.Access.WRITE;
import static io.jvirt.rpc.protocol.Procedure.Priority.HIGH;
import static io.jvirt.rpc.protocol.Procedure.Priority.NORMAL;

import java.util.UUID;

/** Procedures of the remote program: guests. A row without a name is known and not implemented. */
public final class DomainProcedures {
    static final ProcedureGroup GROUP = new ProcedureGroup(Program.REMOTE);

    public static final Procedure<DomainMessages.Text, Void> DOMAIN_ATTACH_DEVICE =
            GROUP.call(8, "virDomainAttachDevice", NORMAL, WRITE, DomainMessages.Text.class, Void.class);
    public static final Procedure<DomainRef, Void> DOMAIN_CREATE =
            GROUP.call(9, "virDomainCreate", NORMAL, WRITE, DomainRef.class, Void.class);
    public static final Procedure<DomainMessages.Document, DomainRef> DOMAIN_CREATE_XML =
            GROUP.call(10, "virDomainCreateXML", NORMAL, WRITE, DomainMessages.Document.class, DomainRef.class);
    public static final Procedure<String, DomainRef> DOMAIN_DEFINE_XML =
            GROUP.call(11, "virDomainDefineXML", HIGH, WRITE, String.class, DomainRef.class);
    public static final Procedure<DomainRef, Void> DOMAIN_DESTROY =
            GROUP.call(12, "virDomainDestroy", HIGH, WRITE, DomainRef.class, Void.class);
    public static final Procedure<DomainMessages.Text, Void> DOMAIN_DETACH_DEVICE =
            GROUP.call(13, "virDomainDetachDevice", NORMAL, WRITE, DomainMessages.Text.class, Void.class);
    public static final Procedure<DomainMessages.Flags, String> DOMAIN_GET_XML_DESC =
            GROUP.call(14, "virDomainGetXMLDesc", NORMAL, READ, DomainMessages.Flags.class, String.class);
    public static final Procedure<DomainRef, Integer> DOMAIN_GET_AUTOSTART =
            GROUP.call(15, "virDomainGetAutostart", HIGH, READ, DomainRef.class, Integer.class);
    public static final Procedure<DomainRef, DomainMessages.Info> DOMAIN_GET_INFO =
            GROUP.call(16, "virDomainGetInfo", NORMAL, READ, DomainRef.class, DomainMessages.Info.class);
    public static final Procedure<DomainRef, Long> DOMAIN_GET_MAX_MEMORY =
            GROUP.call(17, "virDomainGetMaxMemory", HIGH, READ, DomainRef.class, Long.class);
    public static final Procedure<DomainRef, Integer> DOMAIN_GET_MAX_VCPUS =
            GROUP.call(18, "virDomainGetMaxVcpus", HIGH, READ, DomainRef.class, Integer.class);
    public static final Procedure<DomainRef, String> DOMAIN_GET_OS_TYPE =
            GROUP.call(19, "virDomainGetOSType", HIGH, READ, DomainRef.class, String.class);
    public static final Procedure<DomainMessages.GetVcpus, DomainMessages.Vcpus> DOMAIN_GET_VCPUS =
            GROUP.call(20, "virDomainGetVcpus", HIGH, READ, DomainMessages.GetVcpus.class, DomainMessages.Vcpus.class);
    public static final Procedure<Integer, DomainRef> DOMAIN_LOOKUP_BY_ID =
            GROUP.call(22, "virDomainLookupByID", HIGH, READ, Integer.class, DomainRef.class);
    public static final Procedure<String, DomainRef> DOMAIN_LOOKUP_BY_NAME =
            GROUP.call(23, "virDomainLookupByName", HIGH, READ, String.class, DomainRef.class);
    public static final Procedure<UUID, DomainRef> DOMAIN_LOOKUP_BY_UUID =
            GROUP.call(24, "virDomainLookupByUUID", HIGH, READ, UUID.class, DomainRef.class);
    public static final Procedure<DomainMessages.PinVcpu, Void> DOMAIN_PIN_VCPU =
            GROUP.call(26, "virDomainPinVcpu", NORMAL, WRITE, DomainMessages.PinVcpu.class, Void.class);
    public static final Procedure<DomainMessages.Flags, Void> DOMAIN_REBOOT =
            GROUP.call(27, "virDomainReboot", NORMAL, WRITE, DomainMessages.Flags.class, Void.class);
    public static final Procedure<DomainRef, Void> DOMAIN_RESUME =
            GROUP.call(28, "virDomainResume", NORMAL, WRITE, DomainRef.class, Void.class);
    public static final Procedure<DomainMessages.Number, Void> DOMAIN_SET_AUTOSTART =
            GROUP.call(29, "virDomainSetAutostart", HIGH, WRITE, DomainMessages.Number.class, Void.class);
    public static final Procedure<DomainMessages.Amount, Void> DOMAIN_SET_MAX_MEMORY =
            GROUP.call(30, "virDomainSetMaxMemory", HIGH, WRITE, DomainMessages.Amount.class, Void.class);
    public static final Procedure<DomainMessages.Amount, Void> DOMAIN_SET_MEMORY =
            GROUP.call(31, "virDomainSetMemory", NORMAL, WRITE, DomainMessages.Amount.class, Void.class);
    public static final Procedure<DomainMessages.Number, Void> DOMAIN_SET_VCPUS =
            GROUP.call(32, "virDomainSetVcpus", NORMAL, WRITE, DomainMessages.Number.class, Void.class);
    public static final Procedure<DomainRef, Void> DOMAIN_SHUTDOWN =
            GROUP.call(33, "virDomainShutdown", NORMAL, WRITE, DomainRef.class, Void.class);
    public static final Procedure<DomainRef, Void> DOMAIN_SUSPEND =
            GROUP.call(34, "virDomainSuspend", NORMAL, WRITE, DomainRef.class, Void.class);
    public static final Procedure<DomainRef, Void> DOMAIN_UNDEFINE =
            GROUP.call(35, "virDomainUndefine", HIGH, WRITE, DomainRef.class, Void.class);
    public static final Procedure<DomainMessages.TextFlags, Void> DOMAIN_CORE_DUMP =
            GROUP.call(53, "virDomainCoreDump", NORMAL, WRITE, DomainMessages.TextFlags.class, Void.class);
    public static final Procedure<String, Void> DOMAIN_RESTORE =
            GROUP.call(54, "virDomainRestore", NORMAL, WRITE, String.class, Void.class);
    public static final Procedure<DomainMessages.Text, Void> DOMAIN_SAVE =
            GROUP.call(55, "virDomainSave", NORMAL, WRITE, DomainMessages.Text.class, Void.class);
    public static final Procedure<DomainMessages.Text, DomainMessages.BlockStats> DOMAIN_BLOCK_STATS =
            GROUP.call(64, "virDomainBlockStats", NORMAL, READ, DomainMessages.Text.class, DomainMessages.BlockStats.class);
    public static final Procedure<DomainMessages.Text, DomainMessages.InterfaceStats> DOMAIN_INTERFACE_STATS =
            GROUP.call(65, "virDomainInterfaceStats", HIGH, READ, DomainMessages.Text.class, DomainMessages.InterfaceStats.class);
    public static final Procedure<DomainRef, DomainMessages.SecurityLabel> DOMAIN_GET_SECURITY_LABEL =
            GROUP.call(121, "virDomainGetSecurityLabel", HIGH, READ, DomainRef.class, DomainMessages.SecurityLabel.class);
    public static final Procedure<DomainRef, Integer> DOMAIN_IS_ACTIVE =
            GROUP.call(150, "virDomainIsActive", HIGH, READ, DomainRef.class, Integer.class);
    public static final Procedure<DomainRef, Integer> DOMAIN_IS_PERSISTENT =
            GROUP.call(151, "virDomainIsPersistent", HIGH, READ, DomainRef.class, Integer.class);
    public static final Procedure<DomainMessages.NumberFlags, DomainMessages.MemoryStats> DOMAIN_MEMORY_STATS =
            GROUP.call(159, "virDomainMemoryStats", NORMAL, READ, DomainMessages.NumberFlags.class, DomainMessages.MemoryStats.class);
    public static final Procedure<DomainMessages.TextFlags, Void> DOMAIN_ATTACH_DEVICE_FLAGS =
            GROUP.call(160, "virDomainAttachDeviceFlags", NORMAL, WRITE, DomainMessages.TextFlags.class, Void.class);
    public static final Procedure<DomainMessages.TextFlags, Void> DOMAIN_DETACH_DEVICE_FLAGS =
            GROUP.call(161, "virDomainDetachDeviceFlags", NORMAL, WRITE, DomainMessages.TextFlags.class, Void.class);
    public static final Procedure<DomainRef, DomainMessages.JobInfo> DOMAIN_GET_JOB_INFO =
            GROUP.call(163, "virDomainGetJobInfo", NORMAL, READ, DomainRef.class, DomainMessages.JobInfo.class);
    public static final Procedure<DomainRef, Void> DOMAIN_ABORT_JOB =
            GROUP.call(164, "virDomainAbortJob", NORMAL, WRITE, DomainRef.class, Void.class);
    public static final Procedure<DomainMessages.TextFlags, Void> DOMAIN_UPDATE_DEVICE_FLAGS =
            GROUP.call(174, "virDomainUpdateDeviceFlags", NORMAL, WRITE, DomainMessages.TextFlags.class, Void.class);
    public static final Procedure<DomainMessages.Flags, Void> DOMAIN_MANAGED_SAVE =
            GROUP.call(182, "virDomainManagedSave", NORMAL, WRITE, DomainMessages.Flags.class, Void.class);
    public static final Procedure<DomainMessages.Flags, Integer> DOMAIN_HAS_MANAGED_SAVE_IMAGE =
            GROUP.call(183, "virDomainHasManagedSaveImage", NORMAL, READ, DomainMessages.Flags.class, Integer.class);
    public static final Procedure<DomainMessages.Flags, Void> DOMAIN_MANAGED_SAVE_REMOVE =
            GROUP.call(184, "virDomainManagedSaveRemove", NORMAL, WRITE, DomainMessages.Flags.class, Void.class);
    public static final Procedure<DomainMessages.TextFlags, DomainMessages.BlockInfo> DOMAIN_GET_BLOCK_INFO =
            GROUP.call(194, "virDomainGetBlockInfo", NORMAL, READ, DomainMessages.TextFlags.class, DomainMessages.BlockInfo.class);
    public static final Procedure<DomainMessages.Flags, DomainRef> DOMAIN_CREATE_WITH_FLAGS =
            GROUP.call(196, "virDomainCreateWithFlags", NORMAL, WRITE, DomainMessages.Flags.class, DomainRef.class);
    public static final Procedure<DomainMessages.NumberFlags, Void> DOMAIN_SET_VCPUS_FLAGS =
            GROUP.call(199, "virDomainSetVcpusFlags", NORMAL, WRITE, DomainMessages.NumberFlags.class, Void.class);
    public static final Procedure<DomainMessages.Flags, Integer> DOMAIN_GET_VCPUS_FLAGS =
            GROUP.call(200, "virDomainGetVcpusFlags", NORMAL, READ, DomainMessages.Flags.class, Integer.class);
    public static final Procedure<DomainMessages.OptionalTextFlags, Void> DOMAIN_OPEN_CONSOLE =
            GROUP.stream(201, "virDomainOpenConsole", NORMAL, WRITE, DomainMessages.OptionalTextFlags.class, Void.class);
    public static final Procedure<DomainRef, Integer> DOMAIN_IS_UPDATED =
            GROUP.call(202, "virDomainIsUpdated", HIGH, READ, DomainRef.class, Integer.class);
    public static final Procedure<DomainMessages.AmountFlags, Void> DOMAIN_SET_MEMORY_FLAGS =
            GROUP.call(204, "virDomainSetMemoryFlags", NORMAL, WRITE, DomainMessages.AmountFlags.class, Void.class);
    public static final Procedure<DomainMessages.Flags, Void> DOMAIN_INJECT_NMI =
            GROUP.call(210, "virDomainInjectNMI", NORMAL, WRITE, DomainMessages.Flags.class, Void.class);
    public static final Procedure<DomainMessages.NumberFlags, DomainMessages.OptionalText> DOMAIN_SCREENSHOT =
            GROUP.stream(211, "virDomainScreenshot", NORMAL, WRITE, DomainMessages.NumberFlags.class, DomainMessages.OptionalText.class);
    public static final Procedure<DomainMessages.Flags, DomainMessages.State> DOMAIN_GET_STATE =
            GROUP.call(212, "virDomainGetState", HIGH, READ, DomainMessages.Flags.class, DomainMessages.State.class);
    public static final Procedure<DomainMessages.PinVcpuFlags, Void> DOMAIN_PIN_VCPU_FLAGS =
            GROUP.call(225, "virDomainPinVcpuFlags", NORMAL, WRITE, DomainMessages.PinVcpuFlags.class, Void.class);
    public static final Procedure<DomainMessages.SendKey, Void> DOMAIN_SEND_KEY =
            GROUP.call(226, "virDomainSendKey", NORMAL, WRITE, DomainMessages.SendKey.class, Void.class);
    public static final Procedure<DomainMessages.Flags, DomainMessages.ControlInfo> DOMAIN_GET_CONTROL_INFO =
            GROUP.call(229, "virDomainGetControlInfo", HIGH, READ, DomainMessages.Flags.class, DomainMessages.ControlInfo.class);
    public static final Procedure<DomainMessages.GetVcpuPins, DomainMessages.CpuMaps> DOMAIN_GET_VCPU_PIN_INFO =
            GROUP.call(230, "virDomainGetVcpuPinInfo", NORMAL, READ, DomainMessages.GetVcpuPins.class, DomainMessages.CpuMaps.class);
    public static final Procedure<DomainMessages.Flags, Void> DOMAIN_UNDEFINE_FLAGS =
            GROUP.call(231, "virDomainUndefineFlags", HIGH, WRITE, DomainMessages.Flags.class, Void.class);
    public static final Procedure<DomainMessages.Save, Void> DOMAIN_SAVE_FLAGS =
            GROUP.call(232, "virDomainSaveFlags", NORMAL, WRITE, DomainMessages.Save.class, Void.class);
    public static final Procedure<DomainMessages.Restore, Void> DOMAIN_RESTORE_FLAGS =
            GROUP.call(233, "virDomainRestoreFlags", NORMAL, WRITE, DomainMessages.Restore.class, Void.class);
    public static final Procedure<DomainMessages.Flags, Void> DOMAIN_DESTROY_FLAGS =
            GROUP.call(234, "virDomainDestroyFlags", HIGH, WRITE, DomainMessages.Flags.class, Void.class);
    public static final Procedure<DomainMessages.Document, String> DOMAIN_SAVE_IMAGE_GET_XML_DESC =
            GROUP.call(235, "virDomainSaveImageGetXMLDesc", HIGH, WRITE, DomainMessages.Document.class, String.class);
    public static final Procedure<DomainMessages.DefineSavedImage, Void> DOMAIN_SAVE_IMAGE_DEFINE_XML =
            GROUP.call(236, "virDomainSaveImageDefineXML", HIGH, WRITE, DomainMessages.DefineSavedImage.class, Void.class);
    public static final Procedure<DomainMessages.BlockStatsFlags, DomainMessages.Parameters> DOMAIN_BLOCK_STATS_FLAGS =
            GROUP.call(243, "virDomainBlockStatsFlags", NORMAL, READ, DomainMessages.BlockStatsFlags.class, DomainMessages.Parameters.class);
    public static final Procedure<DomainMessages.Flags, Void> DOMAIN_RESET =
            GROUP.call(245, "virDomainReset", NORMAL, WRITE, DomainMessages.Flags.class, Void.class);
    public static final Procedure<DomainMessages.BlockResize, Void> DOMAIN_BLOCK_RESIZE =
            GROUP.call(251, "virDomainBlockResize", NORMAL, WRITE, DomainMessages.BlockResize.class, Void.class);
    public static final Procedure<DomainMessages.Flags, Void> DOMAIN_SHUTDOWN_FLAGS =
            GROUP.call(258, "virDomainShutdownFlags", NORMAL, WRITE, DomainMessages.Flags.class, Void.class);
    public static final Procedure<DomainMessages.PmSuspend, Void> DOMAIN_PM_SUSPEND_FOR_DURATION =
            GROUP.call(261, "virDomainPMSuspendForDuration", NORMAL, WRITE, DomainMessages.PmSuspend.class, Void.class);
    public static final Procedure<DomainMessages.CpuStats, DomainMessages.CpuFigures> DOMAIN_GET_CPU_STATS =
            GROUP.call(262, "virDomainGetCPUStats", NORMAL, READ, DomainMessages.CpuStats.class, DomainMessages.CpuFigures.class);
    public static final Procedure<DomainMessages.NumberFlags, DomainMessages.DiskErrors> DOMAIN_GET_DISK_ERRORS =
            GROUP.call(263, "virDomainGetDiskErrors", NORMAL, READ, DomainMessages.NumberFlags.class, DomainMessages.DiskErrors.class);
    public static final Procedure<DomainMessages.SetMetadata, Void> DOMAIN_SET_METADATA =
            GROUP.call(264, "virDomainSetMetadata", NORMAL, WRITE, DomainMessages.SetMetadata.class, Void.class);
    public static final Procedure<DomainMessages.GetMetadata, String> DOMAIN_GET_METADATA =
            GROUP.call(265, "virDomainGetMetadata", NORMAL, READ, DomainMessages.GetMetadata.class, String.class);
    public static final Procedure<DomainMessages.Flags, Void> DOMAIN_PM_WAKEUP =
            GROUP.call(267, "virDomainPMWakeup", NORMAL, WRITE, DomainMessages.Flags.class, Void.class);
    public static final Procedure<DomainMessages.Flags, String> DOMAIN_GET_HOSTNAME =
            GROUP.call(277, "virDomainGetHostname", NORMAL, WRITE, DomainMessages.Flags.class, String.class);
    public static final Procedure<DomainRef, DomainMessages.SecurityLabels> DOMAIN_GET_SECURITY_LABEL_LIST =
            GROUP.call(278, "virDomainGetSecurityLabelList", HIGH, READ, DomainRef.class, DomainMessages.SecurityLabels.class);
    public static final Procedure<DomainMessages.PinEmulator, Void> DOMAIN_PIN_EMULATOR =
            GROUP.call(279, "virDomainPinEmulator", NORMAL, WRITE, DomainMessages.PinEmulator.class, Void.class);
    public static final Procedure<DomainMessages.NumberFlags, DomainMessages.CpuMaps> DOMAIN_GET_EMULATOR_PIN_INFO =
            GROUP.call(280, "virDomainGetEmulatorPinInfo", NORMAL, READ, DomainMessages.NumberFlags.class, DomainMessages.CpuMaps.class);
    public static final Procedure<DomainMessages.Trim, Void> DOMAIN_FSTRIM =
            GROUP.call(294, "virDomainFSTrim", NORMAL, WRITE, DomainMessages.Trim.class, Void.class);
    public static final Procedure<DomainMessages.OptionalTextFlags, Void> DOMAIN_OPEN_CHANNEL =
            GROUP.stream(296, "virDomainOpenChannel", NORMAL, WRITE, DomainMessages.OptionalTextFlags.class, Void.class);
    public static final Procedure<DomainMessages.Flags, DomainMessages.JobStats> DOMAIN_GET_JOB_STATS =
            GROUP.call(298, "virDomainGetJobStats", NORMAL, READ, DomainMessages.Flags.class, DomainMessages.JobStats.class);
    public static final Procedure<DomainMessages.NumberFlags, Void> DOMAIN_SET_MEMORY_STATS_PERIOD =
            GROUP.call(308, "virDomainSetMemoryStatsPeriod", NORMAL, WRITE, DomainMessages.NumberFlags.class, Void.class);
    public static final Procedure<DomainMessages.CoreDump, Void> DOMAIN_CORE_DUMP_WITH_FORMAT =
            GROUP.call(334, "virDomainCoreDumpWithFormat", NORMAL, WRITE, DomainMessages.CoreDump.class, Void.class);
    public static final Procedure<DomainMessages.Mountpoints, Integer> DOMAIN_FSFREEZE =
            GROUP.call(335, "virDomainFSFreeze", NORMAL, WRITE, DomainMessages.Mountpoints.class, Integer.class);
    public static final Procedure<DomainMessages.Mountpoints, Integer> DOMAIN_FSTHAW =
            GROUP.call(336, "virDomainFSThaw", NORMAL, WRITE, DomainMessages.Mountpoints.class, Integer.class);
    public static final Procedure<DomainMessages.Flags, DomainMessages.Time> DOMAIN_GET_TIME =
            GROUP.call(337, "virDomainGetTime", NORMAL, WRITE, DomainMessages.Flags.class, DomainMessages.Time.class);
    public static final Procedure<DomainMessages.SetTime, Void> DOMAIN_SET_TIME =
            GROUP.call(338, "virDomainSetTime", NORMAL, WRITE, DomainMessages.SetTime.class, Void.class);
    public static final Procedure<DomainMessages.NumberFlags, Void> DOMAIN_OPEN_GRAPHICS_FD =
            GROUP.call(343, "virDomainOpenGraphicsFD", NORMAL, WRITE, DomainMessages.NumberFlags.class, Void.class);
    public static final Procedure<DomainMessages.Flags, DomainMessages.Filesystems> DOMAIN_GET_FSINFO =
            GROUP.call(349, "virDomainGetFSInfo", NORMAL, WRITE, DomainMessages.Flags.class, DomainMessages.Filesystems.class);
    public static final Procedure<DomainMessages.Document, DomainRef> DOMAIN_DEFINE_XML_FLAGS =
            GROUP.call(350, "virDomainDefineXMLFlags", HIGH, WRITE, DomainMessages.Document.class, DomainRef.class);
    public static final Procedure<DomainMessages.NumberFlags, DomainMessages.Interfaces> DOMAIN_INTERFACE_ADDRESSES =
            GROUP.call(353, "virDomainInterfaceAddresses", NORMAL, READ, DomainMessages.NumberFlags.class, DomainMessages.Interfaces.class);
    public static final Procedure<DomainMessages.SetPassword, Void> DOMAIN_SET_USER_PASSWORD =
            GROUP.call(357, "virDomainSetUserPassword", NORMAL, WRITE, DomainMessages.SetPassword.class, Void.class);
    public static final Procedure<DomainMessages.OptionalTextFlags, Integer> DOMAIN_RENAME =
            GROUP.call(358, "virDomainRename", NORMAL, WRITE, DomainMessages.OptionalTextFlags.class, Integer.class);
    public static final Procedure<DomainMessages.Flags, DomainMessages.GuestVcpus> DOMAIN_GET_GUEST_VCPUS =
            GROUP.call(371, "virDomainGetGuestVcpus", NORMAL, WRITE, DomainMessages.Flags.class, DomainMessages.GuestVcpus.class);
    public static final Procedure<DomainMessages.EnableVcpus, Void> DOMAIN_SET_GUEST_VCPUS =
            GROUP.call(372, "virDomainSetGuestVcpus", NORMAL, WRITE, DomainMessages.EnableVcpus.class, Void.class);
    public static final Procedure<DomainMessages.EnableVcpus, Void> DOMAIN_SET_VCPU =
            GROUP.call(384, "virDomainSetVcpu", NORMAL, WRITE, DomainMessages.EnableVcpus.class, Void.class);
    public static final Procedure<DomainMessages.Flags, String> DOMAIN_MANAGED_SAVE_GET_XML_DESC =
            GROUP.call(388, "virDomainManagedSaveGetXMLDesc", NORMAL, READ, DomainMessages.Flags.class, String.class);
    public static final Procedure<DomainMessages.OptionalTextFlags, Void> DOMAIN_MANAGED_SAVE_DEFINE_XML =
            GROUP.call(389, "virDomainManagedSaveDefineXML", NORMAL, WRITE, DomainMessages.OptionalTextFlags.class, Void.class);
    public static final Procedure<DomainMessages.LifecycleAction, Void> DOMAIN_SET_LIFECYCLE_ACTION =
            GROUP.call(390, "virDomainSetLifecycleAction", NORMAL, WRITE, DomainMessages.LifecycleAction.class, Void.class);
    public static final Procedure<DomainMessages.TextFlags, Void> DOMAIN_DETACH_DEVICE_ALIAS =
            GROUP.call(392, "virDomainDetachDeviceAlias", NORMAL, WRITE, DomainMessages.TextFlags.class, Void.class);
    public static final Procedure<DomainMessages.NumberFlags, DomainMessages.GuestInfo> DOMAIN_GET_GUEST_INFO =
            GROUP.call(418, "virDomainGetGuestInfo", NORMAL, WRITE, DomainMessages.NumberFlags.class, DomainMessages.GuestInfo.class);
    public static final Procedure<DomainMessages.NumberFlags, Integer> DOMAIN_AGENT_SET_RESPONSE_TIMEOUT =
            GROUP.call(420, "virDomainAgentSetResponseTimeout", NORMAL, WRITE, DomainMessages.NumberFlags.class, Integer.class);
    public static final Procedure<DomainMessages.TextFlags, DomainMessages.SshKeys> DOMAIN_AUTHORIZED_SSH_KEYS_GET =
            GROUP.call(424, "virDomainAuthorizedSSHKeysGet", NORMAL, WRITE, DomainMessages.TextFlags.class, DomainMessages.SshKeys.class);
    public static final Procedure<DomainMessages.SetSshKeys, Void> DOMAIN_AUTHORIZED_SSH_KEYS_SET =
            GROUP.call(425, "virDomainAuthorizedSSHKeysSet", NORMAL, WRITE, DomainMessages.SetSshKeys.class, Void.class);
    public static final Procedure<DomainMessages.Flags, DomainMessages.Messages> DOMAIN_GET_MESSAGES =
            GROUP.call(426, "virDomainGetMessages", NORMAL, READ, DomainMessages.Flags.class, DomainMessages.Messages.class);
    public static final Procedure<DomainMessages.Flags, Void> DOMAIN_ABORT_JOB_FLAGS =
            GROUP.call(442, "virDomainAbortJobFlags", NORMAL, WRITE, DomainMessages.Flags.class, Void.class);

    static {
        GROUP.later(103, "virDomainBlockPeek", NORMAL, WRITE);
        GROUP.later(104, "virDomainMemoryPeek", NORMAL, WRITE);
        GROUP.later(237, "virDomainBlockJobAbort", NORMAL, WRITE);
        GROUP.later(238, "virDomainGetBlockJobInfo", NORMAL, READ);
        GROUP.later(239, "virDomainBlockJobSetSpeed", NORMAL, WRITE);
        GROUP.later(240, "virDomainBlockPull", NORMAL, WRITE);
        GROUP.later(249, "virDomainOpenGraphics", NORMAL, WRITE);
        GROUP.later(256, "virDomainSetInterfaceParameters", NORMAL, WRITE);
        GROUP.later(257, "virDomainGetInterfaceParameters", NORMAL, READ);
        GROUP.later(266, "virDomainBlockRebase", NORMAL, WRITE);
        GROUP.later(290, "virDomainBlockCommit", NORMAL, WRITE);
        GROUP.later(295, "virDomainSendProcessSignal", NORMAL, WRITE);
        GROUP.later(309, "virDomainCreateXMLWithFiles", NORMAL, WRITE);
        GROUP.later(310, "virDomainCreateWithFiles", NORMAL, WRITE);
        GROUP.later(345, "virDomainBlockCopy", NORMAL, WRITE);
        GROUP.later(365, "virDomainGetPerfEvents", NORMAL, READ);
        GROUP.later(366, "virDomainSetPerfEvents", NORMAL, WRITE);
        GROUP.later(386, "virDomainSetBlockThreshold", NORMAL, WRITE);
        GROUP.later(396, "virDomainGetLaunchSecurityInfo", NORMAL, READ);
        GROUP.later(427, "virDomainStartDirtyRateCalc", NORMAL, WRITE);
        GROUP.later(439, "virDomainSetLaunchSecurityState", NORMAL, WRITE);
        GROUP.later(440, "virDomainSaveParams", NORMAL, WRITE);
        GROUP.later(441, "virDomainRestoreParams", NORMAL, WRITE);
        GROUP.later(443, "virDomainFDAssociate", NORMAL, WRITE);
        GROUP.later(448, "virDomainGraphicsReload", NORMAL, WRITE);
        GROUP.later(449, "virDomainGetAutostartOnce", HIGH, READ);
        GROUP.later(450, "virDomainSetAutostartOnce", HIGH, WRITE);
        GROUP.later(451, "virDomainSetThrottleGroup", NORMAL, WRITE);
        GROUP.later(452, "virDomainDelThrottleGroup", NORMAL, WRITE);
    }

    private DomainProcedures() {}
}
