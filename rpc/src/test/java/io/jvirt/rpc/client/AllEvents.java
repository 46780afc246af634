package io.jvirt.rpc.client;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainEvent;
import io.jvirt.api.TypedParameters;
import java.util.List;

/** One event of each kind, in the order of their numbers. */
final class AllEvents {
    private AllEvents() {}

    static List<DomainEvent> of(Domain domain) {
        TypedParameters values = TypedParameters.builder().add("a", 1).add("b", "text").build();
        return List.of(
                DomainEvent.Change.CRASHED_PANICKED.of(domain),
                new DomainEvent.Reboot(domain),
                new DomainEvent.RtcChange(domain, -3600),
                new DomainEvent.Watchdog(domain, 2),
                new DomainEvent.IoError(domain, "/a", "virtio-disk0", 1),
                new DomainEvent.Graphics(
                        domain,
                        1,
                        new DomainEvent.GraphicsAddress(0, "127.0.0.1", "5900"),
                        new DomainEvent.GraphicsAddress(1, "::1", "40000"),
                        "vnc",
                        List.of(new DomainEvent.GraphicsIdentity("x509dname", "CN=a"))),
                new DomainEvent.IoErrorReason(domain, "/a", "virtio-disk0", 1, "enospc"),
                new DomainEvent.ControlError(domain),
                new DomainEvent.BlockJob(domain, "/a", 2, 0),
                new DomainEvent.DiskChange(domain, "/old", null, "ide0-1-0", 0),
                new DomainEvent.TrayChange(domain, "ide0-1-0", 1),
                new DomainEvent.PmWakeup(domain, 0),
                new DomainEvent.PmSuspend(domain, 0),
                new DomainEvent.BalloonChange(domain, 65_536),
                new DomainEvent.PmSuspendDisk(domain, 0),
                new DomainEvent.DeviceRemoved(domain, "net0"),
                new DomainEvent.BlockJob2(domain, "vda", 2, 0),
                new DomainEvent.Tunable(domain, values),
                new DomainEvent.AgentLifecycle(domain, 1, 2),
                new DomainEvent.DeviceAdded(domain, "net1"),
                new DomainEvent.MigrationIteration(domain, 3),
                new DomainEvent.JobCompleted(domain, values),
                new DomainEvent.DeviceRemovalFailed(domain, "net2"),
                new DomainEvent.MetadataChange(domain, 2, "urn:a"),
                new DomainEvent.BlockThreshold(domain, "vda", null, 1L << 40, 5),
                new DomainEvent.MemoryFailure(domain, 1, 2, 3),
                new DomainEvent.MemoryDeviceSizeChange(domain, "ua-mem", 1 << 20),
                new DomainEvent.NicMacChange(domain, "net0", "52:54:00:00:00:01", "52:54:00:00:00:02"));
    }
}
