package io.jvirt.rpc.protocol;

import io.jvirt.api.TypedParameters;
import io.jvirt.rpc.xdr.Max;
import io.jvirt.rpc.xdr.Opt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of the messages about guests. The {@code Callback} form, which begins with the registration's id, goes to
 * clients that registered with an id; the plain form to those that did it the old way. Events that came later have only
 * the form with the id.
 */
public final class EventMessages {
    private EventMessages() {}

    /** A guest changed its state. */
    public record Lifecycle(DomainRef domain, int event, int detail) {}

    /** With the registration's id. */
    public record CallbackLifecycle(int callbackId, Lifecycle message) {}

    /** An event without details: reboot, control error. */
    public record CallbackDomain(int callbackId, DomainRef domain) {}

    /** The guest set its clock: seconds off UTC. */
    public record RtcChange(DomainRef domain, long offset) {}

    /** With the registration's id. */
    public record CallbackRtcChange(int callbackId, RtcChange message) {}

    /** The watchdog fired. */
    public record Watchdog(DomainRef domain, int action) {}

    /** With the registration's id. */
    public record CallbackWatchdog(int callbackId, Watchdog message) {}

    /** A disk failed. */
    public record IoError(DomainRef domain, String path, String alias, int action) {}

    /** With the registration's id. */
    public record CallbackIoError(int callbackId, IoError message) {}

    /** A disk failed, and why. */
    public record IoErrorReason(DomainRef domain, String path, String alias, int action, String reason) {}

    /** With the registration's id. */
    public record CallbackIoErrorReason(int callbackId, IoErrorReason message) {}

    /** An end of a graphics connection: family 0 IPv4, 1 IPv6, 2 Unix. */
    public record GraphicsAddress(int family, String node, String service) {}

    /** Who connected. */
    public record GraphicsIdentity(String type, String name) {}

    /** A viewer came or went. */
    public record Graphics(
            DomainRef domain,
            int phase,
            GraphicsAddress local,
            GraphicsAddress remote,
            String authScheme,
            @Max(20) List<GraphicsIdentity> subject) {}

    /** With the registration's id. */
    public record CallbackGraphics(int callbackId, Graphics message) {}

    /** A block job's state; the path, or in the second form the target. */
    public record BlockJob(DomainRef domain, String path, int type, int status) {}

    /** With the registration's id. */
    public record CallbackBlockJob(int callbackId, BlockJob message) {}

    /** A disk's source changed. */
    public record DiskChange(
            DomainRef domain, @Opt @Nullable String oldPath, @Opt @Nullable String newPath, String alias, int reason) {}

    /** With the registration's id. */
    public record CallbackDiskChange(int callbackId, DiskChange message) {}

    /** A drive's tray moved. */
    public record TrayChange(DomainRef domain, String alias, int reason) {}

    /** With the registration's id. */
    public record CallbackTrayChange(int callbackId, TrayChange message) {}

    /** The guest slept or woke. */
    public record CallbackPowerManagement(int callbackId, int reason, DomainRef domain) {}

    /** The balloon changed: KiB now. */
    public record BalloonChange(DomainRef domain, long actual) {}

    /** With the registration's id. */
    public record CallbackBalloonChange(int callbackId, BalloonChange message) {}

    /** A device came, went or did not go. */
    public record Device(DomainRef domain, String alias) {}

    /** With the registration's id. */
    public record CallbackDevice(int callbackId, Device message) {}

    /** Tuning changed. */
    public record Tunable(int callbackId, DomainRef domain, @Max(2048) TypedParameters params) {}

    /** The guest agent came or went. */
    public record AgentLifecycle(int callbackId, DomainRef domain, int state, int reason) {}

    /** A round of copying memory began. */
    public record MigrationIteration(int callbackId, DomainRef domain, int iteration) {}

    /** A job ended. */
    public record JobCompleted(int callbackId, DomainRef domain, @Max(64) TypedParameters params) {}

    /** Title, description or metadata changed. */
    public record MetadataChange(int callbackId, DomainRef domain, int type, @Opt @Nullable String uri) {}

    /** A disk's writes passed a mark. */
    public record BlockThreshold(
            int callbackId, DomainRef domain, String device, @Opt @Nullable String path, long threshold, long excess) {}

    /** Memory of the host's failed under the guest. */
    public record MemoryFailure(int callbackId, DomainRef domain, int recipient, int action, int flags) {}

    /** A memory device's size changed: KiB now. */
    public record MemoryDeviceSizeChange(int callbackId, DomainRef domain, String alias, long size) {}

    /** The guest set another MAC address. */
    public record NicMacChange(int callbackId, DomainRef domain, String alias, String oldMac, String newMac) {}
}
