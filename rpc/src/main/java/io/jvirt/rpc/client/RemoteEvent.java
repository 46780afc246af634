package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.DomainEventProcedures.*;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.EventMessages;
import io.jvirt.rpc.protocol.Packet;
import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.xdr.XdrCodecs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message about a guest, read back.
 *
 * @param callbackId the registration that it is for
 * @param event what happened
 */
record RemoteEvent(int callbackId, DomainEvent event) {
    private static final Map<Integer, Form<?>> FORMS = new HashMap<>();

    /** How one message is read. */
    private record Form<M>(Procedure<M, Void> procedure, Maker<M> maker) {
        RemoteEvent read(Packet packet, Function<DomainRef, Domain> guests) {
            return maker.make(
                    XdrCodecs.of(procedure.types().argument()).read(packet.reader()), guests);
        }
    }

    private interface Maker<M> {
        RemoteEvent make(M message, Function<DomainRef, Domain> guests);
    }

    static {
        form(DOMAIN_EVENT_CALLBACK_LIFECYCLE, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.Lifecycle(
                        g.apply(m.message().domain()), m.message().event(), m.message().detail())));
        form(DOMAIN_EVENT_CALLBACK_REBOOT, (m, g) -> new RemoteEvent(
                m.callbackId(), new DomainEvent.Reboot(g.apply(m.domain()))));
        form(DOMAIN_EVENT_CALLBACK_RTC_CHANGE, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.RtcChange(g.apply(m.message().domain()), m.message().offset())));
        form(DOMAIN_EVENT_CALLBACK_WATCHDOG, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.Watchdog(g.apply(m.message().domain()), m.message().action())));
        form(DOMAIN_EVENT_CALLBACK_IO_ERROR, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.IoError(
                        g.apply(m.message().domain()),
                        m.message().path(),
                        m.message().alias(),
                        m.message().action())));
        form(DOMAIN_EVENT_CALLBACK_GRAPHICS, (m, g) -> new RemoteEvent(m.callbackId(), graphics(m.message(), g)));
        form(DOMAIN_EVENT_CALLBACK_IO_ERROR_REASON, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.IoErrorReason(
                        g.apply(m.message().domain()),
                        m.message().path(),
                        m.message().alias(),
                        m.message().action(),
                        m.message().reason())));
        form(DOMAIN_EVENT_CALLBACK_CONTROL_ERROR, (m, g) -> new RemoteEvent(
                m.callbackId(), new DomainEvent.ControlError(g.apply(m.domain()))));
        form(DOMAIN_EVENT_CALLBACK_BLOCK_JOB, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.BlockJob(
                        g.apply(m.message().domain()),
                        m.message().path(),
                        m.message().type(),
                        m.message().status())));
        form(DOMAIN_EVENT_CALLBACK_DISK_CHANGE, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.DiskChange(
                        g.apply(m.message().domain()),
                        m.message().oldPath(),
                        m.message().newPath(),
                        m.message().alias(),
                        m.message().reason())));
        form(DOMAIN_EVENT_CALLBACK_TRAY_CHANGE, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.TrayChange(
                        g.apply(m.message().domain()), m.message().alias(), m.message().reason())));
        form(DOMAIN_EVENT_CALLBACK_PMWAKEUP, (m, g) -> new RemoteEvent(
                m.callbackId(), new DomainEvent.PmWakeup(g.apply(m.domain()), m.reason())));
        form(DOMAIN_EVENT_CALLBACK_PMSUSPEND, (m, g) -> new RemoteEvent(
                m.callbackId(), new DomainEvent.PmSuspend(g.apply(m.domain()), m.reason())));
        form(DOMAIN_EVENT_CALLBACK_BALLOON_CHANGE, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.BalloonChange(g.apply(m.message().domain()), m.message().actual())));
        form(DOMAIN_EVENT_CALLBACK_PMSUSPEND_DISK, (m, g) -> new RemoteEvent(
                m.callbackId(), new DomainEvent.PmSuspendDisk(g.apply(m.domain()), m.reason())));
        form(DOMAIN_EVENT_CALLBACK_DEVICE_REMOVED, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.DeviceRemoved(g.apply(m.message().domain()), m.message().alias())));
        form(DOMAIN_EVENT_BLOCK_JOB_2, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.BlockJob2(
                        g.apply(m.message().domain()),
                        m.message().path(),
                        m.message().type(),
                        m.message().status())));
        form(DOMAIN_EVENT_CALLBACK_TUNABLE, (m, g) -> new RemoteEvent(
                m.callbackId(), new DomainEvent.Tunable(g.apply(m.domain()), m.params())));
        form(DOMAIN_EVENT_CALLBACK_AGENT_LIFECYCLE, (m, g) -> new RemoteEvent(
                m.callbackId(), new DomainEvent.AgentLifecycle(g.apply(m.domain()), m.state(), m.reason())));
        form(DOMAIN_EVENT_CALLBACK_DEVICE_ADDED, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.DeviceAdded(g.apply(m.message().domain()), m.message().alias())));
        form(DOMAIN_EVENT_CALLBACK_MIGRATION_ITERATION, (m, g) -> new RemoteEvent(
                m.callbackId(), new DomainEvent.MigrationIteration(g.apply(m.domain()), m.iteration())));
        form(DOMAIN_EVENT_CALLBACK_JOB_COMPLETED, (m, g) -> new RemoteEvent(
                m.callbackId(), new DomainEvent.JobCompleted(g.apply(m.domain()), m.params())));
        form(DOMAIN_EVENT_CALLBACK_DEVICE_REMOVAL_FAILED, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.DeviceRemovalFailed(g.apply(m.message().domain()), m.message().alias())));
        form(DOMAIN_EVENT_CALLBACK_METADATA_CHANGE, (m, g) -> new RemoteEvent(
                m.callbackId(), new DomainEvent.MetadataChange(g.apply(m.domain()), m.type(), m.uri())));
        form(DOMAIN_EVENT_BLOCK_THRESHOLD, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.BlockThreshold(
                        g.apply(m.domain()), m.device(), m.path(), m.threshold(), m.excess())));
        form(DOMAIN_EVENT_MEMORY_FAILURE, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.MemoryFailure(g.apply(m.domain()), m.recipient(), m.action(), m.flags())));
        form(DOMAIN_EVENT_MEMORY_DEVICE_SIZE_CHANGE, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.MemoryDeviceSizeChange(g.apply(m.domain()), m.alias(), m.size())));
        form(DOMAIN_EVENT_NIC_MAC_CHANGE, (m, g) -> new RemoteEvent(
                m.callbackId(),
                new DomainEvent.NicMacChange(g.apply(m.domain()), m.alias(), m.oldMac(), m.newMac())));
    }

    /** {@return the event in a message, null when it is none of ours} */
    static @Nullable RemoteEvent read(Packet packet, RemoteConnection connection) {
        Form<?> form = FORMS.get(packet.procedure());
        return form == null ? null : form.read(packet, connection::guest);
    }

    private static <M> void form(Procedure<M, Void> procedure, Maker<M> maker) {
        FORMS.put(procedure.number(), new Form<>(procedure, maker));
    }

    private static DomainEvent graphics(EventMessages.Graphics m, Function<DomainRef, Domain> guests) {
        List<DomainEvent.GraphicsIdentity> subject = new ArrayList<>();
        for (EventMessages.GraphicsIdentity identity : m.subject()) {
            subject.add(new DomainEvent.GraphicsIdentity(identity.type(), identity.name()));
        }
        return new DomainEvent.Graphics(
                guests.apply(m.domain()), m.phase(), address(m.local()), address(m.remote()), m.authScheme(), subject);
    }

    private static DomainEvent.GraphicsAddress address(EventMessages.GraphicsAddress address) {
        return new DomainEvent.GraphicsAddress(address.family(), address.node(), address.service());
    }
}
