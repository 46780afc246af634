package io.jvirt.rpc.server;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.rpc.protocol.DomainEventProcedures;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.EventMessages;
import io.jvirt.rpc.protocol.Packet;
import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.xdr.XdrCodecs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Events of guests as messages, in the form with a registration's id and in the old one without. */
final class EventMessage {
    /** What real daemons put there; clients do not look. */
    private static final int SERIAL = 1;

    private EventMessage() {}

    /** {@return a guest as it is now, on the wire} */
    static DomainRef ref(Domain domain) {
        return new DomainRef(domain.name(), domain.uuid(), domain.id().orElse(-1));
    }

    /** {@return the message of a procedure} */
    static <A> ByteBuffer of(Procedure<A, Void> procedure, A body) {
        return Packet.encode(
                procedure, Packet.MESSAGE, SERIAL, Packet.OK, XdrCodecs.of(procedure.types().argument()), body);
    }

    /** {@return the message for a registration with an id} */
    static ByteBuffer of(DomainEvent event, int id) {
        DomainRef guest = ref(event.domain());
        return switch (event) {
            case DomainEvent.Lifecycle e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_LIFECYCLE,
                    new EventMessages.CallbackLifecycle(id, lifecycle(guest, e)));
            case DomainEvent.Reboot _ -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_REBOOT, new EventMessages.CallbackDomain(id, guest));
            case DomainEvent.RtcChange e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_RTC_CHANGE,
                    new EventMessages.CallbackRtcChange(id, new EventMessages.RtcChange(guest, e.utcOffset())));
            case DomainEvent.Watchdog e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_WATCHDOG,
                    new EventMessages.CallbackWatchdog(id, new EventMessages.Watchdog(guest, e.action())));
            case DomainEvent.IoError e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_IO_ERROR,
                    new EventMessages.CallbackIoError(id, ioError(guest, e)));
            case DomainEvent.Graphics e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_GRAPHICS,
                    new EventMessages.CallbackGraphics(id, graphics(guest, e)));
            case DomainEvent.IoErrorReason e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_IO_ERROR_REASON,
                    new EventMessages.CallbackIoErrorReason(id, ioErrorReason(guest, e)));
            case DomainEvent.ControlError _ -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_CONTROL_ERROR,
                    new EventMessages.CallbackDomain(id, guest));
            case DomainEvent.BlockJob e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_BLOCK_JOB,
                    new EventMessages.CallbackBlockJob(id, blockJob(guest, e)));
            case DomainEvent.DiskChange e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_DISK_CHANGE,
                    new EventMessages.CallbackDiskChange(id, diskChange(guest, e)));
            case DomainEvent.TrayChange e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_TRAY_CHANGE,
                    new EventMessages.CallbackTrayChange(
                            id, new EventMessages.TrayChange(guest, e.deviceAlias(), e.reason())));
            case DomainEvent.PmWakeup e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_PMWAKEUP,
                    new EventMessages.CallbackPowerManagement(id, e.reason(), guest));
            case DomainEvent.PmSuspend e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_PMSUSPEND,
                    new EventMessages.CallbackPowerManagement(id, e.reason(), guest));
            case DomainEvent.BalloonChange e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_BALLOON_CHANGE,
                    new EventMessages.CallbackBalloonChange(
                            id, new EventMessages.BalloonChange(guest, e.actualKib())));
            case DomainEvent.PmSuspendDisk e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_PMSUSPEND_DISK,
                    new EventMessages.CallbackPowerManagement(id, e.reason(), guest));
            case DomainEvent.DeviceRemoved e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_DEVICE_REMOVED, device(id, guest, e.deviceAlias()));
            case DomainEvent.BlockJob2 e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_BLOCK_JOB_2,
                    new EventMessages.CallbackBlockJob(
                            id, new EventMessages.BlockJob(guest, e.disk(), e.type(), e.status())));
            case DomainEvent.Tunable e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_TUNABLE,
                    new EventMessages.Tunable(id, guest, e.values()));
            case DomainEvent.AgentLifecycle e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_AGENT_LIFECYCLE,
                    new EventMessages.AgentLifecycle(id, guest, e.state(), e.reason()));
            case DomainEvent.DeviceAdded e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_DEVICE_ADDED, device(id, guest, e.deviceAlias()));
            case DomainEvent.MigrationIteration e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_MIGRATION_ITERATION,
                    new EventMessages.MigrationIteration(id, guest, e.iteration()));
            case DomainEvent.JobCompleted e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_JOB_COMPLETED,
                    new EventMessages.JobCompleted(id, guest, e.values()));
            case DomainEvent.DeviceRemovalFailed e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_DEVICE_REMOVAL_FAILED,
                    device(id, guest, e.deviceAlias()));
            case DomainEvent.MetadataChange e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_CALLBACK_METADATA_CHANGE,
                    new EventMessages.MetadataChange(id, guest, e.type(), e.namespace()));
            case DomainEvent.BlockThreshold e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_BLOCK_THRESHOLD,
                    new EventMessages.BlockThreshold(id, guest, e.device(), e.path(), e.threshold(), e.excess()));
            case DomainEvent.MemoryFailure e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_MEMORY_FAILURE,
                    new EventMessages.MemoryFailure(id, guest, e.recipient(), e.action(), e.flags()));
            case DomainEvent.MemoryDeviceSizeChange e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_MEMORY_DEVICE_SIZE_CHANGE,
                    new EventMessages.MemoryDeviceSizeChange(id, guest, e.alias(), e.sizeKib()));
            case DomainEvent.NicMacChange e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_NIC_MAC_CHANGE,
                    new EventMessages.NicMacChange(id, guest, e.alias(), e.oldMac(), e.newMac()));
        };
    }

    /** {@return the message for an old registration, which exists for the kinds up to DEVICE_REMOVED} */
    static ByteBuffer ofLegacy(DomainEvent event) {
        DomainRef guest = ref(event.domain());
        return switch (event) {
            case DomainEvent.Lifecycle e -> of(DomainEventProcedures.DOMAIN_EVENT_LIFECYCLE, lifecycle(guest, e));
            case DomainEvent.Reboot _ -> of(DomainEventProcedures.DOMAIN_EVENT_REBOOT, guest);
            case DomainEvent.RtcChange e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_RTC_CHANGE, new EventMessages.RtcChange(guest, e.utcOffset()));
            case DomainEvent.Watchdog e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_WATCHDOG, new EventMessages.Watchdog(guest, e.action()));
            case DomainEvent.IoError e -> of(DomainEventProcedures.DOMAIN_EVENT_IO_ERROR, ioError(guest, e));
            case DomainEvent.Graphics e -> of(DomainEventProcedures.DOMAIN_EVENT_GRAPHICS, graphics(guest, e));
            case DomainEvent.IoErrorReason e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_IO_ERROR_REASON, ioErrorReason(guest, e));
            case DomainEvent.ControlError _ -> of(DomainEventProcedures.DOMAIN_EVENT_CONTROL_ERROR, guest);
            case DomainEvent.BlockJob e -> of(DomainEventProcedures.DOMAIN_EVENT_BLOCK_JOB, blockJob(guest, e));
            case DomainEvent.DiskChange e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_DISK_CHANGE, diskChange(guest, e));
            case DomainEvent.TrayChange e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_TRAY_CHANGE,
                    new EventMessages.TrayChange(guest, e.deviceAlias(), e.reason()));
            case DomainEvent.PmWakeup _ -> of(DomainEventProcedures.DOMAIN_EVENT_PMWAKEUP, guest);
            case DomainEvent.PmSuspend _ -> of(DomainEventProcedures.DOMAIN_EVENT_PMSUSPEND, guest);
            case DomainEvent.BalloonChange e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_BALLOON_CHANGE,
                    new EventMessages.BalloonChange(guest, e.actualKib()));
            case DomainEvent.PmSuspendDisk _ -> of(DomainEventProcedures.DOMAIN_EVENT_PMSUSPEND_DISK, guest);
            case DomainEvent.DeviceRemoved e -> of(
                    DomainEventProcedures.DOMAIN_EVENT_DEVICE_REMOVED,
                    new EventMessages.Device(guest, e.deviceAlias()));
            case DomainEvent.BlockJob2 _,
                    DomainEvent.Tunable _,
                    DomainEvent.AgentLifecycle _,
                    DomainEvent.DeviceAdded _,
                    DomainEvent.MigrationIteration _,
                    DomainEvent.JobCompleted _,
                    DomainEvent.DeviceRemovalFailed _,
                    DomainEvent.MetadataChange _,
                    DomainEvent.BlockThreshold _,
                    DomainEvent.MemoryFailure _,
                    DomainEvent.MemoryDeviceSizeChange _,
                    DomainEvent.NicMacChange _ -> throw new IllegalArgumentException(
                    event.kind() + " cannot be registered for in the old way");
        };
    }

    private static EventMessages.Lifecycle lifecycle(DomainRef guest, DomainEvent.Lifecycle e) {
        return new EventMessages.Lifecycle(guest, e.event(), e.detail());
    }

    private static EventMessages.IoError ioError(DomainRef guest, DomainEvent.IoError e) {
        return new EventMessages.IoError(guest, e.sourcePath(), e.deviceAlias(), e.action());
    }

    private static EventMessages.IoErrorReason ioErrorReason(DomainRef guest, DomainEvent.IoErrorReason e) {
        return new EventMessages.IoErrorReason(guest, e.sourcePath(), e.deviceAlias(), e.action(), e.cause());
    }

    private static EventMessages.BlockJob blockJob(DomainRef guest, DomainEvent.BlockJob e) {
        return new EventMessages.BlockJob(guest, e.path(), e.type(), e.status());
    }

    private static EventMessages.DiskChange diskChange(DomainRef guest, DomainEvent.DiskChange e) {
        return new EventMessages.DiskChange(guest, e.oldSource(), e.newSource(), e.deviceAlias(), e.reason());
    }

    private static EventMessages.CallbackDevice device(int id, DomainRef guest, String alias) {
        return new EventMessages.CallbackDevice(id, new EventMessages.Device(guest, alias));
    }

    private static EventMessages.Graphics graphics(DomainRef guest, DomainEvent.Graphics e) {
        List<EventMessages.GraphicsIdentity> subject = new ArrayList<>();
        for (DomainEvent.GraphicsIdentity identity : e.subject()) {
            subject.add(new EventMessages.GraphicsIdentity(identity.type(), identity.name()));
        }
        return new EventMessages.Graphics(
                guest, e.phase(), address(e.local()), address(e.remote()), e.authScheme(), subject);
    }

    private static EventMessages.GraphicsAddress address(DomainEvent.GraphicsAddress address) {
        return new EventMessages.GraphicsAddress(address.family(), address.node(), address.service());
    }
}
